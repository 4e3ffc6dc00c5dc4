"""Runs that were killed and started again, beside runs that never were."""

import random
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

import h5py
import numpy as np
import numpy.typing as npt
import pytest

from digitpad import progress
from digitpad.errors import TrainingError
from digitpad.progress import EpochFinished, Message, RunFinished, StageBegan
from training.checkpoint import Checkpoint, State

EPOCHS: Final = 4
# The one stage after the training.
JUDGING: Final = StageBegan("Reading the validation and test images")
# Messages of such a run: its stages, its batches, its epochs.
MESSAGES: Final = 16

Arrays = dict[str, npt.NDArray[Any]]


def command(folder: Path, *options: str) -> list[str]:
    out = str(folder / "model.h5")
    run = ["train", "--limit", "300", "--epochs", str(EPOCHS), "--out", out, *options]
    return [sys.executable, "-m", "training", *run, "--progress", "json"]


def run(folder: Path, *options: str) -> list[Message]:
    """Let a run come to its end."""
    ended = subprocess.run(command(folder, *options), capture_output=True, check=False)
    assert (ended.returncode, ended.stderr) == (0, b"")
    return [progress.from_line(line) for line in ended.stdout.splitlines()]


def killed(folder: Path, messages: int, *options: str) -> int:
    """Kill a run after so many messages; returns how many epochs it finished."""
    epochs = 0
    with subprocess.Popen(command(folder, *options), stdout=subprocess.PIPE) as child:
        assert child.stdout
        for _, line in zip(range(messages), child.stdout, strict=False):
            epochs += isinstance(progress.from_line(line), EpochFinished)
        child.kill()
    return epochs


def killed_after_its_last_epoch(folder: Path, *options: str) -> None:
    """Kill a run that is about to judge its network."""
    with subprocess.Popen(command(folder, *options), stdout=subprocess.PIPE) as child:
        assert child.stdout
        for line in child.stdout:
            if progress.from_line(line) == JUDGING:
                break
        child.kill()


def arrays_in(path: Path) -> Arrays:
    """All that a model file holds, but the card: it has the date and the seconds."""
    found: Arrays = {}

    def note(name: str, item: object) -> None:
        if isinstance(item, h5py.Dataset) and not name.endswith("card"):
            found[name] = np.asarray(item[()])

    with h5py.File(path, "r") as file:
        file.visititems(note)
    return found


def are_equal(one: Arrays, other: Arrays) -> bool:
    return one.keys() == other.keys() and all(
        np.array_equal(one[name], other[name]) for name in one
    )


@pytest.mark.slow
@pytest.mark.parametrize("recipe", ["notebook", "digitpad"])
def test_a_run_killed_at_random_moments_ends_in_the_same_weights(
    tmp_path: Path, recipe: str
) -> None:
    options = ("--recipe", recipe, "--no-plots")
    run(tmp_path / "whole", *options)
    moments = [random.SystemRandom().randint(1, MESSAGES) for _ in range(5)]
    torn = tmp_path / "torn"
    for moment in moments:
        killed(torn, moment, *options, "--resume")
    killed_after_its_last_epoch(torn, *options, "--resume")
    run(torn, *options, "--resume")
    whole, resumed = (arrays_in(f / "model.h5") for f in (tmp_path / "whole", torn))
    assert len(whole) > 20
    assert are_equal(whole, resumed), f"killed after messages {moments}"
    assert [path.name for path in torn.iterdir()] == ["model.h5"]


def test_a_killed_run_loses_at_most_one_epoch(tmp_path: Path) -> None:
    options = ("--recipe", "walkthrough", "--no-plots")
    done = killed(tmp_path, 9, *options)
    assert 0 < done < EPOCHS
    messages = run(tmp_path, *options, "--resume")
    told = [m.epoch for m in messages if isinstance(m, EpochFinished)]
    assert told[-1] == EPOCHS
    # The state is written after the epoch is told: a kill comes in between.
    assert told[0] in (done, done + 1)
    assert isinstance(messages[-1], RunFinished)
    assert messages[-1].epochs == EPOCHS


@pytest.fixture
def unfinished(tmp_path: Path) -> Path:
    """A folder with the state of an unfinished run."""
    conditions = {"epochs": EPOCHS}
    Checkpoint(tmp_path / "model.h5", conditions).write(State({}, {}))
    return tmp_path


def test_an_unfinished_run_is_not_written_over(unfinished: Path) -> None:
    ended = subprocess.run(command(unfinished), capture_output=True, check=False)
    assert ended.returncode == 1
    assert b"holds an unfinished run: go on with it by --resume" in ended.stderr
    assert [path.name for path in unfinished.iterdir()] == ["model.h5.unfinished"]


def test_a_run_goes_on_only_as_it_was_begun(unfinished: Path) -> None:
    with pytest.raises(TrainingError, match="begun with epochs 4, not 5"):
        Checkpoint(unfinished / "model.h5", {"epochs": 5}).read()


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    checkpoint = Checkpoint(tmp_path / "model.h5", {"seed": 3, "start": None})
    assert checkpoint.read() is None
    weights = [np.arange(6, dtype=np.float32).reshape(2, 3), np.uint32(7)]
    checkpoint.write(State({"history": [0.1]}, {"weights": weights, "best": []}))
    state = checkpoint.read()
    assert state is not None
    assert state.facts == {"history": [0.1]}
    assert state.arrays["best"] == []
    assert [a.dtype for a in state.arrays["weights"]] == [np.float32, np.uint32]
    assert np.array_equal(state.arrays["weights"][0], weights[0])


@pytest.mark.parametrize("content", [b"", b"junk", b"PK\x03\x04" + bytes(99)])
def test_a_damaged_state_is_refused_with_what_to_do(
    tmp_path: Path, content: bytes
) -> None:
    checkpoint = Checkpoint(tmp_path / "model.h5", {})
    checkpoint.path.write_bytes(content)
    with pytest.raises(TrainingError, match="delete it to begin afresh"):
        checkpoint.read()
