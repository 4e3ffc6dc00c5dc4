"""How ink lies in its picture, told from its rows and columns alone: quickly."""

from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from digitpad.preprocess import dark_pixels

# What spans less of the picture than this both ways, or has no sides so full, is no
# frame for sure.
_LEAST_FRAME: Final = 0.6


class Layout(NamedTuple):
    """What rows and columns tell; what is False may still be so.

    Attributes:
        is_apart: Ink keeps clear of the border, and there is no frame round it.
        is_one: No row or column between ink is empty: there is nothing beside it.
    """

    is_apart: bool
    is_one: bool


class _Profile(NamedTuple):
    """The ink of one direction: whether it reaches an end, is whole, its extent."""

    reaches_end: bool
    is_whole: bool
    extent: int
    ends: int  # the ink of its outermost rows or columns, of the emptier end


def layout_of(ink: npt.NDArray[np.uint8]) -> Layout:
    """How the ink of a picture lies in it.

    Args:
        ink: (height, width), uint8, 0 is paper and 255 is full ink; some ink.
    """
    dark = dark_pixels(ink)
    down, across = (
        _profile(np.add.reduce(dark, axis=axis, dtype=np.int32)) for axis in (1, 0)
    )
    height, width = ink.shape
    framed = (
        down.extent >= _LEAST_FRAME * height
        and across.extent >= _LEAST_FRAME * width
        and down.ends >= _LEAST_FRAME * across.extent
        and across.ends >= _LEAST_FRAME * down.extent
    )
    return Layout(
        not (framed or down.reaches_end or across.reaches_end),
        down.is_whole and across.is_whole,
    )


def _profile(counts: npt.NDArray[np.int32]) -> _Profile:
    inked = np.flatnonzero(counts)
    first, last = int(inked[0]), int(inked[-1])
    # A stroke may stand out of a frame a little.
    outermost = counts[first : first + 3].max(), counts[max(last - 2, 0) :].max()
    return _Profile(
        first == 0 or last == len(counts) - 1,
        len(inked) == last + 1 - first,
        last + 1 - first,
        int(min(outermost)),
    )
