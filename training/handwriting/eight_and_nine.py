"""How people write 8 and 9."""

import math

from training.handwriting.curves import (
    Place,
    Skeleton,
    Stroke,
    arc,
    joined,
    landmarks,
    line,
    moved,
    spline,
)
from training.handwriting.dice import Dice


def eight(dice: Dice) -> Skeleton:
    """An S that turns back, either way round, or two rings."""
    style = dice.one_of(
        ("S first", "other way", "rings", "three and back"), (60, 16, 12, 12)
    )
    if style == "rings":
        return _cup_on_a_bow(dice) if dice.chance(0.2) else _two_rings(dice)
    upper, lower = dice.between(0.14, 0.36), dice.between(0.18, 0.42)
    waist = (dice.around(0.0, 0.04), dice.between(0.36, 0.56))
    if style == "three and back":
        return [_three_and_back(dice, upper, lower, waist)]
    top = (dice.around(0.0, 0.04), dice.around(0.0, 0.02))
    start: list[Place] = [
        dice.one_of(
            (
                (upper * dice.between(0.5, 1.1), dice.between(0.02, 0.16)),
                (upper * 0.6 + dice.between(0.0, 0.35), dice.between(-0.06, 0.05)),
                (dice.around(0.02, 0.06), dice.around(0.05, 0.03)),
            ),
            (5, 3, 2),
        )
    ]
    down: list[Place] = [
        top,
        (-upper, dice.between(0.14, 0.26)),
        waist,
        (lower, dice.between(0.66, 0.82)),
        (dice.around(0.0, 0.04), 1.0),
        (-lower * dice.between(0.8, 1.1), dice.between(0.66, 0.84)),
    ]
    up: list[Place] = [
        (waist[0] + dice.around(0.0, 0.04), waist[1] + dice.around(0.0, 0.03)),
        (upper * dice.between(0.7, 1.1), dice.between(0.14, 0.28)),
    ]
    way = [*start, *down, *up, *_eights_end(dice, start[0], upper)]
    if dice.chance(0.14):  # the way back is a straight line
        ends = _eights_end(dice, start[0], upper)
        stroke = joined(spline([*start, *down]), line(down[-1], ends[-1]))
    else:
        stroke = spline(way)
    return [stroke * (-1, 1) if style == "other way" else stroke]


def nine(dice: Dice) -> Skeleton:
    """A head and a stem: in one stroke or two, with the tail straight or curled."""
    wide, low = dice.between(0.3, 0.75), dice.between(0.34, 0.62)
    if dice.chance(0.18):  # a flat, small head
        low = dice.between(0.1, 0.34)
        wide = max(wide, 2.2 * low)
    stem_top = (wide + dice.around(0.0, 0.03), dice.between(-0.02, 0.16))
    foot = (wide + dice.around(-0.06, 0.14), dice.around(1.0, 0.02))
    if low < 0.34 and dice.chance(0.35):  # aslant under the small head
        foot = (wide * dice.between(0.0, 0.7), foot[1])
    head = _nines_head(dice, wide, low)
    stem = _nines_stem(dice, stem_top, foot)
    if dice.chance(0.2):  # the stem is a stroke of its own
        return [head, moved(stem, dice.around(0.0, 0.04), dice.around(0.0, 0.03))]
    if dice.chance(0.12):  # in one bow from the head into the tail
        x, y = float(head[-1, 0]), float(head[-1, 1])
        belly = (wide * 1.02, dice.between(0.3, 0.5))
        return [joined(head, spline([(x, y), belly, *landmarks(stem)[2:]]))]
    return [
        joined(head, line((float(head[-1, 0]), float(head[-1, 1])), stem_top), stem)
    ]


def _eights_end(dice: Dice, start: Place, upper: float) -> list[Place]:
    """Where the pen leaves: at its start, short of it, or past it."""
    end = dice.one_of(("closed", "short", "past"), (50, 22, 28))
    ends: dict[str, list[Place]] = {
        "closed": dice.near(start, spread=0.03),
        "short": [(upper * dice.between(0.6, 1.1), dice.between(0.06, 0.16))],
        "past": [
            (
                upper * dice.between(0.8, 1.5) + dice.between(0.0, 0.3),
                dice.between(-0.12, 0.08),
            )
        ],
    }
    return ends[end]


def _two_rings(dice: Dice) -> Skeleton:
    """One ring on the other, apart by a little or overlapping."""
    upper = (dice.between(0.13, 0.34), dice.between(0.17, 0.27))
    lower = (dice.between(0.16, 0.38), dice.between(0.2, 0.3))
    gap = dice.around(-0.005, 0.025)
    second = upper[1] * 2 + gap + lower[1]
    rings = []
    for radii, y in ((upper, upper[1]), (lower, second)):
        start = dice.one_of((-90.0, 90.0, 0.0, 180.0), (6, 3, 1, 1))
        start += dice.around(0.0, 25)
        sweep = dice.around(362, 18) * (1 if dice.chance(0.25) else -1)
        centre = (dice.around(0.0, 0.04), y)
        rings.append(arc(centre, radii, start, start + sweep))
    return rings[::-1] if dice.chance(0.08) else rings


