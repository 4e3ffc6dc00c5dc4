"""What is wrong with some data, one thing a row."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtWidgets import QListWidget, QWidget

from digitpad.ui.named import named
from digitpad.ui.theme import GRID
from digitpad.ui.words import tr

_HEIGHT: Final = 18 * GRID


class ProblemList(QListWidget):
    """A list to read; it is there only while something is wrong."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "problems", tr("What is wrong"))
        self.setWordWrap(True)
        self.setSelectionMode(QListWidget.SelectionMode.NoSelection)
        self.setMinimumHeight(_HEIGHT)
        self.setSpacing(2)
        self.hide()

    def show_problems(self, problems: Sequence[str]) -> None:
        """List these, or vanish if there are none."""
        self.clear()
        self.addItems(list(problems))
        self.setVisible(bool(problems))
