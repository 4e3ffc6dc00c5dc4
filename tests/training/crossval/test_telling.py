"""What a cross-validation tells, without training anything."""

import numpy as np
import pytest

from digitpad.progress import (
    BatchFinished,
    EpochFinished,
    FoldAdvanced,
    FoldEpochFinished,
    FoldFinished,
    FoldsBegan,
    FoldStarted,
    Message,
    StageBegan,
)
from training.crossval.task import FoldResult, Plan
from training.crossval.telling import Telling

NOTHING = np.zeros((0, 10), np.float32)
HISTORY = {
    "loss": [0.5, 0.4],
    "accuracy": [0.8, 0.85],
    "validation_loss": [0.3, 0.25],
    "validation_accuracy": [0.9, 0.92],
}


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def told() -> list[Message]:
    return []


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def telling(told: list[Message], clock: Clock) -> Telling:
    """Of three folds of two epochs each."""
    made = Telling(told.append, clock)
    made.began(Plan("walkthrough", {"epochs": 2}, folds=3), 60_000)
    return made


def result(fold: int) -> FoldResult:
    return FoldResult(fold, 0.92, 0.25, HISTORY, NOTHING, NOTHING, b"", 20.0)


def test_a_fold_is_told_from_its_start_to_its_end(
    telling: Telling, told: list[Message], clock: Clock
) -> None:
    telling.hear(1, StageBegan("Starting TensorFlow"))
    clock.now += 10
    telling.hear(1, BatchFinished(1, 2, 5, 10, 0.5, 0.8, None))
    telling.hear(1, EpochFinished(1, 2, 0.5, 0.8, 0.3, 0.9, 5.0, 5.0))
    telling.finished(result(1))
    assert told == [
        FoldsBegan("walkthrough", 3, 2, 60_000),
        FoldStarted(2, 3),
        # Half an epoch of six took 10 seconds.
        FoldAdvanced(2, 0.5, pytest.approx(110.0)),
        FoldEpochFinished(2, 3, 1, 2, 0.5, 0.8, 0.3, 0.9, pytest.approx(50.0), False),
        FoldFinished(2, 3, 0.92, 20.0, is_kept=False),
    ]


def test_a_kept_fold_tells_its_epochs_again_and_takes_no_time(
    telling: Telling, told: list[Message], clock: Clock
) -> None:
    telling.kept(result(0))
    assert [type(each) for each in told[1:]] == [
        FoldEpochFinished,
        FoldEpochFinished,
        FoldFinished,
    ]
    assert told[2] == FoldEpochFinished(
        1, 3, 2, 2, 0.4, 0.85, 0.25, 0.92, None, is_kept=True
    )
    clock.now += 10
    telling.hear(1, EpochFinished(1, 2, 0.5, 0.8, 0.3, 0.9, 5.0, 5.0))
    epoch = told[-1]
    assert isinstance(epoch, FoldEpochFinished)
    # One of the four epochs that are to be trained took 10 seconds.
    assert epoch.seconds_left == pytest.approx(30.0)
