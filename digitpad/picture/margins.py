"""The borders of a picture that are no part of the page: frames, bars of a window."""

from typing import Final

import numpy as np
import numpy.typing as npt
from PIL import Image

# A frame lies no further from the edge than this share of the side, and the bar of a
# window no further than that.
_FRAME_DEPTH: Final = 0.12
_BAR_DEPTH: Final = 0.2
# A border is a step, of so many grey levels, along this share of the side; a frame goes
# round on three sides at least.
_LEAST_STEP: Final = 12
_LENGTH: Final = 0.75
_SHARPNESS: Final = 2  # times the difference further in
_FRAME_SIDES: Final = 3
# Without a frame, only what has one shade along this share of the side is a border.
_BAR_LENGTH: Final = 0.95
_SIDE: Final = 400  # borders are looked for in a picture no larger
_SMALLEST: Final = 12  # side of a picture that can have borders

Page = tuple[slice, slice]  # rows, columns


def page_within(pixels: npt.NDArray[np.uint8]) -> Page:
    """Where the page lies inside its frame and the window around it.

    Args:
        pixels: (height, width) or (height, width, 3), uint8.
    """
    factor = -(-max(pixels.shape[:2]) // _SIDE)
    if min(pixels.shape[:2]) < _SMALLEST * factor:
        return slice(0, None), slice(0, None)
    if factor == 1:
        return _page_within(pixels)
    page = _page_within(np.asarray(Image.fromarray(pixels).reduce(factor)))
    rows, columns = (
        slice(part.start * factor, min(part.stop * factor, side))
        for part, side in zip(page, pixels.shape, strict=False)
    )
    return rows, columns


def _page_within(pixels: npt.NDArray[np.uint8]) -> Page:
    height, width = pixels.shape[:2]
    grey = pixels.astype(np.int16).reshape(height, width, -1)
    turned = grey.swapaxes(0, 1)
    views = (grey, grey[::-1], turned, turned[::-1])
    # A bar may be one side of the frame: it is the deeper then.
    bars, frames = [_bar(view) for view in views], [_frame(view) for view in views]
    if sum(side > 0 for side in frames) >= _FRAME_SIDES:
        # On the fourth side a digit may lie over the frame.
        frames = [side or max(frames) for side in frames]
    else:
        frames = [0] * len(views)
    top, bottom, left, right = np.maximum(bars, frames).tolist()
    if top + bottom >= height or left + right >= width:
        return slice(0, height), slice(0, width)  # so much border is none
    return slice(top, height - bottom), slice(left, width - right)


def _frame(grey: npt.NDArray[np.int16]) -> int:
    """How many rows from the top down are frame, if there is one."""
    zone, beside = (max(4, int(_FRAME_DEPTH * side)) for side in grey.shape[:2])
    # At both ends of a row lie the other sides of the frame.
    steps = _steps(grey[:, beside:-beside], zone)
    # Two rows further, a soft edge is over.
    rows = np.flatnonzero(steps >= _LENGTH)
    return int(rows[-1]) + 2 if len(rows) else 0


def _bar(grey: npt.NDArray[np.int16]) -> int:
    """How many rows from the top down are a bar, of one shade or with a few marks."""
    steps = _steps(grey, int(_BAR_DEPTH * len(grey)))
    for row in np.flatnonzero(steps >= _BAR_LENGTH)[::-1]:
        strip, below = grey[: row + 1], grey[row + 2 : row + 4]
        shade = np.median(strip, axis=(0, 1))
        even = (abs(strip - shade).max(-1) <= _LEAST_STEP / 2).mean() >= 0.6
        # From the bar of a digit the stroke goes on in the same shade.
        apart = abs(below - shade).max(-1).min() > _LEAST_STEP
        if even and (apart or row < 2):
            return int(row) + 2
    return 0


def _steps(grey: npt.NDArray[np.int16], zone: int) -> npt.NDArray[np.float64]:
    """For each row, along which share of it there is a step down or up below it."""
    steps = grey[2 : zone + 3] - grey[: zone + 1]
    # Where the light falls off, it goes on falling off.
    onward = np.abs(grey[4 : zone + 5] - grey[2 : zone + 3]) * _SHARPNESS
    rising = (steps >= np.maximum(onward, _LEAST_STEP)).mean(1)
    falling = (-steps >= np.maximum(onward, _LEAST_STEP)).mean(1)
    share: npt.NDArray[np.float64] = np.maximum(rising, falling).max(-1)
    return share
