"""Digits that no longer are a digit: halved, mirrored, struck out, run together."""

import numpy as np

from training.handwriting import pieces
from training.handwriting.curves import Skeleton, Stroke
from training.handwriting.dice import Dice
from training.handwriting.digits import skeleton
from training.handwriting.placing import mirrored, placed

# Not 2 and 5: mirrored, either is the other in many hands. A mirrored 4 may be an open
# one, a mirrored 6 a 2 with a loop, a mirrored 7 a 1, a mirrored 9 an 8 left open.
_MIRRORED = (3,)
# A 4 on its side is often one again; so are a 6 and a 9.
_QUARTER_TURNED = (2, 3, 5)
# A line through a 0, a 1 or a 7 belongs to it in many hands.
_STRUCK = (2, 3, 5, 6, 8, 9)
# A line under a 1, 2, 4 or 7 may be its foot.
_UNDERLINED = (0, 3, 5, 6, 8, 9)
_RINGED = (2, 3, 4, 5, 6, 7, 8, 9)


def spoilt_digit(random: np.random.Generator) -> Skeleton:
    """A digit, or several, spoilt in some way."""
    dice = Dice(random)
    return dice.one_of(_WAYS, _WAY_WEIGHTS)(dice)


def _digit(dice: Dice, choices: tuple[int, ...] = tuple(range(10))) -> Skeleton:
    """One of the digits, filling a box that is 1 high."""
    strokes = skeleton(choices[int(dice.between(0, len(choices)))], dice.random)
    low, high = _box(strokes)
    scale = 1 / max(1e-6, float(high[1] - low[1]))
    return [(stroke - (low + high) / 2) * scale for stroke in strokes]


def _halved(dice: Dice) -> Skeleton:
    """Half of a 0, wide enough for nobody's 7.

    Of most others a half is a digit again: of a 4 the lower a 1, of an 8 the right a 3.
    """
    sign = dice.one_of((1.0, -1.0), (1, 1))
    cut = dice.around(0, 0.06)
    strokes = _digit(dice, (0,))
    kept = [run for s in strokes for run in _runs(s, (s[:, 1] - cut) * sign > 0)]
    return _widened(kept, dice.between(1.3, 2.2)) if kept else _mirrored(dice)


def _mirrored(dice: Dice) -> Skeleton:
    return mirrored(_digit(dice, _MIRRORED))


def _quarter_turned(dice: Dice) -> Skeleton:
    turn = dice.one_of((90.0, -90.0), (1, 1)) + dice.around(0, 6)
    return placed(_digit(dice, _QUARTER_TURNED), (0, 0), (1, 1), turn)


def _struck(dice: Dice) -> Skeleton:
    """Crossed out: by lines longer than the digit is wide, or scribbled over."""
    strokes = _digit(dice, _STRUCK)
    manner = dice.one_of(("line", "lines", "cross", "scribble"), (1, 2, 2, 3))
    if manner == "scribble":
        size = (dice.between(0.6, 1.2), dice.between(0.5, 1.1))
        return strokes + placed(pieces.hatch(dice), (0, 0), size, dice.around(0, 25))
    if manner == "cross":
        turn = dice.between(30, 60)
        return strokes + _line(dice, 0, turn) + _line(dice, 0, -turn)
    count = 1 if manner == "line" else int(dice.between(2, 4.5))
    turn = dice.around(0, 14)
    for place in range(count):
        strokes += _line(
            dice, (place - (count - 1) / 2) * dice.between(0.12, 0.3), turn
        )
    return strokes


def _overwritten(dice: Dice) -> Skeleton:
    """Three or more digits in one place."""
    strokes: Skeleton = []
    for _ in range(int(dice.between(3, 5))):
        strokes += placed(
            _digit(dice), (dice.around(0, 0.15), dice.around(0, 0.1)), (1, 1)
        )
    return strokes


def _run_together(dice: Dice) -> Skeleton:
    """Two digits or more side by side, together wider than high."""
    strokes: Skeleton = []
    edge = 0.0
    count = dice.one_of((2, 3, 4), (6, 2, 1))
    slope = dice.around(0, 0.08)
    for place in range(count):
        size = dice.around(1, 0.08)
        one = placed(_digit(dice), (0, 0), (size * dice.between(0.8, 1.1), size))
        low, high = _box(one)
        # Neighbours touch, overlap a little, or leave a gap.
        edge += dice.around(0.02, 0.07) if place else 0.0
        shift = np.array((edge - low[0], slope * place))
        strokes += [stroke + shift for stroke in one]
        edge += float(high[0] - low[0])
    return _widened(strokes, dice.between(1.05, 1.3))


def _ringed(dice: Dice) -> Skeleton:
    """In a ring or a box."""
    strokes = _digit(dice, _RINGED)
    low, high = _box(strokes)
    room = dice.between(1.35, 1.9)
    frame = pieces.loop(dice) if dice.chance(0.6) else pieces.box(dice)
    wide = max(float(high[0] - low[0]), 0.5) * room
    return strokes + placed(frame, (dice.around(0, 0.04), 0), (wide, room))


def _underlined(dice: Dice) -> Skeleton:
    strokes = _digit(dice, _UNDERLINED)
    for place in range(dice.one_of((1, 2), (3, 2))):
        strokes += _line(dice, 0.7 + 0.14 * place + dice.between(0, 0.06), 0)
    return strokes


def _widened(strokes: Skeleton, ratio: float) -> Skeleton:
    """At least so many times as wide as high."""
    low, high = _box(strokes)
    wide, tall = (high - low).tolist()
    return placed(strokes, (0, 0), (max(1.0, ratio * tall / max(wide, 0.05)), 1))


def _line(dice: Dice, y: float, degrees: float) -> Skeleton:
    long = dice.between(1.0, 1.5)
    return placed(
        pieces.bar(dice), (0, y), (0.2, long), 90 + degrees + dice.around(0, 3)
    )


def _runs(stroke: Stroke, kept: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> Skeleton:
    """The stretches of a stroke that are kept, two points or more each."""
    edges = np.flatnonzero(np.diff(kept.astype(np.int8))) + 1
    parts = np.split(stroke, edges)
    return [p for k, p in enumerate(parts) if kept[0] == (k % 2 == 0) and len(p) > 1]


def _box(strokes: Skeleton) -> tuple[Stroke, Stroke]:
    points = np.concatenate(strokes)
    return points.min(0), points.max(0)


_WAYS = (
    _halved, _mirrored, _quarter_turned, _struck, _overwritten,
    _run_together, _ringed, _underlined,
)  # fmt: skip
_WAY_WEIGHTS = (0.6, 0.8, 2, 1.5, 0.7, 4.5, 1, 0.6)
