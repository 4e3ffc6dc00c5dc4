"""What is on the pad: the drawing, the stroke under the pen, and the way back."""

from collections.abc import Hashable, Sequence
from math import nan
from typing import TYPE_CHECKING, Final, NamedTuple

from digitpad.ink import Drawing, History, LiveStroke, Stroke
from digitpad.ui.pad_view import PadView, Paper, fitted

if TYPE_CHECKING:
    from digitpad.erasing import Eraser
    from digitpad.ui.pad_picture import PadPicture

PEN_WIDTH_SHARE: Final = 1 / 32  # of the pad's shorter side: a felt-tip's look
# A smooth curve's end depends on no more points than these.
_CURVE_POINTS: Final = 4
# Steps that undo goes back; a picture takes as much memory as many strokes.
_STEPS: Final = 1000
_PICTURE_STEPS: Final = 50


class Page(NamedTuple):
    """What one step of undo goes back to: strokes on their paper, or a picture."""

    drawing: Drawing = Drawing()
    paper: Paper | None = None
    picture: "PadPicture | None" = None

    @property
    def is_empty(self) -> bool:
        """Whether there is neither ink nor a picture."""
        return self.picture is None and self.drawing.is_empty

    @property
    def steps(self) -> int:
        """How many steps of strokes take as much memory as this one."""
        return 1 if self.picture is None else _PICTURE_STEPS


