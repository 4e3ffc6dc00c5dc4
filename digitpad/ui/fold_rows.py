"""How far a cross-validation is: a row for each fold, and the time left."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QLabel,
    QProgressBar,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from digitpad.reporting.folds import CrossValidationRecord
from digitpad.ui.forms import plain_label, selectable_label
from digitpad.ui.headline import Headline
from digitpad.ui.muted_label import MutedLabel
from digitpad.ui.named import named
from digitpad.ui.theme import GRID
from digitpad.ui.words import told, tr
from digitpad.words import mark

_STEPS: Final = 1000
_BACKGROUND: Final = mark(
    "Go on drawing meanwhile. You can also close this window: the folds go on, and "
    "the status line shows how far they are."
)


class FoldRows(QWidget):
    """The part of the dialog that moves while the folds are trained."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._headline = named(Headline(), "position")
        self._run = plain_label("run")
        self._time_left = named(QLabel(), "time_left")
        self._outcome = selectable_label("outcome")
        self._background = named(MutedLabel(tr(_BACKGROUND)), "background")
        self._background.setWordWrap(True)
        self._rows: list[_Row] = []
        self._lay_out()

    def show_record(self, record: CrossValidationRecord, run: str) -> None:
        """Show what runs, and how far it is.

        Args:
            record: What is known.
            run: The run in a line.
        """
        self._headline.setText(told(record.headline))
        self._run.setText(run)
        self._time_left.setText(told(record.time_left).capitalize())
        self._time_left.setVisible(not record.result)
        self._outcome.setText(told(record.outcome))
        self._outcome.setVisible(bool(record.result))
        self._background.setVisible(not record.result)
        self._have_rows(len(record.folds))
        for fold, row in zip(record.folds, self._rows, strict=True):
            row.show_state(
                fold.fraction(record.epochs), told(fold.state(record.epochs))
            )

    def _have_rows(self, count: int) -> None:
        while len(self._rows) > count:
            self._rows.pop().remove(self._grid)
        while len(self._rows) < count:
            self._rows.append(_Row(len(self._rows) + 1, self._grid))

    def _lay_out(self) -> None:
        inner = QWidget()
        within = QVBoxLayout(inner)
        within.setContentsMargins(0, 0, GRID, 0)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(2 * GRID)
        self._grid.setVerticalSpacing(GRID)
        self._grid.setColumnStretch(1, 1)
        within.addLayout(self._grid)
        within.addStretch(1)
        area = named(QScrollArea(), "fold_rows", tr("Folds"))
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inner)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        for widget in (self._headline, self._outcome, self._run, self._time_left):
            column.addWidget(widget)
        column.addSpacing(GRID)
        column.addWidget(area, 1)
        column.addWidget(self._background)


class _Row:
    """A fold's name, its bar, and where it is."""

    def __init__(self, number: int, grid: QGridLayout) -> None:
        self._name = named(QLabel(tr("Fold {number}", number=number)), f"fold_{number}")
        self._bar = named(
            QProgressBar(),
            f"fold_{number}_progress",
            tr("Progress of fold {number}", number=number),
        )
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(GRID)
        self._bar.setRange(0, _STEPS)
        self._state = named(QLabel(), f"fold_{number}_state")
        # As wide as its longest text: the bars are not to change their length.
        widest = self._state.fontMetrics().horizontalAdvance(
            tr("epoch {epoch} of {epochs}", epoch=100, epochs=100)
        )
        self._state.setMinimumWidth(widest)
        for column, widget in enumerate(self._widgets):
            middle = Qt.AlignmentFlag.AlignVCenter
            grid.addWidget(widget, number, column, middle)

    def show_state(self, fraction: float, state: str) -> None:
        """Show how far the fold is."""
        self._bar.setValue(round(fraction * _STEPS))
        self._state.setText(state)

    def remove(self, grid: QGridLayout) -> None:
        """Take the row away."""
        for widget in self._widgets:
            grid.removeWidget(widget)
            widget.deleteLater()

    @property
    def _widgets(self) -> tuple[QWidget, QWidget, QWidget]:
        return self._name, self._bar, self._state
