"""Ruled lines behind the writing: found across the whole picture, and taken out."""

from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt
from PIL import Image

# Lines are looked for in a picture no larger than this.
_SIDE: Final = 240
_STEEPEST: Final = 0.1  # rows a column
# A line shows along all but this share of the picture, at least so dark (of 255).
_HIDDEN: Final = 0.3
_LEAST_LEVEL: Final = 20
# It is as dark as that at both ends, over this share of its length.
_END: Final = 0.07
# It is no thicker than this share of the side: thicker, it is a stroke.
_THICKEST: Final = 0.045
# It has less ink than this share of a stroke, or it is one of so many: a page is ruled
# with a finer line than it is written on.
_THIN: Final = 0.6
_MANY: Final = 3
_SMALLEST: Final = 12  # side of a picture that can have lines
# Where so little would be left, the lines are the writing: a 1 cut out tightly.
_LEAST_LEFT: Final = 0.25

Ink = npt.NDArray[np.uint8]  # (height, width), 0 paper to 255 full ink
Row = npt.NDArray[np.uint8]  # the same of each row, or each column


class _Line(NamedTuple):
    """A line across a picture: its row in the middle, its slope, and how thick."""

    row: float
    slope: float
    half: int
    ink: float  # in a column, in pixels of full ink


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
    if min(ink.shape) < _SMALLEST:
        return ink
    factor = -(-max(ink.shape) // _SIDE)
    small = ink if factor == 1 else np.asarray(Image.fromarray(ink).reduce(factor))
    lines = _lines_in(small)
    if not lines:
        return ink
    cleared = ink.copy()
    for line in lines:
        if factor > 1:
            line = line._replace(
                row=(line.row + 0.5) * factor, half=(line.half + 1) * factor
            )
        _take_out(cleared, line)
    width = _stroke_width(cleared[::factor, ::factor])
    thin = max(line.ink for line in lines) <= _THIN * width
    return cleared if thin or len(lines) >= _MANY else ink


def _stroke_width(ink: Ink) -> float:
    from scipy.ndimage import distance_transform_edt

    inside = ink >= 128
    if not inside.any():
        return 0.0
    # Of a stroke 2, 4, 6 ... wide the mean depth is 1, 1.5, 2 ...
    return 4 * float(distance_transform_edt(inside)[inside].mean()) - 2


def _lines_in(ink: Ink) -> list[_Line]:
    """Parallel lines: at the slope at which the most can be seen of them."""
    height, width = ink.shape
    thickest = max(3, round(_THICKEST * height))
    thin = _thin_parts(ink, thickest)
    count = 2 * max(1, round(_STEEPEST * width)) + 1
    best: list[_Line] = []
    best_seen = 0
    for slope in np.linspace(-_STEEPEST, _STEEPEST, count):
        seen, typical = _seen_all_along(thin, slope)
        total = int(seen[seen >= _LEAST_LEVEL].sum())
        if total > best_seen:
            lines = _peaks(seen, typical, float(slope), thickest)
            if lines:
                best, best_seen = lines, total
    return best


def _thin_parts(ink: Ink, thickest: int) -> Ink:
    """The ink of what is no thicker, from above to below, than a line."""
    from scipy.ndimage import grey_opening

    return ink - grey_opening(ink, (thickest + 1, 1), mode="nearest")


def _seen_all_along(ink: Ink, slope: float) -> tuple[Row, Row]:
    """For each row, how dark a line of this slope is: at its lightest, and mostly."""
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
    ordered = np.partition(along, (place, width // 2), axis=1)
    return ordered[:, place], ordered[:, width // 2]


def _peaks(seen: Row, typical: Row, slope: float, thickest: int) -> list[_Line]:
    marked = np.concatenate([[False], seen >= _LEAST_LEVEL, [False]])
    starts = np.flatnonzero(marked[1:] & ~marked[:-1])
    ends = np.flatnonzero(marked[:-1] & ~marked[1:])
    return [
        _Line(
            (start + end - 1) / 2,
            slope,
            int(end - start) // 2 + 1,
            float(typical[max(start - 1, 0) : end + 1].sum()) / 255,
        )
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
    darker = band > 1.5 * typical + 30
    ink[rows, columns] = np.where(
        darker, band, np.minimum(band, _bridged(ink, middle, line.half))
    )


def _bridged(ink: Ink, middle: npt.NDArray[np.intp], half: int) -> Ink:
    """The ink of the strokes that go on both above and below a line.

    A pixel is inked as far as some straight way through it, no flatter than 45 degrees,
    leads to ink at both edges of the line.
    """
    above = _beside(ink, middle - half, -1)
    below = _beside(ink, middle + half, 1)
    columns = np.arange(ink.shape[1])
    down = np.arange(2 * half + 1)[:, None]
    bridged = np.zeros((2 * half + 1, ink.shape[1]), np.uint8)
    for slope in np.linspace(-1, 1, 2 * half + 3):
        start = np.round(columns - slope * (down + 1)).astype(int)
        end = np.round(columns + slope * (2 * half + 1 - down)).astype(int)
        last = len(columns) - 1
        way = np.minimum(above[start.clip(0, last)], below[end.clip(0, last)])
        bridged = np.maximum(bridged, way)
    return bridged


def _beside(ink: Ink, edge: npt.NDArray[np.intp], way: int) -> Row:
    """The darkest ink just beyond a line's edge."""
    height, width = ink.shape
    columns = np.arange(width)
    rows = [(edge + way * step).clip(0, height - 1) for step in (1, 2)]
    inside = (edge + way >= 0) & (edge + way < height)
    darkest: Row = np.maximum(*(ink[row, columns] for row in rows)) * inside
    return darkest
