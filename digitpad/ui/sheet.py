"""What is on the pad: the drawing, the stroke under the pen, and the way back."""

from collections.abc import Hashable, Sequence
from typing import Final

from digitpad.ink import Drawing, History, LiveStroke, Stroke
from digitpad.ui.pad_view import PadView, fitted

PEN_WIDTH_SHARE: Final = 1 / 32  # of the pad's shorter side: a felt-tip's look
# A smooth curve's end depends on no more points than these.
_CURVE_POINTS: Final = 4


class Sheet:
    """The drawing on a pad of some size, and the one pen that draws on it.

    One pointer holds the pen at a time; others are ignored until it is lifted.
    Strokes are kept in the pixels of the pad at its first ink; `view` says where they
    lie on the pad now.
    """

    def __init__(self) -> None:
        self._history = History()
        self._size = (1, 1)
        self._drawn_on: tuple[int, int] | None = None
        self._live: LiveStroke | None = None
        self._newest: list[float] = []
        self._holder: Hashable = None
        self._began_ms = 0
        self._view = PadView()

    @property
    def drawing(self) -> Drawing:
        """The strokes, the one under the pen among them."""
        done = self._history.drawing
        return done.with_stroke(self._live.stroke()) if self._live else done

    @property
    def pen_is_down(self) -> bool:
        """Whether a stroke is being drawn."""
        return self._live is not None

    @property
    def newest(self) -> Sequence[float]:
        """The last points of the stroke under the pen, up to four: x0, y0, x1, ..."""
        return self._newest

    @property
    def is_empty(self) -> bool:
        """Whether there is no ink."""
        return self._live is None and self._history.drawing.is_empty

    @property
    def can_undo(self) -> bool:
        """Whether there is something to take back."""
        return self._history.can_undo

    @property
    def can_redo(self) -> bool:
        """Whether something taken back can come again."""
        return self._history.can_redo

    @property
    def view(self) -> PadView:
        """Where the drawing lies on the pad."""
        return self._view

    @property
    def drawn_on(self) -> tuple[int, int]:
        """The size in whose pixels the strokes are."""
        return self._drawn_on or self._size

    @property
    def pen_width(self) -> float:
        """Width of the ink, in the drawing's units."""
        return min(self.drawn_on) * PEN_WIDTH_SHARE

    @property
    def pen_place(self) -> tuple[float, float] | None:
        """Where the pen was last, in the drawing's units; None without strokes."""
        if self._live:
            return self._newest[-2], self._newest[-1]
        strokes = self._history.drawing.strokes
        return (strokes[-1].xy[-2], strokes[-1].xy[-1]) if strokes else None

    def resize(self, width: int, height: int) -> None:
        """Lie on a pad of another size."""
        self._size = width, height
        self._view = PadView.fitting(self.drawn_on, self._size)

    def put_down(
        self, holder: Hashable, x: float, y: float, ms: int, pressure: float | None
    ) -> bool:
        """Begin a stroke at a place of the pad; False if another holds the pen."""
        if self._live is not None and holder != self._holder:
            return False
        self.lift()
        self._drawn_on = self.drawn_on
        if self._history.drawing.is_empty:
            self._began_ms = ms
        self._live, self._holder, self._newest = LiveStroke(), holder, []
        return self.move(holder, x, y, ms, pressure)

    def move(
        self, holder: Hashable, x: float, y: float, ms: int, pressure: float | None
    ) -> bool:
        """Go on to a place of the pad; False if that adds nothing to the stroke."""
        if self._live is None or holder != self._holder:
            return False
        # What is read must be seen: the pen stops at the pad's border.
        x = min(max(x, 0.0), self._size[0] - 1.0)
        y = min(max(y, 0.0), self._size[1] - 1.0)
        x, y = self._view.to_drawing(x, y)
        if not self._live.add(x, y, ms - self._began_ms, pressure):
            return False
        self._newest = [*self._newest[2 - 2 * _CURVE_POINTS :], x, y]
        return True

    def is_held_by(self, holder: Hashable) -> bool:
        """Whether this pointer draws now."""
        return self._live is not None and holder == self._holder

    def lift(self) -> Stroke | None:
        """End the stroke under the pen, if any, and make it a part of the drawing."""
        live, self._live = self._live, None
        if not live:
            return None
        stroke = live.stroke()
        self._history.commit(self._history.drawing.with_stroke(stroke))
        return stroke

    def drop(self) -> None:
        """Forget the stroke under the pen."""
        self._live = None

    def undo(self) -> None:
        """Take back the last change."""
        self.lift()
        self._history.undo()

    def redo(self) -> None:
        """Bring back what was taken back last."""
        self.lift()
        self._history.redo()

    def clear(self) -> None:
        """Empty the sheet, which can be undone."""
        self.lift()
        if not self._history.drawing.is_empty:
            self._history.commit(Drawing())

    def put(self, drawing: Drawing) -> None:
        """Put another drawing in place of this one, well into the middle."""
        self.lift()
        self._drawn_on = self.drawn_on
        self._history.commit(fitted(drawing, self._drawn_on))
