"""Pictures of any mode and size brought to eight bits and working size."""

from collections.abc import Iterator
from typing import Any, Final

import numpy as np
import numpy.typing as npt
from PIL import Image

from digitpad.errors import PictureError

# Handwriting keeps all its detail at this size, and everything after gets quick.
WORKING_SIDE: Final = 1600
_BAND: Final = 2**20  # pixels

_WITH_ALPHA: Final = ("RGBA", "LA", "PA", "RGBa")


def array_to_picture(array: npt.NDArray[np.uint8]) -> Image.Image:
    """A grey picture of a 2-D uint8 array.

    Raises:
        PictureError: It is no such array, or has no pixels.
    """
    if array.ndim != 2 or array.dtype != np.uint8 or not array.size:
        raise PictureError(
            "An array of shape {shape} and type {dtype} is no picture: give a 2-D "
            "uint8 array.",
            shape=array.shape,
            dtype=array.dtype,
        )
    return Image.fromarray(array)


def shrunk(picture: Image.Image) -> Image.Image:
    """The picture at working size, if it is larger."""
    factor = -(-max(picture.size) // WORKING_SIDE)
    if factor <= 1:
        return picture
    if picture.mode not in ("L", "LA", "RGB", "RGBA"):
        picture = picture.convert("RGBA" if opacity(picture) else "RGB")
    return picture.reduce(factor)


def in_eight_bits(picture: Image.Image) -> Image.Image:
    """Scale deep grey pictures by their own range: their full range is not known."""
    if picture.mode not in ("I", "F", "I;16", "I;16L", "I;16B", "I;16N"):
        return picture
    grey = np.asarray(picture)
    low, high = _range(grey)
    if picture.mode != "F":
        low = min(low, 0.0)
    # Halved before they are subtracted, the largest finite numbers do not overflow.
    span = (high / 2 - low / 2) or 1.0
    scaled = np.empty(grey.shape, np.uint8)
    for rows, band in _bands(grey):
        band = np.nan_to_num(band, nan=low, posinf=high, neginf=low)
        scaled[rows] = ((band / 2 - low / 2) / span * 255).round()
    return Image.fromarray(scaled)


def _range(grey: npt.NDArray[Any]) -> tuple[float, float]:
    """The lowest and the highest finite number; 0 where there is none."""
    finite = (band[np.isfinite(band)] for _, band in _bands(grey))
    ends = [(b.min(), b.max()) for b in finite if b.size]
    if not ends:
        return 0.0, 0.0
    return float(min(low for low, _ in ends)), float(max(high for _, high in ends))


def _bands(
    grey: npt.NDArray[Any],
) -> Iterator[tuple[slice, npt.NDArray[np.float64]]]:
    """Some rows at a time, as numbers of which a whole picture has too many."""
    height, width = grey.shape
    rows = max(1, _BAND // width)
    for top in range(0, height, rows):
        band = slice(top, top + rows)
        yield band, grey[band].astype(np.float64)


def plain(picture: Image.Image) -> Image.Image:
    """The picture without a palette, and with any transparency in a channel.

    Whoever converts it later meets no palette that is damaged.
    """
    picture = with_alpha_channel(picture)
    if picture.mode in ("P", "PA"):
        return picture.convert("RGBA" if picture.mode == "PA" else "RGB")
    return picture


def with_alpha_channel(picture: Image.Image) -> Image.Image:
    """The picture with its transparency, if it has any, in a channel of its own.

    With the opacity of each colour of a palette, Pillow warns at most conversions.
    """
    if picture.mode == "La":  # which becomes grey only by way of this
        return picture.convert("LA")
    if picture.mode in _WITH_ALPHA or "transparency" not in picture.info:
        return picture
    return picture.convert("RGBA")


def opacity(picture: Image.Image) -> Image.Image | None:
    """The alpha channel, if there is one and it is not opaque throughout."""
    picture = with_alpha_channel(picture)
    if picture.mode not in _WITH_ALPHA:
        return None
    alpha = picture.convert("RGBA").getchannel("A")
    return None if alpha.getextrema() == (255, 255) else alpha
