"""The story of a cross-validation, message by message."""

import pytest

from digitpad.progress import (
    FoldAdvanced,
    FoldEpochFinished,
    FoldFinished,
    FoldsBegan,
    FoldsFinished,
    FoldStarted,
    StageBegan,
)
from digitpad.reporting.fold_charts import fold_charts
from digitpad.reporting.folds import CrossValidationRecord


def epoch(fold: int, number: int, accuracy: float) -> FoldEpochFinished:
    return FoldEpochFinished(
        fold, 2, number, 4, 0.5, 0.9, 1 - accuracy, accuracy, 60.0, is_kept=False
    )


@pytest.fixture
def record() -> CrossValidationRecord:
    """Two folds of four epochs; the first is done, the second in its third epoch."""
    made = CrossValidationRecord()
    made.take(StageBegan("Reading the images"))
    made.take(FoldsBegan("walkthrough", 2, 4, 60_000))
    made.take(FoldStarted(1, 2))
    for number, accuracy in enumerate((0.90, 0.92, 0.94, 0.96), start=1):
        made.take(epoch(1, number, accuracy))
    made.take(FoldFinished(1, 2, 0.965, 20.0, is_kept=False))
    made.take(FoldStarted(2, 2))
    made.take(epoch(2, 1, 0.80))
    made.take(FoldAdvanced(2, 2.5, 100.0))
    return made


def test_before_the_folds_nobody_knows_how_far_it_is() -> None:
    record = CrossValidationRecord()
    assert record.fraction is None
    record.take(StageBegan("Reading the images"))
    assert record.headline == "Reading the images"
    assert record.line == "Cross-validation: reading the images"
    assert record.kept == "No fold was finished yet."


def test_the_folds_that_are_asked_for_wait_from_the_start() -> None:
    record = CrossValidationRecord.expecting(3, 4)
    assert [fold.state(record.epochs) for fold in record.folds] == ["waiting"] * 3
    assert record.headline == "Starting the training program"
    assert record.fraction is None


def test_folds_are_counted_and_each_says_where_it_is(
    record: CrossValidationRecord,
) -> None:
    assert record.headline == "1 of 2 folds done"
    assert record.line == "1 of 2 folds done, about 2 minutes left"
    assert record.fraction == (1 + 2.5 / 4) / 2
    assert [fold.state(4) for fold in record.folds] == ["96.50 %", "epoch 3 of 4"]
    assert record.kept.startswith("1 fold is finished and kept.")


def test_a_fold_that_has_not_begun_waits() -> None:
    record = CrossValidationRecord()
    record.take(FoldsBegan("walkthrough", 2, 4, 60_000))
    record.take(FoldStarted(1, 2))
    assert [fold.state(4) for fold in record.folds] == ["starting", "waiting"]
    record.take(FoldFinished(2, 2, 0.95, 20.0, is_kept=True))
    assert record.folds[1].state(4) == "95.00 % (kept)"


def test_the_end_is_told_in_plain_words(record: CrossValidationRecord) -> None:
    record.take(FoldFinished(2, 2, 0.975, 20.0, is_kept=False))
    record.take(FoldsFinished(2, 0.97, 0.00707, "/a/report.html"))
    assert record.fraction == 1.0
    assert record.headline == "97.00 % ± 0.71"
    assert record.line == "Folds: 97.00 % ± 0.71"
    assert "reads 97.00 % on average" in record.outcome
    assert "by 0.71 percentage points" in record.outcome
    assert "the worst fold has 96.50 %, the best 97.50 %" in record.outcome


def test_the_end_tells_of_the_users_own_drawings(record: CrossValidationRecord) -> None:
    record.take(FoldsFinished(2, 0.97, 0.00707, "/a/report.html"))
    assert "handwriting" not in record.outcome
    record.take(FoldsFinished(2, 0.97, 0.00707, "/a/report.html", 40, 0.9))
    told = "Of your own handwriting (40 drawings) 90.00 % is read right."
    assert record.outcome.endswith(told)


def test_every_fold_has_a_line_and_the_mean_is_of_finished_ones(
    record: CrossValidationRecord,
) -> None:
    accuracy, loss = fold_charts(record, 4)
    assert [len(line) for line in accuracy.training.beside] == [4, 1]
    assert accuracy.training.dots == ((1.0, 0.80),)
    assert [round(y, 4) for _, y in accuracy.validation.epochs] == [
        0.90,
        0.92,
        0.94,
        0.96,
    ]
    assert accuracy.in_words == "Accuracy: mean 96.0 %"
    assert loss.in_words == "Loss: mean 0.040"


def test_before_a_fold_is_finished_the_mean_is_of_what_all_have_reached() -> None:
    record = CrossValidationRecord()
    record.take(FoldsBegan("walkthrough", 2, 4, 60_000))
    record.take(epoch(1, 1, 0.90))
    record.take(epoch(1, 2, 0.92))
    record.take(epoch(2, 1, 0.80))
    accuracy, _ = fold_charts(record, 4)
    (point,) = accuracy.validation.epochs
    assert point == (1.0, pytest.approx(0.85))


def test_without_a_record_the_axis_has_the_epochs_asked_for() -> None:
    accuracy, _ = fold_charts(CrossValidationRecord(), 7)
    assert accuracy.x.high == 7
    assert accuracy.in_words == "Accuracy: nothing yet"
