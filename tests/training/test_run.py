import csv
import hashlib
import platform
import shutil
from dataclasses import fields
from pathlib import Path

import h5py
import numpy as np
import pytest
from own_models import load_own
from PIL import Image

from digitpad import h5model, mnist
from digitpad.card import ModelCard
from digitpad.errors import ModelError, TrainingError
from digitpad.progress import (
    BatchFinished,
    EpochFinished,
    Message,
    RunFinished,
    RunStarted,
    StageBegan,
)
from training import run
from training.config import Walkthrough
from training.control import Control
from training.datasets import load_mnist
from training.evaluate import score
from training.request import Request

Run = tuple[Path, list[Message]]


def train(request: Request, control: Control | None = None) -> list[Message]:
    """Run a request in this process; what it told."""
    import keras

    # In life each run has a process, where the names of layers start anew.
    keras.utils.clear_session()
    messages: list[Message] = []
    run.train(request, messages.append, control or Control())
    return messages


def card_of(path: Path) -> ModelCard:
    return load_own(path).card


def datasets_of(group: h5py.Group) -> list[tuple[str, h5py.Dataset]]:
    """Every array below a group, with its place."""
    found: list[tuple[str, h5py.Dataset]] = []

    def take(name: str, item: h5py.Group | h5py.Dataset) -> None:
        if isinstance(item, h5py.Dataset):
            found.append((name, item))

    group.visititems(take)
    return found


def arrays(path: Path) -> dict[str, bytes]:
    """Every weight and every optimizer variable of a model file, by its place."""
    with h5py.File(path) as file:
        return {
            f"{group}/{name}": dataset[()].tobytes()
            for group in ("model_weights", "optimizer_weights")
            for name, dataset in datasets_of(file[group])
        }


def the(kind: type[Message], messages: list[Message]) -> Message:
    """The only message of a kind."""
    (found,) = (message for message in messages if isinstance(message, kind))
    return found


def test_the_messages_tell_the_run_in_order(walkthrough: Run) -> None:
    _, messages = walkthrough
    told = [m for m in messages if not isinstance(m, BatchFinished)]
    assert [type(message) for message in told] == [
        *[StageBegan] * 3,
        RunStarted,
        EpochFinished,
        EpochFinished,
        StageBegan,
        RunFinished,
    ]
    assert told[:2] == [
        StageBegan("Reading the images"),
        StageBegan("Starting TensorFlow"),
    ]
    assert told[3] == RunStarted("walkthrough", epochs=2, batches=8, weights=693_962)


def test_the_last_batch_of_every_epoch_is_told(walkthrough: Run) -> None:
    _, messages = walkthrough
    batches = [m for m in messages if isinstance(m, BatchFinished)]
    assert {(m.epoch, m.batch) for m in batches} >= {(1, 8), (2, 8)}
    assert all(1 <= m.batch <= m.batches == 8 for m in batches)


def test_nothing_is_left_to_do_after_the_last_epoch(walkthrough: Run) -> None:
    _, messages = walkthrough
    last = [m for m in messages if isinstance(m, EpochFinished)][-1]
    assert (last.epoch, last.epochs, last.seconds_left) == (2, 2, 0)


def test_the_figures_told_are_those_of_the_file(walkthrough: Run) -> None:
    path, messages = walkthrough
    finished = the(RunFinished, messages)
    scores = score(h5model.load_network(path), load_mnist(0.2, limit=300))
    assert isinstance(finished, RunFinished)
    assert finished.path == str(path)
    assert finished.validation_accuracy == scores.validation
    assert finished.test_accuracy == scores.test
    assert finished.current_test_accuracy is None


