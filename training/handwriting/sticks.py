"""Sticks, hooks and zigzags that come near a 1, 7, 9 or 3: lamps, matches, bolts, ears.

What tells each from a digit is never left out: a shade over a foot, a filled head, more
corners than a digit has, a second curve within the first.
"""

import math

import numpy as np

from training.handwriting import pieces
from training.handwriting.curves import Place, Skeleton, line, lines, spline
from training.handwriting.dice import Dice
from training.handwriting.placing import mirrored, placed


def stick(dice: Dice) -> Skeleton:
    """One of them."""
    kinds = (_lamp_post, _matches, _open_bolt, _closed_bolt, _ear)
    return dice.one_of(kinds, (1.5, 1.5, 0.7, 2, 0.4))(dice)


def _lamp_post(dice: Dice) -> Skeleton:
    """A pole with one arm or two; each has a shade, and light falls or a foot holds."""
    reach, rise = dice.between(0.5, 0.8), dice.between(0.05, 0.25)
    arm = [line((0, 1.2), (0, rise)), spline([(0, rise), (reach * 0.4, 0), (reach, 0)])]
    shade = dice.one_of((pieces.triangle, pieces.box, pieces.loop), (2, 2, 1))(dice)
    head = placed(shade, (reach, 0.12), (dice.between(0.25, 0.4), 0.2))
    for x in (-0.12, 0.0, 0.12):
        if dice.chance(0.7):
            head.append(line((reach + x, 0.3), (reach + 1.8 * x, 0.5)))
    half = dice.between(0.15, 0.3)
    if dice.chance(0.5):
        foot = [line((-half, 1.2), (half, 1.2))]
    else:
        foot = placed(pieces.box(dice), (0, 1.25), (half * 1.4, 0.2))
    if dice.chance(0.75):
        return arm + head + mirrored(arm[1:] + head) + foot
    return arm + head + foot


def _matches(dice: Dice) -> Skeleton:
    """Sticks with filled heads: one of two lines, or several across one another."""
    if dice.chance(0.4):
        return _one_match(dice, dice.between(0.06, 0.1), 90)
    strokes: Skeleton = []
    count = int(dice.between(2, 4.5))
    for place in range(count):
        turn = (place - (count - 1) / 2) * dice.between(40, 60) + dice.around(0, 6)
        thick = dice.one_of((0.0, 0.05), (2, 1))
        one = _one_match(dice, thick, turn)
        strokes += placed(one, ((place - count / 2) * 0.2, 0), (1, 1))
    return strokes


def _one_match(dice: Dice, thick: float, turn: float) -> Skeleton:
    wide = dice.between(0.14, 0.24)
    head = placed(pieces.loop(dice), (0, 0), (wide, wide * 1.4))
    head += placed(pieces.hatch(dice), (0, 0), (wide * 0.8, wide))
    if not thick:
        return placed([*head, line((0, 0.1), (0, 1))], (0, 0), (1, 1), turn)
    shaft = lines([(-thick, 0.1), (-thick, 1), (thick, 1), (thick, 0.1)])
    return placed([*head, shaft], (0, 0), (1, 1), turn)


def _open_bolt(dice: Dice) -> Skeleton:
    """A zigzag downwards of four corners or more: an angular 3 has three."""
    count = int(dice.between(4, 7))
    wide = dice.between(0.25, 0.5)
    places: list[Place] = []
    for k in range(count + 2):
        side = 1 if k % 2 == 0 else -1
        x = side * wide / 2 * dice.between(0.7, 1.2) - 0.08 * k
        places.append((x, (k + (0.35 if side < 0 else 0.0)) / (count + 1)))
    return [lines(places)]


def _closed_bolt(dice: Dice) -> Skeleton:
    """A flash: two broken lines beside each other that meet in a point below."""
    thick, step = dice.between(0.28, 0.42), dice.between(0.1, 0.22)
    joint = dice.between(0.38, 0.55)
    right: list[Place] = [
        (thick, 0.0), (thick - step, joint - 0.06), (thick + 0.12, joint - 0.1),
    ]  # fmt: skip
    left: list[Place] = [(0.1, joint + 0.06), (-step - 0.06, joint + 0.1), (0.0, 0.0)]
    tip: Place = (-dice.between(0.1, 0.3), 1.1)
    ring = dice.near(*right, tip, *left, spread=0.02)
    strokes = [lines([*ring, ring[0]])]
    turned = dice.one_of((0.0, dice.around(0, 15)), (2, 1))
    strokes = placed(strokes, (0, 0), (dice.between(1.1, 1.8), 1), turned)
    return mirrored(strokes) if dice.chance(0.3) else strokes


def _ear(dice: Dice) -> Skeleton:
    """A rim with a lobe, and a curve or two within it."""
    start = dice.between(150, 200)
    turn = np.radians(np.linspace(start, start + dice.between(190, 240), 8))
    rim = [(0.36 * math.cos(t), 0.42 * math.sin(t)) for t in turn.tolist()]
    lobe = (dice.between(-0.05, 0.08), dice.between(0.7, 0.85))
    end = (-dice.between(0.12, 0.25), dice.between(0.55, 0.7))
    outer = spline([*rim, (0.2, 0.52), lobe, end])
    size = dice.between(0.45, 0.62)
    inner = spline([(x * size, y * size) for x, y in rim])
    strokes = [outer, inner]
    hook: list[Place] = [(-0.12, 0.0), (0.02, 0.1), (-0.02, 0.3), (-0.12, 0.35)]
    strokes.append(spline(dice.near(*hook, spread=0.02)))
    turned = placed(strokes, (0, 0), (dice.between(1.0, 1.4), 1), dice.around(0, 8))
    return mirrored(turned) if dice.chance(0.8) else turned
