"""Training and cross-validation with the user's own drawings, from end to end."""

import json
from pathlib import Path

import numpy as np
import pytest
from own_models import arrays_of, load_own
from some_digits import own_drawings

from digitpad import mnist, progress
from digitpad.models import builtin_model
from digitpad.progress import EpochFinished, FoldsFinished, Message, RunFinished
from training import run
from training.__main__ import main
from training.console import whole_line
from training.control import Control
from training.crossval import page
from training.crossval.run import Request as FoldsRequest
from training.crossval.run import cross_validate
from training.crossval.summary import Summary
from training.crossval.task import Data, Plan, folds_in
from training.crossval.telling import Telling
from training.data.own import read_own
from training.request import Request

Run = tuple[Path, list[Message]]
SETTINGS = {"epochs": 2, "batch_size": 32}


def request(folder: Path, own: Path, *, resume: bool = False) -> Request:
    return Request(
        folder / "model.h5", "walkthrough", SETTINGS, own=own, own_copies=3,
        compare=builtin_model(), limit=600, resume=resume,
    )  # fmt: skip


def train(request: Request, control: Control | None = None) -> list[Message]:
    import keras

    # In life each run has a process, where the names of layers start anew.
    keras.utils.clear_session()
    messages: list[Message] = []
    run.train(request, messages.append, control or Control())
    return messages


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Forty drawings."""
    return own_drawings(tmp_path_factory.mktemp("own") / "own.jsonl", each=4)


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory, own: Path) -> Run:
    """Two epochs on a few images and on these drawings."""
    wanted = request(tmp_path_factory.mktemp("trained"), own)
    return wanted.out, train(wanted)


def test_accuracy_on_them_is_told_and_stands_in_the_card(
    trained: Run, own: Path
) -> None:
    path, messages = trained
    finished = messages[-1]
    assert isinstance(finished, RunFinished)
    network = load_own(path)
    drawings = read_own(own, 0, 600)
    ink, labels = drawings.ink[drawings.judges], drawings.labels[drawings.judges]
    answers, _ = network.run(mnist.as_model_inputs(ink))
    assert finished.own_images == len(labels) == 8
    assert finished.own_accuracy == np.mean(answers.argmax(axis=1) == labels)
    data = network.card.data
    assert data["own_accuracy"] == finished.own_accuracy
    assert (data["own_drawings"], data["own_copies"]) == (40, 1)
    assert data["sha256"] == mnist.SHA256
    assert finished.current_own_accuracy is not None
    assert finished.current_own_accuracy > 0.9


def test_the_validation_images_are_the_others_alone(trained: Run) -> None:
    path, messages = trained
    finished = messages[-1]
    assert isinstance(finished, RunFinished)
    card = load_own(path).card
    assert card.data["training"] + card.data["validation"] == 600
    # The built-in model held back fewer; both are judged by those alone.
    assert finished.validation_images <= card.data["validation"]


def test_the_closing_lines_tell_of_them(trained: Run) -> None:
    finished = trained[1][-1]
    assert isinstance(finished, RunFinished)
    told = whole_line(finished)
    share = f"{finished.own_accuracy:.2%}"
    assert f"Your own drawings: {share} of the 8 drawings held back; the model" in told
    assert progress.from_line(progress.to_line(finished)) == finished


def test_too_few_to_hold_one_back_are_still_learnt(tmp_path: Path) -> None:
    few = own_drawings(tmp_path / "few.jsonl", each=1)
    finished = train(request(tmp_path, few))[-1]
    assert isinstance(finished, RunFinished)
    assert (finished.own_images, finished.own_accuracy) == (0, None)
    assert "too few to hold one back" in whole_line(finished)
    assert "own_accuracy" not in load_own(tmp_path / "model.h5").card.data


def test_a_killed_run_ends_in_the_same_weights(
    trained: Run, own: Path, tmp_path: Path
) -> None:
    def die(message: Message) -> None:
        if isinstance(message, progress.BatchFinished) and message.epoch == 2:
            raise KeyboardInterrupt

    import keras

    keras.utils.clear_session()
    with pytest.raises(KeyboardInterrupt):
        run.train(request(tmp_path, own), die, Control())
    messages = train(request(tmp_path, own, resume=True))
    assert [m.epoch for m in messages if isinstance(m, EpochFinished)] == [2]
    assert arrays_of(tmp_path / "model.h5") == arrays_of(trained[0])


def test_each_fold_judges_its_share_of_them() -> None:
    labels = np.concatenate([mnist.load().training_labels[:300], np.arange(30) % 10])
    nothing = np.zeros((0, 28, 28), np.uint8)
    copies = np.zeros((30, 2, 28, 28), np.uint8)
    data = Data("a few", "0" * 64, nothing, labels.astype(np.uint8), nothing, copies)
    folds = folds_in(data, Plan("walkthrough", {}, folds=3))
    for fold in range(3):
        own = data.labels[300:][folds[300:] == fold]
        assert np.bincount(own, minlength=10).tolist() == [1] * 10


@pytest.fixture(scope="module")
def folds(
    tmp_path_factory: pytest.TempPathFactory, own: Path
) -> tuple[Path, Summary, list[Message]]:
    """Two folds of a few images and these drawings; where the report is."""
    out = tmp_path_factory.mktemp("folds")
    wanted = FoldsRequest(
        out, changes={"epochs": 1}, folds=2, limit=450, own=own, own_copies=3
    )
    told: list[Message] = []
    return out, cross_validate(wanted, Telling(told.append)), told


def test_folds_tell_how_well_they_are_read_while_held_back(
    folds: tuple[Path, Summary, list[Message]],
) -> None:
    out, found, told = folds
    with np.load(out / page.ANSWERS) as kept:
        assert len(kept["labels"]) == 490
        right = kept["probabilities"].argmax(axis=1) == kept["labels"]
    share = right[450:].mean()
    assert found.own_accuracy == share
    assert isinstance(told[-1], FoldsFinished)
    assert (told[-1].own_images, told[-1].own_accuracy) == (40, share)
    figures = json.loads((out / page.JSON_FILE).read_text())
    assert (figures["own_images"], figures["own_accuracy"]) == (40, share)
    assert figures["others_accuracy"] == right[:450].mean()
    sentence = page.own(found)
    assert sentence.startswith("Of your own handwriting (40 drawings) ")
    written = (out / page.PAGE).read_text()
    assert sentence.replace(" %", "\N{NO-BREAK SPACE}%") in written


@pytest.mark.parametrize("command", ["train", "cv"])
def test_copies_of_nothing_are_refused(
    command: str, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.argv", ["training", command, "--own-copies", "3"])
    assert main() == 1
    assert capfd.readouterr().err.startswith("--own-copies are those of your own ")
