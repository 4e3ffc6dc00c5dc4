"""How people write 5, 6 and 7."""

from training.handwriting.curves import (
    Place,
    Skeleton,
    Stroke,
    joined,
    landmarks,
    line,
    lines,
    middle,
    moved,
    spline,
)
from training.handwriting.dice import Dice


def five(dice: Dice) -> Skeleton:
    """A stem, a belly and a bar: in one stroke, with the bar last, or like an S."""
    wide = dice.between(0.4, 0.75)
    style = dice.one_of(("bar last", "one stroke", "like an S"), (52, 28, 20))
    top = (dice.around(0.1, 0.05), dice.around(0.02, 0.03))
    if dice.chance(0.1):  # the stem falls to the left
        top = (dice.between(0.15, 0.4) * wide + 0.1, top[1])
    shoulder = (dice.around(0.04, 0.06), dice.between(0.32, 0.52))
    belly = _belly(dice, wide, shoulder)
    if style == "like an S":
        right = (wide * dice.between(0.75, 1.2), dice.between(-0.02, 0.12))
        over = (wide * 0.45, dice.around(0.0, 0.02))
        left = (dice.around(0.02, 0.05), dice.between(0.16, 0.3))
        if dice.chance(0.15):  # begins in a curl
            right = (right[0] * 0.9, dice.between(0.12, 0.26))
        return [spline([right, over, left, *landmarks(belly)[1:]])]
    bent = dice.near(middle(top, shoulder), spread=0.03)
    stem = spline([top, *bent, shoulder])
    body = joined(stem, belly)
    if dice.chance(0.15):  # no corner between stem and belly
        body = spline([top, *bent, *landmarks(belly)])
    bar = _fives_bar(dice, top, wide)
    if style == "one stroke":
        return [joined(bar[::-1], body)]
    if dice.chance(0.15):  # it begins on the other side of the stem
        x, y = float(bar[0, 0]), float(bar[0, 1])
        left = (x - dice.between(0.06, 0.35), y + dice.around(0.0, 0.06))
        bar = joined(line(left, (x, y)), bar)
    off = (dice.around(0.0, 0.035), dice.around(0.0, 0.035))
    if dice.chance(0.15):
        off = (dice.between(0.0, 0.2), dice.around(-0.02, 0.06))
    return [body, moved(bar, *off)]


def six(dice: Dice) -> Skeleton:
    """A bow down to the left, and a loop at its end: closed, open or curled in."""
    wide, loop_top = dice.between(0.3, 0.72), dice.between(0.38, 0.66)
    if dice.chance(0.06):  # a small loop under a long stem
        wide, loop_top = dice.between(0.16, 0.34), dice.between(0.64, 0.78)
    lean = dice.around(0.12, 0.18)
    top = (wide * dice.between(0.35, 0.9) + lean, dice.around(0.0, 0.02))
    if dice.chance(0.18):  # a straight stem, as in a b
        top = (dice.around(0.02, 0.06) + max(lean, 0.0) * 0.4, top[1])
    left = (dice.around(0.0, 0.02), dice.between(0.55, 0.75))
    down: list[Place] = [top, *dice.near(middle(top, left), spread=0.04), left]
    if dice.chance(0.12):  # begins with a hook to the right
        hook = (top[0] + dice.between(0.04, 0.16), dice.between(0.02, 0.14))
        down = [hook, *down]
    elif dice.chance(0.05):  # or with an upstroke from the left
        low = (top[0] - dice.between(0.08, 0.3), dice.between(0.12, 0.42))
        rise = [low, *dice.near(middle(low, top), spread=0.02), top]
        # Two places close together are a corner.
        down = [*rise, (top[0], top[1] + 0.01), *down[1:]]
    bottom = (wide * dice.between(0.3, 0.6), dice.around(1.0, 0.015))
    right = (wide, dice.between(loop_top + 0.1, 0.9))
    over = (wide * dice.between(0.35, 0.65), loop_top)
    if dice.chance(0.1):
        return [spline([*down, *_sixs_narrow_loop(dice, max(wide, 0.42))])]
    if dice.chance(0.06):
        return [spline([*down, *_sixs_loop_and_foot(dice, max(wide, 0.55))])]
    if dice.chance(0.1):  # a corner at the foot
        corner = (dice.around(0.02, 0.03), dice.around(0.98, 0.02))
        way = spline(
            [
                corner,
                (wide * 0.6, dice.around(0.98, 0.02)),
                right,
                over,
                *_sixs_end(dice, loop_top),
            ]
        )
        return [joined(spline([*down[:-1], corner]), way)]
    return [spline([*down, bottom, right, over, *_sixs_end(dice, loop_top)])]


