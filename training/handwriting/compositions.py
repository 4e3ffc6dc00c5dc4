"""Drawings of nothing in particular: pieces put together as those of things are.

Nobody can list what people draw. But most of it has a plan: a body with a head and
legs, things stacked or in a row, one in another, pairs left and right, a ring of parts,
a frame with something in it, a handle with a head, one part growing out of another.
"""

from collections.abc import Callable

import numpy as np

from training.handwriting import pieces
from training.handwriting.curves import Place, Skeleton
from training.handwriting.dice import Dice
from training.handwriting.placing import ink_length, mirrored, placed

# How many times as long as its box's diagonal all strokes together are at least: what
# has less ink than this is plain enough to be somebody's digit.
_LEAST_INK = 3.4
_MOST_PARTS = 12


def composition(random: np.random.Generator) -> Skeleton:
    """Some drawing."""
    dice = Dice(random)
    drawing = dice.one_of(_PLANS, _PLAN_WEIGHTS)(dice)
    for _ in range(_MOST_PARTS):
        if ink_length(drawing) >= _LEAST_INK:
            break
        drawing = drawing + _grown(dice, drawing)
    if dice.chance(0.12):
        # Filled in: one of the strokes' boxes is scribbled over.
        drawing = drawing + _over(dice, drawing)
    return drawing


def _body(dice: Dice) -> Skeleton:
    """A closed piece."""
    manner = int(dice.between(0, 10))
    if manner < 3:
        return pieces.loop(dice)
    if manner < 6:
        return pieces.box(dice)
    if manner == 6:
        return pieces.polygon(dice, int(dice.between(3, 7)))
    return (pieces.cloud, pieces.leaf, pieces.triangle)[manner - 7](dice)


def _cornered(dice: Dice) -> Skeleton:
    """A closed piece that is no ring."""
    manner = int(dice.between(0, 6))
    if manner < 3:
        return pieces.box(dice)
    return (pieces.triangle, pieces.cloud, pieces.leaf)[manner - 3](dice)


_LIMBS: tuple[Callable[[Dice], Skeleton], ...] = (
    pieces.comb, pieces.bow, pieces.path, pieces.bar, pieces.wave, pieces.leaf,
    pieces.loop, pieces.box, pieces.rays, pieces.hatch,
)  # fmt: skip
_LIMB_WEIGHTS = (2, 2, 2, 3, 1.5, 1.5, 1.5, 1.5, 0.7, 0.7)
_INSIDE: tuple[Callable[[Dice], Skeleton], ...] = (
    pieces.dots, pieces.grid, pieces.comb, pieces.loop, pieces.box, pieces.star,
    pieces.spiral, pieces.wave, pieces.bow, pieces.path, pieces.rays, pieces.hatch,
)  # fmt: skip
_INSIDE_WEIGHTS = (3, 1, 2, 2, 2, 1, 0.6, 1.5, 2, 1.5, 0.8, 1)


def _limb(dice: Dice) -> Skeleton:
    return dice.one_of(_LIMBS, _LIMB_WEIGHTS)(dice)


def _inside(dice: Dice) -> Skeleton:
    return dice.one_of(_INSIDE, _INSIDE_WEIGHTS)(dice)


def _size(dice: Dice, low: float, high: float) -> Place:
    return dice.between(low, high), dice.between(low, high)


def _turned(dice: Dice) -> float:
    return dice.one_of((0.0, 90.0, dice.between(0, 360)), (3, 1, 2))


def _creature(dice: Dice) -> Skeleton:
    """A body with a head beside or above it, legs below, and often more."""
    wide, high = dice.between(0.5, 1.2), dice.between(0.35, 0.9)
    body = placed(_body(dice), (0, 0), (wide, high), dice.around(0, 6))
    legs = placed(
        pieces.comb(dice) if dice.chance(0.7) else _limb(dice),
        (dice.around(0, 0.05), high / 2 + 0.15),
        (wide * dice.between(0.4, 1.0), dice.between(0.2, 0.7)),
    )
    head_size = dice.between(0.25, 0.6)
    beside = dice.between(-0.2, 1.0) * (wide + head_size) / 2
    head_at = (beside, -high / 2 - head_size * dice.between(0.0, 0.5))
    drawing = body + legs
    if dice.chance(0.75):
        drawing += placed(_body(dice), head_at, (head_size, head_size))
        if dice.chance(0.5):
            inner = head_size * dice.between(0.3, 0.6)
            drawing += placed(_inside(dice), head_at, (inner, inner))
    if dice.chance(0.5):
        tail = placed(_limb(dice), (-wide / 2 - 0.15, 0), _size(dice, 0.2, 0.5), 90)
        drawing += tail
    if dice.chance(0.35):
        drawing += placed(_inside(dice), (0, 0), (wide * 0.6, high * 0.6))
    return drawing


