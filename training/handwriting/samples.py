"""Synthetic ink as the network sees it, with labels."""

from typing import Final

import numpy as np
import numpy.typing as npt

from digitpad.preprocess import SIDE, ModelInput, strokes_to_model_input
from training.handwriting.curves import Skeleton
from training.handwriting.dice import Dice
from training.handwriting.digits import skeleton
from training.handwriting.hand import write
from training.handwriting.nondigits import noise, nondigit
from training.handwriting.placing import width

NO_DIGIT: Final = 10
"""The label of what is no digit."""

# Changed whenever the same seed no longer gives the same ink.
VERSION: Final = 7

_THINNEST, _THICKEST = 0.9, 6.5  # pixels of the model input
# A thicker pen makes a 0 of a pentagon, and a 1 of a bottle.
_THICKEST_OF_OTHERS: Final = 4.0
# And a line of a narrow outline: at most this, times its width in its length.
_PEN_IN_NARROW: Final = 12.0
_NOISE: Final = 0.08  # of what is no digit


def samples(
    count: int, seed: tuple[int, ...], *, no_digit: float
) -> tuple[npt.NDArray[np.uint8], npt.NDArray[np.uint8]]:
    """Write so many digits and other things, each in a hand of its own.

    Args:
        count: How many.
        seed: The same numbers give the same samples.
        no_digit: Share of those that are no digit, 0 to 1.

    Returns:
        Ink, (count, 28, 28), uint8, 0 is paper and 255 is ink; and labels, (count,),
        uint8, 0 to 9, or 10 for no digit.
    """
    random = np.random.default_rng(seed)
    dice = Dice(random)
    ink = np.empty((count, SIDE, SIDE), np.uint8)
    labels = np.empty(count, np.uint8)
    for place in range(count):
        is_digit = not dice.chance(no_digit)
        label = int(dice.between(0, NO_DIGIT)) if is_digit else NO_DIGIT
        drawn = _digit(label, dice) if is_digit else _other(dice)
        ink[place], labels[place] = (drawn * 255).round(), label
    return ink, labels


def _digit(label: int, dice: Dice) -> ModelInput:
    return _seen(write(skeleton(label, dice.random), dice.random), dice, _THICKEST)


def _other(dice: Dice) -> ModelInput:
    if dice.chance(_NOISE):
        return noise(dice.random)
    strokes = write(nondigit(dice.random)[1], dice.random, drags=False)
    pen = max(_THINNEST, _PEN_IN_NARROW * width(strokes))
    return _seen(strokes, dice, min(pen, _THICKEST_OF_OTHERS))


def _seen(strokes: Skeleton, dice: Dice, thickest: float) -> ModelInput:
    """The model input: as of the pad, or as of a picture with any pen."""
    if dice.chance(0.5):
        return strokes_to_model_input(strokes)
    if dice.chance(0.4):
        pen = min(dice.between(1.5, 4.0), thickest)
    else:
        pen = float(np.exp(dice.between(np.log(_THINNEST), np.log(thickest))))
    model_input = strokes_to_model_input(strokes, pen=pen)
    if dice.chance(0.5):
        model_input = _softened(model_input, dice)
    return model_input


def _softened(model_input: ModelInput, dice: Dice) -> ModelInput:
    """Out of focus, and paler or darker at the edges of the strokes."""
    side = np.float32(dice.between(0.0, 0.25))
    for _ in range(2):
        padded = np.pad(model_input, ((1, 1), (0, 0)))
        mixed = (1 - 2 * side) * padded[1:-1] + side * (padded[:-2] + padded[2:])
        model_input = mixed.T  # across, then down
    power = np.float32(np.exp(dice.around(0.0, 0.25)))
    soft: ModelInput = (model_input / max(model_input.max(), 1e-3)) ** power
    return soft
