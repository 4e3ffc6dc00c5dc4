"""The line below the models: what was just done, or how far a comparison is."""

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QStackedWidget,
    QWidget,
)

from digitpad.ui.elided_label import ElidedLabel
from digitpad.ui.named import named
from digitpad.ui.theme import GRID

_BAR_WIDTH: Final = 30 * GRID


class ModelsStatus(QStackedWidget):
    """One page for sentences, one for progress; both are as high.

    Signals:
        undo_wanted: What the sentence tells of is to be undone.
        cancel_wanted: What goes on is to end.
    """

    undo_wanted = Signal()
    cancel_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "models_status", "Status")
        self._sentence = named(QLabel(wordWrap=True), "models_sentence")
        self._undo = _button("undo_remove", "Put it &back")
        self._undo.clicked.connect(self.undo_wanted)
        self._undo.hide()
        self._doing = named(ElidedLabel(), "comparing")
        self._bar = named(QProgressBar(), "comparison_progress", "Images read")
        self._bar.setTextVisible(False)
        self._bar.setFixedSize(_BAR_WIDTH, GRID)
        self._cancel = _button("cancel_comparison", "Ca&ncel")
        self._cancel.clicked.connect(self.cancel_wanted)
        self.addWidget(_row(self._sentence, self._undo))
        self.addWidget(_row(self._doing, self._bar, self._cancel))

    @property
    def is_busy(self) -> bool:
        """Whether progress is shown."""
        return self.currentIndex() == 1

    def tell(self, sentence: str, *, can_undo: bool = False) -> None:
        """Show a sentence, perhaps about something that can be undone."""
        self._sentence.setText(sentence)
        self._undo.setVisible(can_undo)
        self.setCurrentIndex(0)

    def begin(self, doing: str) -> None:
        """Show that something goes on, and has not got far yet."""
        self._doing.setText(doing)
        self._bar.setRange(0, 0)
        self.setCurrentIndex(1)

    def show_progress(self, done: int, of: int) -> None:
        """Show how far it is."""
        self._bar.setRange(0, of)
        self._bar.setValue(done)


def _button(name: str, text: str) -> QPushButton:
    button = named(QPushButton(text), name, text.replace("&", ""))
    button.setAutoDefault(False)
    return button


def _row(first: QWidget, *others: QWidget) -> QWidget:
    page = QWidget()
    row = QHBoxLayout(page)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(2 * GRID)
    row.addWidget(first, 1)
    for widget in others:
        row.addWidget(widget)
    return page
