"""Thickness and slant of ink, image by image."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from training.data.samples import SIDE, Ink
from training.figures.groups import Groups

_AT_ONCE: Final = 4096
SHARES: Final = (0.05, 0.25, 0.5, 0.75, 0.95)

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Strokes:
    """Of n images; NaN where there is no ink to measure.

    Attributes:
        thickness: (n,), float32, width of the lines in pixels.
        slant: (n,), float32, degrees from upright; above 0 leans to the right.
    """

    thickness: Floats
    slant: Floats


def strokes(ink: Ink) -> Strokes:
    """Measure.

    A line's area is its length times its width, and its edge is twice as long as the
    line: the width is twice the area over the length of the edge. The edge of grey ink
    is as long as the sum of its gradient.

    The slant is that of the line through the rows' centres of mass, by the second
    moments.

    Args:
        ink: (n, 28, 28), uint8, 0 is paper and 255 is ink.
    """
    thickness, slant = np.empty((2, len(ink)), np.float32)
    for start in range(0, len(ink), _AT_ONCE):
        part = slice(start, start + _AT_ONCE)
        values = ink[part].astype(np.float32)
        with np.errstate(divide="ignore", invalid="ignore"):
            thickness[part] = _thickness(values)
            slant[part] = _slant(values)
    return Strokes(thickness, slant)


def quantiles(values: Floats, groups: Groups) -> npt.NDArray[np.float64]:
    """How values are distributed in each group.

    Returns:
        (groups, 5), float64: the values below which 5, 25, 50, 75 and 95 % lie; NaN
        where a group has none.
    """
    found = np.full((len(groups), len(SHARES)), np.nan)
    for group in range(len(groups)):
        known = values[groups.places(group)]
        known = known[~np.isnan(known)]
        if len(known):
            found[group] = np.quantile(known, SHARES)
    return found


def _thickness(ink: Floats) -> Floats:
    # Ink up to the image's edge has an edge there too.
    wide = np.pad(ink, ((0, 0), (1, 1), (1, 1)))
    # All four differences around a corner of pixels: a slope counts alike however it
    # is turned.
    across = wide[:, 1:, 1:] - wide[:, 1:, :-1] + wide[:, :-1, 1:] - wide[:, :-1, :-1]
    down = wide[:, 1:, 1:] - wide[:, :-1, 1:] + wide[:, 1:, :-1] - wide[:, :-1, :-1]
    edge = np.hypot(across, down).sum(axis=(1, 2)) / 2
    width: Floats = 2 * ink.sum(axis=(1, 2)) / edge
    return width


def _slant(ink: Floats) -> Floats:
    along = np.arange(SIDE, dtype=np.float32)
    rows = ink.sum(axis=2)  # how much ink each row has
    first = ink @ along  # and where in it, times how much
    total = rows.sum(axis=1)
    y = (rows @ along / total)[:, None]
    x = (first.sum(axis=1) / total)[:, None]
    down = along - y
    together = ((first - x * rows) * down).sum(axis=1)
    height = (rows * down * down).sum(axis=1)
    degrees: Floats = np.degrees(np.arctan(-together / height))
    return degrees
