"""Ink on paper of one shade: how far each pixel is from the paper."""

from typing import Any, Final

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageChops

# The ring of a picture counts as one shade where three quarters of it differ by no more
# from its median: what a JPEG file does to even paper.
_EVEN: Final = 3
# Ink covers less than this of a picture; more is paper, and the ring is a frame.
_MOST_INK: Final = 0.5

# Full ink differs from the paper by so many grey levels, and so many times as much as
# the grain does.
_LEAST_CONTRAST: Final = 5
_CLEARNESS: Final = 5

Difference = npt.NDArray[np.int16]  # (height, width), 0 paper, ink above


def off_paper(pixels: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint8]:
    """Grey such that a coloured pen stands out from the paper as it does to the eye.

    Luminance alone loses red on black and yellow on white; the strongest channel of
    the difference to the paper loses neither.

    Args:
        pixels: (height, width) or (height, width, 3), uint8.

    Returns:
        (height, width), uint8, dark ink on light paper or light on dark.
    """
    if pixels.ndim == 2:
        return pixels
    picture = Image.fromarray(pixels)
    paper = tuple(median_of_ring(np.asarray(band)) for band in picture.split())
    grey = picture.convert("L")
    difference = ImageChops.difference(picture, Image.new("RGB", picture.size, paper))
    red, green, blue = difference.split()
    strongest = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    if median_of_ring(np.asarray(grey)) >= 128:
        return np.asarray(ImageChops.invert(strongest))
    return np.asarray(strongest)


def difference_to_ring(grey: npt.NDArray[np.uint8]) -> tuple[Difference, int, bool]:
    """How far each pixel is from the ring's median, in the direction most ink goes.

    Returns:
        The difference, 0 where it is no more than the grain of the paper; how much of
        it full ink has at least; and whether the paper is of one shade, so that the
        difference is ink.
    """
    difference = median_of_ring(grey) - grey.astype(np.int16)
    distance = abs(difference)
    # Ink that runs into the ring takes up less than a quarter of it, or it is so much
    # that the grain cannot be told from it.
    spread = _quantile(ring_of(distance), 3 / 4)
    grain = min(2 * spread, int(distance.max()) // 2)
    clear = difference * (distance > grain)
    both, rest = int(abs(clear).sum()), int(clear.sum())
    dark, light = (both + rest) // 2, (both - rest) // 2
    ink = np.maximum(clear if dark >= light else -clear, 0)
    is_even = (
        (spread <= _EVEN or _has_two_shades(distance))
        # More than half of the picture is paper, and what is lighter than the paper
        # and what is darker cannot both be ink.
        and np.count_nonzero(ink) <= _MOST_INK * grey.size
        and min(dark, light) <= max(dark, light) / 8
    )
    return ink, max(_LEAST_CONTRAST, _CLEARNESS * min(spread, _EVEN)), bool(is_even)


def _has_two_shades(distance: Difference) -> bool:
    """Whether nearly every pixel is plain paper or as far from it as full ink."""
    between = (distance > _EVEN) & (distance < distance.max() - _EVEN)
    return bool(np.count_nonzero(between) <= distance.size / 20)


def median_of_ring(grey: npt.NDArray[np.uint8]) -> int:
    """The upper median of the outermost ring, which makes light paper of a tie."""
    return _quantile(ring_of(grey), 1 / 2)


def _quantile(values: npt.NDArray[Any], share: float) -> int:
    """The value that such a share of the others lies below, the upper of two."""
    place = int(len(values) * share)
    return int(np.partition(values, place)[place])


def ring_of(grey: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """The outermost pixels, in no particular order."""
    return np.concatenate([grey[0], grey[-1], grey[1:-1, 0], grey[1:-1, -1]])
