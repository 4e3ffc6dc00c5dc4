"""The part of a picture that is kept: an upright rectangle, and how hands move it."""

from enum import Flag, auto
from typing import Final, NamedTuple

_LEAST: Final = 0.02  # of the picture's width and height


class Crop(NamedTuple):
    """A rectangle in shares of the picture's width and height, 0 to 1."""

    left: float
    top: float
    right: float
    bottom: float


WHOLE: Final = Crop(0.0, 0.0, 1.0, 1.0)


class Edges(Flag):
    """Those that a hand has hold of."""

    NONE = 0
    LEFT = auto()
    TOP = auto()
    RIGHT = auto()
    BOTTOM = auto()


def edges_at(crop: Crop, x: float, y: float, reach: tuple[float, float]) -> Edges:
    """The edges that a hand at this place takes hold of.

    Args:
        crop: The rectangle.
        x: Across, in shares of the width.
        y: Down, in shares of the height.
        reach: How near is near enough, in shares of width and height.

    Returns:
        One edge, or two at a corner; none away from them.
    """
    across, down = reach
    beside = crop.left - across <= x <= crop.right + across
    level = crop.top - down <= y <= crop.bottom + down
    found = Edges.NONE
    if beside and level:
        if abs(x - crop.left) <= across:
            found |= Edges.LEFT
        elif abs(x - crop.right) <= across:
            found |= Edges.RIGHT
        if abs(y - crop.top) <= down:
            found |= Edges.TOP
        elif abs(y - crop.bottom) <= down:
            found |= Edges.BOTTOM
    return found


def dragged(crop: Crop, edges: Edges, dx: float, dy: float) -> Crop:
    """The rectangle with some of its edges moved, within the picture."""
    left, top, right, bottom = crop
    if Edges.LEFT in edges:
        left = min(max(left + dx, 0.0), right - _LEAST)
    if Edges.RIGHT in edges:
        right = max(min(right + dx, 1.0), left + _LEAST)
    if Edges.TOP in edges:
        top = min(max(top + dy, 0.0), bottom - _LEAST)
    if Edges.BOTTOM in edges:
        bottom = max(min(bottom + dy, 1.0), top + _LEAST)
    return Crop(left, top, right, bottom)


def moved(crop: Crop, dx: float, dy: float) -> Crop:
    """The rectangle as it is, elsewhere in the picture."""
    dx = min(max(dx, -crop.left), 1.0 - crop.right)
    dy = min(max(dy, -crop.top), 1.0 - crop.bottom)
    return Crop(crop.left + dx, crop.top + dy, crop.right + dx, crop.bottom + dy)


def is_inside(crop: Crop, x: float, y: float) -> bool:
    """Whether a place lies in the rectangle."""
    return crop.left <= x <= crop.right and crop.top <= y <= crop.bottom


def spanned(x: float, y: float) -> Crop:
    """The smallest rectangle that begins here, to be dragged wider."""
    left, top = min(max(x, 0.0), 1 - _LEAST), min(max(y, 0.0), 1 - _LEAST)
    return Crop(left, top, left + _LEAST, top + _LEAST)
