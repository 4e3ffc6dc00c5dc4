"""A hand: what a writer, a pen and a tablet make of a skeleton."""

from typing import Final

import numpy as np
import numpy.typing as npt

from training.handwriting.curves import Skeleton, Stroke
from training.handwriting.dice import Dice

# Strokes are bent as points this far apart, of a sign about 1 high.
_STEP: Final = 0.025
_MOST_SLANT: Final = 0.85
_MOST_TURN: Final = 0.45  # radians


def write(
    skeleton: Skeleton, random: np.random.Generator, *, drags: bool = True
) -> Skeleton:
    """Write a skeleton in a hand of its own.

    Args:
        skeleton: Strokes of a sign about 1 high; none is changed.
        random: Where all chance comes from.
        drags: Some do not lift the pen between strokes. (A + would become a 4 by that,
            an = a 2.)

    Returns:
        The strokes as a tablet or a mouse would report them, in any unit.
    """
    dice = Dice(random)
    strokes = [_evenly(stroke, _STEP) for stroke in skeleton]
    strokes = [_entered_and_left(dice, stroke) for stroke in strokes]
    strokes = _lifted(dice, strokes, drags=drags)
    ends = np.cumsum([len(stroke) for stroke in strokes])[:-1]
    points = _bent(dice, _in_unit_box(np.concatenate(strokes)))
    strokes = [_trembled(dice, stroke) for stroke in np.split(points, ends)]
    return _reported(dice, _sloped(dice, strokes))


def _evenly(stroke: Stroke, step: float) -> Stroke:
    """The same path with points at even distances."""
    lengths = np.hypot(*np.diff(stroke, axis=0).T)
    along = np.concatenate([[0.0], np.cumsum(lengths)])
    count = max(2, int(along[-1] / step) + 1)
    at = np.linspace(0.0, along[-1], count)
    return np.stack([np.interp(at, along, stroke[:, axis]) for axis in (0, 1)], axis=1)


def _entered_and_left(dice: Dice, stroke: Stroke) -> Stroke:
    """Ends that fall short, go too far, or curl where the pen lands and leaves."""
    if len(stroke) < 12:
        return stroke
    for _ in range(2):
        if dice.chance(0.15):
            stroke = stroke[int(dice.between(1, 0.06 * len(stroke) + 2)) :]
        elif dice.chance(0.1):
            stroke = np.concatenate([_lengthened(dice, stroke), stroke])
        elif dice.chance(0.06):
            stroke = np.concatenate([_curl(dice, stroke), stroke])
        stroke = stroke[::-1]
    return stroke


def _lengthened(dice: Dice, stroke: Stroke) -> Stroke:
    """A straight piece before the beginning."""
    ahead = stroke[0] - stroke[4]
    reach = dice.between(0.3, 2.0) * np.linspace(1.0, 0.2, 4)[:, None]
    return np.asarray(stroke[0] + reach * ahead)


def _curl(dice: Dice, stroke: Stroke) -> Stroke:
    """A small hook before the beginning, in any direction."""
    angle, size = dice.between(0.0, 2 * np.pi), dice.between(0.02, 0.1)
    reach = size * np.linspace(1.0, 0.2, 4)[:, None]
    return np.asarray(stroke[0] + reach * np.array((np.cos(angle), np.sin(angle))))


def _lifted(dice: Dice, strokes: Skeleton, *, drags: bool) -> Skeleton:
    """The pen is set down beside its place, dragged along, or lifted too early."""
    moved = strokes[:1]
    for stroke in strokes[1:]:
        off = np.array((dice.around(0.0, 0.025), dice.around(0.0, 0.025)))
        moved.append(stroke + off)
    if len(moved) > 1 and dice.chance(0.05) and drags:
        moved = [np.concatenate(moved)]
    if dice.chance(0.03):
        longest = max(range(len(moved)), key=lambda i: len(moved[i]))
        stroke = moved[longest]
        cut = int(len(stroke) * dice.between(0.2, 0.8))
        gap = int(dice.between(0, 4))
        parts = [stroke[:cut], stroke[cut + gap :]]
        moved[longest : longest + 1] = [part for part in parts if len(part) > 1]
    return moved


