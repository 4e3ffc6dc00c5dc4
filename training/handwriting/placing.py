"""Where a skeleton lies: its place, its size, its turn, and how much ink it has."""

import math

import numpy as np

from training.handwriting.curves import Place, Skeleton

# A bar this far from level (in radians) is upright.
_STEEP = 0.5
# Narrower than this, in its length, its sides run together under the pen; and so much
# ink, in diagonals of its box, makes it more than a line or a narrow ring.
_NARROW, _TELLING = 0.2, 2.3
_MOST_NARROW = 0.4


def placed(
    skeleton: Skeleton, centre: Place, size: Place, degrees: float = 0.0
) -> Skeleton:
    """A piece at its place: `size` is the width and height of its square."""
    cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    turned = np.array([[size[0] * cos, size[0] * sin], [-size[1] * sin, size[1] * cos]])
    return [stroke @ turned + centre for stroke in skeleton]


def mirrored(skeleton: Skeleton, axis: float = 0.0) -> Skeleton:
    """Left for right, about a vertical axis."""
    return [stroke * (-1.0, 1.0) + (2 * axis, 0.0) for stroke in skeleton]


def ink_length(skeleton: Skeleton) -> float:
    """The length of all strokes, in diagonals of the box around them."""
    points = np.concatenate(skeleton)
    moves = np.diff(points, axis=0)
    lengths = np.sqrt(np.einsum("ij,ij->i", moves, moves))
    ends = np.cumsum([len(stroke) for stroke in skeleton])[:-1] - 1
    diagonal = float(np.linalg.norm(np.ptp(points, axis=0)))
    return float(lengths.sum() - lengths[ends].sum()) / max(diagonal, 1e-9)


def laid_down(skeleton: Skeleton) -> Skeleton:
    """A narrow upright bar is laid level, unless its ink shows that it is no 1."""
    lean, share = _lean_and_width(skeleton)
    if abs(lean) < _STEEP or share > _MOST_NARROW:
        return skeleton
    if share > _NARROW and ink_length(skeleton) > _TELLING:
        return skeleton
    return placed(skeleton, (0, 0), (1, 1), -math.degrees(lean))


def width(skeleton: Skeleton) -> float:
    """How wide a skeleton is across its longer axis, in its length along it."""
    return _lean_and_width(skeleton)[1]


def _lean_and_width(skeleton: Skeleton) -> tuple[float, float]:
    """The longer axis from the level, in radians, and the width across it."""
    points = np.concatenate(skeleton)
    near = points - points.mean(0)
    (xx, xy), (_, yy) = (near.T @ near).tolist()
    lean = 0.5 * math.atan2(2 * xy, xx - yy)
    along = np.array((math.cos(lean), math.sin(lean)))
    long, wide = np.ptp(near @ along), np.ptp(near @ (-along[1], along[0]))
    return lean, float(wide) / max(float(long), 1e-9)