def seven(dice: Dice) -> Skeleton:
    """A bar and a leg; with a serif, a cross-bar, a foot, or several of these."""
    wide = dice.between(0.44, 0.9)
    left, corner = (0.0, dice.around(0.04, 0.04)), (wide, dice.around(0.0, 0.04))
    # A narrow 7 on an upright leg would be a 1 with a flag.
    furthest = 0.85 if wide > 0.58 else 0.4
    foot = (wide * dice.between(-0.1, furthest), dice.around(1.0, 0.02))
    if dice.chance(0.05):
        return [_bow_shaped_seven(dice, wide, foot)]
    bar = spline([left, *_wave(dice, left, corner), corner])
    leg = spline([corner, *_leg(dice, corner, foot), foot])
    start = joined(_serif(dice, left), bar) if dice.chance(0.28) else bar
    if dice.chance(0.25):  # no corner
        places = [left, *_wave(dice, left, corner), (wide * 0.85, corner[1] + 0.01)]
        places += [(wide, corner[1] + 0.08), *_leg(dice, corner, foot), foot]
        leg, bar = spline(places), bar[:1]
        start = joined(_serif(dice, left), bar) if dice.chance(0.2) else bar
    elif dice.chance(0.06):  # a small loop in the corner
        size = dice.between(0.03, 0.1)
        loop: list[Place] = [
            corner,
            (wide + size, -size * 0.6),
            (wide + size * 0.6, size),
        ]
        leg = joined(spline(loop), leg)
    strokes = [joined(start, leg)]
    if dice.chance(0.2):
        side = 1 if dice.chance(0.7) else -1
        end = (
            foot[0] + side * dice.between(0.03, 0.28),
            foot[1] - dice.between(-0.02, 0.2),
        )
        if dice.chance(0.45):  # sharply back up
            up = dice.between(0.1, 0.6)
            end = (foot[0] + dice.between(0.3, 0.9) * up, foot[1] - up)
        strokes[0] = joined(strokes[0], spline([foot, end]))
    if dice.chance(0.36):
        strokes.append(_cross_bar(dice, strokes[0], wide))
    return strokes


def _belly(dice: Dice, wide: float, shoulder: Place) -> Stroke:
    """The bow of a 5 from the stem's end round to where the pen leaves."""
    x, y = shoulder
    if dice.chance(0.06):  # angular
        right = (wide, y + dice.around(0.0, 0.05))
        return lines([shoulder, right, (wide, dice.around(0.97, 0.03)), (x, 1.0)])
    rise = dice.between(-0.06, 0.08)
    places: list[Place] = [
        shoulder,
        (wide * dice.between(0.4, 0.65), y - rise),
        (wide, dice.between(0.58, 0.76)),
        (wide * dice.between(0.35, 0.65), dice.around(1.0, 0.02)),
    ]
    end = dice.one_of(("up", "level", "short", "curl"), (42, 26, 24, 8))
    ends: dict[str, list[Place]] = {
        "up": [(dice.around(0.0, 0.08), dice.between(0.82, 0.96))],
        "level": [(dice.around(-0.06, 0.1), dice.between(0.95, 1.06))],
        "short": [(wide * dice.between(0.15, 0.35), dice.between(0.96, 1.02))],
        "curl": [(0.0, 0.92), (0.06, dice.between(0.76, 0.86)), (0.16, 0.9)],
    }
    return spline([*places, *ends[end]])


def _fives_bar(dice: Dice, top: Place, wide: float) -> Stroke:
    length = wide * dice.between(0.35, 1.5)
    end = (top[0] + length, top[1] - dice.around(0.03, 0.07))
    return spline([top, *dice.near(middle(top, end), spread=0.025), end])


def _sixs_end(dice: Dice, loop_top: float) -> list[Place]:
    """Where the loop ends: at the stem, across it, inside, or before it."""
    end = dice.one_of(("at", "across", "inside", "before"), (38, 24, 26, 12))
    low = loop_top + dice.between(0.08, 0.22)
    ends: dict[str, list[Place]] = {
        "at": [(dice.around(0.03, 0.03), low)],
        "across": [(-dice.between(0.03, 0.16), low + dice.around(0.02, 0.04))],
        "inside": [
            (0.08, low),
            (dice.between(0.08, 0.2), low + dice.between(0.06, 0.2)),
        ],
        "before": [(dice.between(0.1, 0.22), loop_top + dice.around(0.04, 0.04))],
    }
    return ends[end]


