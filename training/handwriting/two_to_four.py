"""How people write 2, 3 and 4."""

from training.handwriting.curves import (
    Place,
    Skeleton,
    Stroke,
    joined,
    landmarks,
    line,
    lines,
    middle,
    spline,
)
from training.handwriting.dice import Dice


def two(dice: Dice) -> Skeleton:
    """A bow, a way down to the left, and a base: cornered, looped or round."""
    wide = dice.between(0.4, 0.85)
    low_left = (dice.around(0.02, 0.05), dice.around(0.96, 0.03))
    top = _twos_top(dice, wide)
    base = dice.one_of(("corner", "loop", "round", "short"), (46, 30, 20, 4))
    right = dice.between(0.75, 1.35) * wide
    if base == "corner":
        down = spline([*top, *_on_the_way(dice, top[-1], low_left), low_left])
        end = (right, low_left[1] + dice.around(0.0, 0.06))
        middle = ((low_left[0] + end[0]) / 2, (low_left[1] + end[1]) / 2)
        bent = dice.near(middle, spread=0.035)
        return [joined(down, spline([low_left, *bent, end]))]
    if base == "loop":
        return [spline([*top, *_looped_base(dice, low_left, right)])]
    if base == "round":
        end = (right, dice.between(0.84, 1.0))
        under = (wide * dice.between(0.25, 0.5), dice.between(0.98, 1.06))
        return [spline([*top, (low_left[0], low_left[1] - 0.1), under, end])]
    end = (low_left[0] + dice.between(0.08, 0.25), low_left[1] + dice.around(0, 0.05))
    return [joined(spline([*top, low_left]), spline([low_left, end]))]


def three(dice: Dice) -> Skeleton:
    """Two bows to the right, or a flat top and a bow."""
    wide, low_wide = dice.between(0.4, 0.75), dice.between(0.4, 0.85)
    waist = (dice.between(0.08, 0.8) * wide, dice.between(0.36, 0.56))
    if dice.chance(0.12):  # hardly more than a notch
        waist = (dice.between(0.7, 0.9) * min(wide, low_wide), waist[1])
    bottom = _threes_bottom(dice, low_wide, waist)
    top = dice.one_of(("round", "flat"), (70, 30))
    if top == "flat":
        left = (dice.around(0.02, 0.06), dice.around(0.03, 0.03))
        corner = (wide * dice.between(0.85, 1.1), dice.around(0.0, 0.04))
        flat = spline([left, ((left[0] + corner[0]) / 2, dice.around(0, 0.03)), corner])
        return [joined(flat, line(corner, waist), bottom)]
    upper = [*_threes_start(dice, wide), (wide, dice.between(0.16, 0.26)), waist]
    meeting = dice.one_of(("sharp", "loop", "round"), (62, 22, 16))
    if meeting == "loop":
        size = dice.between(0.05, 0.14)
        loop: list[Place] = [
            (waist[0] - size, waist[1] + dice.around(0.02, 0.02)),
            (waist[0] - size / 2, waist[1] + size * 0.8),
        ]
        return [spline([*upper[:-1], waist, *loop, *landmarks(bottom)[1:]])]
    if meeting == "round":
        return [spline([*upper, *landmarks(bottom)[1:]])]
    return [joined(spline(upper), bottom)]


def four(dice: Dice) -> Skeleton:
    """Open or closed, in one, two or three strokes."""
    styles = ("open", "closed", "one stroke", "round", "closed in one", "three")
    style = dice.one_of(styles, (36, 15, 12, 16, 16, 5))
    left_top = (dice.between(0.0, 0.32), dice.between(-0.02, 0.25))
    corner = (dice.around(0.02, 0.05), dice.between(0.48, 0.72))
    if dice.chance(0.1):  # high up, on a long stem
        left_top = (left_top[0], dice.around(0.0, 0.03))
        corner = (corner[0], dice.between(0.24, 0.48))
    bar_end = (dice.between(0.5, 1.0), corner[1] + dice.around(-0.03, 0.06))
    stem_x = dice.between(0.36, 0.62)
    stem = _fours_stem(dice, stem_x)
    if style == "open":
        bent = dice.near(middle(left_top, corner), spread=0.035)
        bar = spline(
            [corner, *dice.near(middle(corner, bar_end), spread=0.02), bar_end]
        )
        down = spline([left_top, *bent, corner])
        return _either_first(dice, joined(down, bar), stem)
    if style == "round":
        return [_cup(dice, left_top, corner, stem_x), stem]
    if style == "closed":
        top = (stem_x + dice.around(0.0, 0.03), dice.around(0.0, 0.03))
        start = spline([top, *dice.near(middle(top, corner), spread=0.03), corner])
        return [joined(start, line(corner, bar_end)), stem]
    if style == "three":
        down = spline([left_top, *dice.near(middle(left_top, corner)), corner])
        return [down, line(dice.near(corner, spread=0.03)[0], bar_end), stem]
    if style == "closed in one":
        return [_closed_four_in_one(dice, stem_x, corner)]
    return [_open_four_in_one(dice, left_top, corner, stem)]


