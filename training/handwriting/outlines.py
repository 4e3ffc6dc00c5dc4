"""Outlines that come near a 0, an 8 or a 6: leaves, beads, fruit, corners, bumps.

What tells each from a digit is never left out: the rib and its stalk, the beads, a
stalk on a waist, clear corners, a hollow side, a handle of two lines.
"""

import itertools
import math

import numpy as np

from training.handwriting import pieces
from training.handwriting.curves import (
    Place,
    Skeleton,
    Stroke,
    joined,
    line,
    lines,
    spline,
)
from training.handwriting.dice import Dice
from training.handwriting.placing import placed


def outlined(dice: Dice) -> Skeleton:
    """One of them."""
    kinds = (_leaf, _beads, _pear, _few_corners, _banana, _bumps, _spoon)
    return dice.one_of(kinds, (2, 1.5, 1.5, 0.3, 1.5, 1.5, 1.5))(dice)


def _leaf(dice: Dice) -> Skeleton:
    """Pointed at the tip, with a rib that runs on as a stalk, and with veins."""
    wide, low = dice.between(0.3, 0.48), dice.between(0.35, 0.6)
    sides = [
        spline([(0, 1), (side * wide, low), (side * wide * 0.75, 0.25), (0, 0)])
        for side in (-1, 1)
    ]
    stalk, reach = dice.between(0.2, 0.5), dice.between(0.0, 0.3)
    bent = dice.around(0, 0.04)
    rib = spline([(bent * 2, 1 + stalk), (bent, 1), (bent / 2, low), (0, reach)])
    outline = sides if dice.chance(0.4) else [joined(sides[0], sides[1][::-1])]
    veins: Skeleton = []
    for y in np.linspace(0.4, 0.85, int(dice.between(2, 5))).tolist():
        up = y - dice.between(0.1, 0.25)
        veins += [line((0, y), (side * wide * 0.7, up)) for side in (-1, 1)]
    # Without veins it leans further than a slashed 0.
    leaning = dice.one_of((55.0, -55.0, 90.0, -90.0), (3, 2, 1, 1))
    turn = dice.around(0, 60) if dice.chance(0.65) else leaning + dice.around(0, 8)
    strokes = [*outline, rib, *veins] if abs(turn) < 45 else [*outline, rib]
    return placed(strokes, (0, 0), (1, 1), turn)


def _beads(dice: Dice) -> Skeleton:
    """A chain of small rings, round or hanging; some on a string, or one curly line."""
    whole = dice.chance(0.5)
    sweep = 2 * math.pi if whole else dice.between(2.6, 4.6)
    # Of a ring the beads are large: small ones close up, and then it is a 0.
    count = int(dice.between(7, 10 if whole else 15))
    wide, size = dice.between(1.1, 1.6), dice.between(0.13, 0.18)
    size = size + 0.07 * whole
    turn = math.pi / 2 + np.linspace(-sweep / 2, sweep / 2, count, endpoint=not whole)
    middles = np.stack([wide / 2 * np.cos(turn), np.sin(turn) / 2], axis=1)
    if dice.chance(0.25):
        return [_curly(middles, size)]
    strokes = [
        placed(pieces.loop(dice), (x, y), (size * dice.between(0.8, 1.3), size))[0]
        for x, y in middles.tolist()
    ]
    if dice.chance(0.5):
        string = [(float(x), float(y)) for x, y in middles]
        strokes.insert(0, spline(string, closed=whole))
    if dice.chance(0.3):
        strokes += placed(pieces.loop(dice), (0, 0.62), (0.22, 0.25))
    return strokes


def _curly(middles: Stroke, size: float) -> Stroke:
    """One line that makes a loop at each of the places."""
    share = np.linspace(0, len(middles) - 1, 14 * len(middles))
    at = np.arange(len(middles))
    x, y = (np.interp(share, at, middles[:, axis]) for axis in (0, 1))
    turn = share * 2 * math.pi
    return np.stack([x + size * np.cos(turn), y + size * np.sin(turn)], axis=1)


def _pear(dice: Dice) -> Skeleton:
    """A belly under a neck, with a stalk; some with a leaf or a mark."""
    neck, belly = dice.between(0.16, 0.26), dice.between(0.44, 0.58)
    half = [(0.1, 0.0), (neck, 0.12), (neck * 0.95, 0.3), (belly, 0.68), (0.2, 0.98)]
    right: list[Place] = [(x, y) for x, y in half]
    ring = spline([*right, *((-x, y) for x, y in reversed(right))], closed=True)
    end = (dice.around(0, 0.12), -dice.between(0.14, 0.32))
    strokes = [ring, line((0, 0.02), end)]
    if dice.chance(0.5):
        spot = (0.18, -0.12)
        strokes += placed(pieces.leaf(dice), spot, (0.32, 0.25), dice.around(-15, 15))
    if dice.chance(0.3):
        strokes.append(lines([(-0.06, 0.92), (0, 1.0), (0.06, 0.92)]))
    return placed(strokes, (0, 0), (1, 1), dice.around(0, 14))


