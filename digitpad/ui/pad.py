"""The pad: the widget one draws on."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QHideEvent,
    QImage,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QWidget

from digitpad.ink import Drawing
from digitpad.ui.caret import HINT, PEN_IS_DOWN, Caret
from digitpad.ui.hand import Hand
from digitpad.ui.looks import Looks
from digitpad.ui.pad_picture import PadPicture
from digitpad.ui.pad_surface import PadSurface
from digitpad.ui.pointer_shape import Pointer, PointerShape
from digitpad.ui.pointers import Pointers, is_taken, prepare
from digitpad.ui.sheet import Sheet
from digitpad.ui.steps import Move, Step
from digitpad.ui.tap import Tap
from digitpad.ui.verdict import Mark
from digitpad.ui.words import tr

_SMALLEST: Final = QSize(240, 240)
_USUAL: Final = QSize(616, 616)
_BY_KEYBOARD: Final = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)
_CHANGES_OF_LOOK: Final = (
    QEvent.Type.PaletteChange,
    QEvent.Type.DevicePixelRatioChange,
)


class Pad(QWidget):
    """Takes strokes from mouse, finger and tablet, and shows them or a picture.

    Attributes:
        surface: What shows it.

    Signals:
        changed: What is on the pad is another, be it by one point. It comes before
            the event returns, except while moves arrive faster than they are read.
        pen_put_down: Pen or eraser comes down; `changed` comes next.
        mark_tapped: A mark was tapped; carries its number.
        caret_told: What the keys do now; carries a sentence.
        first_painted: The pad is on the screen for the first time.
    """

    changed = Signal()
    pen_put_down = Signal()
    mark_tapped = Signal(int)
    caret_told = Signal(str)
    first_painted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pointers = Pointers()
        self._sheet = Sheet()
        self.surface = PadSurface(self, self._sheet)
        self._pointer = PointerShape(self)
        self._tap = Tap()
        self._caret = Caret()
        self._hand = Hand(self, self._sheet, self.surface)
        self._hand.changed.connect(self.changed)
        self._hand.pen_put_down.connect(self.pen_put_down)
        self._is_painted = False
        prepare(self)
        # The other mouse button erases.
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(_SMALLEST)

    @property
    def drawing(self) -> Drawing:
        """The strokes on the pad, the one under the pen among them."""
        return self._sheet.drawing

    @property
    def picture(self) -> PadPicture | None:
        """The picture on the pad, which then has no strokes."""
        return self._sheet.picture

    @property
    def is_empty(self) -> bool:
        """Whether there is neither ink nor a picture."""
        return self._sheet.is_empty

    @property
    def marks(self) -> Sequence[Mark]:
        """What was found on it, in the units of the drawing or the picture."""
        return self.surface.marks

    @property
    def shown_mark(self) -> int:
        """Which of the marks stands out."""
        return self.surface.shown_mark

    @property
    def pen_is_down(self) -> bool:
        """Whether a stroke is being drawn."""
        return self._sheet.pen_is_down

    @property
    def is_amid_change(self) -> bool:
        """Whether pen or eraser is on the pad."""
        return self._sheet.is_held

    @property
    def pen_place(self) -> tuple[float, float] | None:
        """Where the pen was last, in the drawing's units; None without strokes."""
        return self._sheet.pen_place

    @property
    def pen_width(self) -> float:
        """Width of a felt-tip's ink, in the drawing's units: whatever it looks like."""
        return self._sheet.paper.pen_width

    @property
    def erases(self) -> bool:
        """Whether every pointer takes strokes away instead of drawing.

        The other mouse button and the other end of a pen always do.
        """
        return self._hand.erases

    @erases.setter
    def erases(self, erases: bool) -> None:
        self._hand.erases = erases

    @property
    def looks(self) -> Looks:
        """How the pad looks; nothing that is read or saved depends on it."""
        return self.surface.looks

    @looks.setter
    def looks(self, looks: Looks) -> None:
        if looks != self.surface.looks:
            self.surface.looks = looks
            self.surface.repaint_all()

    @property
    def shown_pen_width(self) -> float:
        """Width of the ink as it is shown, in the drawing's units."""
        return self.surface.pen_width

    @property
    def can_undo(self) -> bool:
        """Whether there is something to take back."""
        return self._sheet.can_undo

    @property
    def can_redo(self) -> bool:
        """Whether something taken back can come again."""
        return self._sheet.can_redo

    def undo(self) -> None:
        """Take back the last change: a stroke, a clearing, an opened file."""
        before = self._sheet.drawing
        self._sheet.undo()
        self._hand.show_sheet(before)

    def redo(self) -> None:
        """Bring back what was taken back last."""
        before = self._sheet.drawing
        self._sheet.redo()
        self._hand.show_sheet(before)

    def clear(self) -> None:
        """Empty the pad; `undo` brings the drawing back."""
        self._sheet.clear()
        self._hand.show_sheet()

    def show_drawing(self, drawing: Drawing) -> None:
        """Put a drawing in place of what is on the pad; `undo` brings that back."""
        self._sheet.resize(self.width(), self.height())
        self._sheet.put_drawing(drawing)
        self._hand.show_sheet()

    def show_picture(self, picture: PadPicture) -> None:
        """Put a picture in place of what is on the pad; `undo` brings that back."""
        self._sheet.put_picture(picture)
        self._hand.show_sheet()

    def mark(self, marks: Sequence[Mark], shown: int = 0) -> None:
        """Show what was found; one of the marks stands out."""
        surface = self.surface
        if (marks, shown) != (surface.marks, surface.shown_mark):
            surface.marks, surface.shown_mark = marks, shown
            self.update()

    def picture_to_save(self) -> QImage:
        """The drawing as a picture: dark ink on white paper."""
        return self.surface.painting()()

    def _show_pointer(self, step: Step) -> None:
        view, width = self._sheet.view, self.shown_pen_width
        if step.move is Move.LOST and self.surface.mark_at(step.place) is not None:
            self._pointer.show(Pointer.TAPS, 0)
        elif self.erases or step.erases:
            self._pointer.show(Pointer.ERASES, 2 * self._hand.eraser_reach)
        else:
            self._pointer.show(Pointer.DRAWS, width * view.scale)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the paper, and on it the picture, the ink or the prompt."""
        with QPainter(self) as painter:
            self.surface.paint(painter, QRectF(event.rect()))
            if self._caret.is_shown:
                width = self.shown_pen_width * self._sheet.view.scale
                self._caret.paint(painter, QRectF(self.rect()), self.palette(), width)
        if not self._is_painted:
            self._is_painted = True
            # Timers wait until the window's pixels have been handed to the screen.
            QTimer.singleShot(0, self.first_painted.emit)

    def sizeHint(self) -> QSize:
        """A square, the largest thing in the window."""
        return _USUAL

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the same drawing at the new size."""
        self._sheet.resize(self.width(), self.height())
        self.surface.forget_ink()
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Redraw the ink in the colours of a new palette."""
        if event.type() in _CHANGES_OF_LOOK:
            self.surface.repaint_all()
        super().changeEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """End the stroke: nobody sees where the pen goes now."""
        self._hand.end()
        super().hideEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Lead the caret's pen."""
        if not self._caret.is_for(event):
            super().keyPressEvent(event)
            return
        was_down = self._caret.is_down
        self._show_caret()
        for step in self._caret.steps_of(event, self.size()):
            self._hand.take(step)
        self.update()
        if self._caret.is_down and not was_down:
            self.caret_told.emit(tr(PEN_IS_DOWN))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the caret to who comes with the keyboard."""
        if event.reason() in _BY_KEYBOARD:
            self._show_caret()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Lift the caret's pen."""
        self._put_caret_away()
        super().focusOutEvent(event)

    def _show_caret(self) -> None:
        if not self._caret.is_shown:
            self._caret.is_shown = True
            self.update()
            self.caret_told.emit(tr(HINT))

    def _put_caret_away(self) -> None:
        if self._caret.is_shown:
            for step in self._caret.put_away():
                self._hand.take(step)
            self.update()

    def event(self, event: QEvent) -> bool:
        """Draw with whatever pointer comes."""
        steps = self._pointers.steps_of(event)
        if any(step.move is Move.DOWN for step in steps):
            self._put_caret_away()
        for step in steps:
            for drawing in self._tap.drawing_steps(step, self.surface.mark_at):
                self._hand.take(drawing)
            if self._tap.tapped is not None:
                self.mark_tapped.emit(self._tap.tapped)
            self._show_pointer(step)
        if steps or is_taken(event):
            event.accept()
            return True
        return super().event(event)
