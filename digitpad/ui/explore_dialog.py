"""The dialog that looks at data, and says what is in them."""

from typing import Final

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from digitpad import models
from digitpad.reporting.exploration import ExplorationRecord
from digitpad.reporting.requests import ExplorationRequest, exploration_folder
from digitpad.ui.buttons import button_row, push_button, show_buttons
from digitpad.ui.data_chooser import DataChooser
from digitpad.ui.folder_field import FolderField
from digitpad.ui.forms import form_layout, selectable_label
from digitpad.ui.headline import Headline
from digitpad.ui.named import named
from digitpad.ui.page import open_page
from digitpad.ui.problem_list import ProblemList
from digitpad.ui.report_run import ReportRun
from digitpad.ui.theme import GRID
from digitpad.ui.words import told, tr
from digitpad.words import mark

_WIDTH: Final = 66 * GRID
_INVITATION: Final = mark("What is in these images?")
_PROMISE: Final = mark(
    "A report shows how many images each digit has, what they look like, and what is "
    "odd about them."
)


class ExploreDialog(QDialog):
    """The form above, what came out of it below.

    It may be closed while the look goes on.
    """

    def __init__(self, run: ReportRun, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "explore_dialog").setWindowTitle(tr("Explore data"))
        self._run = run
        self._data = DataChooser()
        self._ask_model = named(
            QCheckBox(tr("Show the likeliest &label errors, by the model in use")),
            "ask_model",
            tr("Show the likeliest label errors, by the model in use"),
        )
        self._out = FolderField()
        self._out.suggest(exploration_folder())
        self._headline = named(Headline(), "headline")
        self._message = selectable_label("message")
        self._bar = named(QProgressBar(), "progress", tr("Looking at the images"))
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(GRID)
        self._bar.setRange(0, 0)
        self._problems = ProblemList()
        self._make_buttons()
        self._lay_out()
        for signal in (
            self._data.changed,
            self._out.changed,
            self._ask_model.toggled,
        ):
            signal.connect(self._on_changed)
        run.progressed.connect(self._show_state)
        run.ended.connect(self._show_state)
        self._show_state()
        self._start.setFocus()

    @property
    def record(self) -> ExplorationRecord | None:
        """What the last look told; None before it."""
        found = self._run.record
        return found if isinstance(found, ExplorationRecord) else None

    def _make_buttons(self) -> None:
        self._start = push_button("start", tr("&Start"), self._on_start)
        self._cancel = push_button("cancel", tr("&Cancel"), self._run.cancel)
        self._open = push_button("open_report", tr("Open re&port"), self._on_open)
        self._close = push_button("close", tr("Clos&e"), self.reject)

    def _lay_out(self) -> None:
        self._form = QWidget()
        form = form_layout()
        form.setContentsMargins(0, 0, 0, 0)
        self._form.setLayout(form)
        form.addRow(tr("Images"), self._data)
        form.addRow("", self._ask_model)
        form.addRow(tr("Repor&t"), self._out)
        row = button_row(self._close, self._cancel, self._start, self._open)
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * GRID, 3 * GRID, 3 * GRID, 2 * GRID)
        column.setSpacing(2 * GRID)
        for widget in (self._headline, self._message, self._bar):
            column.addWidget(widget)
        column.addWidget(self._problems, 1)
        column.addWidget(self._form)
        column.addStretch(0)
        column.addLayout(row)
        self.setMinimumWidth(_WIDTH)

    def _on_start(self) -> None:
        model = models.model_in_use() if self._ask_model.isChecked() else None
        request = ExplorationRequest(self._data.data, model, self._out.folder)
        if request.refusal:
            self._say(tr("Not now"), told(request.refusal))
            return
        self._run.start(request.arguments, ExplorationRecord())
        self._show_state()

    def _on_open(self) -> None:
        if self.record and self.record.result:
            open_page(self.record.result.path)

    def _on_changed(self) -> None:
        """Another question: the answer to the last one goes."""
        if not self._run.is_running:
            self._run.record = self._run.refusal = None
            self._run.was_cancelled = False
            self._show_state()

    def _show_state(self) -> None:
        """Show what belongs to the run now."""
        running, refusal = self._run.is_running, self._run.refusal
        is_done = not running and bool(self.record and self.record.result)
        show_buttons(self._start, when=not running)
        show_buttons(self._cancel, when=running)
        show_buttons(self._open, when=is_done)
        (self._open if is_done else self._start).setDefault(not running)
        self._cancel.setEnabled(not self._run.is_cancelling)
        self._form.setEnabled(not running)
        self._bar.setVisible(running)
        had_problems = self._problems.isVisibleTo(self)
        self._problems.show_problems(refusal.problems if refusal else ())
        self._say(*self._words())
        self._fit(shrinks=had_problems and not self._problems.isVisibleTo(self))

    def _fit(self, *, shrinks: bool) -> None:
        """Be as high as the words need; less high only if a list has gone."""
        if layout := self.layout():
            layout.activate()
        needed = self.heightForWidth(self.width())
        if shrinks or needed > self.height():
            self.resize(self.width(), needed)

    def _words(self) -> tuple[str, str]:
        """The headline and the message for the run as it is now."""
        record, refusal = self.record, self._run.refusal
        if refusal:
            return tr("The images could not be shown"), refusal.sentence
        if record and (record.result or self._run.is_running):
            return record.headline, record.outcome or tr("You can go on drawing.")
        if self._run.was_cancelled:
            return tr("Cancelled"), tr("Nothing has been written.")
        return tr(_INVITATION), tr(_PROMISE)

    def _say(self, headline: str, message: str) -> None:
        self._headline.setText(headline)
        self._message.setText(message)

    def showEvent(self, event: QShowEvent) -> None:
        """Show how the run is now."""
        self._show_state()
        super().showEvent(event)
