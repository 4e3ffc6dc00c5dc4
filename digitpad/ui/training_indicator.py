"""The bar in the status line that shows a training run in the background."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QToolButton, QWidget

from digitpad.ui import theme
from digitpad.ui.named import named
from digitpad.ui.words import tr

_WIDTH: Final = 26 * theme.GRID


class TrainingIndicator(QToolButton):
    """One line of text over a thin bar; a click opens the dialog again."""

    def __init__(
        self,
        parent: QWidget | None = None,
        object_name: str = "training_indicator",
        accessible_name: str = "",
    ) -> None:
        super().__init__(parent)
        named(self, object_name, accessible_name or tr("Retraining"))
        self.setAutoRaise(True)
        # The line changes its length all the time, and nothing beside it is to move.
        self.setFixedWidth(_WIDTH)
        self._fraction: float | None = None
        self.hide()

    @property
    def fraction(self) -> float | None:
        """How much of the run is done, 0 to 1; None while nobody knows."""
        return self._fraction

    def tell(self, line: str, fraction: float | None) -> None:
        """Show where the run is."""
        self._fraction = fraction
        room = _WIDTH - 2 * theme.GRID
        elided = Qt.TextElideMode.ElideRight
        self.setText(self.fontMetrics().elidedText(line, elided, room))
        self.setToolTip(line)
        self.setAccessibleDescription(line)
        self.show()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the button, and the bar along its lower edge."""
        super().paintEvent(event)
        if self._fraction is None:
            return
        with QPainter(self) as painter:
            track = self.rect().adjusted(4, self.height() - 3, -4, 0)
            painter.fillRect(track, theme.faint(self.palette()))
            track.setWidth(round(track.width() * self._fraction))
            painter.fillRect(track, theme.accent(self.palette()))
