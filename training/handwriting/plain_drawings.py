"""Drawings of little ink: a marked ring, a head on a stick, a mere outline.

They come nearest to digits: to a 0, to a 9 or 4, to a 0 or 8. What tells them apart is
in each of them: corners, a second mark, a foot, a head wider than that of any digit.
"""

import math

import numpy as np

from training.handwriting import pieces
from training.handwriting.curves import Place, Skeleton, line, lines, spline
from training.handwriting.dice import Dice
from training.handwriting.long_things import long_thing
from training.handwriting.outlines import outlined
from training.handwriting.placing import placed
from training.handwriting.sticks import stick


def plain_drawing(dice: Dice) -> Skeleton:
    """One of them."""
    kinds = (_marked_ring, _on_a_stick, _outline, long_thing, _boat, outlined, stick)
    return dice.one_of(kinds, (3, 3, 4, 3, 0.7, 4, 2))(dice)


def _marked_ring(dice: Dice) -> Skeleton:
    """A clock, a face, a fruit, a ball, a lamp, a pot: a ring that is no 0."""
    wide = dice.between(0.85, 1.5)
    ring = placed(pieces.loop(dice), (0, 0), (wide, 1))
    first = dice.one_of(_STRONG_MARKS, _STRONG_WEIGHTS)(dice)
    marks = placed(first, (0, 0), (wide, 1))
    for _ in range(int(dice.between(0, 2.5))):
        marks += placed(dice.one_of(_MARKS, _MARK_WEIGHTS)(dice), (0, 0), (wide, 1))
    return ring + marks


def _hands(dice: Dice) -> Skeleton:
    """Two lines from about the middle, neither as far as the edge."""
    turn = dice.between(0, 360)
    middle = (dice.around(0, 0.03), dice.around(0, 0.03))
    ends = [
        _at(turn, dice.between(0.22, 0.4)),
        _at(turn + dice.one_of((1, -1), (1, 1)) * dice.between(50, 120), 0.3),
    ]
    if dice.chance(0.5):
        return [lines([ends[0], middle, ends[1]])]
    return [line(middle, end) for end in ends]


def _features(dice: Dice) -> Skeleton:
    """Two eyes and a mouth, or three spots."""
    apart, high = dice.between(0.12, 0.22), dice.between(-0.2, -0.05)
    size = dice.between(0.01, 0.1)
    eyes = [
        placed(pieces.loop(dice), (side * apart, high), (size, size))[0]
        for side in (-1, 1)
    ]
    smile = placed(pieces.bow(dice), (0, 0.18), (dice.between(0.15, 0.5), 0.15))
    return eyes + smile


def _chords(dice: Dice) -> Skeleton:
    """Two to four lines from edge to edge: a ball, a wheel, a globe."""
    strokes: Skeleton = []
    count, turn = int(dice.between(2, 4.5)), dice.between(0, 180)
    crossing = dice.chance(0.4)
    for place in range(count):
        off = 0.0 if crossing else (place - (count - 1) / 2) * 0.8 / count
        bend = dice.around(0, 0.1) if crossing else off * dice.between(-0.6, 0.9)
        half = math.sqrt(max(0.02, 0.23 - off * off))
        chord = spline([(-half, off), (0, off + bend), (half, off)])
        own = turn + (180 * place / count if crossing else 0) + dice.around(0, 4)
        strokes += placed([chord], (0, 0), (1, 1), own)
    return strokes


def _ears(dice: Dice) -> Skeleton:
    """Two of something at the top, left and right, or a neck at the bottom."""
    size = dice.between(0.18, 0.35)
    own = dice.one_of((pieces.loop, pieces.triangle, pieces.leaf), (2, 2, 1))
    high = dice.between(-0.55, -0.42)
    return [
        stroke
        for side in (-1, 1)
        for stroke in placed(
            own(dice), (side * dice.between(0.28, 0.4), high), (size,) * 2
        )
    ]


def _neck(dice: Dice) -> Skeleton:
    """A bulb's screw, a balloon's basket, a jar's foot."""
    wide, high = dice.between(0.2, 0.5), dice.between(0.12, 0.4)
    top = 0.5 + dice.between(-0.03, 0.2)
    low = top + high
    strokes = placed(pieces.box(dice), (0, (top + low) / 2), (wide, high))
    if top > 0.55 or dice.chance(0.3):
        strokes += [line((s * wide / 2, top), (s * 0.25, 0.42)) for s in (-1, 1)]
    return strokes


def _stalk(dice: Dice) -> Skeleton:
    """A stalk with a leaf: a fruit."""
    top = (dice.around(0, 0.06), dice.between(-0.8, -0.6))
    stalk = spline([(0, -0.46), (dice.around(0, 0.03), -0.55), top])
    leaf = placed(pieces.leaf(dice), (0.17, -0.62), (0.3, 0.2), dice.around(15, 15))
    return [stalk, *leaf]


