"""What images look like on the whole: mean and spread of each group, and the greys."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from training.data.samples import PIXELS, SIDE, Ink
from training.figures.groups import Groups

_AT_ONCE: Final = 4096
LEVELS: Final = 256

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Appearance:
    """Pixel by pixel.

    Attributes:
        mean: (groups, 28, 28), float64, 0 to 255.
        spread: (groups, 28, 28), float64, the standard deviation.
        greys: (256,), int64, how many pixels have each grey.
    """

    mean: Floats
    spread: Floats
    greys: npt.NDArray[np.int64]


def appearance(ink: Ink, groups: Groups) -> Appearance:
    """Look at images; a group without any is empty paper.

    Args:
        ink: (n, 28, 28), uint8.
        groups: Of these n.
    """
    counts = np.bincount(groups.which, minlength=len(groups))
    sums, squares = np.zeros((2, len(groups), PIXELS))
    greys = np.zeros(LEVELS, np.int64)
    for start in range(0, len(ink), _AT_ONCE):
        part = slice(start, start + _AT_ONCE)
        bytes_ = np.ascontiguousarray(ink[part]).reshape(-1, PIXELS)
        greys += np.bincount(bytes_.ravel(), minlength=LEVELS)
        values = bytes_.astype(np.float64)
        belongs = groups.which[part] == np.arange(len(groups))[:, None]
        sums += belongs.astype(np.float64) @ values
        squares += belongs.astype(np.float64) @ (values * values)
    least = np.maximum(counts, 1)[:, None]
    mean = sums / least
    # Rounding may leave a little less than nothing.
    variance = np.maximum(squares / least - mean * mean, 0)
    shape = (len(groups), SIDE, SIDE)
    return Appearance(mean.reshape(shape), np.sqrt(variance).reshape(shape), greys)
