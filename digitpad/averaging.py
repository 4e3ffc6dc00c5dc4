"""Averages ink by its area, so that no thin stroke of it is lost."""

from functools import lru_cache
from typing import Any, Final

import numpy as np
import numpy.typing as npt

# numpy multiplies matrices of up to so many cells in one thread. Where other programs
# are busy, two threads wait milliseconds for each other.
_MOST_AT_ONCE: Final = 20 * 160


def averaged(ink: npt.NDArray[Any], side: int, rows: int) -> npt.NDArray[np.float32]:
    """Average the rows of ink into fewer or more, each by its share of the area.

    No row is left out, as Pillow leaves some out when it makes a picture smaller.

    Args:
        ink: (height, width), 0 is paper.
        side: So many rows of ink fill all of these; the ink lies in their middle.
        rows: How many come out.

    Returns:
        (rows, width), float32.
    """
    height = len(ink)
    above = (side - height) // 2
    shares = _shares(side, rows)[:, above : above + height]
    at_once = max(1, _MOST_AT_ONCE // side)
    parts = []
    for row in range(0, rows, at_once):
        begin = max(row * side // rows - above, 0)
        stop = max(-(-(row + at_once) * side // rows) - above, 0)
        share = shares[row : row + at_once, begin:stop]
        parts.append(share @ ink[begin:stop].astype(np.float32))
    return np.concatenate(parts)


@lru_cache(maxsize=128)
def _shares(side: int, rows: int) -> npt.NDArray[np.float32]:
    """What each of `side` rows adds to each of `rows`: (rows, side)."""
    edges = np.arange(rows + 1) * (side / rows)
    return overlaps(edges.astype(np.float32), side) * np.float32(rows / side)


def overlaps(edges: npt.NDArray[np.float32], count: int) -> npt.NDArray[np.float32]:
    """How much of each cell lies between one edge and the next, along one axis.

    Args:
        edges: (..., n + 1), float32, ascending.
        count: So many cells, each 1 wide, begin at 0.

    Returns:
        (..., n, count), float32, 0 to 1.
    """
    covered = np.clip(edges[..., None] - np.arange(count, dtype=np.float32), 0, 1)
    return np.diff(covered, axis=-2)
