"""What a pointer does to the sheet: it draws, or takes strokes away."""

from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from digitpad.ink import Drawing
from digitpad.ui.pad_surface import PadSurface
from digitpad.ui.pointers import is_behind
from digitpad.ui.sheet import Sheet
from digitpad.ui.steps import Move, Step

_ERASER_REACH: Final = 3.0  # pixels around the ink


class Hand(QObject):
    """Leads the pen or the eraser over a sheet, and shows what that changes.

    Args:
        pad: The widget on which the sheet lies.
        sheet: What is drawn on.
        surface: What shows it.

    Attributes:
        erases: Whether it holds the eraser, and not the pen.

    Signals:
        changed: What is on the sheet is another, as `Pad.changed` tells it.
        pen_put_down: Pen or eraser comes down; `changed` comes next.
    """

    changed = Signal()
    pen_put_down = Signal()

    def __init__(self, pad: QWidget, sheet: Sheet, surface: PadSurface) -> None:
        super().__init__(pad)
        self.erases = False
        self._pad = pad
        self._sheet = sheet
        self._surface = surface
        # Fires when the events that wait now have been handled.
        self._catch_up = QTimer(self, singleShot=True, interval=0)
        self._catch_up.timeout.connect(self.changed)

    @property
    def eraser_reach(self) -> float:
        """How near to the middle of a stroke the eraser must come, in pixels."""
        return self._surface.pen_width * self._sheet.view.scale / 2 + _ERASER_REACH

    def take(self, step: Step) -> None:
        """Do what a pointer wants."""
        match step.move:
            case Move.DOWN:
                self._begin(step)
            case Move.ON:
                self._go_on(step)
            case Move.UP | Move.LOST if self._sheet.is_held_by(step.holder):
                if step.move is Move.UP:
                    self._go_on(step)
                self.end()
            case Move.CANCELLED if self._sheet.is_held_by(step.holder):
                self._sheet.drop()
                self.show_sheet()

    def end(self) -> None:
        """Lift pen and eraser."""
        self._catch_up.stop()
        was_erasing = self._sheet.is_erasing
        if stroke := self._sheet.lift():
            self._surface.keep(stroke)
        if stroke or was_erasing:
            self.changed.emit()

    def show_sheet(self, before: Drawing | None = None) -> None:
        """Show and tell that the sheet is another one.

        Args:
            before: What was drawn, if most of it is there still.
        """
        if before is None:
            self._surface.repaint_all()
        else:
            self._surface.show_change(before)
        self.changed.emit()

    def _begin(self, step: Step) -> None:
        if self._sheet.is_held_by(step.holder):
            self.end()  # its release was lost
        # A window that is not shown yet has a size and has had no resize event.
        self._sheet.resize(self._pad.width(), self._pad.height())
        if self.erases or step.erases:
            self._begin_erasing(step)
        else:
            self._begin_stroke(step)

    def _begin_stroke(self, step: Step) -> None:
        if self._sheet.is_empty or self._sheet.picture:
            self._surface.marks = ()
            self._surface.repaint_all()  # the prompt or the picture goes
        place = step.place.x(), step.place.y()
        if self._sheet.put_down(step.holder, *place, step.ms, step.pressure):
            self._surface.show_newest()
            self.pen_put_down.emit()
            self.changed.emit()

    def _begin_erasing(self, step: Step) -> None:
        place = step.place.x(), step.place.y()
        self.pen_put_down.emit()
        before = self._sheet.drawing
        if self._sheet.put_eraser_down(step.holder, *place, self.eraser_reach):
            self._show_erased(before)

    def _go_on(self, step: Step) -> None:
        place = step.place.x(), step.place.y()
        if self._sheet.move(step.holder, *place, step.ms, step.pressure):
            self._surface.show_newest()
            if is_behind(step.ms):
                # Every point is kept; one telling is enough for all that wait.
                self._catch_up.start()
            else:
                self.changed.emit()
        elif self._sheet.is_erasing:
            before = self._sheet.drawing
            if self._sheet.erase(step.holder, *place):
                self._show_erased(before)

    def _show_erased(self, before: Drawing) -> None:
        self._surface.show_change(before)
        self.changed.emit()
