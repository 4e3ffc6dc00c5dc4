"""Whether answers are right as often as they are sure."""

from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

BINS: Final = 15


class Bin(NamedTuple):
    """Answers of about the same confidence.

    Attributes:
        low: Their confidence is above this,
        high: and at most this.
        images: How many there are.
        right: How many of them are right.
        confidence: The mean of theirs.
    """

    low: float
    high: float
    images: int
    right: int
    confidence: float

    @property
    def accuracy(self) -> float:
        """The share that is right."""
        return self.right / self.images


@dataclass(frozen=True)
class Reliability:
    """Confidence beside accuracy.

    Attributes:
        bins: Those of equal width that are not empty, the least sure first.
        error: Expected calibration error: the mean distance of confidence and accuracy
            in the bins, each counting by its images; 0 to 1.
        excess: Mean confidence less accuracy: above 0 is too sure.
    """

    bins: tuple[Bin, ...]
    error: float
    excess: float


def reliability(
    confidence: npt.NDArray[np.float32], right: npt.NDArray[np.bool_]
) -> Reliability:
    """Compare.

    Args:
        confidence: (n,), float32, 0 to 1; at least one.
        right: (n,), whether that answer is right.
    """
    sure = confidence.astype(np.float64)
    which = np.clip(np.ceil(sure * BINS).astype(int) - 1, 0, BINS - 1)
    images = np.bincount(which, minlength=BINS)
    hits = np.bincount(which, right, BINS)
    sums = np.bincount(which, sure, BINS)
    means = sums / np.maximum(images, 1)
    bins = tuple(
        Bin(i / BINS, (i + 1) / BINS, int(images[i]), int(hits[i]), float(means[i]))
        for i in np.flatnonzero(images).tolist()
    )
    return Reliability(
        bins,
        float(np.abs(sums - hits).sum() / len(sure)),
        float(sure.mean() - right.mean()),
    )
