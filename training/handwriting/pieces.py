"""The pieces that drawings are put together from: loops, boxes, stars, combs, waves.

Each piece is drawn into the square from -0.5 to 0.5, anew each time.
"""

import math

import numpy as np

from training.handwriting.curves import Skeleton, Stroke
from training.handwriting.dice import Dice
from training.handwriting.placing import placed

_TURN = 2 * math.pi


def loop(dice: Dice) -> Skeleton:
    """A round closed line: an ellipse, an egg, a bean; its ends miss each other."""
    start, way = dice.between(0, _TURN), dice.one_of((1.0, -1.0), (1, 1))
    turn = start + way * np.linspace(0, _TURN * dice.around(1.02, 0.05), 40)
    radius = np.full(40, 0.48)
    for waves, strength in ((2, 0.05), (3, 0.04), (5, 0.012)):
        radius += dice.around(0, strength) * np.cos(waves * turn + dice.between(0, 6))
    radius *= np.linspace(1, dice.around(1, 0.06), 40)
    return [_polar(radius, turn)]


def cloud(dice: Dice) -> Skeleton:
    """A closed line of bumps: a cloud, a bush, a mane, a flower in one stroke."""
    bumps = int(dice.between(4, 11))
    turn = dice.between(0, _TURN) + np.linspace(0, _TURN, 12 * bumps)
    depth = dice.between(0.14, 0.45)
    wave = np.abs(np.sin(turn * bumps / 2 + dice.between(0, 3)))
    if dice.chance(0.25):
        wave = np.abs((turn * bumps / _TURN) % 1 - 0.5) * 2  # pointed
    return [_polar(0.5 * (1 - depth + depth * wave), turn)]


def polygon(dice: Dice, corners: int) -> Skeleton:
    """A closed line of straight sides, its corners not quite where they belong."""
    turn = dice.around(-90, 10) + np.arange(corners + 1) * 360 / corners
    places = _polar(np.full(corners + 1, 0.5), np.radians(turn))
    places[:-1] += dice.random.normal(0, 0.045, (corners, 2))
    places[-1] = places[0] + dice.random.normal(0, 0.04, 2)
    return _sides(dice, places)


def triangle(dice: Dice) -> Skeleton:
    """A triangle, most of them standing on a side."""
    standing = polygon(dice, 3)
    return standing if dice.chance(0.8) else placed(standing, (0, 0), (1, -1))


def box(dice: Dice) -> Skeleton:
    """A rectangle, in one stroke or in several; some have round corners."""
    places = np.array([[-1, -1], [1, -1], [1, 1], [-1, 1], [-1, -1]]) * 0.48
    places += dice.random.normal(0, 0.035, places.shape)
    if dice.chance(0.2):
        places[:2, 0] *= dice.between(0.4, 1.0)  # a trapezium
        places[-1] = places[0]
    if dice.chance(0.3):
        return [_rounded(_sides(dice, places, whole=True)[0], 5)]
    return _sides(dice, places)


def star(dice: Dice) -> Skeleton:
    """A star: its outline, or five lines across."""
    points = dice.one_of((4, 5, 6, 8), (1, 5, 1.5, 1))
    if points == 5 and dice.chance(0.5):
        turn = np.radians(dice.around(-90, 8) + np.arange(6) * 144)
        radius = np.full(6, 0.5)
    else:
        turn = np.radians(
            dice.around(-90, 8) + np.arange(2 * points + 1) * 180 / points
        )
        inner = dice.between(0.15, 0.3)
        radius = np.where(np.arange(2 * points + 1) % 2, inner, 0.5)
    places = _polar(radius, turn) + dice.random.normal(0, 0.03, (len(turn), 2))
    return [_straight(places)]


