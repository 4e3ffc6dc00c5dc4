"""Turn ink into the 28x28 image the network reads.

The pad, pictures, the command line and the training code all come through here, so a
drawn digit and a training digit pass the same steps: the longer side of the digit
fills 20 pixels, its centre of mass lies in the middle of 28x28 (as LeCun, Cortes and
Burges describe MNIST; the details follow QMNIST's reconstruction).
"""

from collections.abc import Sequence
from math import ceil, floor
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from digitpad.averaging import averaged

SIDE: Final = 28  # of the model input
BOX: Final = 20  # of the digit in it
# Where the centre of mass goes, counted from the image's edge: MNIST leaves it in
# [14, 15), because it shifts by whole pixels.
CENTRE: Final = 14.5
# Width of the strokes in MNIST's training images: twice the distance from the ridge of
# a stroke to its edge at half grey has a median of 2.5 (tenth to ninetieth percentile
# 1.8 to 3.7).
PEN: Final = 2.5  # pixels

# From this share of the darkest ink on, a pixel is ink and no haze or soft edge.
DARK: Final = 0.25

# The edges of ink are hard where less than this share of it is in between: of MNIST's
# images at least a fifth is.
_SOFT: Final = 0.05
# Ink this many times as large as the box is averaged enough on its way there.
_COARSEST: Final = 5
# So far from a tie of two places, a centre of mass is only rounded.
_ROUNDING: Final = 1e-5  # pixels

# Strokes are drawn this much larger and averaged down.
_FINE: Final = 8
_FINE_BOX: Final = BOX * _FINE
_FINE_SIDE: Final = SIDE * _FINE
# A path of so many fine cells' length covers the box a dozen times.
_MAX_SAMPLES: Final = 20_000
_TIE: Final = 1e-6  # of a fine cell
_TINY: Final = 1e-100
_HUGE: Final = 1e100

ModelInput = npt.NDArray[np.float32]  # (28, 28), 0 paper to 1 ink
Coordinates = npt.NDArray[np.float64]  # (n, 2), x and y


def strokes_to_model_input(
    strokes: Sequence[Coordinates], *, pen: float = PEN
) -> ModelInput:
    """Draw strokes straight into the model input.

    Neither the place nor the size of the drawing, nor the order of its strokes,
    changes the result.

    Args:
        strokes: At least one point in all; (n, 2) float64 each, finite, any unit,
            y down.
        pen: Width of the line in pixels of the model input. Whatever the pen on the
            pad was, a drawing is read with the default; training varies it, because
            pictures come with any.

    Returns:
        Array of shape (28, 28), float32, 0 is paper and 1 is ink.
    """
    strokes = [stroke for stroke in strokes if len(stroke)]
    joined = np.ones(sum(map(len, strokes)), bool)
    joined[np.cumsum([len(stroke) for stroke in strokes]) - 1] = False
    # All x, then all y: column by column, numpy is ten times as fast.
    points = _in_fine_box(np.asfortranarray(np.concatenate(strokes)), pen * _FINE)
    return _centred(_under_the_pen(_cells_under(points, joined[:-1]), pen * _FINE))


def cropped(ink: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint8]:
    """Cut ink to its bounding box.

    The box is that of the dark ink, and one pixel more on a side where fainter ink
    lies: the soft edge of a stroke, which belongs to it. Fainter ink further out does
    not.

    Args:
        ink: (height, width), uint8, 0 is paper and 255 is full ink; some ink.

    Returns:
        A view of shape (h, w) of at least one pixel.
    """
    dark = dark_pixels(ink)
    top, bottom = _span(np.any(dark, axis=1))
    left, right = _span(np.any(dark, axis=0))
    top, bottom = max(top - 1, 0), min(bottom + 1, ink.shape[0])
    left, right = max(left - 1, 0), min(right + 1, ink.shape[1])
    near = ink[top:bottom, left:right]
    (a, b), (c, d) = _span(np.any(near, axis=1)), _span(np.any(near, axis=0))
    return near[a:b, c:d]


