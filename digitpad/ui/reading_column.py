"""A column that shows what one model reads: the answer and the ten bars."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QVBoxLayout, QWidget

from digitpad.ink import Drawing
from digitpad.ui import theme
from digitpad.ui.answer import AnswerPanel
from digitpad.ui.elided_label import ElidedLabel
from digitpad.ui.named import named
from digitpad.ui.probabilities import ProbabilityBars
from digitpad.ui.settings import GLIDES, SHOWS_CONFIDENCE, Settings
from digitpad.ui.verdict import NO_STROKES, bars_explain, shown_digit, verdict_of
from digitpad.ui.words import tr
from digitpad.words import mark

if TYPE_CHECKING:
    from digitpad.ui.verdict import Reading

_NARROWEST: Final = 20 * theme.GRID
_NO_DIGIT: Final = mark("Not a digit.")


class ReadingColumn(QWidget):
    """Shows one reading, whatever it is, above a foot that a subclass fills.

    Args:
        prefix: Begins the object names, where there are two of it.

    Attributes:
        bars: One for each digit.
        foot: What stands below the bars.
    """

    def __init__(self, parent: QWidget | None = None, *, prefix: str = "") -> None:
        super().__init__(parent)
        self._heading = named(
            ElidedLabel(is_muted=True), f"{prefix}heading", tr("Model that reads here")
        )
        self._heading.hide()
        self._answer = AnswerPanel(self, prefix=prefix)
        self.bars = named(ProbabilityBars(self), f"{prefix}probabilities")
        self._settings: Settings | None = None
        self.foot = QWidget(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3 * theme.GRID)
        column.addWidget(self._heading)
        column.addWidget(self._answer, 3)
        column.addWidget(self.bars, 6)
        column.addWidget(self.foot)

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
        if digit is None:
            self.bars.show_none()
        elif bars_explain(digit):
            winner = digit.digit if digit.is_digit else None
            self.bars.show_probabilities(digit.probabilities.tolist(), winner)
        else:
            self.bars.show_none(why=_NO_DIGIT)

    def show_heading(self, text: str) -> None:
        """Say above the answer whose it is; empty where there is but one."""
        for part in (self._answer, self.bars):
            # A small screen has no room for two of the usual width.
            part.setMinimumWidth(_NARROWEST if text else 0)
        self._heading.setText(text)
        self._heading.setAccessibleName(tr("Model that reads here: {text}", text=text))
        self._heading.setVisible(bool(text))

    def enlarge(self, *, is_wanted: bool) -> None:
        """Let the answer be as large as there is room, or as large as usual."""
        self._answer.enlarge(is_wanted=is_wanted)

    def follow(self, settings: Settings) -> None:
        """Do as the settings say, now and when they change."""
        self._settings = settings
        settings.changed.connect(self._on_settings_changed)
        self._on_settings_changed()

    def _on_settings_changed(self) -> None:
        if self._settings is not None:
            shows = self._settings.value(SHOWS_CONFIDENCE)
            self._answer.show_confidence(is_shown=shows)
            self.bars.glide(is_wanted=self._settings.value(GLIDES))

    def sizeHint(self) -> QSize:
        """A third of the window."""
        return QSize(40 * theme.GRID, 77 * theme.GRID)