def _stack(dice: Dice) -> Skeleton:
    """Pieces one upon another; not only rings, which would be an 8."""
    drawing: Skeleton = []
    y = 0.0
    count = int(dice.between(2, 6))
    for place in range(count):
        wide, high = dice.between(0.2, 1.0), dice.between(0.15, 0.7)
        piece = (
            _cornered(dice)
            if place % 2 == 0
            else dice.one_of((_body, _limb, _inside), (3, 2, 1))(dice)
        )
        drawing += placed(piece, (dice.around(0, 0.04), y + high / 2), (wide, high))
        y += high * dice.between(0.8, 1.05)
    return drawing


def _row(dice: Dice) -> Skeleton:
    """Pieces side by side, alike or not, often on or under a line."""
    drawing: Skeleton = []
    count = int(dice.between(2, 6))
    own = dice.one_of((_cornered, _inside, _body, _limb), (3, 2, 2, 1))
    wide, high = dice.between(0.2, 0.6), dice.between(0.2, 0.8)
    alike = dice.chance(0.7)
    for place in range(count):
        if not alike:
            own = dice.one_of((_cornered, _inside, _limb), (2, 2, 1))
        drawing += placed(
            own(dice),
            (place * wide * dice.around(1.15, 0.06), dice.around(0, 0.04)),
            (wide, high * dice.around(1, 0.1)),
        )
    if dice.chance(0.5):
        at = dice.one_of((-0.5, 0.5, 0.0), (1, 2, 1)) * high
        long = count * wide * dice.between(0.8, 1.3)
        middle = ((count - 1) * wide * 0.57, at)
        drawing += placed(pieces.bar(dice), middle, (0.3, long), 90 + dice.around(0, 3))
    return drawing


def _nest(dice: Dice) -> Skeleton:
    """One piece in another; not a ring in a ring alone."""
    wide, high = dice.between(0.5, 1.2), dice.between(0.5, 1.0)
    # A ring with a small thing in it might be a 0 with a blot.
    ring = dice.chance(0.35)
    wide = max(wide, 0.9 * high) if ring else wide
    drawing = placed((pieces.loop if ring else _cornered)(dice), (0, 0), (wide, high))
    for _ in range(int(dice.between(2 if ring else 1, 4.5))):
        share = dice.between(0.4 if ring else 0.2, 0.75)
        room = (1 - share) * 0.4
        at = (wide * dice.between(-room, room), high * dice.between(-room, room))
        inner = _inside(dice) if dice.chance(0.7) else _cornered(dice)
        drawing += placed(inner, at, (wide * share, high * share), dice.around(0, 5))
    return drawing


def _pairs(dice: Dice) -> Skeleton:
    """A middle piece, and others left and right of it, mirrored."""
    wide, high = dice.between(0.25, 0.9), dice.between(0.4, 1.1)
    drawing = placed(
        _body(dice) if dice.chance(0.8) else _limb(dice), (0, 0), (wide, high)
    )
    for _ in range(int(dice.between(1, 4))):
        size = _size(dice, 0.15, 0.7)
        away = wide / 2 + size[0] * dice.between(-0.4, 0.5)
        at = (away, high * dice.between(-0.55, 0.55))
        one = placed(_limb(dice), at, size, _turned(dice))
        other = mirrored(one)
        drawing += one + [s + dice.random.normal(0, 0.03, 2) for s in other]
    if dice.chance(0.3):
        drawing += placed(_inside(dice), (0, 0), (wide * 0.5, high * 0.5))
    return drawing


