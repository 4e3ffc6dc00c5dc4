"""Folds in processes of this machine: real ones, on a few images."""

from pathlib import Path

import numpy as np
import pytest

from digitpad import h5model, mnist
from digitpad.errors import TrainingError
from digitpad.mnist import as_model_inputs
from digitpad.progress import EpochFinished, Message
from training.crossval.child import Children, train_in_child
from training.crossval.folds import folds_of
from training.crossval.local import train_folds
from training.crossval.store import FoldStore
from training.crossval.task import Data, FoldResult, Plan, packed, unpacked

PLAN = Plan("walkthrough", {"epochs": 1}, folds=3)
Told = list[tuple[int, Message]]


@pytest.fixture(scope="module")
def data() -> Data:
    found = mnist.load()
    return Data(
        "a few",
        "0" * 64,
        found.training_ink[:240],
        found.training_labels[:240],
        found.test_ink[:15],
    )


@pytest.fixture(scope="module")
def trained(data: Data) -> tuple[list[FoldResult], Told]:
    """Three folds on two processes, and what they told."""
    told: Told = []
    results = train_folds(
        data, PLAN, [0, 1, 2], 2, lambda fold, message: told.append((fold, message))
    )
    return sorted(results, key=lambda result: result.fold), told


def test_a_fold_is_judged_by_the_images_it_never_saw(
    data: Data, trained: tuple[list[FoldResult], Told]
) -> None:
    folds = folds_of(data.labels, 3, PLAN.hyperparameters.seed)
    for fold, result in enumerate(trained[0]):
        labels = data.labels[folds == fold]
        assert result.held_back.shape == (len(labels), 10)
        assert result.accuracy == np.mean(result.held_back.argmax(1) == labels)
        assert result.test.shape == (15, 10)
        assert np.allclose(result.test.sum(1), 1, atol=1e-5)


def test_every_epoch_of_every_fold_is_told(
    trained: tuple[list[FoldResult], Told],
) -> None:
    epochs = [fold for fold, told in trained[1] if isinstance(told, EpochFinished)]
    assert sorted(epochs) == [0, 1, 2]


def test_the_folds_model_gives_the_folds_answers(
    data: Data, trained: tuple[list[FoldResult], Told], tmp_path: Path
) -> None:
    result = trained[0][1]
    (tmp_path / "fold.h5").write_bytes(result.model)
    network = h5model.load_network(tmp_path / "fold.h5")
    again = network.run(as_model_inputs(data.test))[0]
    assert np.allclose(again, result.test, atol=1e-6)
    assert network.card.data["fold"] == 2
    assert network.card.versions["threads"] == "1"


def test_one_worker_gives_the_same_numbers_as_two(
    data: Data, trained: tuple[list[FoldResult], Told]
) -> None:
    (again,) = train_folds(data, PLAN, [2], 1, lambda *_: None)
    assert np.array_equal(again.held_back, trained[0][2].held_back)
    assert np.array_equal(again.test, trained[0][2].test)
    assert again.history == trained[0][2].history


def test_a_failed_fold_says_so_once(capfd: pytest.CaptureFixture[str]) -> None:
    begun: Told = []
    with pytest.raises(TrainingError) as told:
        train_in_child(
            Path("none.npz"), PLAN, 1, lambda *each: begun.append(each), Children()
        )
    assert str(told.value).startswith("Fold 2: A fold failed (FileNotFoundError: ")
    # Whoever trains the folds says it; the child would say it once more.
    assert capfd.readouterr().err == ""


def test_finished_folds_are_kept(
    data: Data, trained: tuple[list[FoldResult], Told], tmp_path: Path
) -> None:
    store = FoldStore(tmp_path, data, PLAN)
    assert store.finished(3) == {}
    store.keep(trained[0][1])
    (found,) = FoldStore(tmp_path, data, PLAN).finished(3).values()
    assert found.fold == 1
    assert np.array_equal(found.held_back, trained[0][1].held_back)
    assert found.model == trained[0][1].model
    other = Plan("walkthrough", {"epochs": 2}, folds=3)
    assert FoldStore(tmp_path, data, other).finished(3) == {}


def test_a_damaged_fold_is_trained_again(
    data: Data, trained: tuple[list[FoldResult], Told], tmp_path: Path
) -> None:
    store = FoldStore(tmp_path, data, PLAN)
    store.keep(trained[0][0])
    (kept,) = (tmp_path / "folds").iterdir()
    kept.write_bytes(kept.read_bytes()[:1000])
    assert store.finished(3) == {}


def test_a_fold_under_another_ones_name_is_not_taken_for_it(
    data: Data, trained: tuple[list[FoldResult], Told], tmp_path: Path
) -> None:
    store = FoldStore(tmp_path, data, PLAN)
    store.keep(trained[0][0])
    (kept,) = (tmp_path / "folds").iterdir()
    kept.rename(kept.with_name(kept.name.replace("fold_01", "fold_02")))
    assert store.finished(3) == {}


def test_a_result_is_the_same_out_of_its_bytes(
    trained: tuple[list[FoldResult], Told],
) -> None:
    result = trained[0][0]
    again = unpacked(packed(result))
    assert (again.fold, again.accuracy, again.loss) == (0, result.accuracy, result.loss)
    assert again.history == result.history
    assert np.array_equal(again.test, result.test)
