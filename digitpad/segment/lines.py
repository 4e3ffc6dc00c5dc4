"""Lines of writing: which atoms stand in one, how high it is, how far it is tilted."""

from collections.abc import Sequence
from typing import Final

import numpy as np
import numpy.typing as npt

from digitpad.segment.atoms import Atom, Group, extent
from digitpad.segment.clusters import (
    Boxes,
    boxes_of,
    clusters_of,
    connected,
    distances,
)

# What is lower than this share of the usual height makes no line of its own.
_TALL: Final = 0.5
# What is higher reaches over two lines.
_TOO_TALL: Final = 1.7
# Two that share so much of the lower one's height stand in one line; one that stands
# alone and beside another, with less.
_LEVEL: Final = 0.4
_LEVEL_ALONE: Final = 0.1
# Parts of one digit that stand above one another share so much of their width, and
# leave a gap of no more than this share of its height.
_ABOVE: Final = 0.6
_NEAR: Final = 0.25
_MOST_STACKED: Final = 4  # atoms
# A tilt is believed from so many tall clusters on, and from so many degrees on.
_LEAST_CLUSTERS: Final = 4
_LEAST_TILT: Final = 4.0
_MOST_TILT: Final = 20
# Middles further apart than this, measured in heights, lie in two lines.
_APART: Final = 0.4
# Lines must get so much denser by turning the page.
_DENSER: Final = 0.6


def lines_of(atoms: Sequence[Atom]) -> list[list[Atom]]:
    """The lines from top to bottom, the atoms of each in no particular order."""
    clusters = clusters_of(atoms)
    heights, usual = clusters.heights, clusters.usual_height
    makes_lines = (heights >= _TALL * usual) & (heights <= _TOO_TALL * usual)
    if not makes_lines.any():
        return [list(atoms)]
    whole = [clusters.groups[i] for i in np.flatnonzero(makes_lines)]
    lines = _lines_in(whole, clusters.boxes[makes_lines])
    others = [a for i in np.flatnonzero(~makes_lines) for a in clusters.groups[i]]
    if others:
        lines = _with_others(lines, others)
    return sorted(lines, key=_middle)


def may_be_one(upper: Sequence[Atom], lower: Sequence[Atom]) -> bool:
    """Whether two lines may be two parts of one digit, as the rings of an 8 are."""
    if len(upper) + len(lower) > _MOST_STACKED:
        return False
    left, top, right, bottom = extent(tuple(upper))
    other_left, other_top, other_right, other_bottom = extent(tuple(lower))
    shared = min(right, other_right) - max(left, other_left)
    narrower = min(right - left, other_right - other_left)
    gap = max(top, other_top) - min(bottom, other_bottom)
    height = max(bottom, other_bottom) - min(top, other_top)
    return shared >= _ABOVE * narrower and gap <= _NEAR * height


def line_height(atoms: Sequence[Atom]) -> float:
    """How high the digits of a line are, judged by all that hangs together."""
    return clusters_of(atoms).usual_height


def tilt_of(atoms: Sequence[Atom]) -> float:
    """By how many degrees the page is turned clockwise; 0 where that is not clear."""
    clusters = clusters_of(atoms)
    heights, usual = clusters.heights, clusters.usual_height
    tall = clusters.boxes[(heights >= _TALL * usual) & (heights <= _TOO_TALL * usual)]
    if len(tall) < _LEAST_CLUSTERS:
        return 0.0
    middles = (tall[:, :2] + tall[:, 2:]) / 2
    degrees = np.arange(-_MOST_TILT, _MOST_TILT + 1.0)
    looseness = np.array([_looseness(middles, usual, d) for d in degrees])
    best = int(looseness.argmin())
    level = looseness[_MOST_TILT]
    if abs(degrees[best]) < _LEAST_TILT or looseness[best] > _DENSER * level:
        return 0.0
    return float(degrees[best])


def _looseness(
    middles: npt.NDArray[np.float64], height: float, degrees: float
) -> float:
    """How far digits stand above and below their neighbours in a page so turned."""
    angle = np.radians(degrees)
    down = np.sort(middles[:, 1] * np.cos(angle) - middles[:, 0] * np.sin(angle))
    steps = np.minimum(np.diff(down) / height, _APART)
    return float((steps * steps).sum()) + 1e-4 * abs(degrees) + 0.01


def _lines_in(clusters: Sequence[Group], boxes: Boxes) -> list[list[Atom]]:
    """The lines that clusters of usual height make."""
    tops, bottoms = boxes[:, 1], boxes[:, 3]
    shared = np.minimum(bottoms[:, None], bottoms) - np.maximum(tops[:, None], tops)
    heights = np.maximum(bottoms - tops, np.finfo(np.float64).tiny)
    shared /= np.minimum(heights[:, None], heights)
    level = shared >= _LEVEL
    is_alone = np.count_nonzero(level, axis=1) == 1
    is_beside = np.maximum(boxes[:, None, 0], boxes[:, 0]) > np.minimum(
        boxes[:, None, 2], boxes[:, 2]
    )
    beside = is_beside & (shared >= _LEVEL_ALONE) & is_alone[:, None]
    # It stands in one line, even between two.
    best = np.where(beside, shared, -np.inf).argmax(1)
    beside &= best[:, None] == np.arange(len(best))
    level |= beside | beside.T
    return [[a for i in line for a in clusters[i]] for line in connected(level)]


def _with_others(
    lines: Sequence[list[Atom]], others: Sequence[Atom]
) -> list[list[Atom]]:
    """The lines, and what is too low or too high to make one put into the nearest."""
    remoteness = np.array(
        [
            distances(
                boxes_of([(a,) for a in others]), boxes_of([(a,) for a in line])
            ).min(1)
            for line in lines
        ]
    )
    found = [list(line) for line in lines]
    for atom, nearest in zip(others, remoteness.argmin(0).tolist(), strict=True):
        found[nearest].append(atom)
    return found


def _middle(atoms: Sequence[Atom]) -> tuple[float, float]:
    left, top, _, bottom = extent(tuple(atoms))
    return (top + bottom) / 2, left
