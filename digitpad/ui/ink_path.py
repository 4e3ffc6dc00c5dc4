"""The smooth curve that a stroke shows on the screen.

Each curve runs from the middle of one step to the middle of the next and bends towards
the point between them, so that a finished piece never changes when the stroke goes on.
Of a stroke that goes on, the last four points are enough for what is new.
"""

from collections.abc import Iterator, Sequence
from math import hypot, isqrt
from typing import Final

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainterPath

# Qt's time to outline a path grows faster than the path; pieces keep it linear.
_PIECE: Final = 64

# A curve becomes so many lines that they leave it by no more than this.
_FINEST: Final = 0.05
_MOST_LINES: Final = 24

# In a small picture more points are not seen, and take seconds.
_MOST_SEEN: Final = 2000

# A line of no length has no direction and would not be drawn.
_DOT: Final = 0.01


def pieces(xy: Sequence[float]) -> Iterator[QPainterPath]:
    """Yield the whole stroke in short paths.

    Args:
        xy: Coordinates, flat: x0, y0, x1, y1, ...
    """
    count = len(xy) // 2
    for first in range(1, max(count - 1, 2), _PIECE):
        path = QPainterPath(_join(xy, first))
        for i in range(first, min(first + _PIECE, count - 1)):
            _bend(path, xy, i)
        if first + _PIECE >= count - 1:
            path.lineTo(_end(xy))
        yield path


def enough_of(points: int) -> int:
    """Of how many points of a drawing one is enough for a small picture of it."""
    return points // _MOST_SEEN + 1


def thinned(xy: Sequence[float], every: int) -> Sequence[float]:
    """Every so many-th point of a stroke, and its last one.

    Args:
        xy: Coordinates, flat: x0, y0, x1, y1, ...
        every: 1 for all points.
    """
    if every == 1:
        return xy
    found = [c for i in range(0, len(xy) - 2, 2 * every) for c in xy[i : i + 2]]
    return [*found, *xy[-2:]]


def newest_curve(xy: Sequence[float]) -> QPainterPath:
    """The curve that became final with the last point; empty before the third."""
    count = len(xy) // 2
    if count < 3:
        return QPainterPath()
    path = QPainterPath(_join(xy, count - 2))
    _bend(path, xy, count - 2)
    return path


def newest(xy: Sequence[float]) -> QPainterPath:
    """All that the last point changed: its curve, and the rests before and after."""
    path = newest_curve(xy)
    path.addPath(tail(xy))
    if len(xy) > 2:
        path.lineTo(xy[-4], xy[-3])
    return path


def tail(xy: Sequence[float]) -> QPainterPath:
    """The straight rest from the last final curve to the pen; a dot at first."""
    path = QPainterPath(_join(xy, len(xy) // 2 - 1))
    path.lineTo(_end(xy))
    return path


def curve(xy: Sequence[float], i: int) -> list[tuple[float, float]]:
    """The corners of the lines that bend towards point `i`, from middle to middle.

    The curve is made of lines: Qt's own, drawn with a wide pen, leaves holes where it
    turns back sharply; the round joins of lines do not.
    """
    before, x, y = 2 * max(i - 1, 0), xy[2 * i], xy[2 * i + 1]
    # The first curve begins at the first point and not in the middle of a step.
    share = 0.5 if i > 1 else 1.0
    x0, y0 = x + (xy[before] - x) * share, y + (xy[before + 1] - y) * share
    x1, y1 = (x + xy[2 * i + 2]) / 2, (y + xy[2 * i + 3]) / 2
    bulge_x, bulge_y = x0 - 2 * x + x1, y0 - 2 * y + y1
    exact = isqrt(int(hypot(bulge_x, bulge_y) / (4 * _FINEST))) + 1
    lines = min(exact, _MOST_LINES)
    corners = [(x0, y0)]
    for step in range(1, lines):
        t = step / lines
        corners.append(
            (
                x0 + (x - x0) * 2 * t + bulge_x * t * t,
                y0 + (y - y0) * 2 * t + bulge_y * t * t,
            )
        )
    corners.append((x1, y1))
    return corners


def _bend(path: QPainterPath, xy: Sequence[float], i: int) -> None:
    """Go on from the middle before point `i` to the one after it."""
    for x, y in curve(xy, i)[1:]:
        path.lineTo(x, y)


def _join(xy: Sequence[float], i: int) -> QPointF:
    """Where the curve that bends towards point `i` begins."""
    if i < 2:
        return QPointF(xy[0], xy[1])
    return QPointF((xy[2 * i - 2] + xy[2 * i]) / 2, (xy[2 * i - 1] + xy[2 * i + 1]) / 2)


def _end(xy: Sequence[float]) -> QPointF:
    return QPointF(xy[-2] + (_DOT if len(xy) == 2 else 0.0), xy[-1])