def dark_pixels(ink: npt.NDArray[np.uint8]) -> npt.NDArray[np.bool_]:
    """Where ink is no haze and no soft edge; an array of the same shape."""
    # With a whole number numpy compares bytes, with a fraction it makes floats of them.
    return np.asarray(ink >= ceil(int(ink.max()) * DARK))


def ink_to_model_input(ink: npt.NDArray[np.uint8]) -> ModelInput:
    """Fit the ink of a picture into the model input.

    Args:
        ink: (height, width), uint8, 0 is paper and 255 is full ink; some ink.

    Returns:
        Array of shape (28, 28), float32, 0 is paper and 1 is ink.
    """
    tight = cropped(ink)
    box = _boxed(_softened(tight) if _has_hard_edges(tight) else tight)
    top, left = (_offset(box.sum(axis)) for axis in (1, 0))
    model_input = np.zeros((SIDE, SIDE), np.float32)
    model_input[top : top + BOX, left : left + BOX] = box
    return model_input / np.float32(box.max())


def _has_hard_edges(ink: npt.NDArray[np.uint8]) -> bool:
    """Whether small ink shows the steps of its pixels, as of a simple paint program.

    Reduced further, ink gets soft edges by itself.
    """
    if max(ink.shape) > _COARSEST * BOX:
        return False
    full = int(ink.max())
    soft = (ink > floor(full * _SOFT)) & (ink < ceil(full * (1 - _SOFT)))
    return bool(np.count_nonzero(soft) < _SOFT * np.count_nonzero(ink))


def _softened(ink: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint16]:
    """Ink and its neighbours: a pixel larger all round, and 16 times as much."""
    wide = np.pad(ink, 2).astype(np.uint16)
    rows = wide[:-2] + 2 * wide[1:-1] + wide[2:]
    soft: npt.NDArray[np.uint16] = rows[:, :-2] + 2 * rows[:, 1:-1] + rows[:, 2:]
    return soft


def _in_fine_box(points: Coordinates, pen: float) -> Coordinates:
    """Scale the pen's path so that ink, pen width included, just fills the box."""
    # Halved before they are subtracted, the largest finite numbers do not overflow.
    low, high = points.min(0) / 2, points.max(0) / 2
    extent = float((high - low).max()) * 2
    if extent == 0:
        return np.full_like(points, _FINE_BOX / 2)
    if not _TINY < extent < _HUGE:
        # What a float64 can hardly divide is brought to ordinary size first.
        return _in_fine_box(points / max(abs(low).max(), abs(high).max()), pen)
    scale = (_FINE_BOX - pen) / extent
    placed: Coordinates = (points - (low + high)) * scale + _FINE_BOX / 2
    return placed


def _cells_under(
    points: Coordinates, joined: npt.NDArray[np.bool_]
) -> npt.NDArray[np.bool_]:
    """Mark the fine cells that the tip of the pen passes.

    Args:
        points: (n, 2), in the fine box.
        joined: (n - 1,), whether the pen went from a point to the next.
    """
    moves = np.diff(points, axis=0)
    lengths = np.maximum(*np.abs(moves).T) * joined
    # On a scribble this long the samples lie further apart: it is a blot anyway.
    step = max(1.0, float(lengths.sum()) / _MAX_SAMPLES)
    # Ties must fall alike wherever the drawing lay: the last bits of a coordinate
    # depend on that.
    parts = lengths / step - _TIE
    # Neighbours nearer than a step leave no gap between them.
    long = np.flatnonzero(parts > 1)
    counts = np.ceil(parts[long]).astype(int)
    segment = np.repeat(long, counts)
    along = np.arange(len(segment)) - np.repeat(np.cumsum(counts) - counts, counts)
    share = along / np.repeat(counts, counts)
    path = points[segment] + share[:, None] * moves[segment]
    cells = np.zeros((_FINE_BOX, _FINE_BOX), bool)
    for places in (path, points):
        column, row = (places + _TIE).astype(np.int32).T
        cells.ravel()[row * _FINE_BOX + column] = True
    return cells


