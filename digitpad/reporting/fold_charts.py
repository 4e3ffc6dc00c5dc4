"""Accuracy and loss of all folds as charts: what to draw where."""

from collections.abc import Callable

from digitpad.progress import FoldEpochFinished
from digitpad.reporting.folds import CrossValidationRecord
from digitpad.retraining.charts import (
    Chart,
    Curve,
    Point,
    accuracy_chart,
    as_loss,
    as_per_cent,
    epoch_axis,
    finite,
    loss_chart,
)
from digitpad.words import mark

Value = Callable[[FoldEpochFinished], float]


def fold_charts(record: CrossValidationRecord, epochs: int) -> tuple[Chart, Chart]:
    """The validation accuracy and loss of each fold so far, and their means.

    Args:
        record: What is known.
        epochs: How many are asked for, for the axis before anything is known.
    """
    x = epoch_axis(record.epochs or epochs)
    accuracies = _curves(record, lambda e: e.validation_accuracy, as_per_cent)
    losses = _curves(record, lambda e: e.validation_loss, as_loss)
    has_begun = bool(accuracies[0].beside)
    return accuracy_chart(x, *accuracies, has_begun=has_begun), loss_chart(x, *losses)


def _curves(
    record: CrossValidationRecord, value_of: Value, in_words: Callable[[float], str]
) -> tuple[Curve, Curve]:
    """A line for each fold, and one for their mean."""
    lines = [
        tuple(finite((float(told.epoch), value_of(told)) for told in fold.epochs))
        for fold in record.folds
    ]
    # Of the finished ones: the mean would fall whenever another fold begins.
    finished = [
        line
        for fold, line in zip(record.folds, lines, strict=True)
        if line and fold.accuracy is not None
    ]
    mean = _mean(finished or [line for line in lines if line])
    value = in_words(mean[-1][1]) if mean else ""
    folds = Curve(mark("Each fold"), "", (), beside=tuple(filter(None, lines)))
    return folds, Curve(mark("Mean"), value, mean)


def _mean(lines: list[tuple[Point, ...]]) -> tuple[Point, ...]:
    """The mean at each epoch that all of them have reached."""
    return tuple(
        (points[0][0], sum(y for _, y in points) / len(points))
        for points in zip(*lines, strict=False)
    )
