"""The tools at the pad: the eraser, the pen, and how the paper looks."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSettings
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from digitpad.ui.action import make_action
from digitpad.ui.kept_looks import KeptLooks
from digitpad.ui.pad_buttons import PadButtons
from digitpad.ui.pen_slider import PenSlider

if TYPE_CHECKING:
    from digitpad.ui.actions import Actions
    from digitpad.ui.looks import Looks
    from digitpad.ui.main_window import MainWindow


class PadTools(QObject):
    """What one draws with.

    Args:
        window: The window of the pad.
        state: The file that keeps what is chosen.

    Attributes:
        eraser: The command that changes pen for eraser, and back.
    """

    def __init__(self, window: "MainWindow", state: QSettings) -> None:
        super().__init__(window)
        self._pad = window.pad
        self._kept = KeptLooks(state)
        self._pad.looks = self._kept.looks
        self.eraser = self._make_eraser(window)
        self._pad.changed.connect(self._follow)
        self._follow()

    def bar(self, actions: "Actions") -> QWidget:
        """The row at the pad's foot."""
        slider = PenSlider(self._pad.looks.pen_share)
        slider.chosen.connect(self._choose_pen)
        shown = (actions.undo, actions.redo, self.eraser, actions.clear)
        return PadButtons(shown, slider)

    def _make_eraser(self, window: "MainWindow") -> QAction:
        eraser = make_action(
            window, "eraser", "&Eraser", "Take whole strokes away", self._follow, "E"
        )
        eraser.setCheckable(True)
        eraser.toggled.connect(self._take_eraser)
        return eraser

    def _take_eraser(self, is_taken: bool) -> None:
        self._pad.erases = is_taken

    def _choose_pen(self, share: float) -> None:
        self._keep(self._pad.looks._replace(pen_share=share))

    def _keep(self, looks: "Looks") -> None:
        self._pad.looks = self._kept.looks = looks

    def _follow(self) -> None:
        """Offer what can be done with what is on the pad."""
        pad = self._pad
        has_strokes = not pad.is_empty and pad.picture is None
        self.eraser.setEnabled(has_strokes or pad.is_erasing)
        if not self.eraser.isEnabled():
            # Who has taken everything away draws next.
            self.eraser.setChecked(False)
