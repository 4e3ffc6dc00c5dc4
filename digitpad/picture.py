"""Any picture file to grey ink, hardened against what is no picture or too large."""

import os
import stat
import warnings
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageChops, ImageOps, UnidentifiedImageError

from digitpad.errors import EmptyDrawingError, PictureError

FORMATS: Final = ("PNG", "JPEG", "WEBP", "BMP", "GIF", "TIFF")
SUFFIXES: Final = (
    ".png", ".jpg", ".jpeg", ".webp", ".bmp", ".gif", ".tif", ".tiff",
)  # fmt: skip
MAX_FILE: Final = 50 * 2**20  # bytes
MAX_PIXELS: Final = 60_000_000  # a good phone's photograph
# Handwriting keeps all its detail at this size, and everything after gets quick.
_WORKING_SIDE: Final = 1600
# Less contrast than this is the grain of the paper.
_LEAST_CONTRAST: Final = 12

PictureInk = npt.NDArray[np.uint8]  # (height, width), 0 paper to 255 full ink


def open_picture(path: Path) -> Image.Image:
    """Read a picture file by its content, not its name, and turn it upright.

    Of an animation or a file of many pages the first picture counts.

    Returns:
        A picture of at most 1600 pixels on its longer side.

    Raises:
        PictureError: It is missing, too large, truncated or no picture.
    """
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise PictureError(
                "{path} is no file: choose a picture in one of the formats {formats}.",
                path=path,
                formats=", ".join(FORMATS),
            )
        _refuse_if_large(path, status)
        with warnings.catch_warnings():
            # Half-broken metadata is reported by warnings; the pixels are what counts.
            warnings.simplefilter("ignore")
            return _decoded(path)
    except UnidentifiedImageError as error:
        raise PictureError(
            "{path} is no picture that Digitpad can open: choose one of the formats "
            "{formats}.",
            path=path,
            formats=", ".join(FORMATS),
        ) from error
    except Image.DecompressionBombError as error:
        raise PictureError(
            "{path} has more than {limit} million pixels: make the picture smaller "
            "first.",
            path=path,
            limit=MAX_PIXELS // 1_000_000,
        ) from error
    except (OSError, SyntaxError, ValueError, EOFError, MemoryError) as error:
        # Pillow's decoders raise all of these on damaged files.
        raise PictureError(
            "The picture {path} cannot be read ({reason}): save it again or choose "
            "another one.",
            path=path,
            reason=getattr(error, "strerror", None) or error,
        ) from error


def longer_side_of(path: Path) -> int:
    """Width or height of a picture file, whichever is longer, in its own pixels.

    Raises:
        OSError: It is no picture that can be opened.
    """
    with Image.open(path, formats=FORMATS) as picture:
        return max(picture.size)


def ink_of(picture: Image.Image) -> PictureInk:
    """Tell ink from paper: dark on light or light on dark, coloured or transparent.

    The paper is the median of the outermost ring of pixels; of a tie, the lighter.
    Ink is what differs from the paper, in the direction in which most differs. A
    picture of one colour with transparency is inked where it is opaque.

    Returns:
        (height, width), uint8, 0 is paper and 255 the darkest ink; upright, and not
        more than 1600 on its longer side.

    Raises:
        EmptyDrawingError: Nothing in the picture stands out from the paper.
    """
    picture = _shrunk(_in_eight_bits(ImageOps.exif_transpose(picture)))
    alpha = _opacity(picture)
    if alpha is not None and _is_one_colour(picture, alpha):
        return _stretched(np.asarray(alpha, np.int16))
    if alpha is not None:
        paper = Image.new("RGBA", picture.size, "white")
        picture = Image.alpha_composite(paper, picture.convert("RGBA"))
    if picture.mode not in ("L", "RGB"):
        picture = picture.convert("RGB")
    if picture.mode == "RGB":
        picture = _off_paper(picture)
    return _stretched(_off_grey_paper(np.asarray(picture)))


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


def _refuse_if_large(path: Path, status: os.stat_result) -> None:
    if status.st_size > MAX_FILE:
        raise PictureError(
            "{path} has {size} MB, and at most {limit} are read: make the picture "
            "smaller first.",
            path=path,
            size=status.st_size >> 20,
            limit=MAX_FILE >> 20,
        )


