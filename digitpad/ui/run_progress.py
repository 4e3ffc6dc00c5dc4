"""How far a training run is: a bar, its place, and the time left."""

from typing import Final

from PySide6.QtWidgets import QLabel, QProgressBar, QVBoxLayout, QWidget

from digitpad.retraining.choices import TrainingRequest
from digitpad.retraining.record import TrainingRecord
from digitpad.ui.headline import Headline
from digitpad.ui.named import named
from digitpad.ui.theme import GRID
from digitpad.ui.words import told, tr
from digitpad.words import mark

_STEPS: Final = 1000
_BACKGROUND: Final = mark(
    "Go on drawing meanwhile. You can also close this window: the training goes on, "
    "and the status line shows how far it is."
)


class RunProgress(QWidget):
    """The part of the dialog that moves while a run goes on."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._headline = named(Headline(), "position")
        self._run = named(QLabel(wordWrap=True), "run")
        self._bar = named(QProgressBar(), "progress", tr("Progress of the training"))
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(GRID)
        self._detail = named(QLabel(wordWrap=True), "detail")
        self._time_left = named(QLabel(), "time_left")
        self._lay_out()

    def show_run(
        self, request: TrainingRequest, record: TrainingRecord, *, cancelling: bool
    ) -> None:
        """Show what runs, and how far it is."""
        fraction = None if cancelling else record.fraction
        # A bar without a range only says that something goes on.
        self._bar.setRange(0, 0 if fraction is None else _STEPS)
        self._bar.setValue(round((fraction or 0) * _STEPS))
        self._headline.setText(told(record.headline))
        self._run.setText(told(request.in_words))
        self._detail.setText(told(record.detail))
        self._time_left.setText(told(record.time_left).capitalize())

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(self._headline)
        column.addWidget(self._run)
        column.addSpacing(2 * GRID)
        column.addWidget(self._bar)
        column.addWidget(self._time_left)
        column.addWidget(self._detail)
        column.addStretch(1)
        column.addWidget(named(QLabel(tr(_BACKGROUND), wordWrap=True), "background"))
