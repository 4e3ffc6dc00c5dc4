"""How people write 0 and 1."""

import math

import numpy as np

from training.handwriting.curves import Skeleton, Stroke, joined, line, moved, spline
from training.handwriting.dice import Dice


def zero(dice: Dice) -> Skeleton:
    """A ring, closed or not quite; in two halves; with a slash or a dot."""
    wide = dice.between(0.16, 0.58)
    style = dice.one_of(("ring", "halves", "slashed", "dotted"), (75, 4, 20, 1))
    if style == "halves":
        return _halves(dice, wide)
    ring = _ring(dice, wide)
    if style == "slashed":
        return [ring, *_slash(dice, wide, ring)]
    if style == "dotted":
        x, y = dice.near((0.0, 0.0), spread=0.04)[0]
        return [ring, line((x, y), (x + 0.02, y + dice.between(0.0, 0.1)))]
    return [ring]


def one(dice: Dice) -> Skeleton:
    """A stem; with a flag, a foot, a hook, or several of these."""
    top, foot = (0.0, 0.0), (dice.around(0.0, 0.05), 1.0)
    bend = dice.around(0.0, 0.03)
    stem = spline([top, (foot[0] / 2 + bend, 0.5), foot])
    style = dice.one_of(("stem", "flag", "flag and foot", "foot"), (42, 36, 16, 6))
    strokes = [stem]
    if style.startswith("flag"):
        strokes = [joined(_flag(dice), stem)]
    elif dice.chance(0.15):
        strokes = [joined(_tick(dice), stem)]
    if style.endswith("foot"):
        strokes.append(_foot(dice, foot))
    elif dice.chance(0.2):
        strokes[0] = joined(strokes[0], _hook(dice, foot))
    return strokes


def _ring(dice: Dice, wide: float) -> Stroke:
    """Round, angular or pointed, from about the top round to about there."""
    start = math.radians(dice.one_of((-90.0, -60.0, -20.0, -150.0), (60, 20, 8, 12)))
    start += dice.around(0.0, 0.3)
    sweep = math.radians(dice.around(362, 24) + (dice.chance(0.15) * -55))
    direction = 1 if dice.chance(0.2) else -1
    turn = np.linspace(0.0, 1.0, 48)
    angle = start + direction * sweep * turn
    # The radius drifts, so that the end lies inside or outside of the start.
    radius = 1 + dice.around(0.0, 0.1) * (turn - 0.5)
    # An exponent of 2 is an ellipse, less a diamond, more a rounded box.
    power = 2 / dice.between(1.85, 3.0)
    cos, sin = np.cos(angle), np.sin(angle)
    x = wide * np.sign(cos) * np.abs(cos) ** power * radius
    y = 0.5 * np.sign(sin) * np.abs(sin) ** power * radius
    if dice.chance(0.3):  # a drop: narrower at one end
        x *= 1 + dice.around(0.0, 0.35) * y
    ring = np.stack([x, y], axis=1)
    if dice.chance(0.25):
        ring = joined(_inner_hook(dice, ring[0]), ring)
    elif dice.chance(0.13):  # the pen comes from the lower left
        ring = joined(_approach(dice, wide, ring[0]), ring)
    elif dice.chance(0.05):  # or from above
        begin = (float(ring[0, 0]), float(ring[0, 1]))
        rise = dice.between(0.06, 0.22)
        above = (begin[0] + dice.around(0.0, 0.06), begin[1] - rise)
        ring = joined(line(above, begin), ring)
    elif dice.chance(0.08):  # and leaves to the upper right
        end = (float(ring[-1, 0]), float(ring[-1, 1]))
        away = (end[0] + dice.between(0.1, 0.6), end[1] - dice.between(-0.08, 0.15))
        ring = joined(ring, line(end, away))
    if dice.chance(0.1):
        ring = joined(ring, _inner_hook(dice, ring[-1])[::-1])
    return ring


def _approach(dice: Dice, wide: float, at: Stroke) -> Stroke:
    """From the lower left across the ring to its top."""
    x, y = float(at[0]), float(at[1])
    low = (-wide * dice.between(0.6, 1.4), dice.between(0.1, 0.5))
    return spline([low, (x - wide * 0.7, y * 0.2), (x, y)])


