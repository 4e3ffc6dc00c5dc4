"""Finds the digits of a page: cuts it up, asks the network, takes the best path."""

from collections.abc import Sequence, Set
from typing import Final, NamedTuple

import numpy as np

from digitpad.segment.atoms import Atom, Group, extent
from digitpad.segment.clusters import clusters_of
from digitpad.segment.lines import line_height, lines_of, may_be_one
from digitpad.segment.opinions import Opinion, Opinions, Page
from digitpad.segment.path import MOST_ATOMS, Path, Shapes, best_path, groups_in

Box = tuple[float, float, float, float]  # x, y, width, height

# Atoms, and what is left of each by cutting it.
Cut = dict[Atom, list[Atom]]

# So many groups, whole and cut, are drawn and read within half a second.
_MOST_GROUPS: Final = 700
# While the pen is down a digit has no more atoms than this: there is no time.
_MOST_ATOMS_LIVE: Final = 3
# Cuts are tried as long as the lines to be read anew have fewer atoms in all.
_MOST_WORK: Final = 2000
# Two parts above one another are one digit if it is as likely as this.
_SURE_ENOUGH: Final = 0.5
# A digit less likely than this is looked at again, cut.
_DOUBTFUL: Final = 0.95
# So is one that is wider than this, measured by its line's height ...
_WIDE: Final = 1.3
# ... but nothing is cut that is narrower.
_NARROW: Final = 0.3
# What stands alone is rather a digit than none if it is as high as this, in heights of
# its line, and no wider than this, in its own: two that touch are wider.
_HIGH: Final = 0.6
_SLIM: Final = 1.0
_CUTS: Final = 3  # for each line height that it is wide
_MOST_CUTS: Final = 12
_DEAREST_CUT: Final = 4.5  # crossed strokes


class Piece(NamedTuple):
    """One digit that was found.

    Attributes:
        box: Around its ink, in the units of the source.
        opinion: What the network thinks of it.
        group: Its atoms.
    """

    box: Box
    opinion: Opinion
    group: Group


def find_digits(page: Page, opinions: Opinions) -> list[list[Piece]]:
    """Find the digits of a page.

    Args:
        page: At least one atom.
        opinions: Of the network; what it knows already is not asked again.

    Returns:
        The lines from top to bottom, the digits of each from left to right.
    """
    lines = _lines(page, opinions)
    opinions.ask(page, [group for line in lines for group in line.groups()])
    paths = [line.path(opinions) for line in lines]
    paths = _cut_where_better(page, lines, paths, opinions)
    found = [_pieces(page, path, opinions) for path in paths]
    return [pieces for pieces in found if pieces]


def find_in_line(
    page: Page, atoms: Sequence[Atom], height: float, opinions: Opinions
) -> list[Piece]:
    """Find the digits of a few atoms that stand in one line; none is cut.

    Args:
        page: Where the atoms are.
        atoms: At least one.
        height: Of the digits of their line; 0 if that is not known.
        opinions: Of the network.
    """
    shapes = Shapes(height or line_height(atoms))
    line = _Line(atoms, shapes, _MOST_ATOMS_LIVE)
    opinions.ask(page, line.groups())
    return _pieces(page, line.path(opinions), opinions)


def _pieces(page: Page, path: Path, opinions: Opinions) -> list[Piece]:
    return [
        Piece(_box(page, group), opinions.of(group), group) for group in path.digits
    ]


class _Line:
    """The atoms of a line in the orders in which they may be read."""

    def __init__(
        self,
        atoms: Sequence[Atom],
        shapes: Shapes,
        most: int = MOST_ATOMS,
        alone: Set[frozenset[Atom]] | None = None,
    ) -> None:
        self.atoms = list(atoms)
        self.height = shapes.height
        self._shapes = shapes
        self._most = most
        self._alone = _standing_alone(atoms, shapes.height) if alone is None else alone
        orders = [sorted(atoms, key=key) for key in (_by_middle, _by_left)]
        self._orders = [
            (order, groups_in(order, shapes, most))
            for order in (orders[:1] if orders[0] == orders[1] else orders)
        ]

    def groups(self) -> list[Group]:
        return [group for _, groups in self._orders for group in groups]

    def after(self, cut: Cut) -> "_Line":
        """The line with some of its atoms cut."""
        atoms = [part for atom in self.atoms for part in cut.get(atom, [atom])]
        return _Line(atoms, self._shapes, self._most, self._alone)

    def path(self, opinions: Opinions) -> Path:
        def likelihood(group: Group) -> float:
            stands_alone = frozenset(group) in self._alone
            return opinions.likelihood(group, stands_alone=stands_alone)

        paths = [
            best_path(order, self._shapes, groups, likelihood)
            for order, groups in self._orders
        ]
        return max(paths, key=lambda path: path.score)


def _standing_alone(atoms: Sequence[Atom], height: float) -> set[frozenset[Atom]]:
    """What hangs together with nothing else, high enough and narrow as a digit."""
    clusters = clusters_of(atoms)
    heights = clusters.heights
    widths = clusters.boxes[:, 2] - clusters.boxes[:, 0]
    alone = (heights >= _HIGH * height) & (widths <= _SLIM * heights)
    return {frozenset(clusters.groups[i]) for i in np.flatnonzero(alone)}


