"""Takes whole strokes out of a drawing: all that the way of a pointer crosses."""

from typing import Final

import numpy as np
import numpy.typing as npt

from digitpad.ink import Drawing, Stroke

Places = npt.NDArray[np.float64]

# A stroke of one point is a step of no length.
_FEWEST: Final = 2


class Eraser:
    """A pointer that goes over a drawing and takes the strokes in its way.

    Args:
        drawing: What it goes over.
        reach: How near the middle of a stroke it must come, in the drawing's units.
    """

    def __init__(self, drawing: Drawing, reach: float) -> None:
        self._lines = [_Line(stroke) for stroke in drawing.strokes if len(stroke)]
        self._reach = reach
        self._last: Places | None = None

    @property
    def left(self) -> Drawing:
        """The drawing without what has been taken."""
        return Drawing(tuple(line.stroke for line in self._lines))

    def move(self, x: float, y: float) -> bool:
        """Go straight on to a place; the first one is where the pointer touches.

        Returns:
            Whether that took a stroke.
        """
        place = np.array((x, y))
        last, self._last = self._last, place
        way = np.stack((place if last is None else last, place))
        left = [line for line in self._lines if not line.meets(way, self._reach)]
        is_taken = len(left) < len(self._lines)
        self._lines = left
        return is_taken


class _Line:
    """A stroke as numpy sees it: the middle line of its ink."""

    def __init__(self, stroke: Stroke) -> None:
        self.stroke = stroke
        places = np.array(stroke.xy).reshape(-1, 2)
        self._places = places.repeat(_FEWEST, axis=0) if len(places) == 1 else places
        self._low, self._high = places.min(axis=0), places.max(axis=0)

    def meets(self, way: Places, reach: float) -> bool:
        """Whether it comes as near as `reach` to a way from one place to another."""
        low, high = way.min(axis=0) - reach, way.max(axis=0) + reach
        if (self._high < low).any() or (self._low > high).any():
            return False
        begins, ends = self._places[:-1], self._places[1:]
        is_near = (np.maximum(begins, ends) >= low) & (np.minimum(begins, ends) <= high)
        near = is_near.all(axis=1)
        return _comes_near(begins[near], ends[near], way, reach)


def _comes_near(begins: Places, ends: Places, way: Places, reach: float) -> bool:
    """Whether one of some steps comes as near as `reach` to a way.

    Args:
        begins: Where each step begins, (n, 2).
        ends: Where each ends, (n, 2).
        way: From where to where it goes, (2, 2).
        reach: The distance.
    """
    if not len(begins):
        return False
    first, last = way
    # Two lines that do not cross are nearest at an end of one of them.
    distances = np.stack(
        (
            _distances(begins, first, last),
            _distances(ends, first, last),
            _distances(first, begins, ends),
            _distances(last, begins, ends),
        )
    )
    return bool((distances <= reach).any() or _cross(begins, ends, first, last).any())


def _distances(places: Places, begins: Places, ends: Places) -> Places:
    """How far places are from lines; one of both may be a single one."""
    along = ends - begins
    squares = np.maximum((along * along).sum(axis=-1), np.finfo(np.float64).tiny)
    share = ((places - begins) * along).sum(axis=-1) / squares
    nearest = begins + np.clip(share, 0, 1)[..., None] * along
    distances: Places = np.sqrt(((places - nearest) ** 2).sum(axis=-1))
    return distances


def _cross(
    begins: Places, ends: Places, first: Places, last: Places
) -> npt.NDArray[np.bool_]:
    """Which steps have the ends of the way on both sides, and theirs on its sides."""
    along, way = ends - begins, last - first
    of_first, of_last = _turn(along, first - begins), _turn(along, last - begins)
    of_begins, of_ends = _turn(way, begins - first), _turn(way, ends - first)
    crosses: npt.NDArray[np.bool_] = (of_first * of_last < 0) & (
        of_begins * of_ends < 0
    )
    return crosses


def _turn(along: Places, place: Places) -> Places:
    """On which side of a direction a place lies: positive, or negative."""
    turn: Places = along[..., 0] * place[..., 1] - along[..., 1] * place[..., 0]
    return turn