def _inner_hook(dice: Dice, at: Stroke) -> Stroke:
    """A short curve out of the ring's inside, where the pen begins or ends."""
    reach = dice.between(0.08, 0.35)
    x, y = float(at[0]), float(at[1])
    inner = (x + dice.around(0.0, 0.12), y + reach * (0.5 - y))
    middle = (
        (x + inner[0]) / 2 + dice.around(0.0, 0.06),
        (y + inner[1]) / 2 - 0.04,
    )
    return spline([inner, middle, (x, y)])


def _halves(dice: Dice, wide: float) -> Skeleton:
    """A bow to the left, and one to the right that meets it."""
    top, bottom = (0.0, -0.5), (0.0, 0.5)
    left = spline([top, *dice.near((-wide, 0.0)), bottom])
    right = spline(dice.near(top, (wide, 0.0), bottom, spread=0.05))
    return [left, right]


def _slash(dice: Dice, wide: float, ring: Stroke) -> Skeleton:
    """From the upper right to the lower left, now short, now far out of the ring."""
    angle = math.radians(dice.between(28, 78))
    reach = dice.between(0.55, 1.15) if dice.chance(0.5) else dice.between(1.0, 2.4)
    half = reach * math.hypot(wide * math.cos(angle), 0.5 * math.sin(angle))
    x, y = half * math.cos(angle), -half * math.sin(angle)
    if dice.chance(0.08):
        x = -x
    more, less = dice.between(0.75, 1.3), dice.between(0.75, 1.3)
    start, end = (x * more, y * more), (-x * less, -y * less)
    if dice.chance(0.3):
        start, end = end, start
    bent = dice.near(((start[0] + end[0]) / 2, (start[1] + end[1]) / 2), spread=0.03)
    slash = spline([start, *bent, end])
    return [moved(slash, dice.around(0.0, 0.05), dice.around(0.0, 0.05))]


def _flag(dice: Dice) -> Stroke:
    """The upstroke that leads to the top of the stem."""
    length = dice.between(0.08, 0.5) if dice.chance(0.7) else dice.between(0.4, 0.95)
    # From nearly along the stem to nearly level.
    angle = math.radians(dice.between(12, 48) if length > 0.4 else dice.between(10, 80))
    if dice.chance(0.36):  # short and level, or even falling
        length, angle = dice.between(0.1, 0.42), math.radians(dice.between(65, 105))
        length = min(length, 0.27) if angle > math.radians(88) else length
    start = (-length * math.sin(angle), length * math.cos(angle))
    bent = (
        start[0] / 2 + dice.around(0.0, 0.04),
        start[1] / 2 - abs(dice.around(0.0, 0.05)),
    )
    flag = spline([start, bent, (0.0, 0.0)])
    if dice.chance(0.15):  # a touch down before it
        above = (start[0] + dice.around(-0.02, 0.03), start[1] - dice.between(0, 0.08))
        flag = joined(line(above, start), flag)
    return flag


def _tick(dice: Dice) -> Stroke:
    """A touch of the pen before the stem, to either side."""
    side = 1 if dice.chance(0.5) else -1
    start = (side * dice.between(0.02, 0.1), dice.between(-0.04, 0.1))
    return line(start, (0.0, 0.0))


def _foot(dice: Dice, at: tuple[float, float]) -> Stroke:
    """The line under the stem."""
    left, right = dice.between(0.1, 0.48), dice.between(0.1, 0.48)
    if dice.chance(0.05):
        left = 0.0
    rise = dice.around(0.0, 0.04)
    low = at[1] + dice.around(0.0, 0.025)
    places = [
        (at[0] - left, low + rise),
        (at[0], low + dice.around(0.0, 0.015)),
        (at[0] + right, low - rise),
    ]
    return spline(places)


def _hook(dice: Dice, at: tuple[float, float]) -> Stroke:
    """Where the pen leaves: a small turn up, mostly to the right."""
    side = 1 if dice.chance(0.75) else -1
    across, up = dice.between(0.03, 0.24), dice.between(-0.01, 0.22)
    if dice.chance(0.3):  # sharply back up
        return line(at, (at[0] + side * across, at[1] - dice.between(0.08, 0.38)))
    return spline(
        [
            at,
            (at[0] + side * across / 2, at[1] + 0.01),
            (at[0] + side * across, at[1] - up),
        ]
    )
