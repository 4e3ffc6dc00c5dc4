"""Seams: ways from top to bottom that cross as little ink as can be."""

from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

Mask = npt.NDArray[np.bool_]  # (rows, columns), where there is ink

# A step aside costs little beside ink, so that of free ways the straightest is taken.
_ASIDE: Final = 0.05
# Where two upright strokes touch, a seam may run between them. They are together this
# wide, measured in strokes, and the seam keeps so near to their middle.
_NARROWEST, _WIDEST = 1.5, 2.6
_MIDDLE: Final = 0.3
_WALL_COST: Final = 0.3
# Each side of a seam holds at least this share of the ink.
_LEAST_SIDE: Final = 0.08


class Seam(NamedTuple):
    """One way from top to bottom.

    Attributes:
        columns: (rows,), int: the first column right of it in each row.
        cost: The inked cells it crosses, and a little for its bends.
    """

    columns: npt.NDArray[np.intp]
    cost: float


def find_seams(ink: Mask, pen: float, most: int, dearest: float) -> list[Seam]:
    """The cheapest seams with ink on both sides, from left to right.

    Args:
        ink: (rows, columns), at least one inked cell.
        pen: How many cells a stroke is wide.
        most: Of seams.
        dearest: Dearer seams are left out.
    """
    cells = ink.astype(np.float32)
    cells[_between_walls(ink, pen)] = _WALL_COST
    down, up = _costs(cells), _costs(cells[::-1])[::-1]
    through = down + up - cells
    found: dict[bytes, Seam] = {}
    for row in (len(ink) // 2, len(ink) // 4, len(ink) * 3 // 4):
        for column in _valleys(through[row]):
            cost = float(through[row, column])
            if cost <= dearest:
                columns = _followed(down, up, row, column)
                found.setdefault(columns.tobytes(), Seam(columns, cost))
    before = np.concatenate([np.zeros((len(ink), 1)), np.cumsum(ink, axis=1)], axis=1)
    kept = [s for s in found.values() if _parts(before, s.columns)]
    return _apart(sorted(kept, key=lambda seam: seam.cost), before, most)


def _between_walls(ink: Mask, pen: float) -> Mask:
    """The cells in the middle of what is as wide as two strokes side by side."""
    edges = np.diff(np.pad(ink, ((0, 0), (1, 1))).astype(np.int8).ravel())
    starts, ends = np.flatnonzero(edges == 1), np.flatnonzero(edges == -1)
    lengths = ends - starts
    runs = np.repeat(np.arange(len(starts)), lengths)
    # A run of n cells begins half its length left of its middle.
    offsets = np.arange(len(runs)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    is_middle = np.abs(offsets + 0.5 - lengths[runs] / 2) <= _MIDDLE * pen
    is_double = (lengths >= _NARROWEST * pen) & (lengths <= _WIDEST * pen)
    between = np.zeros(ink.shape, bool)
    between[ink] = is_middle & is_double[runs]
    return between


def _costs(cells: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """The cost of the cheapest way from the top to each cell, the cell included."""
    rows, columns = cells.shape
    costs = np.empty_like(cells)
    costs[0] = cells[0]
    padded = np.full(columns + 2, np.inf, np.float32)
    for row in range(1, rows):
        padded[1:-1] = costs[row - 1]
        aside = np.minimum(padded[:-2], padded[2:]) + np.float32(_ASIDE)
        costs[row] = np.minimum(aside, padded[1:-1]) + cells[row]
    return costs


def _valleys(costs: npt.NDArray[np.float32]) -> list[int]:
    """The middles of the places where costs are lower than on either side."""
    # Costs that are equal on paper differ in their last bits.
    steps = np.sign(np.round(np.diff(costs), 3))
    turns = np.flatnonzero(steps)
    valleys = []
    begins = 0
    falls = True
    for turn in turns.tolist():
        if steps[turn] > 0 and falls:
            valleys.append((begins + turn) // 2)
        falls = steps[turn] < 0
        begins = turn + 1
    if falls:
        valleys.append((begins + len(costs) - 1) // 2)
    return valleys


def _followed(
    down: npt.NDArray[np.float32],
    up: npt.NDArray[np.float32],
    row: int,
    column: int,
) -> npt.NDArray[np.intp]:
    columns = np.empty(len(down), np.intp)
    columns[row] = column
    for costs, rows in (
        (down, range(row - 1, -1, -1)),
        (up, range(row + 1, len(down))),
    ):
        at = column
        for next_row in rows:
            low = max(at - 1, 0)
            near = costs[next_row, low : at + 2].copy()
            near[at - low] -= _ASIDE
            at = low + int(near.argmin())
            columns[next_row] = at
    return columns


def _parts(before: npt.NDArray[np.float64], columns: npt.NDArray[np.intp]) -> bool:
    """Whether a fair share of the ink lies on each side."""
    left = before[np.arange(len(before)), columns].sum() / before[:, -1].sum()
    return bool(_LEAST_SIDE <= left <= 1 - _LEAST_SIDE)


def _apart(seams: list[Seam], before: npt.NDArray[np.float64], most: int) -> list[Seam]:
    """The cheapest seams that leave a fair share of ink between them, in order."""
    rows, least = np.arange(len(before)), _LEAST_SIDE / 2 * before[:, -1].sum()
    lefts: list[npt.NDArray[np.float64]] = []
    kept: list[Seam] = []
    for seam in seams:
        left = before[rows, seam.columns]
        if all(np.abs(left - other).sum() >= least for other in lefts):
            kept.append(seam)
            lefts.append(left)
        if len(kept) == most:
            break
    kept.sort(key=lambda seam: float(seam.columns.mean()))
    # What two seams would both cut off belongs to the left one.
    for index in range(1, len(kept)):
        columns = np.maximum(kept[index].columns, kept[index - 1].columns)
        kept[index] = Seam(columns, kept[index].cost)
    return kept
