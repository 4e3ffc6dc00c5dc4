"""The line below the models: what was just done, and how far a comparison is."""

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from digitpad.ui.buttons import push_button
from digitpad.ui.forms import plain_label
from digitpad.ui.named import named
from digitpad.ui.theme import GRID
from digitpad.ui.words import tr

_BAR_WIDTH: Final = 24 * GRID


class ModelsStatus(QWidget):
    """A sentence, and beside it what can be done about it; always as high.

    Attributes:
        is_busy: Whether progress is shown.

    Signals:
        undo_wanted: What the sentence tells of is to be undone.
        cancel_wanted: What goes on is to end.
    """

    undo_wanted = Signal()
    cancel_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "models_status", tr("Status"))
        self.is_busy = False
        self._sentence = plain_label("models_sentence")
        self._undo = push_button(
            "undo_remove", tr("&Put it back"), self.undo_wanted.emit
        )
        self._bar = named(QProgressBar(), "comparison_progress", tr("Images read"))
        self._bar.setTextVisible(False)
        self._bar.setFixedSize(_BAR_WIDTH, GRID)
        self._cancel = push_button(
            "cancel_comparison", tr("Ca&ncel"), self.cancel_wanted.emit
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2 * GRID)
        row.addWidget(self._sentence, 1)
        for widget in (self._undo, self._bar, self._cancel):
            row.addWidget(widget)
        lines = 2 * self._sentence.fontMetrics().lineSpacing()
        self.setMinimumHeight(max(lines, self._undo.sizeHint().height()))
        self.end("")

    def tell(self, sentence: str, *, can_undo: bool = False) -> None:
        """Show a sentence, perhaps about something that can be undone."""
        self._sentence.setText(sentence)
        self._undo.setVisible(can_undo)

    def begin(self, sentence: str) -> None:
        """Show that something goes on, and has not got far yet."""
        self.tell(sentence)
        self._bar.setRange(0, 0)
        self._show_busy(is_busy=True)

    def show_progress(self, done: int, of: int) -> None:
        """Show how far it is."""
        self._bar.setRange(0, of)
        self._bar.setValue(done)

    def end(self, sentence: str) -> None:
        """Show how it ended."""
        self.tell(sentence)
        self._show_busy(is_busy=False)

    def _show_busy(self, *, is_busy: bool) -> None:
        self.is_busy = is_busy
        self._bar.setVisible(is_busy)
        self._cancel.setVisible(is_busy)
