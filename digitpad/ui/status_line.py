"""The window's foot: what just happened, what goes on, and which model reads."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from digitpad.ui import theme
from digitpad.ui.elided_label import ElidedLabel
from digitpad.ui.named import named


class StatusLine(QWidget):
    """Two texts, and between them how far the long runs are.

    It is no QStatusBar, whose frame and margins do not follow the grid.
    """

    def __init__(self, indicators: Iterable[QWidget]) -> None:
        super().__init__()
        self._status = named(ElidedLabel(is_muted=True), "status", "Status")
        self._model = named(ElidedLabel(is_muted=True), "model_in_use", "Model in use")
        self._model.setAlignment(
            Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2 * theme.GRID)
        row.addWidget(self._status, 5)
        for indicator in indicators:
            # It is as high as it gets, so that a training that begins moves nothing.
            least = max(self.minimumHeight(), indicator.sizeHint().height())
            self.setMinimumHeight(least)
            row.addWidget(indicator)
        row.addWidget(self._model, 6)

    def tell(self, sentence: str) -> None:
        """Say what just happened; empty for nothing."""
        self._status.setText(sentence)

    def show_model(self, summary: str) -> None:
        """Say which model reads."""
        self._model.setText(summary)