def test_the_card_tells_how_the_model_was_made(walkthrough: Run) -> None:
    path, messages = walkthrough
    card = card_of(path)
    finished = the(RunFinished, messages)
    assert isinstance(finished, RunFinished)
    assert card.recipe == "walkthrough"
    assert card.seed == 7
    assert card.hyperparameters.keys() >= {f.name for f in fields(Walkthrough)}
    assert card.hyperparameters["epochs"] == 2
    assert card.data["sha256"] == mnist.SHA256
    assert card.data["training"] + card.data["validation"] == 300
    assert card.versions.keys() >= {
        *("python", "tensorflow", "keras", "numpy", "digitpad"),
        *("system", "processor", "threads"),
    }
    assert platform.release() not in card.versions["system"]
    assert card.fixed.keys() == {"seed", "threads", "operations", "device"}
    assert card.fixed["seed"].startswith("7: ")
    assert card.validation_accuracy == finished.validation_accuracy
    assert card.test_accuracy == finished.test_accuracy
    assert card.seconds is not None
    assert card.seconds > 0
    assert card.date.endswith("+00:00")
    assert card.input_range == "0..255"
    assert card.ended == "all epochs"
    assert card.trained_from is None


def test_the_cards_history_is_what_the_epochs_told(walkthrough: Run) -> None:
    path, messages = walkthrough
    history = card_of(path).history
    told = [m for m in messages if isinstance(m, EpochFinished)]
    for name in ("loss", "accuracy", "validation_loss", "validation_accuracy"):
        assert history[name] == [getattr(message, name) for message in told]


def test_the_file_holds_network_weights_and_optimizer_state(walkthrough: Run) -> None:
    with h5py.File(walkthrough[0]) as file:
        assert "model_config" in file.attrs
        assert {"model_weights", "optimizer_weights", "digitpad"} <= file.keys()
        assert file["digitpad/card"].dtype == np.uint8


def test_the_pictures_show_accuracy_and_loss(walkthrough: Run) -> None:
    folder = walkthrough[0].parent / "plots"
    names = sorted(path.name for path in folder.glob("*.png"))
    assert names == ["model_accuracy.png", "model_loss.png"]
    for name in names:
        with Image.open(folder / name) as picture:
            assert picture.size == (1050, 630)
            assert len(picture.convert("RGB").getcolors(1 << 24) or ()) > 50


def test_the_history_stands_beside_the_pictures_as_a_table(walkthrough: Run) -> None:
    path, _ = walkthrough
    with (path.parent / "plots" / "model_history.csv").open() as file:
        rows = list(csv.DictReader(file))
    assert [row["epoch"] for row in rows] == ["1", "2"]
    history = card_of(path).history
    for name, figures in history.items():
        assert [float(row[name]) for row in rows] == figures


def test_without_plots_the_model_is_all_that_is_left(notebook: Run) -> None:
    path, _ = notebook
    assert list(path.parent.iterdir()) == [path]
    assert card_of(path).input_range == "0..1"


