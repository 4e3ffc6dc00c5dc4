"""A run of Digitpad's own recipe, and what it writes into the model's file."""

from pathlib import Path

import h5py
import numpy as np
import pytest
from own_models import arrays_of, load_own

from digitpad import mnist
from digitpad.progress import BatchFinished, EpochFinished, Message, RunFinished
from training import run
from training.config import Digitpad
from training.control import Control
from training.datasets import held_back
from training.handwriting.samples import samples
from training.request import Request

Run = tuple[Path, list[Message]]


def train(request: Request, control: Control | None = None) -> list[Message]:
    """Run a request in this process; what it told."""
    import keras

    keras.utils.clear_session()
    messages: list[Message] = []
    run.train(request, messages.append, control or Control())
    return messages


def test_a_few_epochs_learn_digits_and_what_is_none(digitpad: Run) -> None:
    network = load_own(digitpad[0])
    assert network.classes == 11
    ink, labels = samples(300, (77,), no_digit=0.4)
    answers = network.run(mnist.as_model_inputs(ink))[0].argmax(axis=1)
    assert np.mean(answers == labels) > 0.6
    assert np.mean(answers[labels == 10] == 10) > 0.5


def test_the_file_says_how_far_it_can_be_trusted(digitpad: Run) -> None:
    trust = load_own(digitpad[0]).trust
    assert trust.temperature is not None
    assert trust.refusal_threshold is not None
    assert 0.2 <= trust.refusal_threshold < 1
    assert trust.conformal_quantile is not None
    assert trust.bank is not None
    assert set(trust.bank.labels) == set(range(10))


def test_the_bank_holds_the_features_that_the_network_finds(digitpad: Run) -> None:
    network = load_own(digitpad[0])
    bank = network.trust.bank
    assert bank is not None
    _, features = network.run(mnist.as_model_inputs(bank.images))
    np.testing.assert_allclose(bank.features, features, rtol=2e-3, atol=2e-3)


def test_the_file_carries_no_trace_of_how_it_was_computed(digitpad: Run) -> None:
    with h5py.File(digitpad[0]) as file:
        assert "bfloat16" not in str(file.attrs["model_config"])


def test_the_card_tells_of_the_synthetic_ink(digitpad: Run) -> None:
    card = load_own(digitpad[0]).card
    assert card.recipe == "digitpad"
    told = card.data["synthetic"]
    assert told["training_seeds"] != told["held_out_seeds"]
    assert told["generator"] >= 1
    assert card.hyperparameters["precision"] in ("float32", "mixed_bfloat16")


def test_the_same_seed_gives_the_same_model_to_the_last_bit(
    digitpad: Run, tmp_path: Path
) -> None:
    changes = {"epochs": 4, "batch_size": 32}
    again = Request(tmp_path / "b.h5", "digitpad", changes, limit=300)
    train(again)
    assert arrays_of(again.out) == arrays_of(digitpad[0])


def test_training_on_goes_on_from_the_averaged_weights(
    digitpad: Run, tmp_path: Path
) -> None:
    changes = {"epochs": 1, "batch_size": 32, "learning_rate": 1e-7}
    request = Request(tmp_path / "on.h5", changes=changes, start=digitpad[0], limit=300)
    finished = train(request)[-1]
    card = load_own(request.out).card
    assert isinstance(finished, RunFinished)
    assert card.hyperparameters["epochs_before"] == 4
    assert card.hyperparameters["optimizer_restored"] is True
    before = load_own(digitpad[0]).card.validation_accuracy
    assert before is not None
    assert finished.validation_accuracy == pytest.approx(before, abs=0.4)


def test_a_stop_keeps_the_averaged_weights_and_calibrates_them(tmp_path: Path) -> None:
    control = Control()
    request = Request(tmp_path / "m.h5", "digitpad", {"epochs": 3}, limit=2000)

    def stop_in_the_second_epoch(message: Message) -> None:
        if isinstance(message, EpochFinished):
            control.stop()

    import keras

    keras.utils.clear_session()
    run.train(request, stop_in_the_second_epoch, control)
    network = load_own(request.out)
    assert network.card.ended == "stopped by the user"
    assert len(network.card.history["loss"]) < 3
    assert network.calibrated


def test_a_network_of_ten_answers_can_be_trained_on_with_it(
    notebook: Run, tmp_path: Path
) -> None:
    request = Request(
        tmp_path / "m.h5", "digitpad", {"epochs": 1}, start=notebook[0], limit=300
    )
    train(request)
    trust = load_own(request.out).trust
    assert trust.temperature is not None
    assert trust.refusal_threshold is None


def test_two_models_are_compared_on_what_both_held_back(
    digitpad: Run, tmp_path: Path
) -> None:
    request = Request(
        tmp_path / "m.h5",
        changes={"epochs": 1},
        compare=digitpad[0],
        limit=300,
    )
    finished = train(request)[-1]
    assert isinstance(finished, RunFinished)
    assert finished.validation_images == len(held_back(0.05, 300)) < 60


def test_batches_count_the_synthetic_ink_too(digitpad: Run) -> None:
    batches = {m.batches for m in digitpad[1] if isinstance(m, BatchFinished)}
    (count,) = batches
    images = (1 + Digitpad.drawn) * (300 - len(held_back(0.05, 300)))
    assert abs(count * 32 - images) < 64
