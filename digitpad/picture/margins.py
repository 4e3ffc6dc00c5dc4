"""The borders of a picture that are no part of the page: frames, bars of a window."""

from typing import Final

import numpy as np
import numpy.typing as npt

# A frame lies no further from the edge than this share of the side, and an even bar
# no further than that.
_FRAME_DEPTH: Final = 0.1
_BAR_DEPTH: Final = 0.2
# A border is a step, of so many grey levels, along this share of the side.
_LEAST_STEP: Final = 12
_LENGTH: Final = 0.85

Page = tuple[slice, slice]  # rows, columns


def page_within(pixels: npt.NDArray[np.uint8]) -> Page:
    """Where the page lies inside its frame and the window around it.

    Args:
        pixels: (height, width) or (height, width, 3), uint8.
    """
    grey = pixels.astype(np.int16)
    if grey.ndim == 2:
        grey = grey[..., None]
    height, width = grey.shape[:2]
    top, bottom = _depth(grey), _depth(grey[::-1])
    rows = slice(top, height - bottom)
    turned = grey[rows].swapaxes(0, 1)
    return rows, slice(_depth(turned), width - _depth(turned[::-1]))


def _depth(grey: npt.NDArray[np.int16]) -> int:
    """How many rows from the top down are border."""
    height, width = grey.shape[:2]
    if min(height, width) < 12:
        return 0
    zone = int(_BAR_DEPTH * height)
    # Two rows further, a soft edge is over.
    steps = grey[2 : zone + 3] - grey[: zone + 1]
    depth = 0
    for row in np.flatnonzero(_is_step(steps)):
        if row + 1 <= max(2, _FRAME_DEPTH * height) or _is_bar(grey[: row + 1]):
            depth = int(row) + 2
    return depth


def _is_step(steps: npt.NDArray[np.int16]) -> npt.NDArray[np.bool_]:
    """Which rows of differences go the same way nearly all along, in some channel."""
    rising = (steps >= _LEAST_STEP).mean(1)
    falling = (steps <= -_LEAST_STEP).mean(1)
    found: npt.NDArray[np.bool_] = (np.maximum(rising, falling) >= _LENGTH).any(-1)
    return found


def _is_bar(strip: npt.NDArray[np.int16]) -> bool:
    """Whether a strip is mostly of one shade, as a title bar is."""
    middle = np.median(strip, axis=(0, 1))
    return bool((abs(strip - middle).max(-1) <= 6).mean() >= 0.6)
