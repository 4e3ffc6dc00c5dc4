"""The dialog that starts a cross-validation, and shows its folds."""

from typing import Final

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QWidget

from digitpad.reporting.fold_charts import fold_charts
from digitpad.reporting.folds import CrossValidationRecord
from digitpad.reporting.requests import CrossValidationRequest
from digitpad.ui.buttons import button_row, push_button, show_buttons
from digitpad.ui.cross_validation_settings import CrossValidationSettings
from digitpad.ui.curves import Curves
from digitpad.ui.fold_rows import FoldRows
from digitpad.ui.named import named
from digitpad.ui.page import open_page
from digitpad.ui.report_run import ReportRun
from digitpad.ui.theme import GRID
from digitpad.ui.turn import CROSS_VALIDATION, Turn
from digitpad.ui.two_columns import lay_out_columns
from digitpad.ui.words import told, tr
from digitpad.words import mark

_COLUMN_WIDTH: Final = 46 * GRID
_HINT: Final = mark(
    "How well each fold's network reads the images that it has not learnt from, epoch "
    "by epoch, and the mean of the folds."
)


class CrossValidateDialog(QDialog):
    """Settings or folds on the left, the curves of all folds on the right.

    It may be closed while the folds go on.
    """

    def __init__(
        self, run: ReportRun, turn: Turn, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        named(self, "cross_validate_dialog").setWindowTitle(tr("Cross-validate"))
        self._run = run
        self._turn = turn
        self._request: CrossValidationRequest | None = None
        self._settings = CrossValidationSettings()
        self._rows = FoldRows()
        self._curves = named(Curves(), "fold_curves")
        self._curves.setToolTip(tr(_HINT))
        self._make_buttons()
        self._lay_out()
        self._settings.changed.connect(self._on_settings_changed)
        run.progressed.connect(self._show_progress)
        run.ended.connect(self._on_ended)
        self._settings.invite()
        self._show_state()

    @property
    def record(self) -> CrossValidationRecord | None:
        """What the last run told; None before it."""
        found = self._run.record
        return found if isinstance(found, CrossValidationRecord) else None

    def _make_buttons(self) -> None:
        self._start = push_button("start", tr("&Start"), self._on_start)
        self._cancel = push_button("cancel", tr("&Cancel"), self._run.cancel)
        self._cancel.setToolTip(tr("End now; finished folds are kept."))
        self._again = push_button("again", tr("Start a&nother"), self._on_again)
        self._open = push_button("open_report", tr("Open &report"), self._on_open)
        self._close = push_button("close", tr("C&lose"), self.reject)

    def _lay_out(self) -> None:
        buttons = button_row(
            self._close,
            self._cancel,
            self._again,
            self._start,
            self._open,
        )
        pages = (self._settings, self._rows)
        self._pages = lay_out_columns(self, pages, self._curves, buttons, _COLUMN_WIDTH)

    def _on_start(self) -> None:
        request = self._settings.request()
        if refusal := self._turn.refusal(CROSS_VALIDATION) or request.refusal:
            self._settings.say(tr("Not now"), told(refusal))
            return
        self._request = request
        record = CrossValidationRecord.expecting(request.folds, request.epochs)
        self._run.start(request.arguments, record)
        self._show_state()

    def _on_again(self) -> None:
        self._run.record = None
        self._settings.invite()
        self._show_state()

    def _on_open(self) -> None:
        if self.record and self.record.result:
            open_page(self.record.result.report)

    def _on_ended(self) -> None:
        record, refusal = self.record, self._run.refusal
        if refusal:
            self._settings.say(
                tr("The cross-validation failed"), refusal.sentence, refusal.problems
            )
        elif self._run.was_cancelled and record:
            self._settings.say(tr("Cancelled"), told(record.kept))
        self._show_state()

    def _on_settings_changed(self) -> None:
        self._settings.invite()
        self._show_charts()

    def _show_state(self) -> None:
        """Show the page and the buttons that belong to the run now."""
        running = self._run.is_running
        is_done = not running and bool(self.record and self.record.result)
        show_buttons(self._start, when=not running and not is_done)
        show_buttons(self._cancel, when=running)
        show_buttons(self._again, self._open, when=is_done)
        self._pages.setCurrentWidget(
            self._rows if running or is_done else self._settings
        )
        (self._open if is_done else self._start).setDefault(not running)
        self._show_progress()

    def _show_progress(self) -> None:
        if self.record and self._request:
            self._rows.show_record(self.record, told(self._request.in_words))
        self._cancel.setEnabled(not self._run.is_cancelling)
        self._show_charts()

    def _show_charts(self) -> None:
        epochs = self._settings.request().epochs
        record = self.record or CrossValidationRecord()
        self._curves.show_charts(fold_charts(record, epochs))

    def showEvent(self, event: QShowEvent) -> None:
        """Show how far the folds are now."""
        self._show_state()
        super().showEvent(event)
