"""Accuracy and loss of a run as charts: what to draw where, without drawing it."""

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Final

from digitpad.progress import BatchFinished
from digitpad.retraining.record import TrainingRecord
from digitpad.words import mark

Point = tuple[float, float]  # epochs done, value

_MOST_Y_STEPS: Final = 5
_MOST_X_STEPS: Final = 10


@dataclass(frozen=True)
class Axis:
    """A range, the places in it that get a label, and those labels."""

    low: float
    high: float
    ticks: tuple[float, ...]
    labels: tuple[str, ...]

    def share(self, value: float) -> float:
        """Where the value lies: 0 at the low end, 1 at the high end, never outside."""
        return min(1.0, max(0.0, (value - self.low) / (self.high - self.low)))


@dataclass(frozen=True)
class Curve:
    """One line of a chart.

    Attributes:
        name: "Training" or "Validation".
        value: The last value, for people; empty before the first.
        epochs: One point for every finished epoch.
        live: The points of the epoch that is going on.
        beside: Further lines of the same kind, each a point for every epoch.
    """

    name: str
    value: str
    epochs: tuple[Point, ...]
    live: tuple[Point, ...] = ()
    beside: tuple[tuple[Point, ...], ...] = ()

    @property
    def lines(self) -> tuple[tuple[Point, ...], ...]:
        """The lines to draw.

        The epoch that is going on is a line of its own: its mean begins anew, far from
        the last epoch's.
        """
        return *self.beside, self.epochs, self.live

    @property
    def dots(self) -> tuple[Point, ...]:
        """Where an epoch ended, on the one line or where there is no line yet."""
        alone = (line[0] for line in self.beside if len(line) == 1)
        return *self.epochs, *alone


@dataclass(frozen=True)
class Chart:
    """One chart: a title, two axes, and the curves."""

    title: str
    x: Axis
    y: Axis
    training: Curve
    validation: Curve

    @property
    def in_words(self) -> str:
        """The chart for those who do not see it."""
        told = [
            f"{curve.name[:1].lower()}{curve.name[1:]} {curve.value}"
            for curve in (self.training, self.validation)
            if curve.value
        ]
        return f"{self.title}: {', '.join(told) or 'nothing yet'}"


def charts(record: TrainingRecord) -> tuple[Chart, Chart]:
    """The accuracy and the loss of a run so far."""
    return _accuracy(record), _loss(record)


def ticks(low: float, high: float, most: int) -> tuple[float, ...]:
    """Round numbers that cover `low` to `high` in at most `most` steps.

    Returns:
        The ticks, the first at or below `low` and the last at or above `high`.
    """
    step = _round_step((high - low) / most)
    while True:
        # The allowance keeps 0.3 / 0.1 = 2.9999999999999996 from adding a step.
        first = math.floor(low / step + 1e-9)
        last = math.ceil(high / step - 1e-9)
        if last - first <= most:
            return tuple(round(n * step, 10) for n in range(first, last + 1))
        step = _round_step(step * 1.5)


def _round_step(least: float) -> float:
    """The smallest of 1, 2, 5, 10, 20, 50 ... (or 0.1, 0.2 ...) that is enough."""
    power = 10.0 ** math.floor(math.log10(least))
    return next(
        step for n in (1, 2, 5, 10) if (step := n * power) >= least * (1 - 1e-9)
    )


def _accuracy(record: TrainingRecord) -> Chart:
    training = _curve(
        mark("Training"), record, lambda told: told.accuracy, as_per_cent, live=True
    )
    validation = _curve(
        mark("Validation"), record, lambda epoch: epoch.validation_accuracy, as_per_cent
    )
    return accuracy_chart(
        epoch_axis(record.epochs_wanted),
        training,
        validation,
        has_begun=bool(record.epochs),
    )


def _loss(record: TrainingRecord) -> Chart:
    training = _curve(
        mark("Training"), record, lambda told: told.loss, as_loss, live=True
    )
    validation = _curve(
        mark("Validation"), record, lambda epoch: epoch.validation_loss, as_loss
    )
    return loss_chart(epoch_axis(record.epochs_wanted), training, validation)


def accuracy_chart(
    x: Axis, training: Curve, validation: Curve, *, has_begun: bool
) -> Chart:
    """A chart of shares read correctly.

    Args:
        x: The epochs.
        training: The quiet curve.
        validation: The one that counts.
        has_begun: Whether an epoch is done; until then the figure comes all the way
            up from a guess.
    """
    shown = _values(training, validation)
    low = min(shown) if has_begun and shown else 0.0
    steps = ticks(max(0.0, min(low, 0.99)), 1.0, _MOST_Y_STEPS)
    decimals = 0 if len(steps) < 2 or steps[1] - steps[0] >= 0.01 else 1
    labels = tuple(f"{tick * 100:.{decimals}f} %" for tick in steps)
    y = Axis(steps[0], steps[-1], steps, labels)
    return Chart(mark("Accuracy"), x, y, training, validation)


def loss_chart(x: Axis, training: Curve, validation: Curve) -> Chart:
    """A chart of mean losses."""
    shown = _values(training, validation)
    steps = ticks(0.0, max(shown, default=1.0) or 1.0, _MOST_Y_STEPS)
    decimals = max(0, -math.floor(math.log10(steps[1] + 1e-12)))
    labels = tuple(f"{tick:.{decimals}f}" for tick in steps)
    y = Axis(steps[0], steps[-1], steps, labels)
    return Chart(mark("Loss"), x, y, training, validation)


def _curve(
    name: str,
    record: TrainingRecord,
    value_of: Callable[[Any], float],  # of an epoch and, if live, of a batch
    in_words: Callable[[float], str],
    *,
    live: bool = False,
) -> Curve:
    epochs = tuple(finite((e.epoch, value_of(e)) for e in record.epochs))
    batches = record.batches if live else []
    running = tuple(finite((_epochs_done(b), value_of(b)) for b in batches))
    last = (running or epochs)[-1:]
    return Curve(name, in_words(last[0][1]) if last else "", epochs, running)


def finite(points: Iterable[Point]) -> Iterable[Point]:
    """Leave out what cannot be drawn: a run that diverges reports NaN."""
    return (point for point in points if math.isfinite(point[1]))


def _epochs_done(batch: BatchFinished) -> float:
    return batch.epoch - 1 + batch.batch / batch.batches


def _values(*curves: Curve) -> list[float]:
    return [y for curve in curves for line in curve.lines for _, y in line]


def epoch_axis(epochs: int) -> Axis:
    """The axis from 0 to so many epochs."""
    last = max(1, epochs)
    step = max(1, round(_round_step(last / _MOST_X_STEPS)))
    marks = tuple(float(n) for n in range(0, last + 1, step))
    return Axis(0.0, float(last), marks, tuple(f"{mark:.0f}" for mark in marks))


def as_per_cent(share: float) -> str:
    """A share, beside a curve."""
    return f"{share * 100:.1f} %"


def as_loss(loss: float) -> str:
    """A loss, beside a curve."""
    return f"{loss:.3f}"
