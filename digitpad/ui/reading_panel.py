"""The column beside the pad: the answer, the ten bars, what the network sees."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from digitpad.ink import Drawing
from digitpad.ui import theme
from digitpad.ui.answer import AnswerPanel
from digitpad.ui.model_input_view import ModelInputView
from digitpad.ui.muted_label import MutedLabel
from digitpad.ui.probabilities import ProbabilityBars
from digitpad.ui.verdict import NO_STROKES, bars_explain, shown_digit, verdict_of

if TYPE_CHECKING:
    from digitpad.ui.verdict import Reading


class ReadingPanel(QWidget):
    """Shows one reading, whatever it is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._answer = AnswerPanel(self)
        self._bars = ProbabilityBars(self)
        self._model_input = ModelInputView(self)
        self._caption = MutedLabel("What the\nnetwork sees", self)
        self._lay_out()

    def show_reading(
        self,
        reading: "Reading",
        index: int | None = None,
        drawing: Drawing = NO_STROKES,
        *,
        is_chosen: bool = False,
    ) -> None:
        """Show a reading.

        Args:
            reading: What was read; None for nothing.
            index: Which digit of a number is shown in detail.
            drawing: What was read, if it was a drawing.
            is_chosen: Whether the user has asked for this digit.
        """
        told = index if is_chosen else None
        self._answer.show_verdict(verdict_of(reading, drawing, told))
        digit = shown_digit(reading, index)
        self._model_input.show_model_input(digit.model_input if digit else None)
        if digit is None:
            self._bars.show_none()
        elif bars_explain(digit):
            winner = digit.digit if digit.is_digit else None
            self._bars.show_probabilities(digit.probabilities.tolist(), winner)
        else:
            self._bars.show_none(why="Not a digit.")

    def _lay_out(self) -> None:
        seen = QHBoxLayout()
        seen.setSpacing(2 * theme.GRID)
        seen.addWidget(self._model_input)
        seen.addWidget(self._caption, 1, Qt.AlignmentFlag.AlignBottom)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3 * theme.GRID)
        column.addWidget(self._answer, 3)
        column.addWidget(self._bars, 6)
        column.addLayout(seen)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the model input grow with the panel."""
        self._model_input.fit(min(self.width() // 2, self.height() // 6))
        super().resizeEvent(event)

    def sizeHint(self) -> QSize:
        """A third of the window."""
        return QSize(40 * theme.GRID, 77 * theme.GRID)
