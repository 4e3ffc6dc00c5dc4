"""Any picture to grey ink."""

from digitpad.picture.files import (
    FORMATS,
    MAX_FILE,
    MAX_PIXELS,
    PILLOW_ERRORS,
    SUFFIXES,
    longer_side_of,
    open_picture,
    picture_in,
    upright,
)
from digitpad.picture.ink import PictureInk, ink_of
from digitpad.picture.modes import array_to_picture, plain

__all__ = [
    "FORMATS",
    "MAX_FILE",
    "MAX_PIXELS",
    "PILLOW_ERRORS",
    "SUFFIXES",
    "PictureInk",
    "array_to_picture",
    "ink_of",
    "longer_side_of",
    "open_picture",
    "picture_in",
    "plain",
    "upright",
]
