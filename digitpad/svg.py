"""A drawing as an SVG picture: its strokes as the curves that the pad shows."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from digitpad.ink import Drawing

_MARGIN: Final = 2.0  # widths of the pen around the ink
_DOT: Final = 0.01  # length of a dot; some programs paint no line that has none


def to_svg(drawing: Drawing, pen_width: float) -> str:
    """Draw black ink on white paper, as large as the ink and a margin.

    Args:
        drawing: Has ink.
        pen_width: In the drawing's units.
    """
    xs = [x for stroke in drawing.strokes for x in stroke.xy[::2]]
    ys = [y for stroke in drawing.strokes for y in stroke.xy[1::2]]
    margin = _MARGIN * pen_width
    left, top = min(xs) - margin, min(ys) - margin
    width, height = max(xs) + margin - left, max(ys) + margin - top
    paths = "".join(
        f'    <path d="{_path(stroke.xy)}"/>\n'
        for stroke in drawing.strokes
        if len(stroke)
    )
    box = " ".join(map(_short, (left, top, width, height)))
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" '
        f'width="{_short(width)}" height="{_short(height)}" viewBox="{box}">\n'
        f'  <rect x="{_short(left)}" y="{_short(top)}" width="100%" height="100%" '
        'fill="white"/>\n'
        f'  <g fill="none" stroke="black" stroke-width="{_short(pen_width)}" '
        'stroke-linecap="round" stroke-linejoin="round">\n'
        f"{paths}  </g>\n</svg>\n"
    )


def _path(xy: Sequence[float]) -> str:
    """Curves from the middle of each step to that of the next, bent to the point."""
    points = list(zip(xy[::2], xy[1::2], strict=True))
    parts = [f"M{_place(*points[0])}"]
    for (x, y), (x1, y1) in pairwise(points[1:]):
        parts.append(f"Q{_place(x, y)} {_place((x + x1) / 2, (y + y1) / 2)}")
    end_x, end_y = points[-1]
    parts.append(f"L{_place(end_x + (_DOT if len(points) == 1 else 0.0), end_y)}")
    return "".join(parts)


def _place(x: float, y: float) -> str:
    return f"{_short(x)},{_short(y)}"


def _short(number: float) -> str:
    return f"{number:.2f}".rstrip("0").rstrip(".")