def _ring(dice: Dice) -> Skeleton:
    """The same piece several times around a middle: flowers, suns, wheels, spiders."""
    count = int(dice.between(3, 9))
    middle = dice.between(0.2, 0.6)
    long, wide = dice.between(0.15, 0.6), dice.between(0.1, 0.5)
    own = dice.one_of(
        (pieces.loop, pieces.leaf, pieces.bar, pieces.box, pieces.bow, pieces.path),
        (3, 2, 2, 1, 1.5, 1),
    )
    drawing = placed(_body(dice), (0, 0), (middle, middle)) if dice.chance(0.8) else []
    first, sweep = dice.between(0, 360), dice.one_of((360.0, 180.0), (4, 1))
    for place in range(count):
        degrees = first + sweep * place / count + dice.around(0, 5)
        away = middle / 2 + long * dice.between(0.35, 0.6)
        at = (
            away * float(np.cos(np.radians(degrees))),
            away * float(np.sin(np.radians(degrees))),
        )
        drawing += placed(own(dice), at, (wide, long), degrees + 90)
    if dice.chance(0.4):
        drawing += placed(
            _limb(dice), (0, middle / 2 + long + 0.3), (0.3, dice.between(0.5, 1.0))
        )
    return drawing


def _framed(dice: Dice) -> Skeleton:
    """A frame with something in it and something on its edge."""
    wide, high = dice.between(0.7, 1.4), dice.between(0.5, 1.1)
    drawing = placed(pieces.box(dice), (0, 0), (wide, high))
    for _ in range(int(dice.between(1, 3.5))):
        share = dice.between(0.25, 0.85)
        drawing += placed(
            _inside(dice),
            (dice.around(0, 0.07), dice.around(0, 0.07)),
            (wide * share, high * dice.between(0.2, 0.85)),
        )
    if dice.chance(0.5):
        side = dice.one_of((-0.5, 0.5), (1, 1))
        drawing += placed(_limb(dice), (0, side * (high + 0.25)), _size(dice, 0.2, 0.5))
    return drawing


def _tool(dice: Dice) -> Skeleton:
    """A long handle and a head: lying, leaning or upright."""
    long, thick = dice.between(0.6, 1.2), dice.between(0.06, 0.25)
    handle = placed(
        pieces.box(dice) if dice.chance(0.5) else _cornered(dice), (0, 0), (thick, long)
    )
    head = dice.one_of((_cornered, _inside, _limb), (3, 2, 2))(dice)
    drawing = handle + placed(
        head, (0, -long / 2 - 0.1), _size(dice, 0.25, 0.8), _turned(dice)
    )
    if dice.chance(0.4):
        drawing += placed(_limb(dice), (0, long / 2), _size(dice, 0.15, 0.5))
    return placed(drawing, (0, 0), (1, 1), _turned(dice))


def _grown_from_one(dice: Dice) -> Skeleton:
    """Part after part, each where one that is there ends or passes."""
    drawing = placed(_body(dice), (0, 0), _size(dice, 0.4, 1.0), _turned(dice))
    for _ in range(int(dice.between(2, 7))):
        drawing += _grown(dice, drawing)
    return drawing


def _contours(dice: Dice) -> Skeleton:
    """Long bent lines, as when a thing is drawn in one go, and details on them."""
    drawing = placed(pieces.path(dice), (0, 0), _size(dice, 0.7, 1.2))
    for _ in range(int(dice.between(1, 4))):
        at = (dice.between(-0.4, 0.4), dice.between(-0.4, 0.4))
        own = dice.one_of((pieces.path, pieces.wave, _inside), (2, 1, 2))
        drawing += placed(own(dice), at, _size(dice, 0.2, 0.9), _turned(dice))
    return drawing


def _grown(dice: Dice, drawing: Skeleton) -> Skeleton:
    """One more part, somewhere on the strokes that are there."""
    stroke = drawing[int(dice.between(0, len(drawing)))]
    x, y = stroke[int(dice.between(0, len(stroke)))].tolist()
    size = _size(dice, 0.15, 0.8)
    own = dice.one_of((_limb, _body, _inside), (4, 2, 2))
    return placed(own(dice), (x, y + size[1] * 0.4), size, _turned(dice))


def _over(dice: Dice, drawing: Skeleton) -> Skeleton:
    """A scribble over the box of one of the strokes."""
    stroke = drawing[int(dice.between(0, len(drawing)))]
    low, high = stroke.min(0), stroke.max(0)
    x, y = ((low + high) / 2).tolist()
    wide, tall = np.maximum(high - low, 0.15).tolist()
    return placed(pieces.hatch(dice), (x, y), (wide * 0.95, tall * 0.95))


_PLANS = (
    _creature, _stack, _row, _nest, _pairs, _ring, _framed, _tool, _grown_from_one,
    _contours,
)  # fmt: skip
_PLAN_WEIGHTS = (3, 2, 2, 2, 3, 2, 2, 2, 2, 1.5)