def _decoded(path: Path) -> Image.Image:
    with Image.open(path, formats=FORMATS) as picture:
        if picture.width * picture.height > MAX_PIXELS:
            raise Image.DecompressionBombError
        # A JPEG can be decoded at a half, a quarter or an eighth for nothing.
        picture.draft(None, (_WORKING_SIDE, _WORKING_SIDE))
        picture.load()
        return _shrunk(_in_eight_bits(ImageOps.exif_transpose(picture)))


def _shrunk(picture: Image.Image) -> Image.Image:
    factor = -(-max(picture.size) // _WORKING_SIDE)
    if factor <= 1:
        return picture
    if picture.mode not in ("L", "LA", "RGB", "RGBA"):
        picture = picture.convert("RGBA" if _opacity(picture) else "RGB")
    return picture.reduce(factor)


def _in_eight_bits(picture: Image.Image) -> Image.Image:
    """Scale deep grey pictures by their own range: their full range is not known."""
    if picture.mode not in ("I", "F", "I;16", "I;16L", "I;16B", "I;16N"):
        return picture
    grey = np.asarray(picture, np.float64)
    finite = grey[np.isfinite(grey)]
    low, high = (finite.min(), finite.max()) if finite.size else (0.0, 0.0)
    if picture.mode != "F":
        low = min(low, 0.0)
    grey = np.nan_to_num(grey, nan=low, posinf=high, neginf=low)
    # Halved before they are subtracted, the largest finite numbers do not overflow.
    span = (high / 2 - low / 2) or 1.0
    scaled = (grey / 2 - low / 2) / span * 255
    return Image.fromarray(scaled.round().astype(np.uint8))


def _opacity(picture: Image.Image) -> Image.Image | None:
    """The alpha channel, if there is one and it is not opaque throughout."""
    if picture.mode not in ("RGBA", "LA", "PA", "La", "RGBa"):
        if "transparency" not in picture.info:
            return None
        picture = picture.convert("RGBA")
    alpha = picture.convert("RGBA").getchannel("A")
    return None if alpha.getextrema() == (255, 255) else alpha


def _is_one_colour(picture: Image.Image, alpha: Image.Image) -> bool:
    """Whether all that can be seen has one colour."""
    colours = np.asarray(picture.convert("RGB"))[np.asarray(alpha) > 0]
    return not colours.size or bool((np.ptp(colours, axis=0) <= _LEAST_CONTRAST).all())


def _off_paper(picture: Image.Image) -> Image.Image:
    """Grey such that a coloured pen stands out from the paper as it does to the eye.

    Luminance alone loses red on black and yellow on white; the strongest channel of
    the difference to the paper loses neither.
    """
    paper = tuple(_median_of_ring(np.asarray(band)) for band in picture.split())
    grey = picture.convert("L")
    difference = ImageChops.difference(picture, Image.new("RGB", picture.size, paper))
    red, green, blue = difference.split()
    strongest = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    if _median_of_ring(np.asarray(grey)) >= 128:
        return ImageChops.invert(strongest)
    return strongest


def _off_grey_paper(grey: npt.NDArray[np.uint8]) -> npt.NDArray[np.int16]:
    """How far each pixel is from the paper, in the direction most ink goes."""
    difference = _median_of_ring(grey) - grey.astype(np.int16)
    # Ink that runs into the ring takes up less than a quarter of it, or it is so much
    # that the grain cannot be told from it.
    grain = min(2 * _quantile(abs(_ring(difference)), 3 / 4), abs(difference).max() / 2)
    darker = int(difference[difference > grain].sum())
    lighter = -int(difference[difference < -grain].sum())
    ink = difference if darker >= lighter else -difference
    return np.where(ink > grain, ink, 0)


def _median_of_ring(grey: npt.NDArray[np.uint8]) -> int:
    """The upper median of the outermost ring, which makes light paper of a tie."""
    return _quantile(_ring(grey), 1 / 2)


def _quantile(values: npt.NDArray[Any], share: float) -> int:
    """The value that such a share of the others lies below, the upper of two."""
    place = int(len(values) * share)
    return int(np.partition(values, place)[place])


def _ring(grey: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """The outermost pixels, in no particular order."""
    return np.concatenate([grey[0], grey[-1], grey[1:-1, 0], grey[1:-1, -1]])


def _stretched(difference: npt.NDArray[np.int16]) -> PictureInk:
    """Make full ink of the darkest, and paper of the paper's grain."""
    darkest = int(difference.max())
    if darkest < _LEAST_CONTRAST:
        raise EmptyDrawingError(
            "There is no ink in the picture: nothing stands out from the paper."
        )
    return (difference * (255 / darkest)).round().astype(np.uint8)
