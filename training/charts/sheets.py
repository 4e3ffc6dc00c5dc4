"""Sheets of images: many small pictures of ink in rows."""

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt

from training.charts.picture import Look, Picture, picture, title
from training.data.samples import SIDE, Ink

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_GAP: Final = 4  # pixels between two images
_STEP: Final = SIDE + _GAP
_COLUMNS: Final = 10
# Of an image with words below: so many times as large, in a cell of so many pixels.
_ZOOM: Final = 2
_CELL: Final = (90, 84)  # height and width
_INCHES_A_PIXEL: Final = 1 / 88

Mosaic = npt.NDArray[np.float64]


def png(ink: Ink) -> bytes:
    """One image as a PNG of as many pixels, ink dark on light paper.

    Args:
        ink: (28, 28), uint8, 0 is paper and 255 is ink.
    """
    from PIL import Image

    content = io.BytesIO()
    Image.fromarray(255 - ink).save(content, "PNG", optimize=True)
    return content.getvalue()


def rows_sheet(
    name: str,
    heading: str,
    alt: str,
    rows: Sequence[Ink],
    names: Sequence[str],
    fewest_columns: int = 1,
) -> Picture:
    """Rows of images, each row with a name to its left.

    Args:
        name: Of the file.
        heading: Above the sheet.
        alt: What it shows.
        rows: (k, 28, 28) each, 0 is paper and 255 is ink.
        names: One for each row.
        fewest_columns: The sheet is at least so wide: fewer images are no larger.
    """
    columns = max(fewest_columns, *map(len, rows))
    mosaic = np.zeros((len(rows) * _STEP - _GAP, columns * _STEP - _GAP))
    for row, images in enumerate(rows):
        for column, ink in enumerate(images):
            y, x = row * _STEP, column * _STEP
            mosaic[y : y + SIDE, x : x + SIDE] = ink
    middles = [row * _STEP + SIDE / 2 for row in range(len(rows))]

    def draw(axes: "Axes", look: Look) -> None:
        _show(axes, look, mosaic)
        title(axes, look, heading)
        axes.set_yticks(middles, names)

    height, width = mosaic.shape
    return picture(name, alt, draw, (4.8, 0.35 + 4.5 * height / width))


def captioned_sheet(
    name: str,
    heading: str,
    alt: str,
    images: Sequence[Ink],
    captions: Sequence[tuple[str, str]],
) -> Picture:
    """Images with two lines of words below each.

    Args:
        name: Of the file.
        heading: Above the sheet.
        alt: What it shows.
        images: (28, 28) each, 0 is paper and 255 is ink.
        captions: A short line and a longer one for each.
    """
    height, width = _CELL
    rows = -(-len(images) // _COLUMNS)
    mosaic = np.zeros((rows * height, _COLUMNS * width))
    places = range(len(images))
    corners = [(i // _COLUMNS * height, i % _COLUMNS * width) for i in places]
    large = SIDE * _ZOOM
    left = (width - large) // 2
    for ink, (y, x) in zip(images, corners, strict=True):
        zoomed = ink.repeat(_ZOOM, axis=0).repeat(_ZOOM, axis=1)
        mosaic[y : y + large, x + left : x + left + large] = zoomed

    def draw(axes: "Axes", look: Look) -> None:
        _show(axes, look, mosaic)
        title(axes, look, heading)
        axes.set_yticks([])
        for (y, x), (short, long) in zip(corners, captions, strict=True):
            middle = x + width / 2
            _write(axes, middle, y + large + 2, short, look.ink, 7.5)
            _write(axes, middle, y + large + 14, long, look.quiet, 5.5)

    inches = [side * _INCHES_A_PIXEL for side in mosaic.shape]
    return picture(name, alt, draw, (inches[1] + 0.2, inches[0] + 0.4))


def _write(
    axes: "Axes", x: float, y: float, words: str, colour: str, size: float
) -> None:
    axes.text(x, y, words, color=colour, fontsize=size, ha="center", va="top")


def _show(axes: "Axes", look: Look, mosaic: Mosaic) -> None:
    from matplotlib.colors import LinearSegmentedColormap

    colours = LinearSegmentedColormap.from_list("ink", [look.paper, look.ink])
    axes.imshow(mosaic, cmap=colours, vmin=0, vmax=255, interpolation="nearest")
    axes.tick_params(colors=look.ink, length=0, labelsize=10)
    axes.set_xticks([])
    for spine in axes.spines.values():
        spine.set_visible(False)
