"""The best path: which atoms of a line are taken together, and which are no digit."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial
from itertools import combinations
from math import log
from operator import itemgetter
from typing import Final

from digitpad.segment.atoms import Atom, Group, extent, relation, spread

# All weights are in units of log probability.

# Of more strokes or parts than this no digit is made.
MOST_ATOMS: Final = 5
# A group wider than this many line heights, or with a wider gap in it, is no digit.
_WIDEST: Final = 1.9
_WIDEST_GAP: Final = 0.5

# A probability this low is as bad as none.
_NO_CHANCE: Final = 1e-3
# Digits are about as high as their line: a smaller piece is rather a mark.
_LOW: Final = 0.5
_LOW_COST: Final = 8.0
_HIGH: Final = 1.5
_HIGH_COST: Final = 2.0
# Wider than high is two digits rather than one.
_WIDE: Final = 1.4
_WIDE_COST: Final = 2.5
# The parts of a digit touch, or nearly so.
_GAP: Final = 0.06
_GAP_COST: Final = 7.0
# What is high and stands beside another that is, is rather a digit of its own.
_TALL: Final = 0.6
_BESIDE: Final = 0.25
_BESIDE_COST: Final = 0.8
# What a cut leaves as a narrow strip looks like a 1, and is the side of another digit.
_STRIP: Final = 0.3
_STRIP_COST: Final = 0.7
# Parts that lie in one another belong together.
_TANGLED: Final = 0.3
_TANGLED_COST: Final = 6.0
# So do parts of some height that stand above one another in one line.
_STACKED: Final = 0.5
_STACKED_COST: Final = 8.0
_FLAT: Final = 0.25
# A mark that is left out, and what its size adds.
_MARK_COST: Final = 1.2
_MARK_SIZE_COST: Final = 6.0
# Atoms nearer than this share of the larger one's size touch: whether they are of one
# digit, the best path tells.
TOUCHING: Final = 0.04


@dataclass(frozen=True)
class Path:
    """A way to read a line.

    Attributes:
        score: The higher, the better.
        digits: The groups that are digits, from left to right.
    """

    score: float
    digits: tuple[Group, ...]


class Shapes:
    """How groups are shaped for digits of one height, each looked at but once.

    A line is read again for each cut of it, and most of its groups are as they were.

    Attributes:
        height: Of the digits.
        spread: As the function.
        cost: How odd the shape of a group is for one digit.
        parting: What it costs to take two atoms apart, the left one first.
    """

    def __init__(self, height: float) -> None:
        self.height = height
        self.spread = cache(spread)
        self.cost = cache(partial(_cost, height=height))
        self.parting = cache(_parting)


def groups_in(
    line: Sequence[Atom], shapes: Shapes, most: int = MOST_ATOMS
) -> list[Group]:
    """All runs of atoms of an ordered line that may be a digit by their shape.

    Args:
        line: From left to right.
        shapes: For its height.
        most: Atoms in one group.
    """
    return [
        group
        for start in range(len(line))
        for group in _from(line, start, shapes, most)
    ]


def _from(
    line: Sequence[Atom], start: int, shapes: Shapes, most: int
) -> Iterator[Group]:
    """The runs that begin with one atom."""
    left, right = line[start].left, line[start].right
    yield (line[start],)
    for end in range(start + 1, min(start + most, len(line))):
        left, right = min(left, line[end].left), max(right, line[end].right)
        # The longer ones are no narrower.
        if right - left > _WIDEST * shapes.height:
            return
        group = tuple(line[start : end + 1])
        if shapes.spread(group) <= _WIDEST_GAP * shapes.height:
            yield group


def best_path(
    line: Sequence[Atom],
    shapes: Shapes,
    groups: Sequence[Group],
    likelihood: Callable[[Group], float],
) -> Path:
    """The best-scoring way to read an ordered line.

    Args:
        line: Its atoms, from left to right.
        shapes: For its height.
        groups: Its runs that may be digits.
        likelihood: The probability that a group is the digit it looks like most.
    """
    ending: dict[Atom, list[Group]] = {atom: [] for atom in line}
    for group in groups:
        ending[group[-1]].append(group)
    best: list[Path] = [Path(0.0, ())]
    for end, last in enumerate(line, 1):
        mark: tuple[float, Group] = (best[-1].score - _mark_cost(last, shapes), ())
        ways = [mark]
        for group in ending[last]:
            score = log(max(likelihood(group), _NO_CHANCE)) - shapes.cost(group)
            ways.append((best[end - len(group)].score + score, group))
        score, group = max(ways, key=itemgetter(0))
        before = best[end - (len(group) or 1)]
        digits = (*before.digits, group) if group else before.digits
        best.append(Path(score - _parting_cost(line, end, shapes), digits))
    return best[-1]


def _cost(group: Group, height: float) -> float:
    left, top, right, bottom = extent(group)
    high, wide = (bottom - top) / height, (right - left) / height
    return (
        _LOW_COST * max(0.0, _LOW - high)
        + _HIGH_COST * max(0.0, high - _HIGH)
        + _WIDE_COST * max(0.0, wide / max(high, 0.5) - _WIDE)
        + _GAP_COST * max(0.0, spread(group) / height - _GAP)
        + (_BESIDE_COST if _stand_side_by_side(group, height) else 0.0)
        + (_STRIP_COST if wide < _STRIP and all(a.origin for a in group) else 0.0)
    )


def _stand_side_by_side(group: Group, height: float) -> bool:
    """Whether two whole atoms of a group stand beside one another."""
    tall = [a for a in group if a.origin is None and a.height >= _TALL * height]
    return any(
        min(a.right, b.right) - max(a.left, b.left) < _BESIDE * min(a.width, b.width)
        for a, b in combinations(tall, 2)
    )


def _mark_cost(atom: Atom, shapes: Shapes) -> float:
    """What it costs to leave an atom out as a mark that is no digit."""
    return _MARK_COST + _MARK_SIZE_COST * min(atom.size / shapes.height, 1.5) ** 2


def _parting_cost(line: Sequence[Atom], place: int, shapes: Shapes) -> float:
    """What it costs to part a line before one of its atoms."""
    costs = [
        shapes.parting(line[before], line[after])
        for before in range(max(place - 3, 0), place)
        for after in range(place, min(place + 3, len(line)))
    ]
    return max(costs, default=0.0)


def _parting(a: Atom, b: Atom) -> float:
    if a.left > b.right or b.left > a.right:
        return 0.0
    distance, entanglement = relation(a, b)
    costs = [
        _TANGLED_COST * max(0.0, entanglement - _TANGLED),
        _stacking(a, b),
    ]
    if a.origin is not None and a.origin is b.origin:
        costs.append(b.cut_cost)
    elif distance <= TOUCHING * max(a.size, b.size):
        costs.append(a.touching_cost)
    return max(costs)


def _stacking(a: Atom, b: Atom) -> float:
    """The cost of reading one after the other what stands one above the other."""
    low, high = sorted((a.height, b.height))
    if min(a.bottom, b.bottom) - max(a.top, b.top) > _STACKED / 2 * low:
        return 0.0
    if low < _FLAT * high:
        return 0.0
    shared = min(a.right, b.right) - max(a.left, b.left)
    width = max(min(a.width, b.width), _FLAT * low)
    if not width:  # two dots, or upright lines without a height
        return 0.0
    share = shared / width
    return _STACKED_COST * max(0.0, share - _STACKED)
