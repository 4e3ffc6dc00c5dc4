"""Where the units of a drawing lie on a pad of any size.

What stands before the first paint are named tuples: a data class takes Python five
times as long to make.
"""

from collections.abc import Iterable
from typing import Final, NamedTuple, Self

from digitpad.ink import Drawing, Stroke

# An opened drawing outside these shares of the pad's side is fitted to the pad.
_SMALLEST_SHARE: Final = 0.25
_FITTED_SHARE: Final = 0.7


class Paper(NamedTuple):
    """The part of the plane that one sees whole, in the drawing's units."""

    x: float
    y: float
    width: float
    height: float
    pen_width: float

    def has(self, x: float, y: float) -> bool:
        """Whether a place lies on it."""
        across, down = x - self.x, y - self.y
        return 0 <= across <= self.width and 0 <= down <= self.height


class PadView(NamedTuple):
    """Units of the drawing to the pad's pixels and back: scaled, then shifted.

    Strokes keep the numbers with which they were drawn; when the pad is resized the
    view changes instead.
    """

    scale: float = 1.0
    dx: float = 0.0
    dy: float = 0.0

    @classmethod
    def fitting(cls, paper: Paper, pad: tuple[int, int]) -> Self:
        """The view of a paper, whole and as large as fits, amid a pad of a size."""
        scale = min(pad[0] / paper.width, pad[1] / paper.height) or 1.0
        left = (pad[0] - paper.width * scale) / 2
        top = (pad[1] - paper.height * scale) / 2
        return cls(scale, left - paper.x * scale, top - paper.y * scale)

    def to_drawing(self, x: float, y: float) -> tuple[float, float]:
        """The drawing's units of a place on the pad."""
        return (x - self.dx) / self.scale, (y - self.dy) / self.scale

    def to_pad(self, x: float, y: float) -> tuple[float, float]:
        """The place on the pad of the drawing's units."""
        return x * self.scale + self.dx, y * self.scale + self.dy


def fitted(drawing: Drawing, pad: tuple[int, int]) -> Drawing:
    """The drawing, moved and scaled to the pad's middle unless it lies well there."""
    xs = [x for stroke in drawing.strokes for x in stroke.xy[::2]]
    ys = [y for stroke in drawing.strokes for y in stroke.xy[1::2]]
    if not xs:
        return drawing
    left, top, width, height = min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys)
    inside = min(left, top) >= 0 and left + width <= pad[0] and top + height <= pad[1]
    side = min(pad)
    if inside and max(width, height) >= _SMALLEST_SHARE * side:
        return drawing
    scale = _FITTED_SHARE * min(
        pad[0] / width if width else float("inf"),
        pad[1] / height if height else float("inf"),
    )
    scale = 1.0 if scale == float("inf") else scale
    dx = pad[0] / 2 - (left + width / 2) * scale
    dy = pad[1] / 2 - (top + height / 2) * scale
    return Drawing(tuple(_moved(drawing.strokes, scale, dx, dy)))


def _moved(
    strokes: Iterable[Stroke], scale: float, dx: float, dy: float
) -> Iterable[Stroke]:
    for stroke in strokes:
        yield Stroke(
            (x * scale + dx, y * scale + dy, *more) for x, y, *more in stroke.points
        )