class Sheet:
    """What is on a pad of some size, and the one pen or eraser that goes over it.

    One pointer holds one of them at a time; others are ignored until it is lifted. All
    that the eraser takes from its touch to its lifting is one change.
    Strokes are kept in the pixels of the pad at their first ink, which are the units
    of the paper; `view` says where it lies on the pad now. Ink put beside the paper,
    on a pad that has grown, makes the paper as large as the pad, so that what is read
    is also seen and saved.
    """

    def __init__(self) -> None:
        self._history = History(Page(), lambda page: page.steps, _STEPS)
        self._size = (1, 1)
        self._paper: Paper | None = None
        self._live: LiveStroke | None = None
        self._eraser: Eraser | None = None
        self._newest: list[float] = []
        self._pressures: list[float] = []
        self._holder: Hashable = None
        self._began_ms = 0
        self._view = PadView()

    @property
    def drawing(self) -> Drawing:
        """The strokes, the one under the pen among them."""
        done = self._eraser.left if self._eraser else self._history.now.drawing
        return done.with_stroke(self._live.stroke()) if self._live else done

    @property
    def picture(self) -> "PadPicture | None":
        """The picture, which leaves as soon as there is ink."""
        return None if self._live else self._history.now.picture

    @property
    def pen_is_down(self) -> bool:
        """Whether a stroke is being drawn."""
        return self._live is not None

    @property
    def is_held(self) -> bool:
        """Whether a pointer draws or erases now."""
        return self._live is not None or self._eraser is not None

    @property
    def is_erasing(self) -> bool:
        """Whether the eraser is on the sheet."""
        return self._eraser is not None

    @property
    def newest(self) -> Sequence[float]:
        """The last points of the stroke under the pen, up to four: x0, y0, x1, ..."""
        return self._newest

    @property
    def newest_pressures(self) -> Sequence[float]:
        """How the pen was pressed at these points; NaN where nobody knows."""
        return self._pressures

    @property
    def is_empty(self) -> bool:
        """Whether there is neither ink nor a picture."""
        if self._eraser:
            return self._eraser.left.is_empty
        return self._live is None and self._history.now.is_empty

    @property
    def can_undo(self) -> bool:
        """Whether there is something to take back."""
        return self.pen_is_down or self._history.can_undo or self._has_erased

    @property
    def can_redo(self) -> bool:
        """Whether something taken back can come again; not amid a change."""
        return not self.is_held and self._history.can_redo

    @property
    def view(self) -> PadView:
        """Where the paper lies on the pad."""
        return self._view

    @property
    def paper(self) -> Paper:
        """The paper with all ink on it; before the first ink, the pad itself."""
        width, height = (max(side, 1) for side in self._size)
        pen_width = min(width, height) * PEN_WIDTH_SHARE
        return self._paper or Paper(0.0, 0.0, width, height, pen_width)

    @property
    def pen_place(self) -> tuple[float, float] | None:
        """Where the pen was last, in the drawing's units; None without strokes."""
        if self._live:
            return self._newest[-2], self._newest[-1]
        strokes = self._history.now.drawing.strokes
        return (strokes[-1].xy[-2], strokes[-1].xy[-1]) if strokes else None

    def resize(self, width: int, height: int) -> None:
        """Lie on a pad of another size."""
        self._size = width, height
        self._view = PadView.fitting(self.paper, self._size)

    def put_down(
        self, holder: Hashable, x: float, y: float, ms: int, pressure: float | None
    ) -> bool:
        """Begin a stroke at a place of the pad; False if another holds the pen."""
        if self.is_held and holder != self._holder:
            return False
        self.lift()
        self._paper = self.paper
        if self._history.now.drawing.is_empty:
            self._began_ms = ms
        self._live, self._holder = LiveStroke(), holder
        self._newest, self._pressures = [], []
        return self.move(holder, x, y, ms, pressure)

    def move(
        self, holder: Hashable, x: float, y: float, ms: int, pressure: float | None
    ) -> bool:
        """Go on to a place of the pad; False if that adds nothing to the stroke."""
        if self._live is None or holder != self._holder:
            return False
        # What is read must be seen: the pen stops at the pad's border, and a paper
        # that ends before it goes on to there.
        x = min(max(x, 0.0), self._size[0] - 1.0)
        y = min(max(y, 0.0), self._size[1] - 1.0)
        x, y = self._view.to_drawing(x, y)
        if not self._live.add(x, y, ms - self._began_ms, pressure):
            return False
        if not self.paper.has(x, y):
            self._paper = self._pad_as_paper()
        self._newest = [*self._newest[2 - 2 * _CURVE_POINTS :], x, y]
        pressed = nan if pressure is None else pressure
        self._pressures = [*self._pressures[1 - _CURVE_POINTS :], pressed]
        return True

    def put_eraser_down(
        self, holder: Hashable, x: float, y: float, reach: float
    ) -> bool:
        """Begin to erase at a place of the pad, as `erase` does.

        Args:
            holder: Which pointer it is.
            x: From the pad's left edge.
            y: From its upper edge.
            reach: How near to the middle of a stroke it must come, in the pad's pixels.

        Returns:
            Whether that took a stroke; not if another pointer holds pen or eraser.
        """
        # Imported late: the first paint does not wait for numpy.
        from digitpad.erasing import Eraser

        if self.is_held and holder != self._holder:
            return False
        self.lift()
        drawing = self._history.now.drawing
        self._eraser, self._holder = Eraser(drawing, reach / self._view.scale), holder
        return self.erase(holder, x, y)

    def erase(self, holder: Hashable, x: float, y: float) -> bool:
        """Go on to a place of the pad; whether that took a stroke."""
        if self._eraser is None or holder != self._holder:
            return False
        return self._eraser.move(*self._view.to_drawing(x, y))

    def is_held_by(self, holder: Hashable) -> bool:
        """Whether this pointer draws or erases now."""
        return self.is_held and holder == self._holder

    def lift(self) -> Stroke | None:
        """End what a pointer does, and make it a part of the drawing.

        Returns:
            The stroke that was under the pen, if it was a pen.
        """
        self._lift_eraser()
        live, self._live = self._live, None
        if not live:
            return None
        stroke = live.stroke()
        drawing = self._history.now.drawing.with_stroke(stroke)
        self._history.commit(Page(drawing, self._paper))
        return stroke

    def drop(self) -> None:
        """Forget what the pointer has done since it came down."""
        self._live = self._eraser = None
        self._lay_out()

    def undo(self) -> None:
        """Take back the last change, be it the stroke under the pen."""
        self.lift()
        self._history.undo()
        self._lay_out()

    def redo(self) -> None:
        """Bring back what was taken back last, if `can_redo`."""
        if self.can_redo:
            self._history.redo()
            self._lay_out()

    def clear(self) -> None:
        """Empty the sheet, which can be undone."""
        self.lift()
        if not self.is_empty:
            self._turn_to(Page())

    def put_drawing(self, drawing: Drawing) -> None:
        """Put a drawing in place of what is here, well into the middle."""
        self.lift()
        self._paper = None
        self._turn_to(Page(fitted(drawing, self._size), self.paper))

    def put_picture(self, picture: "PadPicture") -> None:
        """Put a picture in place of what is here."""
        self.lift()
        self._turn_to(Page(picture=picture))

    @property
    def _has_erased(self) -> bool:
        before = len(self._history.now.drawing.strokes)
        return self._eraser is not None and len(self._eraser.left.strokes) < before

    def _lift_eraser(self) -> None:
        if self._has_erased:
            drawing = self.drawing
            # A paper without ink may be of any size.
            self._paper = None if drawing.is_empty else self._paper
            self._history.commit(Page(drawing, self._paper))
        self._eraser = None

    def _turn_to(self, page: Page) -> None:
        self._history.commit(page)
        self._lay_out()

    def _lay_out(self) -> None:
        """Lay the page on the pad as it is now."""
        self._paper = self._history.now.paper
        self._view = PadView.fitting(self.paper, self._size)

    def _pad_as_paper(self) -> Paper:
        """All of the pad as a paper, which lies there as the present one does."""
        width, height = (side / self._view.scale for side in self._size)
        left, top = self._view.to_drawing(0, 0)
        return Paper(left, top, width, height, self.paper.pen_width)
