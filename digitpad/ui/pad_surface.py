"""What lies on the pad, brought to the screen: ink, a picture, and the marks."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QWidget

from digitpad.ink import Drawing, Stroke
from digitpad.ui import ink_pieces
from digitpad.ui.ink_layer import InkLayer, ink_pen, picture_of
from digitpad.ui.looks import Looks
from digitpad.ui.paper import paint_paper
from digitpad.ui.sheet import Sheet
from digitpad.ui.slow_ink import SlowInk
from digitpad.ui.verdict import Mark

if TYPE_CHECKING:
    from digitpad.ui.marks import LaidMarks


class PadSurface:
    """Paints a sheet on a widget, of a stroke under the pen only what is new.

    Args:
        widget: The pad.
        sheet: What is on it.

    Attributes:
        marks: What was found, in the units of the drawing or the picture.
        shown_mark: Which of the marks stands out.
        looks: How all of it looks.
    """

    def __init__(self, widget: QWidget, sheet: Sheet) -> None:
        self.marks: Sequence[Mark] = ()
        self.shown_mark = 0
        self.looks = Looks()
        self._widget = widget
        self._sheet = sheet
        self._layer: InkLayer | None = None
        self._slow = SlowInk(widget)
        self._slow.went_on.connect(widget.update)
        self._laid: LaidMarks | None = None

    @property
    def pen_width(self) -> float:
        """Width of the ink as it is shown, in the drawing's units."""
        return self._sheet.paper.pen_width * self.looks.pen_share

    @property
    def is_complete(self) -> bool:
        """Whether all ink is on the screen; a large drawing comes little by little."""
        return self._layer is not None and self._slow.is_done

    def painting(self) -> Callable[[], QImage]:
        """What makes a picture to save of the drawing as it is now, in any thread."""
        drawing, paper = self._sheet.drawing, self._sheet.paper
        return lambda: picture_of(drawing, paper)

    def forget_ink(self) -> None:
        """Paint all ink anew with the next frame."""
        self._layer = None
        self._slow.give_up()

    def repaint_all(self) -> None:
        """Paint all there is anew."""
        self.forget_ink()
        self._widget.update()

    def show_change(self, before: Drawing) -> None:
        """Bring to the screen that strokes have come or gone, and nothing else.

        Args:
            before: What was drawn before.
        """
        layer, drawing = self._layer, self._sheet.drawing
        is_new = layer is None or not self.is_complete or layer.view != self._sheet.view
        if layer is None or is_new or before.is_empty or drawing.is_empty:
            self.repaint_all()
            return
        pair = before.strokes, drawing.strokes
        old, new = ({id(s): s for s in strokes if len(s)} for strokes in pair)
        changed = [stroke for key, stroke in old.items() if key not in new]
        changed += [stroke for key, stroke in new.items() if key not in old]
        if changed:
            area, dirty = layer.wipe(changed)
            self._slow.begin(layer, layer.part(drawing, area), dirty)
            self._widget.update(dirty)

    def show_newest(self) -> None:
        """Bring the last point of the live stroke to the screen, and nothing else."""
        layer, newest = self._painted_layer(), self._newest
        layer.draw(ink_pieces.newest_curve(*newest))
        self._widget.update(layer.reach(ink_pieces.newest(*newest)))

    def keep(self, stroke: Stroke) -> None:
        """Keep the rest of a stroke that has just ended."""
        self._painted_layer().draw([ink_pieces.tail(stroke.xy, stroke.pressure)])

    def paint(self, painter: QPainter, dirty: QRectF) -> None:
        """Paint the paper, and on it the picture, the ink or the prompt."""
        widget, sheet = self._widget, self._sheet
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.paint_paper(painter, asks=sheet.is_empty)
        if picture := sheet.picture:
            picture.paint(painter, QRectF(widget.rect()))
        elif not sheet.is_empty:
            self._paint_ink(painter, dirty)
        if self.marks:
            self._laid_marks().paint(painter, self.shown_mark, widget.palette(), dirty)

    def paint_paper(self, painter: QPainter, *, asks: bool = False) -> None:
        """Paint the paper alone."""
        widget, guides = self._widget, self.looks.guides
        paint_paper(painter, widget.rect(), widget.palette(), guides, asks=asks)

    def empty_layer(self) -> InkLayer:
        """A layer for ink that looks as it does on the pad."""
        widget = self._widget
        pen = ink_pen(widget.palette().text().color(), self.pen_width)
        ratio = widget.devicePixelRatioF()
        return InkLayer(widget.size(), ratio, self._sheet.view, pen)

    def mark_at(self, place: QPointF) -> int | None:
        """Which mark a tap there would mean; None for none."""
        if not self.marks or self._sheet.pen_is_down:
            return None
        # A dot may be drawn in the box of a drawn digit, not on a picture.
        return self._laid_marks().at(place, with_boxes=self._sheet.picture is not None)

    @property
    def _newest(self) -> tuple[Sequence[float], Sequence[float]]:
        return self._sheet.newest, self._sheet.newest_pressures

    def _paint_ink(self, painter: QPainter, dirty: QRectF) -> None:
        layer = self._painted_layer()
        layer.show(painter, dirty)
        if self._sheet.pen_is_down:
            layer.paint(painter, [ink_pieces.tail(*self._newest)])

    def _painted_layer(self) -> InkLayer:
        if self._layer is None:
            self._layer = self.empty_layer()
            self._slow.begin(self._layer, self._sheet.drawing)
        return self._layer

    def _laid_marks(self) -> "LaidMarks":
        # The first paint has no marks and comes sooner without them.
        from digitpad.ui.marks import LaidMarks

        pad, picture = QRectF(self._widget.rect()), self._sheet.picture
        view = picture.view(pad) if picture else self._sheet.view
        width = 0.0 if picture else self.pen_width
        asked = (self.marks, view, pad, self._widget.font(), width)
        # A hundred marks are laid in a millisecond, and each move would lay them again.
        if self._laid is None or self._laid.asked != asked:
            self._laid = LaidMarks(*asked)
        return self._laid
