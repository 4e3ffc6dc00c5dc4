"""The record of a run: what it says at each point of the story."""

import pytest

from digitpad.progress import (
    BatchFinished,
    EpochFinished,
    Message,
    RunFinished,
    RunStarted,
    StageBegan,
)
from digitpad.retraining.record import TrainingRecord, in_words

STARTED = RunStarted("notebook", epochs=4, batches=1500, weights=1)
BATCH = BatchFinished(1, 4, 300, 1500, 0.5, 0.85, seconds_left=130.0)
FINISHED = RunFinished("m.h5", 1, "stopped", 20.0, 12_000, 0.97, 0.97, None, None)
EPOCH = EpochFinished(1, 4, 0.2, 0.94, 0.1, 0.97, seconds=20.0, seconds_left=60.0)


def told(*messages: Message) -> TrainingRecord:
    record = TrainingRecord()
    for message in messages:
        record.take(message)
    return record


@pytest.mark.parametrize(
    ("messages", "line"),
    [
        ([], "Retraining: starting the training program"),
        ([StageBegan("MNIST is being read")], "Retraining: MNIST is being read"),
        ([STARTED], "Retraining: epoch 1 of 4"),
        ([STARTED, BATCH], "Retraining: epoch 1 of 4, about 2 minutes left"),
        ([STARTED, BATCH, EPOCH], "Retraining: epoch 1 of 4 done, about a minute left"),
        ([STARTED, EPOCH, StageBegan("Reading")], "Retraining: reading"),
    ],
)
def test_the_status_line_says_what_goes_on(messages: list[Message], line: str) -> None:
    assert told(*messages).line == line


def test_the_fraction_counts_batches_and_epochs() -> None:
    assert told(STARTED).fraction is None
    assert told(STARTED, BATCH).fraction == pytest.approx(0.05)
    assert told(STARTED, BATCH, EPOCH).fraction == pytest.approx(0.25)


def test_while_the_network_is_judged_nobody_knows_how_long() -> None:
    judged = told(STARTED, EPOCH, StageBegan("Reading the test images"))
    assert judged.fraction is None
    judged.take(FINISHED)
    assert judged.fraction == 1.0


def test_the_batches_of_a_finished_epoch_are_forgotten() -> None:
    assert told(STARTED, BATCH, EPOCH).batches == []


def test_the_time_left_is_silent_while_nobody_knows() -> None:
    unknown = BatchFinished(1, 4, 1, 1500, 2.3, 0.1, seconds_left=None)
    assert told(STARTED, unknown).time_left == ""


def test_an_ending_run_says_so_until_the_next_stage() -> None:
    record = told(STARTED, BATCH)
    record.ending, record.ending_detail = "Stopping", "Comparing."
    told_now = record.headline, record.detail, record.time_left
    assert told_now == ("Stopping", "Comparing.", "")
    assert record.fraction is None
    record.take(StageBegan("Reading the test images"))
    assert record.headline == "Reading the test images"


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0, "a few seconds"),
        (8, "about 10 seconds"),
        (44, "about 40 seconds"),
        (50, "about a minute"),
        (89, "about a minute"),
        (90, "about 2 minutes"),
        (200, "about 3 minutes"),
        (3500, "about an hour"),
        (5400, "about 1½ hours"),
        (7200, "about 2 hours"),
        (1e9, "about 277778 hours"),
    ],
)
def test_a_duration_is_said_as_people_say_it(seconds: float, said: str) -> None:
    assert in_words(seconds) == said
