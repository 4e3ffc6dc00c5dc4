"""How often answers and labels agree, over all and digit by digit."""

from dataclasses import dataclass
from math import sqrt
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from training.data.samples import DIGITS, Labels

_Z: Final = 1.959964  # 95 % of a normal distribution lies within so many deviations


class Interval(NamedTuple):
    """Where a share lies with a probability of 95 %."""

    low: float
    high: float


class DigitFigures(NamedTuple):
    """How well one digit is read; None where there is nothing to divide by.

    Attributes:
        digit: 0 to 9.
        images: So many show it.
        precision: Of what was read as it, the share that shows it.
        recall: Of what shows it, the share that was read as it.
        f1: The harmonic mean of both.
    """

    digit: int
    images: int
    precision: float | None
    recall: float | None
    f1: float | None


@dataclass(frozen=True)
class Agreement:
    """Labels and answers.

    Attributes:
        confusion: (10, 10), int64: images by label (row) and answer (column).
    """

    confusion: npt.NDArray[np.int64]

    @property
    def images(self) -> int:
        """How many were read."""
        return int(self.confusion.sum())

    @property
    def right(self) -> int:
        """How many were read as labelled."""
        return int(np.trace(self.confusion))

    @property
    def accuracy(self) -> float:
        """The share of these."""
        return self.right / self.images

    @property
    def interval(self) -> Interval:
        """Where the accuracy on further images like these lies."""
        return wilson(self.right, self.images)

    @property
    def digits(self) -> tuple[DigitFigures, ...]:
        """Digit by digit."""
        return tuple(self._of(digit) for digit in range(DIGITS))

    @property
    def mean_f1(self) -> float:
        """The mean over the digits that there are, each counting alike."""
        found = [each.f1 for each in self.digits if each.images and each.f1 is not None]
        return sum(found) / len(found)

    def _of(self, digit: int) -> DigitFigures:
        right = int(self.confusion[digit, digit])
        shown, read = (int(self.confusion.sum(axis=a)[digit]) for a in (1, 0))
        return DigitFigures(
            digit,
            shown,
            right / read if read else None,
            right / shown if shown else None,
            2 * right / (shown + read) if shown + read else None,
        )


def agreement(labels: Labels, digits: Labels) -> Agreement:
    """Compare answers with labels.

    Args:
        labels: (n,), uint8, 0 to 9; at least one.
        digits: (n,), uint8, 0 to 9.
    """
    pairs = labels.astype(np.int64) * DIGITS + digits
    counts = np.bincount(pairs, minlength=DIGITS * DIGITS)
    return Agreement(counts.reshape(DIGITS, DIGITS).astype(np.int64))


def wilson(right: int, total: int) -> Interval:
    """The 95 % interval of a share by E. B. Wilson, sound near 0 and 1 too.

    Args:
        right: So many hit.
        total: Of so many; at least one.
    """
    share, square = right / total, _Z * _Z
    middle = (share + square / (2 * total)) / (1 + square / total)
    variance = share * (1 - share) / total + square / (4 * total * total)
    half = _Z * sqrt(variance) / (1 + square / total)
    # Rounding must not take a whole share out of its own interval.
    return Interval(
        min(share, max(0.0, middle - half)), max(share, min(1.0, middle + half))
    )
