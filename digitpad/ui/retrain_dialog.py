"""The dialog that starts a training run, shows it and asks about its model."""

from typing import Final

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QWidget,
)

from digitpad.errors import DigitpadError
from digitpad.retraining.outcome import Comparison
from digitpad.retraining.record import TrainingRecord
from digitpad.ui.buttons import button_row, push_button, show_buttons
from digitpad.ui.comparison_table import ComparisonTable
from digitpad.ui.curves import Curves
from digitpad.ui.named import named
from digitpad.ui.run_progress import RunProgress
from digitpad.ui.run_settings import RunSettings
from digitpad.ui.theme import GRID
from digitpad.ui.training_process import TrainingProcess
from digitpad.ui.turn import RETRAINING, Turn
from digitpad.ui.two_columns import lay_out_columns
from digitpad.ui.words import told, tr
from digitpad.words import mark

_STOP: Final = mark("End now; the best network so far is compared and kept.")
_TOO_EARLY: Final = mark("There is nothing to keep before the first epoch is done.")
_COLUMN_WIDTH: Final = 37 * GRID


class RetrainDialog(QDialog):
    """Settings, progress and outcome on the left, the live curves on the right.

    The dialog only shows a `TrainingProcess`: it may be closed while a run goes on,
    and another one shows the same run.
    """

    def __init__(
        self,
        process: TrainingProcess,
        parent: QWidget | None = None,
        turn: Turn | None = None,
    ) -> None:
        """Show the runs of `process`, which wait for their `turn` if there is one."""
        super().__init__(parent)
        named(self, "retrain").setWindowTitle(tr("Retrain"))
        self._process = process
        self._turn = turn or Turn()
        self._settings = RunSettings()
        self._progress = RunProgress()
        self._comparison = ComparisonTable()
        self._curves = named(Curves(), "curves")
        self._make_buttons()
        self._lay_out()
        if process.request:
            self._settings.show_request(process.request)
        self._listen()
        self._show_state()

    def _make_buttons(self) -> None:
        self._start = push_button("start", tr("&Start training"), self._on_start)
        self._stop = push_button(
            "stop", tr("S&top and keep the best so far"), self._on_stop
        )
        self._cancel = push_button("cancel", tr("&Cancel training"), self._on_cancel)
        self._cancel.setToolTip(tr("End now; nothing of this training remains."))
        self._keep = push_button(
            "keep_current", tr("&Keep the current one"), self._on_keep
        )
        self._use = push_button("use_new", tr("&Use this model"), self._on_use)
        self._close = push_button("close", tr("C&lose"), self.reject)

    def _lay_out(self) -> None:
        buttons = button_row(
            self._close,
            self._cancel,
            self._stop,
            self._keep,
            self._use,
            self._start,
        )
        pages = (self._settings, self._progress, self._comparison)
        self._pages = lay_out_columns(self, pages, self._curves, buttons, _COLUMN_WIDTH)

    def _listen(self) -> None:
        self._settings.changed.connect(self._on_settings_changed)
        for signal in (
            self._process.stage_began,
            self._process.run_started,
            self._process.batch_finished,
            self._process.epoch_finished,
        ):
            signal.connect(self._show_progress)
        self._process.finished.connect(self._show_state)
        self._process.failed.connect(self._show_state)
        self._process.cancelled.connect(self._on_cancelled)
        self._process.adopted.connect(self._close_decided)
        self._process.refused.connect(self._on_refused)

    def _on_start(self) -> None:
        if refusal := self._turn.refusal(RETRAINING):
            self._settings.say(tr("Not now"), refusal)
            return
        request = self._settings.request()
        try:
            if request.own_ink is not None:
                # Imported late: few choose it.
                from digitpad.samples import own_ink

                own_ink()
        except DigitpadError as error:
            self._settings.say(tr("Not now"), told(error))
            return
        self._process.start(request)
        self._show_state()

    def _on_stop(self) -> None:
        self._process.stop()
        self._show_progress()

    def _on_cancel(self) -> None:
        self._process.cancel()
        self._show_progress()

    def _on_cancelled(self) -> None:
        self._show_state()
        self._settings.say(tr("Training cancelled"), tr("Nothing of it remains."))
        self._clear_curves()

    def _on_keep(self) -> None:
        self._process.drop_result()
        self._close_decided()

    def _on_use(self) -> None:
        self._process.adopt_result()
        self._show_state()

    def _on_refused(self, error: DigitpadError) -> None:
        self._show_state()
        # The trained model stays where it is: one may make room and try again.
        self._comparison.say(told(error))

    def _close_decided(self) -> None:
        """Close, ready for another run when the dialog is shown again."""
        self._show_state()
        self.accept()

    def _show_state(self) -> None:
        """Show the page and the buttons that belong to the process now."""
        running, comparison = self._process.is_running, self._process.comparison
        show_buttons(self._start, when=not running and not comparison)
        show_buttons(self._stop, self._cancel, when=running)
        show_buttons(self._keep, self._use, when=comparison is not None)
        for button in (self._keep, self._use):
            button.setEnabled(not self._process.is_adopting)
        self._show_progress()
        if running:
            self._pages.setCurrentWidget(self._progress)
        elif comparison:
            self._show_comparison(comparison)
        else:
            self._show_settings()

    def _show_progress(self) -> None:
        process = self._process
        if process.request and process.record:
            self._progress.show_run(
                process.request, process.record, cancelling=process.is_cancelling
            )
            self._curves.show_record(process.record)
        self._stop.setEnabled(process.can_stop)
        too_early = process.record is not None and not process.record.epochs
        self._stop.setToolTip(tr(_TOO_EARLY if too_early else _STOP))
        self._cancel.setEnabled(not process.is_cancelling)

    def _show_comparison(self, comparison: Comparison) -> None:
        self._comparison.show_comparison(comparison)
        self._pages.setCurrentWidget(self._comparison)
        if self._process.is_adopting:
            self._comparison.say(tr("The new model is checked; then it reads."))
            return
        suggested = self._use if comparison.new_is_better else self._keep
        suggested.setDefault(True)
        suggested.setFocus()

    def _show_settings(self) -> None:
        self._settings.offer_handwriting()
        if self._process.failure:
            self._settings.say(tr("Training failed"), told(self._process.failure))
        else:
            self._on_settings_changed()
        self._pages.setCurrentWidget(self._settings)
        self._start.setDefault(True)

    def showEvent(self, event: QShowEvent) -> None:
        """Show what is true now: another model may be in use since the last time."""
        super().showEvent(event)
        if not event.spontaneous():
            self._show_state()

    def _on_settings_changed(self) -> None:
        self._settings.invite()
        self._clear_curves()

    def _clear_curves(self) -> None:
        epochs = self._settings.request().epochs
        self._curves.show_record(TrainingRecord(epochs_wanted=epochs))