def _few_corners(dice: Dice) -> Skeleton:
    """Five corners or six, joined by straight lines, on a level side."""
    count = dice.one_of((5, 6), (1, 2))
    first = 90 - 180 / count
    turn = np.radians(first + np.arange(count + 1) * 360 / count)
    corners = np.stack([np.cos(turn), np.sin(turn)], axis=1) * 0.5
    corners[:-1] += dice.random.normal(0, 0.025, (count, 2))
    corners[-1] = corners[0]
    places: list[Place] = [(float(x), float(y)) for x, y in corners]
    size = (dice.between(1.15, 1.6), 1.0)
    # A side at a time keeps the corners where few points are reported.
    sides = [line(a, b) for a, b in itertools.pairwise(places)]
    whole = [lines(places)] if dice.chance(0.1) else sides
    return placed(whole, (0, 0), size)


def _banana(dice: Dice) -> Skeleton:
    """Two bows bent the same way, from tip to tip; the inner side is hollow."""
    hollow, thick = dice.between(0.16, 0.34), dice.between(0.2, 0.34)
    tip = dice.between(0.0, 0.05)
    deep = hollow + thick
    outer = spline([(-0.5, -tip), (-0.3, deep * 0.75), (0.05, deep), (0.5, 0)])
    inner = spline([(0.5, 0), (0.1, hollow), (-0.25, hollow * 0.8), (-0.5, tip)])
    strokes = [joined(outer, inner)] if dice.chance(0.7) else [outer, inner]
    if dice.chance(0.4):
        seam = (hollow + deep) / 2
        strokes.append(spline([(-0.35, seam * 0.6), (0.05, seam), (0.35, seam * 0.5)]))
    # On its end, a thick pen makes a 1 or a 7 of it.
    turn = dice.one_of((0.0, 180.0), (2, 1)) + dice.around(0, 18)
    return placed(strokes, (0, 0), (1, 1), turn)


def _bumps(dice: Dice) -> Skeleton:
    """A cloud's edge: bows of several widths outwards, some on a level line."""
    count = int(dice.between(5, 10))
    level = dice.chance(0.4)
    sweep = math.pi if level else 2 * math.pi
    widths = dice.random.uniform(0.6, 1.5, count)
    ends = math.pi + np.concatenate([[0.0], np.cumsum(widths)]) * sweep / widths.sum()
    wide = dice.between(1.2, 2.0)
    high = dice.between(0.28, 0.45)
    bulge = 1 + dice.between(0.45, 0.8) * sweep / count
    parts = []
    for start, end in zip(ends[:-1].tolist(), ends[1:].tolist(), strict=True):
        share = (0.0, 0.2, 0.5, 0.8, 1.0)
        out = (1.0, 1 + (bulge - 1) * 0.75, bulge, 1 + (bulge - 1) * 0.75, 1.0)
        turns = [start + (end - start) * s for s in share]
        parts.append(
            spline(
                [
                    (wide * 0.4 * o * math.cos(t), high * o * math.sin(t))
                    for t, o in zip(turns, out, strict=True)
                ]
            )
        )
    strokes = [joined(*parts)]
    if level:
        strokes.append(line((wide * 0.4, 0), (-wide * 0.4, dice.around(0, 0.03))))
    return strokes


def _spoon(dice: Dice) -> Skeleton:
    """A bowl on a long handle of two lines, in one outline or in two."""
    bowl, high = dice.between(0.17, 0.27), dice.between(0.4, 0.6)
    handle, long = dice.between(0.035, 0.09), dice.between(0.65, 1.1)
    right: list[Place] = [
        (handle, high - 0.02), (bowl, high * 0.6), (bowl * 0.7, 0.08), (0, 0),
    ]  # fmt: skip
    left: list[Place] = [(-x, y) for x, y in reversed(right[:-1])]
    rim = spline([*right, *left])
    shaft = lines([(-handle, high), (-handle, high + long), (handle, high + long)])
    back = line((handle, high + long), (handle, high))
    strokes = [joined(rim, shaft, back)] if dice.chance(0.6) else [rim, shaft, back]
    # Upright, a thick pen makes a 9 or a 6 of it.
    turn = dice.one_of((90.0, -90.0, 60.0, -60.0), (2, 2, 1, 1))
    return placed(strokes, (0, 0), (1, 1), turn + dice.around(0, 10))
