"""A two-column table of facts for dialogs: what, and how much."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from digitpad.model_facts import Fact
from digitpad.ui import theme
from digitpad.ui.elided_label import ElidedLabel
from digitpad.ui.muted_label import MutedLabel
from digitpad.ui.words import told, tr


def translated(facts: Iterable[Fact]) -> list[Fact]:
    """The same facts as the user reads them."""
    return [(tr(name), told(value)) for name, value in facts]


class Facts(QWidget):
    """Shows names and values; a long path gives way in its middle."""

    def __init__(self, facts: Iterable[Fact], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(3 * theme.GRID)
        grid.setVerticalSpacing(theme.GRID)
        grid.setColumnStretch(1, 1)
        for row, (name, value) in enumerate(facts):
            label = MutedLabel(name, self)
            told = ElidedLabel(value, Qt.TextElideMode.ElideMiddle)
            told.setAccessibleName(f"{name}: {value}")
            grid.addWidget(label, row, 0)
            grid.addWidget(told, row, 1)
            # A low screen must not cut the letters.
            grid.setRowMinimumHeight(row, label.sizeHint().height())
