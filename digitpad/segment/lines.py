"""Lines of writing: which atoms stand in one, how high it is, how far it is tilted."""

from collections.abc import Callable, Sequence
from typing import Final

import numpy as np

from digitpad.segment.atoms import Atom, Group, box_distance, extent, relation

# Atoms nearer than this share of the larger one's size hang together.
_TOUCHING: Final = 0.06
# Of more neighbours than this in a row no atom is asked whether it touches them.
_REACH: Final = 24
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
_NEAR: Final = 0.15
_MOST_STACKED: Final = 4  # atoms
# A tilt is believed from so many tall clusters on, and from so many degrees on.
_LEAST_CLUSTERS: Final = 4
_LEAST_TILT: Final = 3.0
_MOST_TILT: Final = 20
# Lines must get so much denser by turning the page.
_DENSER: Final = 0.6


def lines_of(atoms: Sequence[Atom]) -> list[list[Atom]]:
    """The lines from top to bottom, the atoms of each in no particular order."""
    clusters = _clusters(atoms)
    height = _usual_height(clusters)
    whole, others = _sorted_out(clusters, height)
    lines = _with_those_alone(_together(whole, _are_level))
    for atom in others:
        min(lines, key=lambda line: _remoteness(atom, line)).append((atom,))
    found = [[atom for cluster in line for atom in cluster] for line in lines]
    return sorted(found, key=_middle)


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
    return _usual_height(_clusters(atoms))


def tilt_of(atoms: Sequence[Atom]) -> float:
    """By how many degrees the page is turned clockwise; 0 where that is not clear."""
    clusters = _clusters(atoms)
    height = _usual_height(clusters)
    tall = [c for c in clusters if _TALL * height <= _height(c) <= _TOO_TALL * height]
    if len(tall) < _LEAST_CLUSTERS:
        return 0.0
    boxes = np.array([extent(cluster) for cluster in tall])
    middles = (boxes[:, :2] + boxes[:, 2:]) / 2
    degrees = np.arange(-_MOST_TILT, _MOST_TILT + 1) / 1.0
    looseness = np.array([_looseness(middles, height, d) for d in degrees])
    best = int(looseness.argmin())
    level = looseness[_MOST_TILT]
    if abs(degrees[best]) < _LEAST_TILT or looseness[best] > _DENSER * level:
        return 0.0
    return float(degrees[best])


def _looseness(middles: np.ndarray, height: float, degrees: float) -> float:
    """How far digits stand above and below their neighbours in a page so turned."""
    angle = np.radians(degrees)
    down = np.sort(middles[:, 1] * np.cos(angle) - middles[:, 0] * np.sin(angle))
    steps = np.minimum(np.diff(down) / height, 0.4)
    return float((steps * steps).sum()) + 1e-4 * abs(degrees) + 0.01


def _clusters(atoms: Sequence[Atom]) -> list[Group]:
    """Atoms that touch, or of which one lies inside the other, taken together."""
    ordered = sorted(atoms, key=lambda a: (a.left, a.top, a.right, a.bottom))
    parents = list(range(len(ordered)))
    for index, atom in enumerate(ordered):
        for other in range(index + 1, min(index + 1 + _REACH, len(ordered))):
            if _touch(atom, ordered[other]):
                parents[_root(parents, other)] = _root(parents, index)
    found: dict[int, list[Atom]] = {}
    for index, atom in enumerate(ordered):
        found.setdefault(_root(parents, index), []).append(atom)
    return [tuple(group) for group in found.values()]


def _root(parents: list[int], index: int) -> int:
    while parents[index] != index:
        parents[index] = parents[parents[index]]
        index = parents[index]
    return index


def _touch(a: Atom, b: Atom) -> bool:
    reach = _TOUCHING * max(a.size, b.size)
    return box_distance(a, b) <= reach and relation(a, b).distance <= reach


def _height(group: Group) -> float:
    _, top, _, bottom = extent(group)
    return bottom - top


def _usual_height(clusters: Sequence[Group]) -> float:
    """The median height, where a high one counts as much as several low ones."""
    heights = np.sort([_height(cluster) for cluster in clusters])
    total = np.cumsum(heights)
    usual = float(heights[np.searchsorted(total, total[-1] / 2)])
    # Flat marks alone, as a minus sign, have no height to speak of.
    return max(usual, max(atom.width for c in clusters for atom in c) / 8)


def _sorted_out(
    clusters: Sequence[Group], height: float
) -> tuple[list[Group], list[Atom]]:
    """Those that make lines, and the atoms of those that do not."""
    whole = []
    others: list[Atom] = []
    for cluster in clusters:
        if _TALL * height <= _height(cluster) <= _TOO_TALL * height:
            whole.append(cluster)
        else:
            others.extend(cluster)
    if not whole:
        return [tuple(others)], []
    return whole, others


def _together(
    clusters: list[Group], belong: Callable[[Group, Group], bool]
) -> list[list[Group]]:
    """Sets of clusters that belong together, be it through others."""
    lines: list[list[Group]] = []
    for cluster in clusters:
        mine = [line for line in lines if any(belong(cluster, c) for c in line)]
        lines = [line for line in lines if not any(line is m for m in mine)]
        lines.append([cluster, *(c for line in mine for c in line)])
    return lines


def _with_those_alone(lines: list[list[Group]]) -> list[list[Group]]:
    """The lines again, one of a single cluster joined to what it stands beside."""
    kept = [line for line in lines if len(line) > 1]
    for line in lines:
        if len(line) == 1:
            near = [
                other
                for other in kept
                if any(_stand_beside(line[0], cluster) for cluster in other)
            ]
            if near:
                near[0].extend(line)
            else:
                kept.append(line)
    return kept


def _are_level(a: Group, b: Group) -> bool:
    return _shared_height(a, b) >= _LEVEL


def _stand_beside(a: Group, b: Group) -> bool:
    (left, _, right, _), (other_left, _, other_right, _) = extent(a), extent(b)
    is_apart = left > other_right or other_left > right
    return is_apart and _shared_height(a, b) >= _LEVEL_ALONE


def _shared_height(a: Group, b: Group) -> float:
    """The share of the lower one's height that is level with the other."""
    _, a_top, _, a_bottom = extent(a)
    _, b_top, _, b_bottom = extent(b)
    lower = max(min(a_bottom - a_top, b_bottom - b_top), 1e-300)
    return (min(a_bottom, b_bottom) - max(a_top, b_top)) / lower


def _remoteness(atom: Atom, line: Sequence[Group]) -> float:
    return min(box_distance(atom, other) for cluster in line for other in cluster)


def _middle(atoms: Sequence[Atom]) -> tuple[float, float]:
    left, top, _, bottom = extent(tuple(atoms))
    return (top + bottom) / 2, left
