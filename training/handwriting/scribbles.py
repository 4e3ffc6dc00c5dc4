"""Pen strokes that mean nothing: scribbles, coils, tangles, hatching."""

import math

import numpy as np

from training.handwriting import pieces
from training.handwriting.curves import Skeleton, spline
from training.handwriting.dice import Dice
from training.handwriting.pieces import placed

# Fewer landmarks or less ink, in diagonals of its box, might make a 2 or a 3 by chance.
_FEWEST, _MOST = 8, 24
_LEAST_INK = 2.6


def scribble(random: np.random.Generator) -> Skeleton:
    """Some scribble."""
    dice = Dice(random)
    drawn = dice.one_of((_tangle, _coil, _to_and_fro, _strokes), (3, 2, 2, 2))(dice)
    while pieces.ink_length(drawn) < _LEAST_INK:
        drawn = drawn + _strokes(dice)
    return drawn


def _tangle(dice: Dice) -> Skeleton:
    """A smooth line without a plan."""
    count = int(dice.between(_FEWEST, _MOST))
    places = dice.random.normal(0, 0.4, (count, 2))
    if dice.chance(0.5):
        # It wanders instead of staying in one place.
        places = np.cumsum(places, axis=0) * 0.6
    return [spline([(x, y) for x, y in places.tolist()])]


def _coil(dice: Dice) -> Skeleton:
    """Loop after loop along a line, or of all sizes in one place.

    Never the same loop again and again: that is a 0 gone over.
    """
    turns = dice.between(4, 9)
    turn = np.linspace(0, 2 * math.pi * turns, int(turns * 16))
    along = np.linspace(0, 1, len(turn))
    drift = dice.between(0.8, 3.0) if dice.chance(0.6) else 0.0
    wobble = dice.between(0.2, 0.5) * np.sin(turn * dice.between(0.15, 0.8))
    x = (0.4 + wobble) * np.cos(turn) + drift * along
    y = (0.4 + wobble * dice.around(0.8, 0.3)) * np.sin(turn)
    y += dice.around(0, 0.2) * along
    # Upright and filled it would be a thick 1.
    tilt = dice.around(0, 20) if drift else dice.between(0, 360)
    return placed([np.stack([x, y], axis=1)], (0, 0), (1, 1), tilt)


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
