"""A drawing as a page of atoms: its strokes, cut where a seam crosses them."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

import numpy as np

from digitpad.preprocess import Coordinates, ModelInput, strokes_to_model_input
from digitpad.segment.atoms import Atom, Group, Points
from digitpad.segment.seams import Seam, find_seams
from digitpad.segment.turning import Turn

# An atom is compared to others by so many points of it.
_SAMPLES: Final = 64
# No digit shows more points than this.
_MOST_POINTS: Final = 2000
# Rows of the grid in which seams are looked for, and most columns for each row.
_ROWS: Final = 48
_WIDEST: Final = 8
# A stroke in the grid is so many cells wide: the path and its neighbours.
_PEN: Final = 3
# What a cut costs, in units of log probability, and each stroke that it crosses: few
# people write two digits without lifting the pen.
_CUT_COST: Final = 3.0
_CROSSING_COST: Final = 1.2
# Strokes that cross are more often of one digit than of two.
_TOUCHING_COST: Final = 0.8


class StrokePage:
    """The strokes of a drawing.

    Args:
        strokes: (n, 2) float64 each, with at least one point each.
        turn: How the page is turned upright.
        pen_is_down: Whether the last stroke is not finished.
    """

    def __init__(
        self,
        strokes: Sequence[Coordinates],
        turn: Turn | None = None,
        *,
        pen_is_down: bool = False,
    ) -> None:
        self.turn = turn or Turn()
        upright = [self.turn.upright(stroke) for stroke in strokes]
        # What grows is another stroke each time: it is not kept.
        growing = [_of_path(upright.pop())] if pen_is_down else []
        found = [_atom(np.ascontiguousarray(s).tobytes()) for s in upright]
        # The same stroke twice is one.
        self.atoms = [*dict.fromkeys(found), *growing]

    def model_input(self, group: Group) -> ModelInput:
        """What the network is to see of some atoms as one digit."""
        model_input = strokes_to_model_input(_paths(group))
        model_input.flags.writeable = False  # it is kept, and shared
        return model_input

    def outline(self, group: Group) -> Points:
        """(n, 2): points on the ink of a group, as it lay on the page."""
        return self.turn.back(np.concatenate(_paths(group)))

    def cut(self, atom: Atom, most: int, dearest: float) -> list[Atom]:
        """Cut a stroke along its cheapest seams; the parts from left to right."""
        return _cut(atom, most, dearest)

    def strokes_of(self, atom: Atom) -> list[list[Atom]]:
        """None: an atom is a stroke already."""
        return []


@lru_cache(maxsize=1 << 10)
def _atom(xy: bytes) -> Atom:
    """The atom of a stroke: the same one as long as the stroke is the same."""
    return _of_path(np.frombuffer(xy).reshape(-1, 2))


def _of_path(path: Coordinates) -> Atom:
    if len(path) > _MOST_POINTS:
        path = _evenly(path, _MOST_POINTS)
    # All x, then all y: column by column, numpy is ten times as fast.
    return _of_paths((np.asfortranarray(path),))


def _of_paths(
    paths: tuple[Coordinates, ...], origin: Atom | None = None, cut_cost: float = 0.0
) -> Atom:
    points = np.concatenate(paths)
    (left, top), (right, bottom) = points.min(0).tolist(), points.max(0).tolist()
    counts = [max(2, _SAMPLES * len(path) // len(points)) for path in paths]
    samples = np.concatenate(
        [_evenly(path, count) for path, count in zip(paths, counts, strict=True)]
    )
    return Atom(
        left, top, right, bottom, samples, paths, _TOUCHING_COST, origin, cut_cost
    )


def _evenly(path: Coordinates, count: int) -> Coordinates:
    """Points at even steps along a path."""
    if len(path) == 1:
        return path
    steps = np.hypot(*np.diff(path, axis=0).T)
    along = np.concatenate([[0.0], np.cumsum(steps)])
    places = np.linspace(0, along[-1], count)
    return np.stack([np.interp(places, along, path[:, k]) for k in (0, 1)], axis=1)


def _paths(group: Group) -> list[Coordinates]:
    return [path for atom in group for path in atom.content]


@lru_cache(maxsize=1 << 8)
def _cut(atom: Atom, most: int, dearest: float) -> list[Atom]:
    cell = max(atom.height, atom.width / _WIDEST, 1e-300) / (_ROWS - 1)
    dense = [_dense(path, cell / 2) for path in atom.content]
    low = np.array((atom.left, atom.top))
    cells = [np.round((path - low) / cell).astype(np.intp) + 1 for path in dense]
    columns = max(int(c[:, 0].max()) for c in cells) + 2
    rows = max(int(c[:, 1].max()) for c in cells) + 2
    ink = np.zeros((rows, columns), bool)
    for across, down in ((c[:, 0], c[:, 1]) for c in cells):
        for aside in (-1, 0, 1):
            ink[down, across + aside] = True
    seams = find_seams(ink, _PEN, most, dearest * _PEN)
    if not seams:
        return []
    return _parts(atom, dense, cells, seams)


def _parts(
    atom: Atom, dense: list[Coordinates], cells: list[Points], seams: list[Seam]
) -> list[Atom]:
    """What lies between the seams; a path that crosses one goes on at both sides."""
    between: list[list[Coordinates]] = [[] for _ in range(len(seams) + 1)]
    for path, cell in zip(dense, cells, strict=True):
        place = sum(
            (cell[:, 0] >= seam.columns[cell[:, 1]]).astype(int) for seam in seams
        )
        ends = np.flatnonzero(np.diff(place)) + 1
        for start, end in zip([0, *ends], [*ends, len(path)], strict=True):
            between[place[start]].append(np.asfortranarray(path[start : end + 1]))
    costs = [0.0, *(_CUT_COST + _CROSSING_COST * s.cost / _PEN for s in seams)]
    return [
        _of_paths(tuple(paths), atom, cost)
        for paths, cost in zip(between, costs, strict=True)
        if paths
    ]


def _dense(path: Coordinates, step: float) -> Coordinates:
    length = float(np.hypot(*np.diff(path, axis=0).T).sum())
    return _evenly(path, min(max(int(length / step) + 2, 2), 4 * _MOST_POINTS))
