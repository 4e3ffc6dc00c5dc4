"""The curves that skeletons are put together from.

A stroke is an array of shape (n, 2), float64: the pen's path as close points, x to the
right and y down. A skeleton is the list of a sign's strokes in the order in which they
are written; it is about 1 high, and neither its place nor its size matters.
"""

import itertools
import math
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Stroke = npt.NDArray[np.float64]  # (n, 2)
Skeleton = list[Stroke]
Place = tuple[float, float]

_STEPS = 10  # points on a spline between two of its landmarks
_STEP_DEGREES = 9.0


def spline(places: Sequence[Place], *, closed: bool = False) -> Stroke:
    """A smooth curve through landmarks (a centripetal Catmull-Rom spline).

    Args:
        places: At least two; neighbours may coincide.
        closed: Go on from the last to the first as smoothly.
    """
    knots = _apart(np.asarray(places, np.float64))
    if len(knots) < 2:
        return np.repeat(knots, 2, axis=0)
    if closed:
        knots = np.concatenate([knots[-1:], knots, knots[:2]])
    else:
        # Mirrored ends: the curve starts and stops without a bend of its own.
        first, last = 2 * knots[0] - knots[1], 2 * knots[-1] - knots[-2]
        knots = np.concatenate([[first], knots, [last]])
    gaps = np.sqrt(np.linalg.norm(np.diff(knots, axis=0), axis=1))
    return through(knots, gaps, _STEPS)


def lines(places: Sequence[Place]) -> Stroke:
    """Straight lines from corner to corner."""
    return joined(*(line(a, b) for a, b in itertools.pairwise(places)))


def line(start: Place, end: Place) -> Stroke:
    """A straight line."""
    share = np.linspace(0.0, 1.0, _STEPS)[:, None]
    return np.asarray(start) * (1 - share) + np.asarray(end) * share


def arc(
    centre: Place, radii: Place, start: float, end: float, *, tilt: float = 0.0
) -> Stroke:
    """A part of an ellipse.

    Args:
        centre: Its middle.
        radii: Half its width and half its height, before the tilt.
        start: Degrees from the right, clockwise on the screen.
        end: Likewise; smaller than `start` for the other direction.
        tilt: Degrees by which the ellipse is turned.
    """
    count = max(3, math.ceil(abs(end - start) / _STEP_DEGREES) + 1)
    turn = np.radians(np.linspace(start, end, count))
    x, y = radii[0] * np.cos(turn), radii[1] * np.sin(turn)
    cos, sin = math.cos(math.radians(tilt)), math.sin(math.radians(tilt))
    return np.stack([x * cos - y * sin, x * sin + y * cos], axis=1) + centre


def joined(*parts: Stroke) -> Stroke:
    """One stroke of several that are written without lifting the pen."""
    return np.concatenate(parts)


def through(
    knots: npt.NDArray[np.float64], gaps: npt.NDArray[np.float64], steps: int
) -> npt.NDArray[np.float64]:
    """The spline from the second knot to the last but one.

    Args:
        knots: (n, d): places, or weights of places.
        gaps: (n - 1,), above 0: how much of the parameter lies between two knots; the
            root of their distance makes the spline centripetal.
        steps: Points between two knots.

    Returns:
        (steps * (n - 3) + 1, d).
    """
    p0, p1, p2, p3 = knots[:-3], knots[1:-2], knots[2:-1], knots[3:]
    d0, d1, d2 = (gap[:, None] for gap in (gaps[:-2], gaps[1:-1], gaps[2:]))
    # Tangents of the centripetal spline, for a parameter from 0 to 1 on each piece.
    m1 = p2 - p1 + d1 * ((p1 - p0) / d0 - (p2 - p0) / (d0 + d1))
    m2 = p2 - p1 + d1 * ((p3 - p2) / d2 - (p3 - p1) / (d1 + d2))
    t = np.linspace(0.0, 1.0, steps, endpoint=False)[None, :, None]
    p1, p2, m1, m2 = (each[:, None, :] for each in (p1, p2, m1, m2))
    cubic = (
        (2 * t**3 - 3 * t**2 + 1) * p1
        + (t**3 - 2 * t**2 + t) * m1
        + (3 * t**2 - 2 * t**3) * p2
        + (t**3 - t**2) * m2
    )
    return np.concatenate([cubic.reshape(-1, knots.shape[1]), knots[-2:-1]])


def _apart(knots: Stroke) -> Stroke:
    """Without landmarks that coincide with the one before."""
    is_apart = np.linalg.norm(np.diff(knots, axis=0), axis=1) > 1e-9
    return np.asarray(knots[np.concatenate([[True], is_apart])])


def moved(stroke: Stroke, across: float, down: float) -> Stroke:
    """The stroke in another place."""
    return np.asarray(stroke + np.array((across, down)))


def middle(a: Place, b: Place) -> Place:
    """The place half-way between two."""
    return (a[0] + b[0]) / 2, (a[1] + b[1]) / 2


def landmarks(stroke: Stroke) -> list[Place]:
    """A few of a stroke's points, to lead another curve through them."""
    found = np.concatenate([stroke[:-1:6], stroke[-1:]])
    return [(float(x), float(y)) for x, y in found]