@pytest.mark.parametrize("recipe", ["notebook", "walkthrough"])
def test_the_same_seed_gives_the_same_model_to_the_last_bit(
    recipe: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    first, _ = request.getfixturevalue(recipe)
    seed = card_of(first).seed
    changes = {"epochs": 2, "seed": seed, "batch_size": 32}
    again = Request(tmp_path / "b.h5", recipe, changes, limit=300)
    train(again)
    assert arrays(again.out) == arrays(first)


def test_another_seed_gives_another_model(walkthrough: Run, tmp_path: Path) -> None:
    other = Request(
        tmp_path / "b.h5",
        "walkthrough",
        {"epochs": 2, "seed": 8, "batch_size": 32},
        limit=300,
    )
    train(other)
    ours, theirs = arrays(walkthrough[0]), arrays(other.out)
    assert ours.keys() == theirs.keys()
    kernels = [name for name in ours if name.endswith("kernel")]
    assert kernels
    assert all(ours[name] != theirs[name] for name in kernels)


def test_training_on_tells_where_it_came_from(walkthrough: Run, tmp_path: Path) -> None:
    start = walkthrough[0]
    changes = {"epochs": 1, "batch_size": 32}
    request = Request(tmp_path / "on.h5", changes=changes, start=start, limit=300)
    train(request)
    card = card_of(request.out)
    assert card.recipe == "walkthrough"
    assert card.trained_from == hashlib.sha256(start.read_bytes()).hexdigest()
    assert card.hyperparameters["epochs_before"] == 2
    assert card.hyperparameters["optimizer_restored"] is True
    with h5py.File(request.out) as file:
        # 8 batches an epoch.
        assert file["optimizer_weights/adam/iteration"][()] == 3 * 8


def test_two_runs_on_end_to_end_are_one_long_run(
    walkthrough: Run, tmp_path: Path
) -> None:
    changes = {"epochs": 1, "seed": 7, "batch_size": 32}
    first = Request(tmp_path / "1.h5", "walkthrough", changes, limit=300)
    second = Request(tmp_path / "2.h5", None, changes, start=first.out, limit=300)
    train(first)
    train(second)
    together, whole = arrays(second.out), arrays(walkthrough[0])
    assert together == whole


def test_the_model_compared_with_reads_the_same_images(
    walkthrough: Run, notebook: Run, tmp_path: Path
) -> None:
    request = Request(
        tmp_path / "m.h5",
        changes={"epochs": 1},
        limit=300,
        compare=walkthrough[0],
    )
    finished = the(RunFinished, train(request))
    theirs = the(RunFinished, walkthrough[1])
    assert isinstance(finished, RunFinished)
    assert isinstance(theirs, RunFinished)
    assert finished.current_validation_accuracy == theirs.validation_accuracy
    assert finished.current_test_accuracy == theirs.test_accuracy


def test_a_stop_even_in_the_last_epoch_is_told(tmp_path: Path) -> None:
    control = Control()
    control.stop()
    request = Request(tmp_path / "m.h5", changes={"epochs": 1}, limit=2000)
    messages = train(request, control)
    batches = [m.batch for m in messages if isinstance(m, BatchFinished)]
    card = card_of(request.out)
    assert max(batches) < 50
    assert card.ended == "stopped by the user"
    assert len(card.history["loss"]) == 1


def test_patience_ends_a_run_early_and_keeps_the_best_epoch(tmp_path: Path) -> None:
    request = Request(
        tmp_path / "m.h5",
        "walkthrough",
        {"epochs": 30, "patience": 1, "learning_rate": 0.01},
        limit=300,
    )
    train(request)
    card = card_of(request.out)
    losses = card.history["validation_loss"]
    assert 1 < len(losses) < 30
    assert card.ended == "no lower validation loss for 1 epoch"
    best = losses.index(min(losses))
    assert card.hyperparameters["kept_epoch"] == 1 + best
    # The weights saved are those of that epoch, not of the last one.
    assert card.validation_accuracy == pytest.approx(
        card.history["validation_accuracy"][best]
    )


def test_a_loss_that_is_no_number_ends_with_what_to_do(
    walkthrough: Run, tmp_path: Path
) -> None:
    start = tmp_path / "start.h5"
    shutil.copy(walkthrough[0], start)
    with h5py.File(start, "r+") as file:
        for name, dataset in datasets_of(file["optimizer_weights"]):
            if name.endswith("_momentum"):
                dataset[...] = 3e38
    request = Request(tmp_path / "m.h5", start=start, limit=300)
    with pytest.raises(TrainingError, match="lower --learning-rate"):
        train(request)
    assert list(tmp_path.iterdir()) == [start]


def test_a_file_that_is_no_model_is_refused_before_training(tmp_path: Path) -> None:
    stranger = tmp_path / "notes.h5"
    stranger.write_text("no model")
    request = Request(tmp_path / "m.h5", start=stranger)
    messages: list[Message] = []
    with pytest.raises(ModelError, match=r"notes\.h5"):
        run.train(request, messages.append, Control())
    assert messages == [StageBegan("Reading the models")]


def test_a_folder_in_the_models_place_is_refused_before_training(
    tmp_path: Path,
) -> None:
    with pytest.raises(TrainingError, match="is a folder"):
        run.check_places(Request(tmp_path))