def _lines(page: Page, opinions: Opinions) -> list[_Line]:
    """The lines of a page; the more atoms there are, the fewer make a group."""
    parted = [(li, Shapes(line_height(li))) for li in _stacked(page, opinions)]
    for most in range(MOST_ATOMS, 1, -1):
        lines = [_Line(atoms, shapes, most) for atoms, shapes in parted]
        if sum(len(line.groups()) for line in lines) <= _MOST_GROUPS:
            return lines
    return [_Line(atoms, shapes, 1) for atoms, shapes in parted]


def _stacked(page: Page, opinions: Opinions) -> list[list[Atom]]:
    """The lines, but two that are rather the upper and lower part of one digit."""
    lines = lines_of(page.atoms)
    if len(lines) != 2 or not may_be_one(*lines):
        return lines
    whole = tuple(lines[0] + lines[1])
    opinions.ask(page, [whole])
    is_one = opinions.likelihood(whole) >= _SURE_ENOUGH
    return [list(whole)] if is_one else lines


def _cut_where_better(
    page: Page, lines: Sequence[_Line], paths: Sequence[Path], opinions: Opinions
) -> list[Path]:
    """The paths again, with doubtful atoms cut where that is the better reading."""
    doubtful = _doubtful(lines, paths, opinions)
    cuts: list[dict[Group, list[Cut]]] = [{} for _ in lines]
    asked: list[Group] = []
    work = 0
    left = _MOST_GROUPS - len({frozenset(g) for line in lines for g in line.groups()})
    # Seams first: of a crowded page there is no time for all.
    for ways_to_cut in (_along_seams, _in_strokes):
        for index, group in doubtful:
            line = lines[index]
            work += len(line.atoms)
            if len(asked) >= left or work > _MOST_WORK:
                break
            known = set(line.atoms)
            for cut in ways_to_cut(page, group, line):
                cuts[index].setdefault(group, []).append(cut)
                groups = line.after(cut).groups()
                asked += [g for g in groups if not known.issuperset(g)]
    # All that may be asked, in one batch.
    opinions.ask(page, asked)
    return [
        _improved(line, path, list(found.values()), page, opinions)
        for line, path, found in zip(lines, paths, cuts, strict=True)
    ]


def _improved(
    line: _Line,
    path: Path,
    cuts: Sequence[Sequence[Cut]],
    page: Page,
    opinions: Opinions,
) -> Path:
    """The path after those cuts that make it better; of several ways the best."""
    for ways in cuts:
        for other in [line.after(cut) for cut in ways]:
            opinions.ask(page, other.groups())
            found = other.path(opinions)
            if found.score > path.score:
                line, path = other, found
    return path


def _doubtful(
    lines: Sequence[_Line], paths: Sequence[Path], opinions: Opinions
) -> list[tuple[int, Group]]:
    """The digits that may be several, and large marks: the least likely first.

    Returns:
        For each the index of its line, and its atoms.
    """
    found = []
    for index, (line, path) in enumerate(zip(lines, paths, strict=True)):
        marks = set(line.atoms).difference(*path.digits)
        for group in (*path.digits, *((a,) for a in line.atoms if a in marks)):
            left, _, right, _ = extent(group)
            likelihood = opinions.likelihood(group)
            if likelihood < _DOUBTFUL or right - left > _WIDE * line.height:
                found.append((likelihood, index, group))
    found.sort(key=lambda doubt: doubt[0])
    return [(index, group) for _, index, group in found]


def _along_seams(page: Page, group: Group, line: _Line) -> list[Cut]:
    """The atoms of a group cut along seams; empty if none is to be cut."""
    parts = {
        atom: page.cut(
            atom,
            min(1 + round(_CUTS * atom.width / line.height), _MOST_CUTS),
            _DEAREST_CUT,
        )
        for atom in _wide(group, line)
    }
    return _with_parts([parts])


def _in_strokes(page: Page, group: Group, line: _Line) -> list[Cut]:
    """The atoms of a group as the strokes that they are, in each way to see them."""
    ways = {atom: page.strokes_of(atom) for atom in _wide(group, line)}
    most = max(map(len, ways.values()), default=0)
    return _with_parts(
        [
            {a: way[place] for a, way in ways.items() if way[place:]}
            for place in range(most)
        ]
    )


def _wide(group: Group, line: _Line) -> list[Atom]:
    return [atom for atom in group if atom.width >= _NARROW * line.height]


def _with_parts(cuts: Sequence[Cut]) -> list[Cut]:
    found = [{atom: parts for atom, parts in cut.items() if parts} for cut in cuts]
    return [cut for cut in found if cut]


def _box(page: Page, group: Group) -> Box:
    outline = page.outline(group)
    (left, top), (right, bottom) = outline.min(0).tolist(), outline.max(0).tolist()
    return left, top, right - left, bottom - top


def _by_middle(atom: Atom) -> tuple[float, ...]:
    return (atom.left + atom.right, atom.left, atom.top, atom.bottom)


def _by_left(atom: Atom) -> tuple[float, ...]:
    return (atom.left, atom.right, atom.top, atom.bottom)
