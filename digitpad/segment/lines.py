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
# Less of a tilt is a hand's, not the page's.
_LEAST_TILT: Final = 4.0
_MOST_TILT: Final = 20
# Middles further apart than this, measured in heights, lie in two lines.
_APART: Final = 0.5
# Lines must get so much denser by turning the page ...
_DENSER: Final = 0.6
# ... and more where so few digits have another in their line: they lie askew by chance.
_BY_CHANCE: Final = 2.5
# Nobody writes more evenly: the square of a height difference, in square heights.
_EVEN: Final = 0.0025
# Of more digits than this every second is enough, or every third.
_MOST_DIGITS: Final = 128


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
    """By how many degrees the page is turned clockwise.

    Args:
        atoms: At least one.
    """
    middles = _middles_of_digits(atoms)
    degrees = np.arange(-_MOST_TILT, _MOST_TILT + 1.0)
    squares = _squares(middles, degrees)
    best = int((squares.sum(1) + 1e-6 * np.abs(degrees)).argmin())
    # Pairs in two lines cost the same at any angle, and there are more of them the more
    # lines there are: what they cost at the best is left out of the comparison.
    in_line = squares[best] < _APART**2
    rest = np.where(in_line, _EVEN, -(_APART**2)).sum()
    looseness = squares[best].sum() + rest
    looseness_unturned = _squares(middles, np.zeros(1)).sum() + rest
    tilt = float(degrees[best])
    is_askew = looseness < _denser(middles, tilt) * looseness_unturned
    return tilt if is_askew and abs(tilt) >= _LEAST_TILT else 0.0


def _middles_of_digits(atoms: Sequence[Atom]) -> npt.NDArray[np.float64]:
    """(n, 2): the middles of what may be digits, in heights."""
    clusters = clusters_of(atoms)
    heights, usual = clusters.heights, clusters.usual_height
    tall = clusters.boxes[(heights >= _TALL * usual) & (heights <= _TOO_TALL * usual)]
    tall = tall[:: len(tall) // _MOST_DIGITS + 1]
    return (tall[:, :2] + tall[:, 2:]) / (2 * usual)


def _squares(
    middles: npt.NDArray[np.float64], degrees: npt.NDArray[np.float64]
) -> npt.NDArray[np.float64]:
    """How far each two digits are apart in height, at each angle of the page.

    Returns:
        (angles, pairs): squared, and no more than the square of `_APART`.
    """
    first, second = np.triu_indices(len(middles), 1)
    across, down = (middles[second] - middles[first]).T
    angles = np.radians(degrees)[:, None]
    apart = down * np.cos(angles) - across * np.sin(angles)
    return np.asarray(np.minimum(apart * apart, _APART**2))


def _denser(middles: npt.NDArray[np.float64], degrees: float) -> float:
    """The share of its looseness that a page must have left when so turned."""
    angle = np.radians(degrees)
    down = np.sort(middles[:, 1] * np.cos(angle) - middles[:, 0] * np.sin(angle))
    followers = np.count_nonzero(np.diff(down) <= _APART)
    return _DENSER * (1 - _BY_CHANCE / max(int(followers), 1))


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
