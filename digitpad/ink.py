"""Strokes and drawings: what the pen left on the pad, as vectors.

Neither numpy nor Qt is imported here: the window paints before either is loaded.
"""

from array import array
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import inf, isfinite, isinf, nan
from typing import Final, Generic, Self, TypeVar

from digitpad.errors import InkError

Point = tuple[float, ...]
T = TypeVar("T")

# A nearer point adds work and no shape: pads report in pixels.
MIN_STEP: Final = 1.0
# Far out of any pad, and small enough for lengths and areas to stay finite.
_FARTHEST: Final = 1e150


class Stroke:
    """The immutable path of the pen from down to up.

    Args:
        points: (x, y), (x, y, ms) or (x, y, ms, pressure) each, any unit, y down;
            pressure 0 to 1.

    Raises:
        InkError: A point has too few numbers, one that is not a finite number, or lies
            out of reach.
    """

    __slots__ = ("_ms", "_pressure", "_xy")

    def __init__(self, points: Iterable[Sequence[float]] = ()) -> None:
        self._xy, self._ms, self._pressure = _columns(points)
        _refuse_odd_numbers(self._xy, self._ms, self._pressure)

    @classmethod
    def of_columns(
        cls, xy: "array[float]", ms: "array[float]", pressure: "array[float]"
    ) -> Self:
        """A stroke over finished columns, which the caller must not change again."""
        stroke = cls.__new__(cls)
        stroke._xy, stroke._ms, stroke._pressure = xy, ms, pressure
        return stroke

    @property
    def xy(self) -> "array[float]":
        """The coordinates, flat: x0, y0, x1, y1, ... Not to be changed."""
        return self._xy

    @property
    def ms(self) -> "array[float]":
        """The time of each point, NaN where it is not known. Not to be changed."""
        return self._ms

    @property
    def pressure(self) -> "array[float]":
        """How the pen was pressed, NaN where it is not known. Not to be changed."""
        return self._pressure

    @property
    def points(self) -> tuple[Point, ...]:
        """The points, each with as many numbers as are known of it."""
        flat, ms, pressure = self._xy, self._ms, self._pressure
        return tuple(
            _point(flat[2 * i], flat[2 * i + 1], ms[i], pressure[i])
            for i in range(len(self))
        )

    def __len__(self) -> int:
        return len(self._xy) // 2

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Stroke) and self.points == other.points

    def __hash__(self) -> int:
        return hash(self._xy.tobytes())

    def __repr__(self) -> str:
        return f"Stroke({len(self)} points)"


class LiveStroke:
    """The stroke under the pen: it grows point by point.

    Args:
        min_step: Points nearer than this to the last kept one are left out.
    """

    def __init__(self, min_step: float = MIN_STEP) -> None:
        self._xy: array[float] = array("d")
        self._ms: array[float] = array("d")
        self._pressure: array[float] = array("d")
        self._min_step = min_step

    def add(
        self,
        x: float,
        y: float,
        ms: float | None = None,
        pressure: float | None = None,
    ) -> bool:
        """Add one point; False if it is too near to the last one to be kept."""
        if self._xy and self._min_step:
            across, down = x - self._xy[-2], y - self._xy[-1]
            if across * across + down * down < self._min_step * self._min_step:
                return False
        self._xy.extend((x, y))
        self._ms.append(nan if ms is None else ms)
        self._pressure.append(nan if pressure is None else pressure)
        return True

    def columns(self) -> tuple["array[float]", "array[float]", "array[float]"]:
        """Copies of the coordinates (flat), times and pressures so far."""
        return self._xy[:], self._ms[:], self._pressure[:]

    def stroke(self) -> Stroke:
        """What has been drawn so far, as a stroke of its own."""
        return Stroke.of_columns(*self.columns())

    def __len__(self) -> int:
        return len(self._ms)


