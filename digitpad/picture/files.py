"""Opening picture files, hardened against what is no picture or too large."""

import io
import os
import stat
import struct
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from PIL import ExifTags, Image, ImageOps, UnidentifiedImageError

from digitpad.errors import PictureError
from digitpad.picture.modes import WORKING_SIDE, in_eight_bits, plain, shrunk
from digitpad.picture.quiet import silence_libtiff
from digitpad.picture.scans import MOST_SCANS, has_too_many_scans
from digitpad.regular import read_regular

FORMATS: Final = ("PNG", "JPEG", "WEBP", "BMP", "GIF", "TIFF")
SUFFIXES: Final = (
    ".png", ".jpg", ".jpeg", ".webp", ".bmp", ".gif", ".tif", ".tiff",
)  # fmt: skip
MAX_FILE: Final = 50 * 2**20  # bytes
MAX_PIXELS: Final = 60_000_000  # a good phone's photograph

# What Pillow raises when it decodes damaged and closed pictures.
PILLOW_ERRORS: Final = (
    OSError, SyntaxError, ValueError, TypeError, LookupError, ArithmeticError,
    AssertionError, EOFError, struct.error,
)  # fmt: skip


def open_picture(path: Path) -> Image.Image:
    """Read a picture file by its content, not its name, and turn it upright.

    Of an animation or a file of many pages the first picture counts.

    Returns:
        A picture of at most 1600 pixels on its longer side.

    Raises:
        PictureError: It is missing, too large, truncated or no picture.
    """
    with _explaining(path), _opened(_content(path)) as picture:
        # A JPEG can be decoded at a half, a quarter or an eighth for nothing.
        picture.draft(None, (WORKING_SIDE, WORKING_SIDE))
        picture.load()
        small = shrunk(plain(in_eight_bits(upright(picture))))
        return small.copy() if small is picture else small


def picture_in(
    content: bytes, name: str, *, max_pixels: int = MAX_PIXELS
) -> Image.Image:
    """The picture in a file's bytes, not decoded yet.

    Args:
        content: What a file would hold; no more than anybody should read.
        name: What to call it in an error.
        max_pixels: Width times height may be no more.

    Raises:
        PictureError: It is no picture, or has too many pixels.
    """
    with _explaining(name, max_pixels):
        return _opened(content, max_pixels)


def longer_side_of(path: Path) -> int:
    """Width or height of a picture file, whichever is longer, in its own pixels.

    Raises:
        PictureError: It is no picture that can be opened.
    """
    with _explaining(path), _opened(_content(path)) as picture:
        return max(picture.size)


@contextmanager
def _explaining(name: Path | str, max_pixels: int = MAX_PIXELS) -> Iterator[None]:
    """Turn what goes wrong while a picture is read into a sentence."""
    try:
        # Half-broken metadata is reported by warnings; the pixels are what counts.
        with warnings.catch_warnings(action="ignore"):
            yield
    except UnidentifiedImageError as error:
        raise PictureError(
            "{path} is no picture that Digitpad can open: choose one of the formats "
            "{formats}.",
            path=name,
            formats=", ".join(FORMATS),
        ) from error
    except Image.DecompressionBombError as error:
        raise PictureError(
            "{path} has more than {limit:g} million pixels: make the picture smaller "
            "first.",
            path=name,
            limit=max_pixels / 1_000_000,
        ) from error
    except (*PILLOW_ERRORS, MemoryError) as error:
        raise PictureError(
            "{path} cannot be read ({reason}): save the picture again or choose "
            "another one.",
            path=name,
            reason=getattr(error, "strerror", None) or str(error) or "it is damaged",
        ) from error


def upright(picture: Image.Image) -> Image.Image:
    """The picture as the camera was held; damaged metadata does not turn it.

    Args:
        picture: Decoded.
    """
    try:
        with warnings.catch_warnings(action="ignore"):
            # Pillow would copy the others, and a large one takes 240 MB.
            if picture.getexif().get(ExifTags.Base.Orientation, 1) == 1:
                return picture
            return ImageOps.exif_transpose(picture)
    except PILLOW_ERRORS:
        return picture


def _refuse_if_large(path: Path, status: os.stat_result) -> None:
    if status.st_size > MAX_FILE:
        raise PictureError(
            "{path} has {size} MB, and at most {limit} are read: make the picture "
            "smaller first.",
            path=path,
            size=status.st_size >> 20,
            limit=MAX_FILE >> 20,
        )


def _content(path: Path) -> bytes:
    """All bytes of a file: what is cut or grows later makes no difference.

    A picture that is decoded out of its file may lie in memory as the file does, and
    the program would end where the file does.
    """
    status = path.stat()
    if not stat.S_ISREG(status.st_mode):
        raise PictureError(
            "{path} is no file: choose a picture in one of the formats {formats}.",
            path=path,
            formats=", ".join(FORMATS),
        )
    _refuse_if_large(path, status)
    return read_regular(path, MAX_FILE)


def _opened(content: bytes, max_pixels: int = MAX_PIXELS) -> Image.Image:
    """A picture whose size is known and whose pixels are not yet decoded."""
    picture = Image.open(io.BytesIO(content), formats=FORMATS)
    if picture.format == "TIFF":
        silence_libtiff()
    if picture.width * picture.height > max_pixels:
        raise Image.DecompressionBombError
    if picture.format in ("JPEG", "MPO") and has_too_many_scans(content):
        raise ValueError(f"it has more than {MOST_SCANS} scans")
    return picture
