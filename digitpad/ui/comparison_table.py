"""The trained model beside the current one: figures, and what they mean."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from digitpad.retraining.outcome import ComparedAccuracy, Comparison, per_cent
from digitpad.ui import theme
from digitpad.ui.headline import Headline
from digitpad.ui.named import named
from digitpad.ui.theme import GRID
from digitpad.ui.words import told, tr
from digitpad.words import mark

_HEADINGS: Final = (mark("Read correctly"), mark("Current"), mark("New"))
_ROWS: Final = 3  # the last of which is only there with drawings of the user's own
_NOTE: Final = mark(
    "The validation images alone decide. All else is for your information: nothing "
    "was chosen by it."
)


class ComparisonTable(QWidget):
    """Two or three rows of figures; the better one of each row stands out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "comparison")
        self._headline = named(Headline(), "comparison_headline")
        self._sentence = named(QLabel(wordWrap=True), "comparison_sentence")
        self._names = [named(QLabel(), f"compared_{n}") for n in range(_ROWS)]
        self._currents = [named(QLabel(), f"current_{n}") for n in range(_ROWS)]
        self._news = [named(QLabel(), f"new_{n}") for n in range(_ROWS)]
        self._note = QLabel(tr(_NOTE), wordWrap=True)
        self._lay_out()

    def show_comparison(self, comparison: Comparison) -> None:
        """Fill the table in."""
        self._headline.setText(told(comparison.headline))
        for n, row in enumerate(comparison.rows):
            self._names[n].setText(told(row.images))
            self._currents[n].setText(per_cent(row.current))
            self._news[n].setText(per_cent(row.new))
            _stand_out(self._currents[n], better=row.current_is_better)
            _stand_out(self._news[n], better=row.new_is_better)
        for labels in (self._names, self._currents, self._news):
            labels[-1].setVisible(len(comparison.rows) == _ROWS)
        self._sentence.setText(told(comparison.sentence))
        said = [told(comparison.headline), *map(_in_words, comparison.rows)]
        self.setAccessibleName(". ".join(said))

    def say(self, sentence: str) -> None:
        """Say above the figures what becomes of the new model."""
        self._sentence.setText(sentence)

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(2 * GRID)
        grid.setVerticalSpacing(GRID)
        grid.setColumnStretch(0, 1)
        grid.addWidget(self._headline, 0, 0, 1, 3)
        grid.addWidget(self._sentence, 1, 0, 1, 3)
        grid.setRowMinimumHeight(2, GRID)
        for column, heading in enumerate(_HEADINGS):
            grid.addWidget(QLabel(tr(heading)), 3, column, _alignment(column))
        for n in range(_ROWS):
            for column, labels in enumerate((self._names, self._currents, self._news)):
                grid.addWidget(labels[n], 4 + n, column, _alignment(column))
        grid.setRowMinimumHeight(4 + _ROWS, GRID)
        grid.addWidget(self._note, 5 + _ROWS, 0, 1, 3)
        grid.setRowStretch(6 + _ROWS, 1)


def _alignment(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


def _stand_out(label: QLabel, *, better: bool) -> None:
    label.setFont(theme.scaled_font(QLabel().font(), 1.45, bold=better))
    accent = theme.accent_role(label.palette())
    label.setForegroundRole(accent if better else QPalette.ColorRole.WindowText)


def _in_words(row: ComparedAccuracy) -> str:
    return tr(
        "{images}: current {current}, new {new}",
        images=told(row.images),
        current=per_cent(row.current),
        new=per_cent(row.new),
    )