@dataclass(frozen=True)
class Drawing:
    """All strokes now on the pad, in the order in which they were drawn."""

    strokes: tuple[Stroke, ...] = ()

    @classmethod
    def of(cls, strokes: Iterable[Stroke | Iterable[Sequence[float]]]) -> Self:
        """A drawing of strokes given as points; those without a point are left out.

        Raises:
            InkError: A stroke is no sequence of points, or a number is not finite.
        """
        try:
            found = (s if isinstance(s, Stroke) else Stroke(s) for s in strokes)
            return cls(tuple(stroke for stroke in found if len(stroke)))
        except TypeError as error:
            raise InkError(
                "This is no drawing: give a sequence of strokes, each a sequence of "
                "(x, y) points."
            ) from error

    @property
    def is_empty(self) -> bool:
        """Whether there is no ink: no stroke, or none with a point."""
        return not any(map(len, self.strokes))

    def with_stroke(self, stroke: Stroke) -> Self:
        """This drawing and one stroke more."""
        return type(self)((*self.strokes, stroke))


class History(Generic[T]):
    """What there is now, and the way back and forth to what was there before.

    However long it goes on, it remembers so much and no more: the oldest steps are
    forgotten, but for the first, so that the way back always ends there.

    Args:
        first: What there is at first.
        weight: How much of the memory a step takes, from 1 on.
        most: How much all steps may weigh.
    """

    def __init__(
        self,
        first: T,
        weight: Callable[[T], int] = lambda _: 1,
        most: int = 1000,
    ) -> None:
        self._steps = [first]
        self._now = 0
        self._weight, self._most = weight, most

    @property
    def now(self) -> T:
        """What there is now."""
        return self._steps[self._now]

    @property
    def can_undo(self) -> bool:
        """Whether there is something earlier."""
        return self._now > 0

    @property
    def can_redo(self) -> bool:
        """Whether something undone can come back."""
        return self._now + 1 < len(self._steps)

    def commit(self, step: T) -> None:
        """Make `step` what there is now; what was undone before is forgotten."""
        self._steps[self._now + 1 :] = [step]
        left = self._most - self._weight(step)
        kept = self._now
        while kept and left >= (weight := self._weight(self._steps[kept])):
            left, kept = left - weight, kept - 1
        del self._steps[1 : kept + 1]
        self._now += 1 - kept

    def undo(self) -> T:
        """Go one step back, if there is one."""
        self._now -= self.can_undo
        return self.now

    def redo(self) -> T:
        """Go one step forth, if there is one."""
        self._now += self.can_redo
        return self.now


def _columns(
    points: Iterable[Sequence[float]],
) -> tuple["array[float]", "array[float]", "array[float]"]:
    """Coordinates (flat), times and pressures, NaN where one is not given."""
    xy: array[float] = array("d")
    ms: array[float] = array("d")
    pressure: array[float] = array("d")
    try:
        for x, y, *more in points:
            xy.append(x)
            xy.append(y)
            ms.append(more[0] if more else nan)
            pressure.append(more[1] if len(more) > 1 else nan)
    except ValueError as error:
        raise InkError("A point has fewer than two numbers: give x and y.") from error
    except OverflowError:
        # An integer that no float can hold is as little a coordinate as infinity.
        xy.append(inf)
    return xy, ms, pressure


def _refuse_odd_numbers(*columns: "array[float]") -> None:
    """Raise if a coordinate is out of reach, or a time or pressure is infinite."""
    xy, ms, pressure = columns
    if all(map(isfinite, xy)) and not any(map(isinf, ms + pressure)):
        _refuse_far_away(xy)
        return
    odd = [number for number in xy if not isfinite(number)]
    raise InkError(
        "A point has a number that is not a finite number ({number}): leave it out or "
        "mend it.",
        number=odd[0] if odd else inf,
    )


def _refuse_far_away(xy: "array[float]") -> None:
    farthest = max(max(xy, default=0.0), -min(xy, default=0.0))
    if farthest > _FARTHEST:
        raise InkError(
            "A point is {distance:g} away, further than any pad reaches: leave it out "
            "or mend it.",
            distance=farthest,
        )


def _point(x: float, y: float, ms: float, pressure: float) -> Point:
    # NaN marks what was not given, and is the one number unequal to itself.
    if pressure == pressure:
        return x, y, ms, pressure
    return (x, y, ms) if ms == ms else (x, y)
