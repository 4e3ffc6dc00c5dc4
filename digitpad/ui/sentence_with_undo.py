"""A line of a dialog: what was just done, and a button that undoes it."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QWidget

from digitpad.ui.buttons import push_button
from digitpad.ui.forms import plain_label
from digitpad.ui.named import named
from digitpad.ui.theme import GRID
from digitpad.ui.words import tr


class SentenceWithUndo(QWidget):
    """Shows a sentence; always as high.

    Args:
        name: Its object name; the button has it too, with `_undo` at its end.
    """

    def __init__(self, name: str) -> None:
        super().__init__()
        named(self, name, tr("Status"))
        self._sentence = plain_label(f"{name}_sentence")
        self._undo = push_button(f"{name}_undo", tr("&Undo"), self._on_undo)
        self._command: Callable[[], None] | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2 * GRID)
        row.addWidget(self._sentence, 1)
        row.addWidget(self._undo)
        lines = 2 * self._sentence.fontMetrics().lineSpacing()
        self.setMinimumHeight(max(lines, self._undo.sizeHint().height()))
        self.tell("")

    @property
    def sentence(self) -> str:
        """What is told."""
        return self._sentence.text()

    def tell(self, sentence: str, undo: Callable[[], None] | None = None) -> None:
        """Show a sentence, perhaps with a way to undo what it tells of."""
        self._sentence.setText(sentence)
        self._command = undo
        self._undo.setVisible(undo is not None)

    def _on_undo(self) -> None:
        command = self._command
        self.tell("")
        if command is not None:
            command()
