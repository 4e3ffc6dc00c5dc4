"""Where everything in the main window lies."""

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from digitpad.ui.theme import GRID

_MARGIN: Final = 3 * GRID
_LEFT, _RIGHT = 7, 4  # shares of the width


class Desk(QWidget):
    """Two columns, and a line at the foot.

    Args:
        left: From top to bottom; the first takes the room that is left.
        right: The other column.
        spare: Stands below it where there is room.
        foot: The line.
    """

    def __init__(
        self, left: Iterable[QWidget], right: QWidget, spare: QWidget, foot: QWidget
    ) -> None:
        super().__init__()
        self._spare, self._beside = spare, 0
        # Whoever hides what is spare for reasons of its own hides it in here.
        self._place = QWidget()
        inside = QVBoxLayout(self._place)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(spare)
        self._left, self._right = _column(left), _column((right, self._place))
        self._row = QHBoxLayout()
        self._row.setSpacing(4 * GRID)
        self._row.addLayout(self._left, _LEFT)
        self._row.addLayout(self._right, _RIGHT)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, 2 * GRID)
        whole.setSpacing(2 * GRID)
        whole.addLayout(self._row, 1)
        whole.addWidget(foot)

    def add_column(self, column: QWidget) -> None:
        """Put another column at the right, as high as the one there."""
        self._row.addWidget(column, _RIGHT)
        self._beside += 1
        column.destroyed.connect(self._on_column_gone)
        self._choose()

    def minimumSizeHint(self) -> QSize:
        """Room for all but what is spare."""
        least = super().minimumSizeHint()
        return QSize(least.width(), self._least(with_spare=False))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show what is spare, or hide it."""
        self._choose()
        super().resizeEvent(event)

    def _on_column_gone(self) -> None:
        self._beside -= 1
        self._choose()

    def _choose(self) -> None:
        has_room = self.height() >= self._least(with_spare=True)
        self._place.setVisible(has_room and not self._beside)

    def _least(self, *, with_spare: bool) -> int:
        """How high all of it is at least."""
        spare = self._spare.minimumSizeHint().height() + self._right.spacing()
        is_counted = not self._place.isHidden()
        right = self._right.minimumSize().height() + (with_spare - is_counted) * spare
        rows = max(self._left.minimumSize().height(), right)
        around = super().minimumSizeHint().height() - self._row.minimumSize().height()
        return around + rows


def _column(widgets: Iterable[QWidget]) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(GRID)
    for widget in widgets:
        column.addWidget(widget)
    column.setStretch(0, 1)
    return column
