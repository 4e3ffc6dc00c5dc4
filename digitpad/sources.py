"""What can be read: strokes, ink files, picture files, PIL images and arrays."""

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
from PIL import Image

from digitpad.errors import EmptyDrawingError, InkError, PictureError
from digitpad.ink import Drawing
from digitpad.inkfiles import is_ink_file, read_ink_file
from digitpad.picture import (
    PILLOW_ERRORS,
    PictureInk,
    array_to_picture,
    ink_of,
    longer_side_of,
    open_picture,
    plain,
    upright,
)
from digitpad.preprocess import Coordinates

Strokes = Iterable[Iterable[Sequence[float]]]
Source = (
    Drawing | Strokes | str | os.PathLike[str] | Image.Image | npt.NDArray[np.uint8]
)

StrokeInk = list[Coordinates]  # only strokes with points
Ink = StrokeInk | PictureInk


def ink_in(source: Source) -> Ink:
    """Bring a source to strokes or grey ink.

    Raises:
        EmptyDrawingError: There is no ink.
        InkError: The strokes or the ink file cannot be used.
        PictureError: The picture cannot be read.
    """
    ink = ink_on_pad(source)
    if ink is None:
        raise EmptyDrawingError("There is no ink: draw a digit first.")
    return ink


def ink_on_pad(source: Source) -> Ink | None:
    """The same of what the pad shows: None where nothing is drawn yet.

    Raises:
        EmptyDrawingError: It is a picture without ink.
        InkError: The strokes or the ink file cannot be used.
        PictureError: The picture cannot be read.
    """
    if isinstance(source, str | os.PathLike):
        path = Path(source)
        source = _only_drawing(path) if is_ink_file(path) else open_picture(path)
    if isinstance(source, np.ndarray) and source.dtype == np.uint8:
        source = array_to_picture(source)
    if isinstance(source, Image.Image):
        return ink_of(_upright(source))
    drawing = source if isinstance(source, Drawing) else Drawing.of(source)
    if drawing.is_empty:
        return None
    # All x, then all y: column by column, numpy is ten times as fast.
    return [
        np.asfortranarray(np.frombuffer(stroke.xy).reshape(-1, 2))
        for stroke in drawing.strokes
        if len(stroke)
    ]


def _upright(picture: Image.Image) -> Image.Image:
    """Decode a picture that someone else has opened, and turn it upright.

    Raises:
        PictureError: It cannot be decoded, or has no pixels.
    """
    try:
        picture.load()
        if picture.format or picture.info:  # else it cannot know that it is turned
            picture = upright(picture)
        picture = plain(picture)
    except PILLOW_ERRORS as error:
        raise PictureError(
            "The picture cannot be read ({reason}): open it again or choose another "
            "one.",
            reason=error,
        ) from error
    if not all(picture.size):
        raise PictureError("The picture has no pixels: choose another one.")
    return picture


def units_per_pixel(source: Source, ink: Ink) -> float:
    """How many of a source's own units a pixel of its ink is wide.

    A large picture is made smaller before it is read. Strokes keep their units.
    """
    if not isinstance(ink, np.ndarray):
        return 1.0
    if isinstance(source, str | os.PathLike):
        longer_side = longer_side_of(Path(source))
    elif isinstance(source, Image.Image):
        longer_side = max(source.size)
    else:
        longer_side = max(np.asarray(source).shape)
    return float(longer_side / max(ink.shape))


def _only_drawing(path: Path) -> Drawing:
    samples = read_ink_file(path)
    _, first = next(samples, (0, None))
    if first is None or next(samples, None) is not None:
        raise InkError(
            "{path} does not hold exactly one drawing: read it with "
            "`digitpad classify`, which takes any number.",
            path=path,
        )
    if isinstance(first, InkError):
        raise first
    return first.drawing
