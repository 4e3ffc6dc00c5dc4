"""Room for images: in memory, or in a file where they are too many for that."""

import os
import tempfile
from collections.abc import Sequence
from typing import Final

import numpy as np
import numpy.typing as npt

from digitpad.errors import DataError
from training.data.samples import SIDE, Ink

# More are kept in a file without a name; the system holds what it has room for.
MOST_HELD: Final = 200_000
# So many pass through memory at a time.
_PIECE: Final = 10_000


def room_for(count: int) -> Ink:
    """An array to be filled.

    Returns:
        (count, 28, 28), uint8, all 0.

    Raises:
        DataError: There is no room for it on the disk.
    """
    shape = (count, SIDE, SIDE)
    if count <= MOST_HELD:
        return np.zeros(shape, np.uint8)
    try:
        # The file goes when the array does.
        with tempfile.TemporaryFile() as file:
            size = count * SIDE * SIDE
            file.truncate(size)
            if hasattr(os, "posix_fallocate"):
                # A disk that fills up later would end the process without a word.
                os.posix_fallocate(file.fileno(), 0, size)
            return np.memmap(file, np.uint8, "r+", shape=shape)
    except OSError as error:
        raise DataError(
            "{count:,} images need room in a temporary file ({reason}): make room in "
            "{folder}, or name another folder in TMPDIR.",
            count=count,
            reason=error.strerror,
            folder=tempfile.gettempdir(),
        ) from error


def joined(parts: Sequence[Ink]) -> Ink:
    """The images of several arrays, one array after the other.

    Args:
        parts: At least one, (n, 28, 28) each, uint8.

    Raises:
        DataError: There is no room for so many on the disk.
    """
    count = sum(map(len, parts))
    if count <= MOST_HELD:
        return np.concatenate(parts)
    whole, begin = room_for(count), 0
    for part in parts:
        for start in range(0, len(part), _PIECE):
            piece = part[start : start + _PIECE]
            whole[begin + start : begin + start + len(piece)] = piece
        begin += len(part)
    return whole


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