def _ticks(dice: Dice) -> Skeleton:
    """Short lines along the edge: inwards, outwards or across it."""
    count, start = int(dice.between(4, 13)), dice.between(0, 360)
    inner, outer = dice.one_of(((0.36, 0.46), (0.5, 0.68), (0.4, 0.6)), (1, 2, 1))
    return [
        line(_at(turn, inner), _at(turn, outer))
        for turn in (start + 360 * np.arange(count) / count).tolist()
    ]


def _base(dice: Dice) -> Skeleton:
    """What it stands on."""
    half = dice.between(0.3, 0.8)
    return [line((-half, dice.between(0.5, 0.6)), (half, dice.between(0.5, 0.6)))]


def _strewn(dice: Dice) -> Skeleton:
    return placed(pieces.dots(dice), (0, 0), (0.7, 0.7))


def _on_a_stick(dice: Dice) -> Skeleton:
    """A tree, an umbrella, a lamp, a fork, a shovel, a sign, an ice lolly."""
    wide, high = dice.between(0.6, 1.2), dice.between(0.35, 0.75)
    head = dice.one_of(_HEADS, _HEAD_WEIGHTS)
    strokes = placed(head(dice), (0, -high / 2), (wide, high))
    long = dice.between(0.25, 0.9)
    thick = dice.one_of((0.0, dice.between(0.08, 0.25)), (3, 2))
    start = -dice.between(0, 0.08)
    if thick:
        half = thick / 2
        strokes.append(
            lines([(-half, start), (-half, long), (half, long), (half, start)])
        )
    else:
        strokes.append(
            line((dice.around(0, 0.02), start), (dice.around(0, 0.04), long))
        )
    strokes += placed(dice.one_of(_FEET, _FOOT_WEIGHTS)(dice), (0, long), (0.6, 0.3))
    turn = dice.one_of((0.0, 180.0, 90.0, dice.between(-40, 40)), (5, 2, 2, 1))
    return placed(strokes, (0, 0), (1, 1), turn)


def _roof(dice: Dice) -> Skeleton:
    """Half of an ellipse on a line, straight or scalloped: an umbrella, a mushroom."""
    over = spline([(-0.5, 0.5), (-0.4, -0.2), (0, -0.5), (0.4, -0.2), (0.5, 0.5)])
    if dice.chance(0.5):
        return [over, line((-0.5, 0.5), (0.5, dice.around(0.5, 0.05)))]
    count = int(dice.between(2, 5))
    x = np.linspace(-0.5, 0.5, 2 * count + 1)
    y = np.where(np.arange(len(x)) % 2, 0.3, 0.5)
    return [over, spline(list(zip(x.tolist(), y.tolist(), strict=True)))]


def _prongs(dice: Dice) -> Skeleton:
    """A fork's, a rake's, a broom's head."""
    count = int(dice.between(3, 7))
    x = np.linspace(-0.4, 0.4, count) + dice.random.normal(0, 0.03, count)
    narrower = dice.between(0.2, 1.0)
    return [
        line((-0.42 * narrower, 0.48), (0.42 * narrower, 0.5)),
        *(
            line((a * narrower, 0.48), (a, dice.around(-0.45, 0.05)))
            for a in x.tolist()
        ),
    ]


def _marked(dice: Dice) -> Skeleton:
    """A board with something on it."""
    frame = pieces.box(dice)
    inner = dice.one_of((_chords, _features, pieces.wave, pieces.star), (2, 1, 1, 1))
    return frame + placed(inner(dice), (0, 0), (0.75, 0.75))


def _nothing(dice: Dice) -> Skeleton:
    return []


def _floor(dice: Dice) -> Skeleton:
    half = dice.between(0.25, 0.8)
    return [line((-half, 0), (half, dice.around(0, 0.05)))]


def _roots(dice: Dice) -> Skeleton:
    return [line((0, 0), (x, dice.between(0.3, 0.9))) for x in (-0.5, 0.0, 0.5)]


def _outline(dice: Dice) -> Skeleton:
    """The outline of some thing, with a line or two in it at times."""
    kinds = (_corners, _profile, _crescent, _bumpy)
    drawn = dice.one_of(kinds, (3, 4, 1, 1))(dice)
    if dice.chance(0.45):
        low, high = drawn[0].min(0), drawn[0].max(0)
        x, y = ((low + high) / 2).tolist()
        inner = dice.one_of((pieces.bar, pieces.dots, pieces.wave), (3, 2, 1))(dice)
        size = ((high - low) * dice.between(0.4, 0.8)).tolist()
        drawn += placed(inner, (x, y), (size[0], size[1]), dice.one_of((0, 90), (1, 2)))
    return drawn


