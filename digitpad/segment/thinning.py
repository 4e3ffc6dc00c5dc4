"""Strokes of a picture thinned to lines one cell wide, and where these lines meet."""

import numpy as np
import numpy.typing as npt

Mask = npt.NDArray[np.bool_]  # (rows, columns)

# A square of 3 by 3 cells, which joins cells that touch by a corner.
SQUARE = np.ones((3, 3), bool)


def thinned(ink: Mask) -> Mask:
    """Ink without its edges, peeled off as long as what hangs together still does.

    After Zhang and Suen: the edges at the lower right and those at the upper left go in
    turn.

    Args:
        ink: (rows, columns).
    """
    lines = np.pad(ink, 1)
    while True:
        before = np.count_nonzero(lines)
        for first, second in (((0, 2, 4), (2, 4, 6)), ((0, 2, 6), (0, 4, 6))):
            around = _around(lines)
            count, begins = around.sum(0), _begins(around)
            loose = (count >= 2) & (count <= 6) & (begins == 1)
            loose &= ~around[list(first)].all(0) & ~around[list(second)].all(0)
            lines[1:-1, 1:-1] &= ~loose
        if np.count_nonzero(lines) == before:
            return lines[1:-1, 1:-1].copy()


def meetings(lines: Mask) -> Mask:
    """The cells of thin lines in which more than two lines meet."""
    around = _around(np.pad(lines, 1))
    return np.asarray(lines & ((_begins(around) > 2) | (around.sum(0) > 3)))


def _around(lines: Mask) -> Mask:
    """(8, rows - 2, columns - 2): the neighbours of each cell, clockwise from above."""
    rows, columns = lines.shape
    return np.stack(
        [
            lines[1 + down : rows - 1 + down, 1 + across : columns - 1 + across]
            for down, across in (
                (-1, 0), (-1, 1), (0, 1), (1, 1), (1, 0), (1, -1), (0, -1), (-1, -1),
            )
        ]
    )  # fmt: skip


def _begins(around: Mask) -> npt.NDArray[np.intp]:
    """How often ink begins on the way around each cell."""
    following = np.roll(around, -1, axis=0)
    return np.asarray((~around & following).sum(0))
