"""Ruled lines behind the writing: found across the whole picture, and taken out."""

from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt
from PIL import Image

# Lines are looked for in a picture no larger than this.
_SIDE: Final = 240
_STEEPEST: Final = 0.1  # rows a column
# A line shows along all but this share of the picture, at least so dark (of 255).
_HIDDEN: Final = 0.15
_LEAST_LEVEL: Final = 20
# It is as dark as that at both ends, over this share of its length.
_END: Final = 0.07
# It is no thicker than this share of the side: thicker, it is a stroke.
_THICKEST: Final = 0.045
# Where so little would be left, the lines are the writing: a 1 cut out tightly.
_LEAST_LEFT: Final = 0.25

Ink = npt.NDArray[np.uint8]  # (height, width), 0 paper to 255 full ink


class _Line(NamedTuple):
    """A line across a picture: its row in the middle, its slope, and how thick."""

    row: float
    slope: float
    half: int


def without_rules(ink: Ink) -> Ink:
    """The ink without straight lines all across, level or upright or nearly so.

    Strokes that cross a line stay whole.

    Args:
        ink: (height, width), uint8, 0 is paper and 255 is full ink.
    """
    level = _cleared(ink)
    both = _cleared(level.T).T
    return both if both.sum() >= _LEAST_LEFT * ink.sum() else ink


def _cleared(ink: Ink) -> Ink:
    """The ink without lines from its left to its right."""
    if min(ink.shape) < 12:
        return ink
    factor = -(-max(ink.shape) // _SIDE)
    small = ink if factor == 1 else np.asarray(Image.fromarray(ink).reduce(factor))
    lines = [
        _Line(line.row * factor + factor / 2, line.slope, (line.half + 1) * factor)
        if factor > 1
        else line
        for line in _lines_in(small)
    ]
    if not lines:
        return ink
    cleared = ink.copy()
    for line in lines:
        _take_out(cleared, line)
    return cleared


def _lines_in(ink: Ink) -> list[_Line]:
    """Parallel lines: at the slope at which the most can be seen of them."""
    height, width = ink.shape
    thickest = max(2, round(_THICKEST * height))
    thin = _thin_parts(ink, thickest)
    count = 2 * max(1, round(_STEEPEST * width / 2)) + 1
    best: list[_Line] = []
    best_seen = 0
    for slope in np.linspace(-_STEEPEST, _STEEPEST, count):
        seen = _seen_all_along(thin, slope)
        total = int(seen[seen >= _LEAST_LEVEL].sum())
        if total > best_seen:
            lines = _peaks(seen, float(slope), thickest)
            if lines:
                best, best_seen = lines, total
    return best


def _thin_parts(ink: Ink, thickest: int) -> Ink:
    """The ink of what is no thicker, from above to below, than a line."""
    from scipy.ndimage import grey_opening

    return ink - grey_opening(ink, (thickest + 1, 1), mode="nearest")


def _seen_all_along(ink: Ink, slope: float) -> npt.NDArray[np.uint8]:
    """For each row, how dark a line of this slope is at its lightest parts."""
    height, width = ink.shape
    down = np.round((np.arange(width) - width / 2) * slope).astype(int)
    rows = np.arange(height)[:, None] + down
    outside = (rows < 0) | (rows >= height)
    along = ink[rows.clip(0, height - 1), np.arange(width)]
    along[outside] = 0
    # A digit's bar may be as long as this, but a line meets both borders.
    end = max(2, round(_END * width))
    ends = np.minimum(along[:, :end].mean(1), along[:, -end:].mean(1))
    along[ends < _LEAST_LEVEL] = 0
    place = int(_HIDDEN * width)
    lightest: Ink = np.partition(along, place, axis=1)[:, place]
    return lightest


def _peaks(seen: npt.NDArray[np.uint8], slope: float, thickest: int) -> list[_Line]:
    marked = np.concatenate([[False], seen >= _LEAST_LEVEL, [False]])
    starts = np.flatnonzero(marked[1:] & ~marked[:-1])
    ends = np.flatnonzero(marked[:-1] & ~marked[1:])
    return [
        _Line((start + end - 1) / 2, slope, int(end - start) // 2 + 1)
        for start, end in zip(starts, ends, strict=True)
        if end - start <= thickest
    ]


def _take_out(ink: Ink, line: _Line) -> None:
    """Clear a line in place, but not where a stroke goes on above and below it."""
    height, width = ink.shape
    columns = np.arange(width)
    middle = np.round(line.row + (columns - width / 2) * line.slope).astype(int)
    reach = np.arange(-line.half, line.half + 1)[:, None]
    rows = (middle + reach).clip(0, height - 1)
    band = ink[rows, columns]
    typical = float(np.median(band.max(0)))
    above = _beside(ink, middle - line.half, -1, line.half)
    below = _beside(ink, middle + line.half, 1, line.half)
    crossing = np.minimum(above, below)
    darker = band > 1.5 * typical + 30
    kept = np.where(darker, band, np.minimum(crossing, np.maximum(band, crossing)))
    ink[rows, columns] = kept


def _beside(ink: Ink, edge: npt.NDArray[np.intp], way: int, reach: int) -> Ink:
    """The darkest ink just beyond a line's edge, a little to the left or right too."""
    height, width = ink.shape
    columns = np.arange(width)
    rows = [(edge + way * step).clip(0, height - 1) for step in (1, 2)]
    inside = (edge + way >= 0) & (edge + way < height)
    found = np.maximum(*(ink[row, columns] for row in rows)) * inside
    padded = np.pad(found, reach)
    near = [padded[start : start + width] for start in range(2 * reach + 1)]
    darkest: Ink = np.max(near, axis=0)
    return darkest