def _under_the_pen(cells: npt.NDArray[np.bool_], pen: float) -> npt.NDArray[np.bool_]:
    """Widen marked cells by the round pen: the union of discs around them.

    A disc is a stack of horizontal runs, and a cell lies in a run's reach exactly
    where the count of marked cells to its left grows over that reach.
    """
    radius = pen / 2
    reach = int(radius)
    # Bytes are enough: a row has fewer cells than they count to.
    before = np.zeros((_FINE_BOX, _FINE_BOX + 2 * reach + 1), np.uint8)
    np.cumsum(cells, axis=1, dtype=np.uint8, out=before[:, reach + 1 : -reach])
    before[:, -reach:] = before[:, -reach - 1 : -reach]
    inked = np.zeros_like(cells)
    for away in range(reach + 1):
        half = int((radius * radius - away * away) ** 0.5)
        after, until = reach + half + 1, reach - half
        run = (
            before[:, after : after + _FINE_BOX] != before[:, until : until + _FINE_BOX]
        )
        inked[away:] |= run[: _FINE_BOX - away]  # the disc's run below its middle,
        inked[: _FINE_BOX - away] |= run[away:]  # and its like above
    return inked


def _centred(inked: npt.NDArray[np.bool_]) -> ModelInput:
    """Put the fine box into the model input by its centre of mass, and average."""
    ones = inked.view(np.uint8)
    top, left = (_fine_offset(ones.sum(axis, dtype=np.uint8)) for axis in (1, 0))
    fine = np.zeros((_FINE_SIDE, _FINE_SIDE), np.uint8)
    fine[top : top + _FINE_BOX, left : left + _FINE_BOX] = ones
    rows = fine.reshape(SIDE, _FINE, _FINE_SIDE).sum(1, dtype=np.uint8)
    sums = rows.reshape(SIDE, SIDE, _FINE).sum(2, dtype=np.float32)
    share: ModelInput = sums / np.float32(_FINE**2)
    return share


def _span(marked: npt.NDArray[Any]) -> tuple[int, int]:
    """First and one past the last of the marked places."""
    return int(marked.argmax()), len(marked) - int(marked[::-1].argmax())


def _boxed(ink: npt.NDArray[np.unsignedinteger[Any]]) -> npt.NDArray[np.float32]:
    """Average tightly cropped ink into the box, its longer side filling it."""
    side = max(ink.shape)
    if side == BOX:  # as every image of MNIST is: there is nothing to average
        above, left = ((BOX - length) // 2 for length in ink.shape)
        square = np.zeros((BOX, BOX), np.float32)
        square[above : above + ink.shape[0], left : left + ink.shape[1]] = ink
        return square
    return averaged(averaged(ink, side, BOX).T, side, BOX).T


def _fine_offset(profile: npt.NDArray[np.uint8]) -> int:
    centre = _centre_of_mass(profile)
    wanted = int(np.floor(CENTRE * _FINE - centre + 0.5 + _TIE))
    return min(max(wanted, 0), _FINE_SIDE - _FINE_BOX)


def _offset(profile: npt.NDArray[np.float32]) -> int:
    """Where MNIST puts the box: the centre of mass falls into pixel 14."""
    wanted = int(CENTRE + 0.5 - _centre_of_mass(profile) + _ROUNDING)
    return min(max(wanted, 0), SIDE - BOX)


def _centre_of_mass(profile: npt.NDArray[np.generic]) -> float:
    """The mean place of the ink along one axis, from the edge, cells being 1 wide."""
    weights = profile.astype(np.float64)
    return float(weights @ np.arange(0.5, len(weights)) / weights.sum())