def _cup_on_a_bow(dice: Dice) -> Skeleton:
    """Two strokes, the upper open at the top and the lower at its left."""
    upper, waist = dice.between(0.2, 0.36), dice.between(0.36, 0.46)
    lower = dice.between(0.28, 0.44)
    cup = [
        (-upper * dice.between(0.5, 1.0), dice.between(0.0, 0.14)),
        (-upper * dice.between(0.9, 1.1), dice.between(0.2, 0.28)),
        (0.0, waist),
        (upper, dice.between(0.2, 0.28)),
        (upper * dice.between(0.4, 1.0), dice.around(0.0, 0.03)),
    ]
    bow = [
        (dice.around(0.0, 0.06), waist + dice.around(0.01, 0.02)),
        (lower, dice.between(0.55, 0.66)),
        (lower * 0.9, dice.between(0.86, 0.96)),
        (-lower * dice.between(0.4, 0.8), dice.around(1.0, 0.02)),
        (-lower * dice.between(0.8, 1.1), dice.between(0.8, 0.92)),
        (-lower * dice.between(0.4, 0.9), dice.between(0.45, 0.66)),
    ]
    strokes = [spline(dice.near(*way, spread=0.02)) for way in (cup, bow)]
    if dice.chance(0.5):
        strokes[1] = strokes[1][::-1]
    return strokes


def _three_and_back(dice: Dice, upper: float, lower: float, waist: Place) -> Stroke:
    """A 3 whose left side is closed on the way back up."""
    right: list[Place] = [
        (dice.around(-upper * 0.6, 0.04), dice.between(0.06, 0.2)),
        (0.0, 0.0),
        (upper, dice.between(0.14, 0.26)),
        (waist[0] + 0.04, waist[1]),
        (lower, dice.between(0.66, 0.82)),
        (0.0, 1.0),
        (-lower, dice.between(0.68, 0.84)),
    ]
    left: list[Place] = [
        (waist[0] - 0.05, waist[1] + dice.around(0.0, 0.03)),
        (-upper, dice.between(0.14, 0.28)),
        (dice.around(-0.02, 0.06), dice.around(0.02, 0.04)),
    ]
    if dice.chance(0.5):  # open at the top
        right[:2] = [(upper * dice.between(0.3, 0.8), dice.around(0.0, 0.04))]
        left[-1] = (-upper * dice.between(0.3, 0.9), dice.around(0.0, 0.04))
    return spline([*right, *left])


def _nines_head(dice: Dice, wide: float, low: float) -> Stroke:
    """The ring of the head, from its right or its top round to the stem."""
    radii = centre = (wide / 2, low / 2)
    start = dice.one_of((-20.0, -75.0, -100.0), (50, 30, 20)) + dice.around(0.0, 14)
    end = dice.one_of((-360.0, -345.0, -330.0, -392.0), (45, 20, 15, 20))
    if dice.chance(0.06):  # the other way round, up the stem's side
        return arc(centre, radii, dice.around(30, 15), dice.around(345, 12))
    head = arc(
        centre, radii, start, end + dice.around(0.0, 10), tilt=dice.around(0, 12)
    )
    # Narrow where the pen comes back: heads are seldom round.
    pinch = dice.around(0.0, 0.25)
    head[:, 1] = centre[1] + (head[:, 1] - centre[1]) * (
        1 + pinch * (head[:, 0] - centre[0]) / wide
    )
    if dice.chance(0.12):
        inside = (float(head[0, 0]) - dice.between(0.04, 0.18), dice.between(0.1, 0.25))
        head = joined(spline([inside, (float(head[0, 0]), float(head[0, 1]))]), head)
    if dice.chance(0.12):  # an open head: the bow ends before the stem
        head = head[: math.ceil(len(head) * dice.between(0.88, 0.96))]
    return head


def _nines_stem(dice: Dice, top: Place, foot: Place) -> Stroke:
    x, y = (top[0] + foot[0]) / 2, (top[1] + foot[1]) / 2
    tail = dice.one_of(("straight", "curl", "bow", "hook"), (50, 22, 16, 12))
    places = [top, *dice.near((x, y), spread=0.025)]
    if tail == "curl":
        left = foot[0] - dice.between(0.2, 0.65)
        low = (left * 0.4 + foot[0] * 0.6, dice.around(1.02, 0.02))
        up = (left, dice.between(0.84, 0.98))
        return spline([*places, (foot[0], 0.82), low, up])
    if tail == "bow":
        end = (foot[0] - dice.between(0.1, 0.45), foot[1])
        return spline([*places, (x, 0.75), end])
    straight = spline([*places, foot])
    if tail == "hook":
        side = 1 if dice.chance(0.6) else -1
        reach, up_by = dice.between(0.04, 0.25), dice.between(-0.02, 0.16)
        return joined(straight, line(foot, (foot[0] + side * reach, foot[1] - up_by)))
    return straight
