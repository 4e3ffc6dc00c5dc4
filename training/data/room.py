"""Room for images: in memory, or in a file where they are too many for that."""

import tempfile
from typing import Final

import numpy as np
import numpy.typing as npt

from training.data.samples import SIDE, Ink

# More are kept in a file without a name; the system holds what it has room for.
MOST_HELD: Final = 200_000
# So many pass through memory at a time.
_PIECE: Final = 10_000


def room_for(count: int) -> Ink:
    """An array to be filled.

    Returns:
        (count, 28, 28), uint8, all 0.
    """
    shape = (count, SIDE, SIDE)
    if count <= MOST_HELD:
        return np.zeros(shape, np.uint8)
    # The file goes when the array does.
    with tempfile.TemporaryFile() as file:
        return np.memmap(file, np.uint8, "w+", shape=shape)


def taken(ink: Ink, places: npt.NDArray[np.intp]) -> Ink:
    """The images at some places, in that order.

    Args:
        ink: (n, 28, 28), uint8.
        places: (m,), 0 to n - 1.

    Returns:
        (m, 28, 28), uint8, a copy.
    """
    if len(places) <= MOST_HELD:
        return ink[places]
    copy = room_for(len(places))
    for start in range(0, len(places), _PIECE):
        piece = slice(start, start + _PIECE)
        copy[piece] = ink[places[piece]]
    return copy
