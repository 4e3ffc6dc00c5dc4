"""The column beside the pad: the answer, the ten bars, what the network sees."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from digitpad.ink import Drawing
from digitpad.ui import theme
from digitpad.ui.model_input_view import ModelInputView
from digitpad.ui.muted_label import MutedLabel
from digitpad.ui.reading_column import ReadingColumn
from digitpad.ui.verdict import NO_STROKES, shown_digit
from digitpad.ui.words import tr

if TYPE_CHECKING:
    from digitpad.ui.verdict import Reading


class ReadingPanel(ReadingColumn):
    """Shows one reading, and below it the picture that the network sees.

    Signals:
        digit_clicked: The bar of this digit was clicked: that is what it is.
    """

    digit_clicked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bars.clicked.connect(self.digit_clicked)
        self._model_input = ModelInputView(self)
        self._caption = MutedLabel(tr("What the\nnetwork sees"), self)
        self._seen = QHBoxLayout(self.foot)
        self._seen.setContentsMargins(0, 0, 0, 0)
        self._seen.setSpacing(2 * theme.GRID)
        self._seen.addWidget(self._model_input)
        self._seen.addWidget(self._caption, 1, Qt.AlignmentFlag.AlignBottom)

    def show_reading(
        self,
        reading: "Reading",
        index: int | None = None,
        drawing: Drawing = NO_STROKES,
        *,
        is_chosen: bool = False,
    ) -> None:
        """Show a reading, as in every column, and what the network saw."""
        super().show_reading(reading, index, drawing, is_chosen=is_chosen)
        digit = shown_digit(reading, index)
        self._model_input.show_model_input(digit.model_input if digit else None)

    def present(self, buttons: QWidget | None) -> None:
        """Be large, with some buttons as the foot; None to be as usual again."""
        is_usual = buttons is None
        self.enlarge(is_wanted=not is_usual)
        self._model_input.setVisible(is_usual)
        self._caption.setVisible(is_usual)
        if buttons is not None:
            self._seen.addWidget(buttons)
            buttons.show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the model input grow with the panel."""
        self._model_input.fit(min(self.width() // 2, self.height() // 6))
        super().resizeEvent(event)
