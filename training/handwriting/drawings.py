"""Little drawings: things from a table, and compositions of nothing in particular."""

import math

import numpy as np

from training.handwriting import pieces
from training.handwriting.compositions import composition
from training.handwriting.curves import Skeleton
from training.handwriting.dice import Dice
from training.handwriting.glyphs import table
from training.handwriting.placing import ink_length, laid_down, mirrored, placed
from training.handwriting.plain_drawings import plain_drawing

# Drawings of less ink, in diagonals of their box, are not mirrored or left unfinished:
# a flag the other way round is a 9.
_LEAST_INK = 3.0
_WEIGHTS = (0.33, 0.32, 0.35)


def drawing(random: np.random.Generator) -> Skeleton:
    """Some drawing, as people make it in a few seconds."""
    dice = Dice(random)
    strokes = dice.one_of((_composed, _thing, plain_drawing), _WEIGHTS)(dice)
    strokes = laid_down(strokes)
    if dice.chance(0.5) and ink_length(strokes) > _LEAST_INK:
        return mirrored(strokes)
    return strokes


def _composed(dice: Dice) -> Skeleton:
    return composition(dice.random)


def _thing(dice: Dice) -> Skeleton:
    """A thing from the table, in other proportions, at times unfinished or filled."""
    things = table("doodles")
    thing = things[int(dice.between(0, len(things)))]
    strokes = thing.drawn(dice.random, care=dice.between(0.7, 2.2))
    wide = math.exp(dice.around(0, 0.18))
    strokes = placed(strokes, (0, 0), (wide, 1 / wide))
    if dice.chance(0.1):
        strokes = _unfinished(dice, strokes)
    if dice.chance(0.08):
        strokes = strokes + _shaded(dice, strokes)
    if dice.chance(0.06):
        strokes = strokes + _gone_over(dice, strokes)
    return strokes


def _unfinished(dice: Dice, strokes: Skeleton) -> Skeleton:
    """Without its last strokes, if what is there cannot be a digit."""
    kept = strokes[: max(2, int(len(strokes) * dice.between(0.5, 0.9)))]
    return kept if ink_length(kept) > _LEAST_INK else strokes


def _shaded(dice: Dice, strokes: Skeleton) -> Skeleton:
    """To and fro over one of the strokes."""
    points = strokes[int(dice.between(0, len(strokes)))]
    low, high = points.min(0), points.max(0)
    x, y = ((low + high) / 2).tolist()
    wide, tall = (np.maximum(high - low, 0.1) * dice.between(0.6, 1)).tolist()
    return placed(pieces.hatch(dice), (x, y), (wide, tall), dice.around(0, 20))


def _gone_over(dice: Dice, strokes: Skeleton) -> Skeleton:
    """One of the strokes once more, beside itself."""
    stroke = strokes[int(dice.between(0, len(strokes)))]
    grown = placed([stroke - stroke.mean(0)], (0, 0), (dice.around(1, 0.06), 1))[0]
    return [grown + stroke.mean(0) + dice.random.normal(0, 0.025, 2)]