def spiral(dice: Dice) -> Skeleton:
    """A spiral of more than one and a half turns, round or angular."""
    turns = dice.between(1.7, 4.0)
    count = int(18 * turns)
    turn = dice.between(0, _TURN) + np.linspace(0, _TURN * turns, count)
    growth = np.linspace(dice.between(0.0, 0.2), 1, count) ** dice.between(0.7, 1.2)
    stroke = _polar(0.5 * growth, turn)
    if dice.chance(0.15):
        stroke = _straight(stroke[:: max(3, 18 // 4)])
    return [stroke if dice.chance(0.5) else stroke * (-1.0, 1.0)]


def wave(dice: Dice) -> Skeleton:
    """A line that goes up and down from left to right: water, a zigzag, loops."""
    count = dice.between(2, 7)
    along = np.linspace(0, 1, int(14 * count))
    phase = along * count * _TURN + dice.between(0, _TURN)
    height = 0.5 * (1 - dice.between(0, 0.6) * along)
    manner = dice.one_of(("sine", "zigzag", "arches", "loops"), (3, 3, 2, 2))
    aside = np.zeros_like(along)
    if manner == "sine":
        up = np.sin(phase)
    elif manner == "zigzag":
        up = np.arcsin(np.sin(phase)) * (2 / math.pi)
    elif manner == "arches":
        up = 1 - 2 * np.abs(np.sin(phase / 2))
    else:
        up = np.sin(phase)
        aside = np.cos(phase) * dice.between(0.8, 2.0) / (2 * count)
    return [np.stack([along - 0.5 + aside, height * up], axis=1)]


def comb(dice: Dice) -> Skeleton:
    """Parallel lines, upright; some with a back like a comb, a rake or a fence."""
    count = int(dice.between(2, 8))
    x = np.linspace(-0.45, 0.45, count) + dice.random.normal(0, 0.025, count)
    top = -0.45 + dice.random.normal(0, 0.05, count)
    bottom = 0.45 + dice.random.normal(0, 0.05, count)
    if dice.chance(0.2):
        bottom = 0.45 - dice.between(0.2, 0.7) * np.abs(x) * 2  # as under an arch
    strokes = [
        _straight(np.array([[a + dice.around(0, 0.02), b], [a, c]]))
        for a, b, c in zip(x, top, bottom, strict=True)
    ]
    for at in (-0.45, -0.2, 0.2, 0.45):
        if dice.chance(0.25):
            ends = np.array([[-0.5, at], [0.5, at]]) + dice.random.normal(
                0, 0.03, (2, 2)
            )
            strokes.append(_straight(ends))
    return strokes


def grid(dice: Dice) -> Skeleton:
    """Lines across and down: a window, a net, a calendar, a ladder."""
    strokes = []
    for axis in (0, 1):
        count = int(dice.between(2, 5.5))
        for at in np.linspace(-0.45, 0.45, count):
            ends = np.array([[-0.5, at], [0.5, at]]) + dice.random.normal(
                0, 0.03, (2, 2)
            )
            strokes.append(_straight(ends[:, ::-1] if axis else ends))
    return strokes


def rays(dice: Dice) -> Skeleton:
    """Lines outwards from a middle that is left free or not: a sun, a snowflake."""
    count = int(dice.between(4, 13))
    sweep = 1.0 if dice.chance(0.65) else dice.between(0.3, 0.7)
    first = dice.between(0, _TURN)
    inner = dice.between(0.25, 0.36) if dice.chance(0.7) else 0.0
    turn = first + np.arange(count) * _TURN * sweep / count
    turn += dice.random.normal(0, 0.12, count)
    outer = 0.5 * dice.random.normal(0.95, 0.1, count)
    cos, sin = np.cos(turn), np.sin(turn)
    return [
        _straight(np.array([[inner * c, inner * s], [far * c, far * s]]))
        for c, s, far in zip(cos, sin, outer, strict=True)
    ]


def hatch(dice: Dice) -> Skeleton:
    """To and fro without lifting the pen: hair, grass, a surface filled in."""
    count = int(dice.between(5, 16))
    x = np.linspace(-0.48, 0.48, count) + dice.random.normal(0, 0.03, count)
    y = np.where(np.arange(count) % 2, 0.45, -0.45) + dice.random.normal(0, 0.08, count)
    if dice.chance(0.5):
        y *= np.sqrt(np.maximum(0.05, 1 - 3.8 * x * x))  # fills a round shape
    stroke = _straight(np.stack([x, y], axis=1))
    return [_rounded(stroke, 5) if dice.chance(0.5) else stroke]


def dots(dice: Dice) -> Skeleton:
    """Small rings or dots, strewn or in a row."""
    count = int(dice.between(2, 8))
    middles = dice.random.uniform(-0.42, 0.42, (count, 2))
    if dice.chance(0.4):
        middles[:, 0] = np.linspace(-0.42, 0.42, count)
        middles[:, 1] = dice.random.normal(0, 0.03, count)
    size = dice.between(0.01, 0.16)
    return [
        placed(loop(dice), (float(x), float(y)), (size, size))[0] for x, y in middles
    ]


def leaf(dice: Dice) -> Skeleton:
    """Two arcs from point to point: a leaf, an eye, a fish, a wing."""
    along = np.linspace(0, math.pi, 14)
    upper, lower = dice.between(0.15, 0.5), dice.between(-0.1, 0.5)
    x = -0.5 * np.cos(along)
    over = np.stack([x, -upper * np.sin(along)], axis=1)
    under = np.stack([x, lower * np.sin(along)], axis=1)
    if dice.chance(0.5):
        return [over, under]
    return [np.concatenate([over, under[::-1]])]


def bow(dice: Dice) -> Skeleton:
    """An open arc: a handle, a smile, a bridge, a brow."""
    sweep = dice.between(1.6, 4.2)
    middle = dice.one_of((0.5, -0.5), (1, 1)) * math.pi
    turn = np.linspace(middle - sweep / 2, middle + sweep / 2, 16)
    return [_polar(np.linspace(0.5, 0.5 * dice.around(1, 0.1), 16), turn)]


def path(dice: Dice) -> Skeleton:
    """A line with bends, straight or round: a contour, a tail, a cable."""
    count = int(dice.between(3, 9))
    steps = dice.random.normal(0, 1, (count, 2))
    drift = dice.random.normal(0, 0.7, 2)
    corners = np.cumsum(steps + drift, axis=0)
    corners -= corners.mean(0)
    corners *= 0.5 / max(1e-6, float(np.abs(corners).max()))
    stroke = _straight(corners)
    return [_rounded(stroke, 7) if dice.chance(0.65) else stroke]


def bar(dice: Dice) -> Skeleton:
    """A single upright line, hardly bent."""
    bend = dice.around(0, 0.08)
    along = np.linspace(-0.5, 0.5, 9)
    return [np.stack([bend * (1 - 4 * along * along), along], axis=1)]


def _polar(radius: Stroke, turn: Stroke) -> Stroke:
    return np.stack([radius * np.cos(turn), radius * np.sin(turn)], axis=1)


def _straight(corners: Stroke, steps: int = 7) -> Stroke:
    """Straight lines from corner to corner, as close points."""
    share = np.linspace(0, 1, steps, endpoint=False)[None, :, None]
    path = corners[:-1, None] * (1 - share) + corners[1:, None] * share
    return np.concatenate([path.reshape(-1, 2), corners[-1:]])


def _sides(dice: Dice, places: Stroke, *, whole: bool = False) -> Skeleton:
    """The sides of a shape in one stroke, in two, or each on its own."""
    count = len(places) - 1
    manner = dice.one_of((1, 2, count), (6, 2, 2))
    if whole or manner == 1:
        start = int(dice.between(0, count))
        ring = np.concatenate([places[start:-1], places[: start + 1]])
        return [_straight(ring)]
    if manner == 2:
        cut = int(dice.between(1, count))
        halves = [places[: cut + 1], places[cut:]]
    else:
        halves = [places[k : k + 2] for k in range(count)]
    return [_straight(half + dice.random.normal(0, 0.02, (1, 2))) for half in halves]


def _rounded(stroke: Stroke, width: int) -> Stroke:
    """Corners rubbed off by a moving mean; the ends stay."""
    kept = np.concatenate(
        [np.repeat(stroke[:1], width, 0), stroke, np.repeat(stroke[-1:], width, 0)]
    )
    total = np.cumsum(kept, axis=0)
    mean: Stroke = (total[width:] - total[:-width]) / width
    return mean