def _cup(dice: Dice, left_top: Place, corner: Place, stem_x: float) -> Stroke:
    """A round left side, now wide open at the top, now nearly closed."""
    if dice.chance(0.4):  # high up, as in a 9 that is open
        corner = (corner[0], dice.between(0.34, 0.52))
    left = (corner[0], corner[1] - 0.18)
    bottom = (stem_x * dice.between(0.3, 0.5), corner[1])
    end = (stem_x * dice.between(0.8, 1.4), corner[1] - dice.between(-0.02, 0.24))
    way = [left_top, left]
    if dice.chance(0.5):
        left_top = (stem_x * dice.between(0.4, 0.75), dice.between(0.0, 0.12))
        way = [left_top, (corner[0], dice.between(0.25, 0.42))]
        if dice.chance(0.5):
            way.insert(1, (corner[0] + 0.04, dice.between(0.1, 0.22)))
    return spline(dice.near(*way, bottom, end, spread=0.025))


def _twos_top(dice: Dice, wide: float) -> list[Place]:
    """The bow from where the pen begins to where it goes down."""
    if dice.chance(0.18):  # flat, with a corner, as in a Z
        left = (dice.around(0.05, 0.06), dice.around(0.04, 0.03))
        right = (wide, dice.around(0.02, 0.03))
        near = (right[0] - 0.04, right[1] + 0.05)
        return [left, *dice.near(middle(left, right), spread=0.02), right, near]
    start = (dice.between(-0.02, 0.22), dice.between(0.04, 0.34))
    if dice.chance(0.09):  # a stroke down before the bow
        low = (dice.around(0.0, 0.03), dice.between(0.24, 0.4))
        above = (low[0] + dice.around(0.03, 0.04), low[1] - dice.between(0.14, 0.3))
        sharp = (low[0] + 0.01, low[1] - 0.01)
        bow = (wide * dice.between(0.45, 0.7), dice.around(0.06, 0.04))
        return [above, low, sharp, bow, (wide, dice.between(0.25, 0.42))]
    top = (wide * dice.between(0.4, 0.65), dice.around(0.0, 0.02))
    right = (wide, dice.between(0.18, 0.36))
    if dice.chance(0.16):  # a small loop where it begins
        size = dice.between(0.05, 0.13)
        curl: list[Place] = [
            (start[0] + size * 1.4, start[1]),
            (start[0] + size, start[1] + size),
            (start[0], start[1] + size * 0.3),
        ]
        return [*dice.near(*curl, spread=0.015), (start[0] + 0.06, 0.06), top, right]
    return [start, (start[0] * 0.6 + top[0] * 0.4, start[1] * 0.25), top, right]


def _on_the_way(dice: Dice, start: Place, end: Place) -> list[Place]:
    x, y = middle(start, end)
    return dice.near((x + 0.04, y + 0.02), spread=0.04)


def _looped_base(dice: Dice, low_left: Place, right: float) -> list[Place]:
    """Down, round in a small loop, and out to the right in a wave."""
    size = dice.between(0.05, 0.17) if dice.chance(0.8) else dice.between(0.15, 0.3)
    x, y = low_left
    flat = dice.between(0.4, 1.0)
    loop: list[Place] = [
        (x + size, y - size * 0.4),
        (x - size * 0.3, y),
        (x, y - size * flat),
        (x + size * 1.3, y - size * 0.6 * flat),
    ]
    wave: list[Place] = [
        (x + 0.6 * (right - x), y + dice.around(0.0, 0.04)),
        (right, y - dice.between(-0.08, 0.12)),
    ]
    if dice.chance(0.26):  # narrow, and steeply up across the way down
        size = dice.between(0.07, 0.17)
        bow = [(x + size, y - 0.8 * size), (x + 0.1 * size, y)]
        bow += [(x - 0.6 * size, y - 0.9 * size), (x + 0.2 * size, y - 2.2 * size)]
        end = (dice.between(0.6, 1.1) * right, y - dice.between(0.3, 0.7))
        return [*dice.near(*bow, spread=0.015), end]
    return [*loop, *wave]


