"""Model inputs without any writing: noise, specks, blots, gradients, filled shapes."""

import numpy as np
import numpy.typing as npt

from digitpad.preprocess import BOX, SIDE, ModelInput, strokes_to_model_input
from training.handwriting.dice import Dice
from training.handwriting.digits import skeleton

_Image = npt.NDArray[np.floating]

_ROWS, _COLUMNS = np.mgrid[0:SIDE, 0:SIDE].astype(np.float64)
_MIDDLE = (SIDE - 1) / 2


def noise(random: np.random.Generator) -> ModelInput:
    """One such picture.

    Returns:
        Array of shape (28, 28), float32, 0 is paper and 1 is ink.
    """
    dice = Dice(random)
    image: _Image = dice.one_of(_KINDS, _KIND_WEIGHTS)(dice)
    if dice.chance(0.15):
        image = image + dice.random.normal(0, dice.between(0, 0.3), image.shape)
    if dice.chance(0.15):
        image = 1 - np.clip(image, 0, 1)
    if dice.chance(0.3):
        image = image * _in_the_box()
    if dice.chance(0.3):
        image = image * dice.between(0.4, 1)
    done: ModelInput = np.clip(image, 0, 1).astype(np.float32)
    return done


def _dense(dice: Dice) -> _Image:
    """Every pixel on its own."""
    image = dice.random.random((SIDE, SIDE))
    if dice.chance(0.5):
        return np.asarray(image > dice.between(0.3, 0.85), np.float64)
    return image ** dice.between(0.5, 4)


def _specks(dice: Dice) -> _Image:
    """Single pixels, dots and short scratches on empty paper."""
    image = np.zeros((SIDE, SIDE))
    for _ in range(int(dice.between(1, 25))):
        row, column = dice.random.integers(2, SIDE - 3, 2)
        high, wide = dice.random.integers(1, 4, 2)
        image[row : row + high, column : column + wide] = dice.between(0.3, 1)
    return image


def _clouds(dice: Dice) -> _Image:
    """Soft or hard patches: noise smoothed."""
    image = dice.random.normal(0, 1, (SIDE, SIDE))
    for _ in range(int(dice.between(1, 7))):
        for axis in (0, 1):
            image = (np.roll(image, 1, axis) + image + np.roll(image, -1, axis)) / 3
    image /= image.std()
    return image * dice.between(0.3, 4) + dice.around(0, 1)


def _blots(dice: Dice) -> _Image:
    """One to four round blots."""
    image = np.zeros((SIDE, SIDE))
    for _ in range(int(dice.between(1, 5))):
        across = dice.between(2.5, 10)
        radii = (across * dice.between(0.3, 1.3), across)  # not upright as a 1 is
        row, column = _MIDDLE + dice.random.normal(0, 4, 2)
        away = np.hypot((_ROWS - row) / radii[0], (_COLUMNS - column) / radii[1])
        image = np.maximum(image, 1.5 - away**2 * dice.between(1, 1.6))
    return image


def _gradient(dice: Dice) -> _Image:
    """Light from one side, or as a vignette."""
    x, y = dice.random.normal(0, 0.05, 2)
    image = 0.5 + x * (_COLUMNS - _MIDDLE) + y * (_ROWS - _MIDDLE)
    if dice.chance(0.4):
        away = np.hypot(_ROWS - _MIDDLE, _COLUMNS - _MIDDLE) / SIDE
        image = image + away * dice.between(-2, 2)
    return np.asarray(image)


def _checks(dice: Dice) -> _Image:
    """A chessboard, stripes or a raster, straight or leaning."""
    cos, sin = np.cos(turn := dice.between(0, 3)), np.sin(turn)
    across = (_COLUMNS * cos + _ROWS * sin) / dice.between(1, 7) + dice.between(0, 1)
    down = (_ROWS * cos - _COLUMNS * sin) / dice.between(1, 7) + dice.between(0, 1)
    if dice.chance(0.35):
        return np.asarray(across % 1 > dice.between(0.2, 0.8), np.float64)
    if dice.chance(0.4):
        return np.asarray((across % 1 < 0.3) | (down % 1 < 0.3), np.float64)
    return np.asarray((across.astype(int) + down.astype(int)) % 2, np.float64)


def _filled(dice: Dice) -> _Image:
    """A filled rectangle, ellipse or wedge; of the whole image at times."""
    across = dice.between(5, 14.5)
    high = across * dice.between(0.3, 1.25)  # not upright as a thick 1 is
    row, column = _MIDDLE + dice.random.normal(0, 1.5, 2)
    down, aside = np.abs(_ROWS - row) / high, np.abs(_COLUMNS - column) / across
    manner = int(dice.between(0, 4))
    if manner == 0:
        return np.asarray(np.maximum(down, aside) < 1, np.float64)
    if manner == 1:
        return np.asarray(np.hypot(down, aside) < 1, np.float64)
    if manner == 2:
        return np.asarray(down + aside < 1.2, np.float64)
    edge = (_ROWS - row) * dice.around(0, 1) + (_COLUMNS - column) * dice.around(0, 1)
    return np.asarray(edge > 0, np.float64)


def _frame(dice: Dice) -> _Image:
    """A thick frame, whole or with sides missing, part of it filled."""
    image = np.zeros((SIDE, SIDE))
    edge, thick = (int(n) for n in dice.random.integers((0, 1), (7, 7)))
    bands = (
        (slice(edge, edge + thick), slice(edge, SIDE - edge)),
        (slice(SIDE - edge - thick, SIDE - edge), slice(edge, SIDE - edge)),
        (slice(edge, SIDE - edge), slice(edge, edge + thick)),
        (slice(edge, SIDE - edge), slice(SIDE - edge - thick, SIDE - edge)),
    )
    missing = int(dice.between(0, 7))
    for place, band in enumerate(bands):
        if place != missing:
            image[band] = 1
    if dice.chance(0.5):
        filled = int(dice.between(edge, SIDE - edge))
        image[filled : SIDE - edge, edge : SIDE - edge] = dice.between(0.3, 1)
    return image if dice.chance(0.5) else image.T.copy()


def _negative(dice: Dice) -> _Image:
    """A digit left free in ink."""
    strokes = skeleton(int(dice.between(0, 10)), dice.random)
    return (1 - strokes_to_model_input(strokes)) * _in_the_box()


def _in_the_box() -> _Image:
    """1 where the box of a digit lies, 0 around it."""
    edge = (SIDE - BOX) // 2
    image = np.zeros((SIDE, SIDE))
    image[edge:-edge, edge:-edge] = 1
    return image


_KINDS = (
    _dense,
    _specks,
    _clouds,
    _blots,
    _gradient,
    _checks,
    _filled,
    _frame,
    _negative,
)
_KIND_WEIGHTS = (2, 1.5, 2, 1.5, 1, 1.5, 1.5, 1, 1)
