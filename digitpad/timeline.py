"""When each point of a drawing was drawn, as far as that makes a good replay."""

from array import array
from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate, pairwise
from math import hypot
from typing import Final

from digitpad.ink import Drawing, Stroke

_LONGEST_PAUSE_MS: Final = 400.0  # between strokes, and where the pen rests
_EVEN_PACE: Final = 0.6  # units a millisecond, where no times are known
_EVEN_PAUSE_MS: Final = 250.0
_LONGEST_MS: Final = 12_000.0


class Timeline:
    """The points of a drawing in the order of their times.

    Times are those that were recorded, long pauses cut short; where some are missing or
    go back, the pen moves at an even pace instead. What would take more than twelve
    seconds goes faster.

    Args:
        drawing: What was drawn.
    """

    def __init__(self, drawing: Drawing) -> None:
        self._strokes = [stroke for stroke in drawing.strokes if len(stroke)]
        is_timed = all(map(_is_timed, self._strokes)) and _is_in_order(self._strokes)
        waits = _recorded(self._strokes) if is_timed else _even(self._strokes)
        times = list(accumulate(waits))
        longest = times[-1] if times else 0.0
        faster = min(1.0, _LONGEST_MS / longest) if longest else 1.0
        self._times = [time * faster for time in times]

    @property
    def end_ms(self) -> float:
        """When the last point is drawn, from the first one on."""
        return self._times[-1] if self._times else 0.0

    @property
    def count(self) -> int:
        """How many points there are."""
        return len(self._times)

    def count_at(self, ms: float) -> int:
        """How many points are drawn after so many milliseconds."""
        return bisect_right(self._times, ms)

    def strokes(self, count: int) -> Iterator[tuple[Stroke, int]]:
        """Yield each stroke that has begun, and how many of its points are drawn.

        Args:
            count: How many points of the whole drawing are.
        """
        for stroke in self._strokes:
            if count <= 0:
                return
            yield stroke, min(count, len(stroke))
            count -= len(stroke)

    def drawing(self, count: int) -> Drawing:
        """What there was when so many points were drawn."""
        return Drawing(
            tuple(
                stroke if drawn == len(stroke) else _beginning(stroke, drawn)
                for stroke, drawn in self.strokes(count)
            )
        )


def _beginning(stroke: Stroke, count: int) -> Stroke:
    columns: tuple[array[float], array[float], array[float]] = (
        stroke.xy[: 2 * count],
        stroke.ms[:count],
        stroke.pressure[:count],
    )
    return Stroke.of_columns(*columns)


def _is_timed(stroke: Stroke) -> bool:
    """Whether all times are known and none goes back."""
    # NaN is neither before nor after anything.
    ordered = all(before <= after for before, after in pairwise(stroke.ms))
    return ordered and stroke.ms[-1] == stroke.ms[-1]


def _is_in_order(strokes: list[Stroke]) -> bool:
    """Whether each stroke begins after the one before, and not all is one moment."""
    ends = all(one.ms[-1] <= two.ms[0] for one, two in pairwise(strokes))
    return ends and bool(strokes) and strokes[0].ms[0] < strokes[-1].ms[-1]


def _recorded(strokes: list[Stroke]) -> Iterator[float]:
    """How long each point comes after the one before."""
    last = strokes[0].ms[0]
    for stroke in strokes:
        for ms in stroke.ms:
            yield min(ms - last, _LONGEST_PAUSE_MS)
            last = ms


def _even(strokes: list[Stroke]) -> Iterator[float]:
    """The same at an even pace."""
    for number, stroke in enumerate(strokes):
        yield _EVEN_PAUSE_MS if number else 0.0
        xy = stroke.xy
        for i in range(2, len(xy), 2):
            yield hypot(xy[i] - xy[i - 2], xy[i + 1] - xy[i - 1]) / _EVEN_PACE
