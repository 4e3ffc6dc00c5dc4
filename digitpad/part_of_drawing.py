"""The strokes of one digit of a number."""

from collections.abc import Sequence
from itertools import groupby
from typing import Final

import numpy as np

from digitpad.ink import Drawing, Stroke

Box = tuple[float, float, float, float]  # x, y, width, height

_NEAR: Final = 1e-3  # a box's far side is a sum, and as exact as sums are


def part_in(drawing: Drawing, boxes: Sequence[Box], index: int) -> Drawing:
    """What of a drawing one of several boxes holds.

    A stroke is in the box that has most of its points. One that is divided among
    digits, a connecting line, gives each of them what lies in its box.

    Args:
        drawing: All strokes.
        boxes: Of the digits found in it, in the drawing's units.
        index: The box that is meant.
    """
    strokes = []
    for stroke in drawing.strokes:
        shares = [float(_inside(stroke, box).mean()) for box in boxes]
        if shares[index] == max(shares) and shares[index] > _MOST:
            strokes.append(stroke)
        elif max(shares) <= _MOST:
            strokes += _pieces(stroke, boxes[index])
    return Drawing(tuple(strokes))


# More of a stroke than this in one box, and it is not divided.
_MOST: Final = 0.75


def _inside(stroke: Stroke, box: Box) -> "np.ndarray[tuple[int], np.dtype[np.bool_]]":
    points = np.frombuffer(stroke.xy).reshape(-1, 2)
    low, size = np.array(box[:2]), np.array(box[2:])
    outside = (points < low - _NEAR) | (points > low + size + _NEAR)
    return np.asarray(~outside.any(axis=1))


def _pieces(stroke: Stroke, box: Box) -> list[Stroke]:
    """The parts of a stroke that lie in a box, each a stroke of its own."""
    points = stroke.points
    inside = _inside(stroke, box).tolist()
    runs = groupby(zip(points, inside, strict=True), key=lambda pair: pair[1])
    return [Stroke([point for point, _ in run]) for kept, run in runs if kept]
