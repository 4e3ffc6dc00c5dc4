"""Pens, knives, candles, spoons, bottles: long parts end to end.

They come nearest to a 1 and to a narrow 0. What tells them apart is in each of them:
parts of several widths, bands across, a point, a flame, bristles, a bowl.
"""

from itertools import pairwise

from training.handwriting import pieces
from training.handwriting.curves import Place, Skeleton, line, lines, spline
from training.handwriting.dice import Dice
from training.handwriting.placing import placed


def long_thing(dice: Dice) -> Skeleton:
    """One of them: upright, leaning, or lying."""
    count = dice.one_of((1, 2, 3, 4), (1.5, 4, 3, 1))
    ends = [0.0]
    for _ in range(count):
        ends.append(ends[-1] + dice.between(0.25, 1.0))
    levels = [end / ends[-1] for end in ends]
    halves = [_half(dice) for _ in range(count)]
    widest = int(dice.between(0, count))
    halves[widest] = dice.between(0.11, 0.2)
    if dice.chance(0.35):
        strokes = _outlined(dice, levels, halves)
    else:
        strokes = _boxes(dice, levels, halves)
    strokes += dice.one_of(_TOPS, _TOP_WEIGHTS)(dice, halves[0])
    if count == 1 or dice.chance(0.35):
        strokes += _bands(dice, halves[widest], *levels[widest : widest + 2])
    turn = dice.around(0, 12) + dice.one_of((0.0, 45.0, -45.0, 90.0), (6, 2, 1, 1))
    return placed(strokes, (0, 0), (1, dice.one_of((1, -1), (3, 1))), turn)


def _half(dice: Dice) -> float:
    """Half the width of a part: at times hardly more than a line."""
    return dice.between(0.03, 0.07) if dice.chance(0.3) else dice.between(0.07, 0.18)


def _boxes(dice: Dice, levels: list[float], halves: list[float]) -> Skeleton:
    """Each part as a box of its own, some of them tapering."""
    strokes: Skeleton = []
    for half, (top, low) in zip(halves, pairwise(levels), strict=True):
        taper = dice.between(0.4, 1.0) if dice.chance(0.3) else 1.0
        gap = dice.around(0, 0.012)
        corners: list[Place] = [
            (-half * taper, top + gap),
            (half * taper, top + gap),
            (half, low),
            (-half, low),
            (-half * taper + dice.around(0, 0.01), top + gap + dice.around(0, 0.01)),
        ]
        corners = dice.near(*corners, spread=0.01)
        strokes.append(lines(corners if dice.chance(0.85) else corners[1:]))
    return strokes


def _outlined(dice: Dice, levels: list[float], halves: list[float]) -> Skeleton:
    """All parts in one line round: down the right side, and up the left."""
    right: list[Place] = []
    for half, (top, low) in zip(halves, pairwise(levels), strict=True):
        right += [(half, top + 0.02), (half, low - 0.02)]
    left = [(-x + dice.around(0, 0.01), y) for x, y in reversed(right)]
    places = [*right, *left]
    way = lines(places) if dice.chance(0.5) else spline(places)
    strokes = [way, line((-halves[0], 0.02), (halves[0], 0.02))]
    if dice.chance(0.6):
        at = levels[int(dice.between(1, len(levels)))] if len(levels) > 2 else 0.5
        strokes.append(line((-min(halves), at), (min(halves), at)))
    return strokes


def _bands(dice: Dice, half: float, top: float, low: float) -> Skeleton:
    """Lines across a part, or one along it, or dots in it."""
    across = int(dice.between(1, 4.5))
    kind = dice.one_of(("across", "along", "dots"), (5, 1, 2))
    if kind == "along":
        return [line((0.0, top + 0.05), (dice.around(0, 0.02), low - 0.05))]
    levels = [top + (low - top) * (k + 1) / (across + 1) for k in range(across)]
    if kind == "dots":
        spot = min(half, 0.07)
        return [
            stroke
            for y in levels
            for stroke in placed(pieces.loop(dice), (0, y), (spot, spot))
        ]
    return [line((-half, y), (half, y + dice.around(0, 0.015))) for y in levels]


def _flat(dice: Dice, half: float) -> Skeleton:
    return []


def _point(dice: Dice, half: float) -> Skeleton:
    tip = (dice.around(0, 0.3) * half, -dice.between(0.08, 0.3))
    return [lines([(-half, 0.0), tip, (half, 0.0)])]


def _dome(dice: Dice, half: float) -> Skeleton:
    high = dice.between(0.05, 0.25)
    sides = [(-half, 0.0), (-half * 0.8, -high * 0.7), (0.0, -high)]
    return [spline([*sides, (half * 0.8, -high * 0.7), (half, 0.0)])]


def _flame(dice: Dice, half: float) -> Skeleton:
    wick = dice.between(0.02, 0.1)
    high = dice.between(0.12, 0.25)
    wide = dice.between(0.06, 0.14)
    flame = placed(pieces.leaf(dice), (0, -wick - high / 2), (high, wide), 90)
    return [line((0.0, 0.0), (dice.around(0, 0.01), -wick)), *flame]


def _bristles(dice: Dice, half: float) -> Skeleton:
    count = int(dice.between(3, 7))
    long, spread = dice.between(0.1, 0.3), dice.between(0.8, 2.2)
    strokes: Skeleton = []
    for k in range(count):
        x = half * (2 * k / (count - 1) - 1)
        strokes.append(line((x, 0.0), (x * spread, -long + dice.around(0, 0.02))))
    return strokes


def _bowl(dice: Dice, half: float) -> Skeleton:
    high, wide = dice.between(0.25, 0.5), dice.between(0.2, 0.42)
    strokes = placed(pieces.loop(dice), (0, -high / 2), (wide, high))
    if dice.chance(0.5):  # told from an 8 or a 9 by what is in it
        inner = dice.one_of((pieces.bar, pieces.grid, pieces.dots), (1, 1, 1))(dice)
        strokes += placed(inner, (0, -high / 2), (wide * 0.6, high * 0.6))
    return strokes


def _rod(dice: Dice, half: float) -> Skeleton:
    """A needle, a wire, a plunger with its knob."""
    long = dice.between(0.12, 0.45)
    knob = dice.between(0.0, 0.12)
    return [line((0, 0), (0, -long)), line((-knob, -long), (knob, -long))]


_TOPS = (_flat, _point, _dome, _flame, _bristles, _bowl, _rod)
_TOP_WEIGHTS = (4, 3, 2, 1.5, 1.5, 1, 2)
