"""The curve of a stroke whose pen was pressed, here more and there less.

It is the curve of `ink_path`, and as wide as the pen pressed: its lines are painted in
pieces of one width each, whose steps are too small to be seen.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from PySide6.QtGui import QPainterPath

from digitpad.ui import ink_path
from digitpad.ui.ink_pieces import Piece

# Widths beside that of a pen whose pressure nobody knows, for none and for all of it.
_LEAST: Final = 0.4
_MOST: Final = 1.6
_WIDTHS: Final = 32

# As in `ink_path`: longer pieces would take Qt longer than they are longer.
_PIECE: Final = 64


def share_of(pressure: float) -> float:
    """The width of the ink beside the pen's, in few steps.

    Args:
        pressure: 0 to 1.
    """
    step = round(min(max(pressure, 0.0), 1.0) * _WIDTHS) / _WIDTHS
    return _LEAST + (_MOST - _LEAST) * step


def pieces(xy: Sequence[float], pressure: Sequence[float]) -> Iterator[Piece]:
    """Yield the whole stroke.

    Args:
        xy: Coordinates, flat: x0, y0, x1, y1, ...
        pressure: Of each point, 0 to 1.
    """
    yield from _joined(_lines(xy, pressure))
    yield tail(xy, pressure)


def newest_curve(xy: Sequence[float], pressure: Sequence[float]) -> Iterator[Piece]:
    """Yield the curve that became final with the last point, as `ink_path` does."""
    count = len(pressure)
    if count >= 3:
        yield from _joined(_curve(xy, pressure, count - 2))


def tail(xy: Sequence[float], pressure: Sequence[float]) -> Piece:
    """The straight rest from the last final curve to the pen; a dot at first."""
    return Piece(ink_path.tail(xy), share_of(pressure[-1]))


_Line = tuple[float, float, float, float, float]  # from, to, and the width's share


def _lines(xy: Sequence[float], pressure: Sequence[float]) -> Iterator[_Line]:
    for i in range(1, len(pressure) - 1):
        yield from _curve(xy, pressure, i)


def _curve(xy: Sequence[float], pressure: Sequence[float], i: int) -> Iterator[_Line]:
    """The lines of the curve that bends towards point `i`."""
    before, here, after = pressure[i - 1 : i + 2]
    # Like the curve itself, the first begins at a point and not between two.
    begin = (before + here) / 2 if i > 1 else before
    end = (here + after) / 2
    places = ink_path.curve(xy, i)
    x0, y0 = places[0]
    for number, (x, y) in enumerate(places[1:], 1):
        share = number / (len(places) - 1)
        yield x0, y0, x, y, share_of(begin + (end - begin) * share)
        x0, y0 = x, y


def _joined(lines: Iterator[_Line]) -> Iterator[Piece]:
    """Pieces of lines that are equally wide and go on from each other."""
    path, width, count = QPainterPath(), 0.0, 0
    for x0, y0, x1, y1, share in lines:
        if share != width or count == _PIECE:
            if count:
                yield Piece(path, width)
            path, width, count = QPainterPath(), share, 0
            path.moveTo(x0, y0)
        path.lineTo(x1, y1)
        count += 1
    if count:
        yield Piece(path, width)
