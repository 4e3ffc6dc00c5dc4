"""Other ways of writing the digits of MNIST, fitted into the image as the pad does.

Each image is turned, slanted, stretched and bent, its strokes become thicker or
thinner, and the whole is scaled into its box and centred again: what the network sees
is what the pad would have made of such a digit.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from digitpad.averaging import overlaps
from digitpad.preprocess import BOX, CENTRE, DARK, SIDE

Ink = npt.NDArray[np.uint8]
Floats = npt.NDArray[np.float32]

# Digits are drawn larger than their box and averaged down into it.
_CANVAS: Final = 40
_ENLARGED: Final = np.float32(1.2)
# So few that all steps of one block stay in the processor's cache.
_BLOCK: Final = 256
_HARDLY_INK: Final = np.float32(8)
_BENDS: Final = 5  # independent displacements across and down


@dataclass(frozen=True)
class Variation:
    """How far digits are varied; each amount is drawn evenly up to its bound.

    Attributes:
        degrees: Turned by up to this much, either way.
        slant: Each row moves by up to this share of its height above the middle.
        stretch: Width and height each change by up to this share.
        bend: Standard deviation of the smooth random displacement, in pixels.
        thickness: Up to this share of a pixel is added around the strokes, or taken
            away.
    """

    degrees: float
    slant: float
    stretch: float
    bend: float
    thickness: float


def varied(ink: Ink, variation: Variation, random: np.random.Generator) -> Ink:
    """Vary each image on its own.

    Args:
        ink: (n, 28, 28), uint8, 0 is paper and 255 is ink; some ink in each.
        variation: The bounds to draw from.
        random: Where to draw from; the same state gives the same images.

    Returns:
        (n, 28, 28), uint8, the longer side of each digit 20 pixels.
    """
    parts = [
        _fitted(_redrawn(ink[start : start + _BLOCK], variation, random), random)
        for start in range(0, len(ink), _BLOCK)
    ]
    return np.concatenate(parts) if parts else ink.copy()


def _redrawn(ink: Ink, variation: Variation, random: np.random.Generator) -> Floats:
    """The digits as varied, not yet centred: (n, _CANVAS, _CANVAS), 0 to 255."""
    canvas = _sampled(ink, *_places(len(ink), variation, random))
    amounts = random.uniform(-variation.thickness, variation.thickness, len(ink))
    amount = amounts.astype(np.float32)[:, None, None]
    padded = np.pad(canvas, ((0, 0), (1, 1), (1, 1)))
    around = (
        padded[:, :-2, 1:-1],
        padded[:, 2:, 1:-1],
        padded[:, 1:-1, :-2],
        padded[:, 1:-1, 2:],
    )
    wide, narrow = canvas, canvas
    for neighbour in around:
        wide, narrow = np.maximum(wide, neighbour), np.minimum(narrow, neighbour)
    thicker = np.maximum(amount, 0) * (wide - canvas)
    thinner = np.minimum(amount, 0) * (canvas - narrow)
    result: Floats = canvas + thicker + thinner
    return result


def _places(
    count: int, variation: Variation, random: np.random.Generator
) -> tuple[Floats, Floats]:
    """Where in its image each pixel of the canvas comes from: x and y."""
    draw = random.uniform(-1, 1, (4, count)).astype(np.float32)
    angle = draw[0] * np.float32(np.radians(variation.degrees))
    across = 1 / (_ENLARGED * (1 + draw[1] * np.float32(variation.stretch)))
    down = 1 / (_ENLARGED * (1 + draw[2] * np.float32(variation.stretch)))
    slant = draw[3] * np.float32(variation.slant)
    cos, sin = np.cos(angle), np.sin(angle)
    middle = (_CANVAS - 1) / 2
    steps = np.arange(_CANVAS, dtype=np.float32) - np.float32(middle)
    x_by_x, x_by_y = cos * across, (cos * slant - sin) * down
    y_by_x, y_by_y = sin * across, (sin * slant + cos) * down
    bend = random.standard_normal((2, count, _BENDS, _BENDS), np.float32)
    bend = _SMOOTH @ (bend * np.float32(variation.bend)) @ _SMOOTH.T
    home = np.float32((SIDE - 1) / 2)
    x = bend[0] + _plane(x_by_x, x_by_y, steps) + home
    y = bend[1] + _plane(y_by_x, y_by_y, steps) + home
    return x, y


def _plane(by_x: Floats, by_y: Floats, steps: Floats) -> Floats:
    plane: Floats = (
        by_x[:, None, None] * steps[None, None, :]
        + by_y[:, None, None] * steps[None, :, None]
    )
    return plane


def _sampled(ink: Ink, x: Floats, y: Floats) -> Floats:
    """The images at these places, interpolated bilinearly; paper beyond the edge."""
    # Two more of paper on each side: wherever a place lies, four pixels are there.
    width = SIDE + 4
    padded = np.pad(ink, ((0, 0), (2, 2), (2, 2))).astype(np.float32).ravel()
    x = np.clip(x + 2, 0, width - 2.001, dtype=np.float32)
    y = np.clip(y + 2, 0, width - 2.001, dtype=np.float32)
    column, row = x.astype(np.int32), y.astype(np.int32)
    x -= column
    y -= row
    first = np.arange(len(ink), dtype=np.int32)[:, None, None] * width**2
    place = first + row * width + column
    above = padded[place]
    above += x * (padded[place + 1] - above)
    place += width
    below = padded[place]
    below += x * (padded[place + 1] - below)
    result: Floats = above + y * (below - above)
    return result


def _fitted(canvas: Floats, random: np.random.Generator) -> Ink:
    """Scale the longer side of each digit to its box and centre it by its mass."""
    rows, columns = canvas.max(axis=2), canvas.max(axis=1)
    (top, height), (left, width) = _span(rows), _span(columns)
    side = np.maximum(height, width)
    # Strokes are centred exactly, pictures by whole pixels, as MNIST is.
    exact = random.random(len(canvas)) < 0.5
    down = _averages(canvas.sum(axis=2), top, height, side, exact)
    across = _averages(canvas.sum(axis=1), left, width, side, exact)
    found = down @ canvas @ across.transpose(0, 2, 1)
    darkest = np.maximum(found.max(axis=(1, 2), keepdims=True), 1)
    fitted: Ink = np.rint(found * (255 / darkest)).astype(np.uint8)
    return fitted


def _span(profile: Floats) -> tuple[Floats, Floats]:
    """Where the ink begins and how long it is, one pixel of soft edge included."""
    dark = profile >= profile.max(axis=1, keepdims=True) * np.float32(DARK)
    last = profile.shape[1] - 1
    first, end = dark.argmax(axis=1), last - dark[:, ::-1].argmax(axis=1)
    each = np.arange(len(profile))
    before, after = np.maximum(first - 1, 0), np.minimum(end + 1, last)
    begin = np.where(profile[each, before] >= _HARDLY_INK, before, first)
    stop = np.where(profile[each, after] >= _HARDLY_INK, after, end)
    return begin.astype(np.float32), (stop + 1 - begin).astype(np.float32)


def _averages(
    mass: Floats,
    start: Floats,
    length: Floats,
    side: Floats,
    exact: npt.NDArray[np.bool_],
) -> Floats:
    """What each pixel of the canvas adds to each of the image, along one axis.

    Returns:
        (n, 28, _CANVAS), float32.
    """
    step = side / BOX
    begin = start - np.floor((side - length) / 2)
    cells = np.arange(_CANVAS, dtype=np.float32)
    inside = (cells >= start[:, None]) & (cells < (start + length)[:, None])
    mass = mass * inside
    centre = (mass @ (cells + np.float32(0.5))) / np.maximum(mass.sum(axis=1), 1)
    offset = np.float32(CENTRE) - (centre - begin) / step
    offset = np.where(exact, offset, np.floor(offset + np.float32(0.5)))
    offset = np.clip(offset, 0, SIDE - BOX)
    edges = begin[:, None] + step[:, None] * (
        np.arange(SIDE + 1, dtype=np.float32) - offset[:, None]
    )
    # The box ends where the digit does.
    edges = np.clip(edges, start[:, None], (start + length)[:, None])
    averages = overlaps(edges, _CANVAS)
    averages /= step[:, None, None]
    return averages


def _smooth_weights() -> Floats:
    """How displacements at a few places spread over the canvas: (_CANVAS, _BENDS)."""
    knots = np.linspace(0, _CANVAS - 1, _BENDS)
    away = (np.arange(_CANVAS)[:, None] - knots) / (knots[1] - knots[0])
    weights = np.exp(-2 * away**2)
    # So that a displacement has the same standard deviation everywhere.
    weights /= np.sqrt((weights**2).sum(axis=1, keepdims=True))
    smooth: Floats = weights.astype(np.float32)
    return smooth


_SMOOTH: Final = _smooth_weights()