def _corners(dice: Dice) -> Skeleton:
    """A polygon with corners pushed in: a shoe, a fish, a cloud, a stone, a glove."""
    count = int(dice.between(6, 14))
    turn = np.sort(np.arange(count) * 360 / count + dice.random.normal(0, 9, count))
    radius = dice.random.uniform(0.3, 0.5, count)
    # A ring is no outline: at least two corners lie far in.
    radius[:: max(2, count // 3)] *= dice.between(0.3, 0.55)
    places = [_at(a, r) for a, r in zip(turn.tolist(), radius.tolist(), strict=True)]
    if dice.chance(0.5):
        closed = lines([*places, places[0]])
    else:
        closed = spline(places, closed=True)
    return placed([closed], (0, 0), (dice.between(0.8, 1.6), 1), dice.around(0, 10))


def _profile(dice: Dice) -> Skeleton:
    """The same on the left as on the right: a bottle, a vase, a bulb, a shirt."""
    count = int(dice.between(4, 8))
    y = np.linspace(-0.5, 0.5, count)
    half = dice.random.uniform(0.17, 0.5, count)
    half[0] = dice.between(0.05, 0.3)
    # Nor is an egg: somewhere it is narrow, and below that wide.
    neck = int(dice.between(1, count - 1))
    half[neck] = dice.between(0.16, 0.26)
    half[neck + 1] = dice.between(0.35, 0.5)
    right = list(zip(half.tolist(), y.tolist(), strict=True))
    left = [(-x + dice.around(0, 0.02), at) for x, at in reversed(right)]
    if dice.chance(0.55):
        side, other = spline(right), spline(left)
    else:
        side, other = lines(right), lines(left)
    ring = np.concatenate([side, other, side[:1]])
    size = (dice.between(0.7, 1.5), dice.one_of((1.0, -1.0), (3, 1)))
    strokes = placed([ring], (0, 0), size)
    if dice.chance(0.5):
        at = int(dice.between(1, count - 1))
        ends: tuple[Place, Place] = ((-half[at], y[at]), (half[at], y[at]))
        strokes += placed([line(*ends)], (0, 0), size)
    return strokes


def _bumpy(dice: Dice) -> Skeleton:
    """A cloud, a bush, a sheep."""
    return placed(pieces.cloud(dice), (0, 0), (dice.between(1.1, 2.0), 1))


def _crescent(dice: Dice) -> Skeleton:
    """Two bows from tip to tip, the one within the other, or one on a line."""
    deep, flat = dice.between(0.35, 0.6), dice.between(-0.05, 0.25)
    outer = spline(
        [(-0.5, 0), (-0.3, deep * 0.8), (0, deep), (0.3, deep * 0.8), (0.5, 0)]
    )
    inner = spline(
        [(0.5, 0), (0.25, flat * 0.8), (0, flat), (-0.25, flat * 0.8), (-0.5, 0)]
    )
    turn = dice.one_of((0.0, 180.0), (2, 1)) + dice.around(0, 12)
    return placed([np.concatenate([outer, inner])], (0, 0), (1.2, 1), turn)


def _boat(dice: Dice) -> Skeleton:
    """A hull with a mast and one sail or two."""
    deep, mast = dice.between(0.15, 0.35), dice.between(0.4, 0.9)
    low = dice.between(0.3, 0.45)
    way: list[Place] = [(-0.5, 0), (-low, deep), (low, deep), (0.5, 0)]
    hull = [lines(way) if dice.chance(0.5) else spline(way)]
    hull.append(line((-0.5, dice.around(0, 0.02)), (0.5, dice.around(0, 0.02))))
    foot, x = -dice.between(0, 0.15), dice.around(0, 0.1)
    rigging = [line((x, 0), (x, -mast))]
    for side in dice.one_of(((1,), (-1,), (1, -1)), (2, 2, 3)):
        out = x + side * dice.between(0.2, 0.5)
        rigging.append(lines([(x, -mast), (out, foot), (x, foot)]))
    return hull + rigging


def _at(degrees: float, radius: float) -> Place:
    turn = math.radians(degrees)
    return radius * math.cos(turn), radius * math.sin(turn)


_STRONG_MARKS = (_hands, _features, _chords, _ears, _neck, _ticks, _stalk)
_STRONG_WEIGHTS = (3, 2, 2, 1.5, 2, 1.5, 1)
_MARKS = (_stalk, _ears, _base, _ticks, _strewn, _neck)
_MARK_WEIGHTS = (1, 1, 2, 1, 2, 1)
_HEADS = (
    pieces.triangle, pieces.cloud, _roof, _prongs, _marked, pieces.star, pieces.rays,
)  # fmt: skip
_HEAD_WEIGHTS = (1.5, 2, 3, 2, 2, 0.5, 0.5)
_FEET = (_nothing, _floor, _roots, pieces.box, pieces.bow)
_FOOT_WEIGHTS = (4, 3, 1, 1, 1)