def _threes_start(dice: Dice, wide: float) -> list[Place]:
    start = (dice.between(-0.02, 0.3) * wide, dice.between(0.02, 0.24))
    top = (wide * dice.between(0.45, 0.7), dice.around(0.0, 0.02))
    if dice.chance(0.07):  # a stroke down before the bow
        low = (dice.around(0.0, 0.03), dice.between(0.2, 0.36))
        above = (low[0] + dice.around(0.07, 0.05), low[1] - dice.between(0.1, 0.28))
        return [above, low, (low[0] + 0.01, low[1] - 0.01), top]
    if dice.chance(0.14):  # begins in a curl
        size = dice.between(0.04, 0.12)
        curl: list[Place] = [
            (start[0] + size * 1.5, start[1] + size * 0.6),
            (start[0] + size * 0.6, start[1] + size * 1.2),
        ]
        return [*dice.near(*curl, spread=0.015), start, top]
    return [start, (start[0] * 0.5 + top[0] * 0.5, start[1] * 0.3), top]


def _threes_bottom(dice: Dice, wide: float, waist: Place) -> Stroke:
    """The lower bow, with its tail short, long, curled or straight."""
    if dice.chance(0.05):  # angular
        right = (wide, waist[1] + dice.between(0.0, 0.1))
        low = (wide, dice.around(0.97, 0.03))
        return lines([waist, right, low, (dice.around(0.0, 0.08), 0.98)])
    y = dice.between(0.62, 0.78)
    # It sets out downwards, or over the top of a bow of its own.
    fall = dice.between(-0.12, 0.0) if dice.chance(0.15) else 0.06
    start: list[Place] = [
        waist,
        (waist[0] + 0.55 * (wide - waist[0]), waist[1] + fall),
        (wide, y),
        (wide * dice.between(0.4, 0.65), dice.around(1.0, 0.02)),
    ]
    tails = ("up", "straight", "short", "curl", "across")
    tail = dice.one_of(tails, (44, 24, 21, 7, 4))
    ends: dict[str, list[Place]] = {
        "up": [(dice.around(0.0, 0.07), dice.between(0.8, 0.95))],
        "straight": [(dice.around(-0.05, 0.1), dice.between(0.95, 1.06))],
        "short": [(wide * dice.between(0.1, 0.3), dice.between(0.94, 1.0))],
        "curl": [(0.02, 0.9), (0.06, dice.between(0.78, 0.86)), (0.14, 0.88)],
        # A loop, and out to the right over the bow.
        "across": [
            (dice.around(-0.06, 0.05), dice.between(0.94, 1.0)),
            (wide * dice.between(0.3, 0.5), dice.between(0.8, 0.88)),
            (wide * dice.between(1.1, 1.7), dice.between(0.5, 0.78)),
        ],
    }
    return spline([*start, *ends[tail]])


def _fours_stem(dice: Dice, x: float) -> Stroke:
    top = (x + dice.around(0.04, 0.08), dice.between(-0.06, 0.4))
    if dice.chance(0.35):
        top = (top[0], dice.around(0.0, 0.05))
    foot = (x + dice.around(-0.02, 0.07), dice.between(0.92, 1.08))
    places = [top, *dice.near(middle(top, foot), spread=0.02), foot]
    if dice.chance(0.12):
        side = 1 if dice.chance(0.6) else -1
        hook = (
            foot[0] + side * dice.between(0.04, 0.2),
            foot[1] - dice.between(0, 0.1),
        )
        return joined(spline(places), spline([foot, hook]))
    return spline(places)


def _closed_four_in_one(dice: Dice, x: float, corner: Place) -> Stroke:
    """From the top to the left, across, and round to the top or straight down.

    The way back up leaves a loop at the right, or a corner on the stem.
    """
    top = (x + dice.around(0.02, 0.05), dice.around(0.0, 0.03))
    down = spline([top, *dice.near(middle(top, corner), spread=0.035), corner])
    right = (x + dice.between(0.05, 0.5), corner[1] + dice.around(0.0, 0.05))
    foot = (x + dice.around(-0.02, 0.07), dice.between(0.95, 1.1))
    back = (x + dice.around(0.0, 0.05), dice.between(0.0, 0.55))
    if dice.chance(0.5):
        round_ = [right, (right[0] * 0.7 + back[0] * 0.3, corner[1] - 0.12), back, foot]
        return joined(down, line(corner, right), spline(round_))
    across = spline([corner, *dice.near(middle(corner, right), spread=0.03), right])
    return joined(down, across, line(right, back), line(back, foot))


def _open_four_in_one(
    dice: Dice, left_top: Place, corner: Place, stem: Stroke
) -> Stroke:
    """Down, across, up to the stem's top, and down it, like a y."""
    top: Place = (float(stem[0, 0]), float(stem[0, 1]))
    low = (top[0] * dice.between(0.5, 0.95), corner[1] + dice.around(0.02, 0.04))
    if dice.chance(0.55):
        places = [left_top, (corner[0], corner[1] - 0.15), middle(corner, low), low]
        return joined(spline([*dice.near(*places, spread=0.02), top]), stem)
    return joined(lines([left_top, corner, low]), line(low, top), stem)


def _either_first(dice: Dice, first: Stroke, second: Stroke) -> Skeleton:
    return [second, first] if dice.chance(0.1) else [first, second]
