"""Where everything in the main window lies."""

from collections.abc import Iterable
from typing import Final

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from digitpad.ui.theme import GRID

_MARGIN: Final = 3 * GRID
_LEFT, _RIGHT = 7, 4  # shares of the width


class Desk(QWidget):
    """Two columns, and a line at the foot.

    Args:
        left: From top to bottom; the first takes the room that is left.
        right: Likewise.
        foot: The line.
    """

    def __init__(
        self, left: Iterable[QWidget], right: Iterable[QWidget], foot: QWidget
    ) -> None:
        super().__init__()
        self._row = QHBoxLayout()
        self._row.setSpacing(4 * GRID)
        self._row.addLayout(_column(left), _LEFT)
        self._row.addLayout(_column(right), _RIGHT)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, 2 * GRID)
        whole.setSpacing(2 * GRID)
        whole.addLayout(self._row, 1)
        whole.addWidget(foot)

    def add_column(self, column: QWidget) -> None:
        """Put another column at the right."""
        self._row.addWidget(column, _RIGHT)


def _column(widgets: Iterable[QWidget]) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(GRID)
    for widget in widgets:
        column.addWidget(widget)
    column.setStretch(0, 1)
    return column