def _in_unit_box(points: Stroke) -> Stroke:
    """Around the middle, the longer side 1."""
    low, high = points.min(0), points.max(0)
    return np.asarray((points - (low + high) / 2) / max((high - low).max(), 1e-6))


def _bent(dice: Dice, points: Stroke) -> Stroke:
    """Wider above or below, and pulled this way and that as a whole."""
    x, y = points.T
    narrowing, tilting = dice.around(0.0, 0.16), dice.around(0.0, 0.1)
    x, y = x * (1 + narrowing * y), y * (1 + tilting * x)
    strength = abs(dice.around(0.0, 0.03))
    for _ in range(3):
        across, down = dice.around(0.0, 4.0), dice.around(0.0, 4.0)
        wave = np.sin(across * x + down * y + dice.between(0.0, 2 * np.pi))
        x = x + strength * dice.around(0.0, 1.0) * wave
        y = y + strength * dice.around(0.0, 1.0) * wave
    return np.stack([x, y], axis=1)


def _trembled(dice: Dice, stroke: Stroke) -> Stroke:
    """The pen shakes, and the mouse's driver smooths."""
    size = len(stroke)
    if size > 6 and dice.chance(0.6):
        amount = abs(dice.around(0.0, 0.008)) * (3.0 if dice.chance(0.08) else 1.0)
        noise = dice.random.standard_normal((size + 8, 2))
        width = 3 if dice.chance(0.5) else 7
        shake = _averaged(noise, width)[:size] * width**0.5
        stroke = stroke + amount * shake
    if size > 20 and dice.chance(0.2):
        stroke = _smoothed(stroke, int(dice.between(2, 7)))
    return stroke


def _sloped(dice: Dice, strokes: Skeleton) -> Skeleton:
    """Slant, proportion and turn of the whole."""
    slant = dice.around(0.12, 0.24) + (dice.around(0.0, 0.4) * dice.chance(0.1))
    slant = max(-_MOST_SLANT, min(_MOST_SLANT, slant))
    wide = np.exp(dice.around(0.0, 0.2) + dice.around(0.0, 0.35) * dice.chance(0.12))
    turn = dice.around(0.0, 0.1) + dice.around(0.0, 0.16) * dice.chance(0.1)
    turn = max(-_MOST_TURN, min(_MOST_TURN, turn))
    cos, sin = np.cos(turn), np.sin(turn)
    matrix = np.array(((wide, -slant), (0.0, 1.0))).T @ np.array(
        ((cos, -sin), (sin, cos))
    )
    return [stroke @ matrix for stroke in strokes]


def _reported(dice: Dice, strokes: Skeleton) -> Skeleton:
    """What arrives of the path: all of it, few points, or the cells of a grid."""
    way = dice.one_of(("all", "few", "grid"), (80, 12, 8))
    if way == "few":
        gap = int(dice.between(3, 8))
        return [np.concatenate([s[:-1:gap], s[-1:]]) for s in strokes]
    if way == "grid":
        points = np.concatenate(strokes)
        cell = float(np.ptp(points, axis=0).max()) / dice.between(11, 30)
        return [_on_grid(stroke, cell) for stroke in strokes]
    return strokes


def _on_grid(stroke: Stroke, cell: float) -> Stroke:
    """Steps from cell to cell, across and down one at a time."""
    cells = np.round(stroke / cell)
    stairs = np.repeat(cells, 2, axis=0)
    stairs[1:-1:2, 0] = cells[1:, 0]
    return np.asarray(stairs * cell)


def _averaged(values: npt.NDArray[np.float64], width: int) -> Stroke:
    """Means of so many neighbours; shorter by `width` - 1."""
    sums = np.cumsum(np.concatenate([np.zeros((1, 2)), values]), axis=0)
    return np.asarray((sums[width:] - sums[:-width]) / width)


def _smoothed(stroke: Stroke, width: int) -> Stroke:
    """The path with its corners rounded; both ends stay."""
    padded = np.concatenate(
        [np.repeat(stroke[:1], width, 0), stroke, np.repeat(stroke[-1:], width, 0)]
    )
    return _averaged(padded, 2 * width + 1)
