"""Tell ink from paper in any picture."""

from typing import Final

import numpy as np
import numpy.typing as npt
from PIL import Image

from digitpad.errors import EmptyDrawingError
from digitpad.picture.even import Difference, difference_to_ring, off_paper
from digitpad.picture.layout import layout_of
from digitpad.picture.margins import page_within
from digitpad.picture.marks import writing_in
from digitpad.picture.modes import in_eight_bits, opacity, shrunk, with_alpha_channel
from digitpad.picture.reasons import NO_INK
from digitpad.picture.rules import without_rules
from digitpad.picture.uneven import ink_on_uneven_paper

PictureInk = npt.NDArray[np.uint8]  # (height, width), 0 paper to 255 full ink

# What can be seen of a picture has one colour where it differs by less than this.
_ONE_COLOUR: Final = 12


def ink_of(picture: Image.Image) -> PictureInk:
    """Tell ink from paper: dark on light or light on dark, coloured or transparent.

    The paper is the median of the outermost ring of pixels; of a tie, the lighter.
    Ink is what differs from the paper, in the direction in which most differs. Where
    the ring is not of one shade, the paper is estimated around each pixel. Frames,
    ruled lines and specks are left out. A picture of one colour with transparency is
    inked where it is opaque.

    Args:
        picture: Decoded, upright, of any mode, with pixels.

    Returns:
        (height, width), uint8, 0 is paper and 255 the darkest ink; not more than 1600
        on its longer side.

    Raises:
        EmptyDrawingError: Nothing in the picture stands out from the paper, or no more
            than a frame or grain, or it is a photo of something else.
    """
    picture = shrunk(with_alpha_channel(in_eight_bits(picture)))
    alpha = opacity(picture)
    if alpha is not None and _is_one_colour(picture, alpha):
        return _stretched(np.asarray(alpha, np.int16), 1)
    if alpha is not None:
        paper = Image.new("RGBA", picture.size, "white")
        picture = Image.alpha_composite(paper, picture.convert("RGBA"))
    if picture.mode not in ("L", "RGB"):
        picture = picture.convert("RGB")
    return _ink_in(np.asarray(picture))


def _ink_in(pixels: npt.NDArray[np.uint8]) -> PictureInk:
    difference, least, is_even = difference_to_ring(off_paper(pixels))
    if is_even:
        ink = _stretched(difference, least)
        layout = layout_of(ink)
        if layout.is_apart:
            return ink if layout.is_one else writing_in(ink)
    page = page_within(pixels)
    ink = np.zeros(pixels.shape[:2], np.uint8)
    ink[page] = writing_in(without_rules(_ink_on(pixels[page])))
    return ink


def _ink_on(page: npt.NDArray[np.uint8]) -> PictureInk:
    difference, least, is_even = difference_to_ring(off_paper(page))
    return _stretched(difference, least) if is_even else ink_on_uneven_paper(page)


def _is_one_colour(picture: Image.Image, alpha: Image.Image) -> bool:
    """Whether all that can be seen has one colour."""
    colours = np.asarray(picture.convert("RGB"))[np.asarray(alpha) > 0]
    return not colours.size or bool((np.ptp(colours, axis=0) <= _ONE_COLOUR).all())


def _stretched(difference: Difference, least: int) -> PictureInk:
    """Make full ink of the darkest.

    Raises:
        EmptyDrawingError: It differs less from the paper than ink does at least.
    """
    darkest = int(difference.max())
    if darkest < least:
        raise EmptyDrawingError(NO_INK)
    return (difference * (255 / darkest)).round().astype(np.uint8)
