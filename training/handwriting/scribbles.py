"""Pen strokes that mean nothing: scribbles, coils, tangles, hatching."""

import math

import numpy as np

from training.handwriting import pieces
from training.handwriting.curves import Skeleton, spline
from training.handwriting.dice import Dice
from training.handwriting.placing import ink_length, laid_down, placed

# Fewer landmarks or less ink, in diagonals of its box, might make a 2 or a 3 by chance.
_FEWEST, _MOST = 8, 24
_LEAST_INK = 2.6


def scribble(random: np.random.Generator) -> Skeleton:
    """Some scribble."""
    dice = Dice(random)
    drawn = dice.one_of((_tangle, _coil, _to_and_fro, _strokes), (3, 2, 2, 2))(dice)
    while ink_length(drawn) < _LEAST_INK:
        drawn = drawn + _strokes(dice)
    return laid_down(drawn)


def _tangle(dice: Dice) -> Skeleton:
    """A smooth line without a plan."""
    count = int(dice.between(_FEWEST, _MOST))
    places = dice.random.normal(0, 0.4, (count, 2))
    if dice.chance(0.5):
        # It wanders instead of staying in one place.
        places = np.cumsum(places, axis=0) * 0.6
    return [spline([(x, y) for x, y in places.tolist()])]


def _coil(dice: Dice) -> Skeleton:
    """Loop after loop along a level line, or of all sizes in one place.

    Never the same loop again and again: that is a 0 gone over.
    """
    turns = dice.between(4, 9)
    turn = np.linspace(0, 2 * math.pi * turns, int(turns * 16))
    along = np.linspace(0, 1, len(turn))
    round_and_round = np.stack([np.cos(turn), np.sin(turn)], axis=1)
    if dice.chance(0.35):
        # To the middle, so that no hole is left.
        size = np.abs(along - dice.between(0, 1)) ** dice.between(0.4, 1.0)
        wobble = dice.random.normal(0, 0.2, 2) * np.sin(turn / 3)[:, None]
        return [round_and_round * size[:, None] + wobble]
    wobble = 1 + dice.between(0, 0.5) * np.sin(turn * dice.between(0.15, 0.8))
    size = np.array((0.4, dice.between(0.25, 0.6)))
    drift = np.array((dice.between(1.2, 3.5), dice.around(0, 0.25)))
    coil = round_and_round * wobble[:, None] * size + along[:, None] * drift
    return [coil if dice.chance(0.5) else coil * (-1.0, 1.0)]


def _to_and_fro(dice: Dice) -> Skeleton:
    size = (dice.between(0.4, 1.5), dice.between(0.3, 1.0))
    strokes = placed(pieces.hatch(dice), (0, 0), size, dice.around(0, 30))
    if dice.chance(0.4):
        strokes += placed(pieces.hatch(dice), (0, 0), size, dice.between(40, 140))
    return strokes


def _strokes(dice: Dice) -> Skeleton:
    """Short strokes strewn about."""
    strokes: Skeleton = []
    for _ in range(int(dice.between(4, 12))):
        own = dice.one_of((pieces.bar, pieces.bow, pieces.path), (3, 2, 1))
        at = (dice.between(-0.6, 0.6), dice.between(-0.5, 0.5))
        size = (dice.between(0.1, 0.5), dice.between(0.15, 0.7))
        strokes += placed(own(dice), at, size, dice.between(0, 360))
    return strokes
