"""The pieces in which ink is painted, whether its pen was pressed or not."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from PySide6.QtGui import QPainterPath

from digitpad.ink import Stroke
from digitpad.ui import ink_path


class Piece(NamedTuple):
    """A part of a stroke that is as wide all along.

    Attributes:
        path: The middle of the ink.
        share: Its width beside the pen's.
    """

    path: QPainterPath
    share: float = 1.0


def whole(stroke: Stroke) -> Iterator[Piece]:
    """Yield all of a stroke that has points."""
    if not _is_pressed(stroke.pressure):
        return map(Piece, ink_path.pieces(stroke.xy))
    from digitpad.ui import pressed_path

    return pressed_path.pieces(stroke.xy, stroke.pressure)


def newest_curve(xy: Sequence[float], pressure: Sequence[float]) -> Iterator[Piece]:
    """Yield the curve that became final with the last point of a stroke.

    Args:
        xy: The last points, four or as many as there are, flat: x0, y0, x1, y1, ...
        pressure: How the pen was pressed there, 0 to 1; NaN where nobody knows.
    """
    if not _is_pressed(pressure):
        return iter((Piece(ink_path.newest_curve(xy)),))
    from digitpad.ui import pressed_path

    return pressed_path.newest_curve(xy, pressure)


def tail(xy: Sequence[float], pressure: Sequence[float]) -> Piece:
    """The straight rest from the last final curve to the pen; a dot at first."""
    if not _is_pressed(pressure):
        return Piece(ink_path.tail(xy))
    from digitpad.ui import pressed_path

    return pressed_path.tail(xy, pressure)


def newest(xy: Sequence[float], pressure: Sequence[float]) -> Piece:
    """All that the last point changed, nowhere narrower than it is."""
    path = ink_path.newest(xy)
    if not _is_pressed(pressure):
        return Piece(path)
    from digitpad.ui import pressed_path

    return Piece(path, max(map(pressed_path.share_of, pressure)))


def _is_pressed(pressure: Sequence[float]) -> bool:
    """Whether the device told all along how the pen was pressed."""
    # One NaN makes the sum another, which is the one number unequal to itself.
    return (total := sum(pressure)) == total