def _sixs_narrow_loop(dice: Dice, wide: float) -> list[Place]:
    """Up to the right, nearly as high as the stem, and back close beside it."""
    high = dice.between(0.06, 0.38)
    way = dice.near(
        (wide * 0.25, 1.0), (wide * 0.7, 0.72), (wide, high + 0.04), spread=0.03
    )
    back = dice.near((wide * 0.72, high + 0.14), (wide * 0.12, 0.72), spread=0.05)
    return [*way, *back]


def _sixs_loop_and_foot(dice: Dice, wide: float) -> list[Place]:
    """Up to the right, back across the bow, and down to a foot beside it."""
    high = dice.between(0.2, 0.42)
    low = dice.between(0.74, 0.92)  # of the bow; the foot goes deeper
    way = dice.near((wide * 0.2, low), (wide * 0.7, 0.62), (wide, high), spread=0.025)
    turn = (wide * dice.between(0.82, 0.95), high - dice.between(0.02, 0.08))
    foot = (wide * dice.between(0.5, 0.85), dice.around(1.02, 0.03))
    back = dice.near(((turn[0] + foot[0]) / 2 - 0.05, 0.74), spread=0.02)
    leave = (foot[0] + dice.between(0.1, 0.4), 1.0 - dice.between(0.02, 0.25))
    return [*way, turn, *back, foot, leave]


def _wave(dice: Dice, left: Place, right: Place) -> list[Place]:
    """The way along a bar: straight, bent or wavy."""
    x, y = middle(left, right)
    if dice.chance(0.3):
        dip = dice.around(0.0, 0.05)
        return [(x - 0.2 * right[0], y + dip), (x + 0.2 * right[0], y - dip)]
    return [(x, y + dice.around(0.0, 0.04))]


def _leg(dice: Dice, corner: Place, foot: Place) -> list[Place]:
    x, y = middle(corner, foot)
    return [(x + dice.around(0.0, 0.05), y + dice.around(0.0, 0.05))]


def _serif(dice: Dice, left: Place) -> Stroke:
    """The touch down at the bar's left end."""
    x, y = left
    start = (x + dice.around(-0.02, 0.05), y + dice.between(0.04, 0.26))
    if dice.chance(0.2):  # the pen begins under the bar
        start = (x + dice.between(0.08, 0.35), y + dice.between(0.08, 0.28))
        out = (x - dice.between(0.0, 0.08), (y + start[1]) / 2)
        return spline([start, *dice.near(out, spread=0.02), left])
    if dice.chance(0.12):  # or on it, and goes back first
        start = (x + dice.between(0.1, 0.35), y + dice.around(0.0, 0.03))
    return line(start, left)


def _bow_shaped_seven(dice: Dice, wide: float, foot: Place) -> Stroke:
    """Like a question mark: up, over, and down to the left."""
    start = (dice.around(0.0, 0.03), dice.between(0.2, 0.42))
    top = (wide * dice.between(0.05, 0.4), dice.around(0.0, 0.02))
    right = (wide, dice.between(0.16, 0.36))
    places = [start, top, *dice.near(middle(top, right), spread=0.02), right]
    places[2] = (places[2][0] + 0.05, places[2][1] - 0.05)
    rise = spline([start, top]) if dice.chance(0.5) else None
    way = [*(places if rise is None else places[1:]), *_leg(dice, right, foot), foot]
    if dice.chance(0.4):
        way.append((foot[0] + dice.between(0.02, 0.1), foot[1] + dice.around(0, 0.02)))
    return spline(way) if rise is None else joined(rise, spline(way))


def _cross_bar(dice: Dice, body: Stroke, wide: float) -> Stroke:
    """The short line across the leg."""
    height = dice.between(0.34, 0.68)
    leg = body[len(body) // 2 :]
    x = float(leg[abs(leg[:, 1] - height).argmin(), 0])
    left, right = dice.between(0.08, 0.4) * (0.5 + wide), dice.between(0.06, 0.4)
    tilt = dice.around(0.02, 0.06)
    places = dice.near((x - left, height + tilt), (x, height), spread=0.02)
    bar = spline([*places, (x + right, height - tilt)])
    return bar[::-1] if dice.chance(0.1) else bar
