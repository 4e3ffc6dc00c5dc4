"""The charts: round axes that hold every point, and points in the right places."""

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digitpad.progress import BatchFinished, EpochFinished
from digitpad.retraining.charts import charts, ticks
from digitpad.retraining.record import TrainingRecord


def record_of(*accuracies: float, epochs: int = 10) -> TrainingRecord:
    record = TrainingRecord(epochs_wanted=epochs)
    for n, accuracy in enumerate(accuracies, start=1):
        loss = 1 - accuracy
        record.take(EpochFinished(n, epochs, loss, accuracy, loss, accuracy, 1, 1))
    return record


@given(
    st.floats(0, 1000), st.floats(1e-4, 1000), st.integers(min_value=3, max_value=10)
)
def test_ticks_cover_the_range_in_few_equal_steps(
    low: float, extent: float, most: int
) -> None:
    high = low + extent
    found = ticks(low, high, most)
    steps = [b - a for a, b in pairwise(found)]
    slack = 1e-6 * high
    assert found[0] <= low + slack
    assert found[-1] >= high - slack
    assert 1 <= len(steps) <= most
    assert steps == pytest.approx([steps[0]] * len(steps))


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (0.0, 1.0, (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)),
        (0.93, 1.0, (0.92, 0.94, 0.96, 0.98, 1.0)),
        (0.0, 0.3, (0.0, 0.1, 0.2, 0.3)),
    ],
)
def test_ticks_are_round_numbers(
    low: float, high: float, expected: tuple[float, ...]
) -> None:
    assert ticks(low, high, 5) == pytest.approx(expected)


def test_an_empty_run_has_whole_axes() -> None:
    accuracy, loss = charts(TrainingRecord(epochs_wanted=10))
    assert accuracy.y.labels[0] == "0 %"
    assert accuracy.y.labels[-1] == "100 %"
    assert loss.y.low == 0
    assert accuracy.x.labels == tuple(str(n) for n in range(11))


def test_many_epochs_get_few_labels() -> None:
    accuracy, _ = charts(TrainingRecord(epochs_wanted=200))
    assert accuracy.x.labels == tuple(str(n) for n in range(0, 201, 20))


def test_a_good_accuracy_is_shown_from_near() -> None:
    accuracy, _ = charts(record_of(0.985, 0.99))
    assert accuracy.y.low == pytest.approx(0.985)
    assert accuracy.y.labels[0] == "98.5 %"


def test_epochs_are_points_and_batches_lie_between_them() -> None:
    record = record_of(0.95)
    record.take(BatchFinished(2, 10, 25, 100, 0.1, 0.97, None))
    accuracy, loss = charts(record)
    assert accuracy.validation.epochs == ((1, 0.95),)
    assert accuracy.training.live == ((1.25, 0.97),)
    assert loss.training.live == ((1.25, 0.1),)
    assert accuracy.in_words == "Accuracy: training 97.0 %, validation 95.0 %"


def test_the_epoch_that_goes_on_is_a_line_of_its_own() -> None:
    record = record_of(0.95)
    for batch in (25, 50):
        record.take(BatchFinished(2, 10, batch, 100, 0.1, 0.9, None))
    accuracy, _ = charts(record)
    assert accuracy.training.lines == (((1, 0.95),), ((1.25, 0.9), (1.5, 0.9)))


def test_what_is_no_number_is_left_out() -> None:
    record = record_of(0.95)
    nan = math.nan
    record.take(EpochFinished(2, 10, nan, 0.1, math.inf, 0.1, 1, 1))
    _, loss = charts(record)
    assert [x for x, _ in loss.training.epochs] == [1]
    assert [x for x, _ in loss.validation.epochs] == [1]


@given(st.lists(st.floats(0, 1), min_size=1, max_size=10))
def test_every_accuracy_lies_within_its_chart(accuracies: list[float]) -> None:
    for chart in charts(record_of(*accuracies)):
        for _, value in chart.validation.epochs:
            assert chart.y.low - 1e-9 <= value <= chart.y.high + 1e-9
