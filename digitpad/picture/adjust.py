"""A picture turned, cut and told ink from paper as its user says."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from PIL import Image

from digitpad.errors import EmptyDrawingError
from digitpad.picture.crop import WHOLE, Crop
from digitpad.picture.even import difference_to_ring, median_of_ring, off_paper
from digitpad.picture.ink import PictureInk, ink_of
from digitpad.picture.modes import in_eight_bits, with_alpha_channel

_FULL: Final = 255
_QUARTER: Final = 90


@dataclass(frozen=True)
class Adjustment:
    """What is to be done to a picture, in this order.

    Attributes:
        degrees: Turned clockwise by so much.
        crop: What is kept of the turned picture.
        threshold: From this share of the darkest ink on, 0 to 1, a pixel is ink; None
            leaves that to the program.
    """

    degrees: float = 0.0
    crop: Crop = WHOLE
    threshold: float | None = None


def turned(picture: Image.Image, degrees: float) -> Image.Image:
    """The picture, turned clockwise; what comes in at the corners is paper.

    Args:
        picture: Decoded, upright, with pixels.
        degrees: Any number.
    """
    if degrees % _QUARTER == 0:
        # Without loss; Pillow counts against the clock.
        return picture.rotate(-degrees, expand=True)
    plain = with_alpha_channel(in_eight_bits(picture))
    if plain.mode not in ("L", "RGB", "LA", "RGBA"):
        plain = plain.convert("RGB")
    return plain.rotate(
        -degrees, Image.Resampling.BICUBIC, expand=True, fillcolor=_paper_of(plain)
    )


def cut(picture: Image.Image, crop: Crop) -> Image.Image:
    """What is kept of the picture: at least one pixel each way."""
    left, top = int(crop.left * picture.width), int(crop.top * picture.height)
    right, bottom = (
        round(crop.right * picture.width),
        round(crop.bottom * picture.height),
    )
    return picture.crop((left, top, max(right, left + 1), max(bottom, top + 1)))


def adjusted(picture: Image.Image, adjustment: Adjustment) -> Image.Image:
    """The picture as the adjustment says.

    Args:
        picture: Decoded, upright, of any mode, with pixels.
        adjustment: What is to be done.

    Returns:
        A picture to be read like any other; with a threshold, dark ink on white paper.

    Raises:
        EmptyDrawingError: With this threshold nothing is ink.
    """
    result = cut(turned(picture, adjustment.degrees), adjustment.crop)
    if adjustment.threshold is None:
        return result
    ink = _ink_of(result)
    kept = np.where(ink >= adjustment.threshold * _FULL, ink, 0).astype(np.uint8)
    if not kept.any():
        raise EmptyDrawingError("Nothing is as dark as that: lower the threshold.")
    return Image.fromarray(_FULL - kept)


def _ink_of(picture: Image.Image) -> PictureInk:
    """The ink, also where the program by itself would find none."""
    try:
        return ink_of(picture)
    except EmptyDrawingError:
        difference, _, _ = difference_to_ring(
            off_paper(np.asarray(picture.convert("RGB")))
        )
        darkest = int(difference.max())
        if not darkest:
            raise
        return (difference * (_FULL / darkest)).round().astype(np.uint8)


def _paper_of(picture: Image.Image) -> tuple[int, ...]:
    """The median of the outermost ring, channel by channel."""
    return tuple(median_of_ring(np.asarray(band)) for band in picture.split())
