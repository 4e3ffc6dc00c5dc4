"""Retraining in the window: one process, a dialog that may be closed, a thin bar."""

import logging
from typing import TYPE_CHECKING

from digitpad.errors import DigitpadError
from digitpad.ui.training_indicator import TrainingIndicator
from digitpad.ui.turn import RETRAINING, Turn
from digitpad.ui.words import tr

if TYPE_CHECKING:
    from digitpad.ui.main_window import MainWindow
    from digitpad.ui.retrain_dialog import RetrainDialog
    from digitpad.ui.training_process import TrainingProcess

_log = logging.getLogger(__name__)


class Retraining:
    """Owns the training run of a window, from the first opening of the dialog on.

    Attributes:
        indicator: The bar for the status line.
        process: The run; None before the dialog was first opened.
    """

    def __init__(self, window: "MainWindow", turn: Turn) -> None:
        self.indicator = TrainingIndicator(window)
        self.indicator.clicked.connect(self.open_dialog)
        self.process: TrainingProcess | None = None
        self._window = window
        self._turn = turn
        turn.join(RETRAINING, lambda: bool(self.process and self.process.is_running))
        self._dialog: RetrainDialog | None = None
        self._closes_window = False

    def attach(self, process: "TrainingProcess") -> None:
        """Take over the process whose runs are shown here."""
        self.process = process
        process.progressed.connect(self._on_progressed)
        process.cancelled.connect(self.indicator.hide)
        process.failed.connect(self._on_failed)
        process.adopted.connect(self._on_adopted)
        process.refused.connect(self._on_refused)

    def open_dialog(self) -> "RetrainDialog":
        """Show the dialog, with the run that is going on if there is one."""
        from digitpad.ui.placement import come_up

        if self._dialog is None:
            self._dialog = self._new_dialog()
        come_up(self._dialog)
        return self._dialog

    def may_close(self) -> bool:
        """Whether no trained model waits; if one does, the user is asked about it.

        The answer closes the window once more, and so does the end of an adoption.
        """
        comparison = self.process.comparison if self.process else None
        if self.process is None or comparison is None:
            return True
        if self.process.is_adopting:
            self._close_when_adopted()
            return False
        from digitpad.ui.undecided_dialog import UndecidedDialog

        question = UndecidedDialog(comparison, self._window)
        question.use_chosen.connect(self._use_and_close)
        question.keep_chosen.connect(self._drop_and_close)
        question.open()
        return False

    def shut_down(self) -> None:
        """End the run and everything it has left on the disk.

        Asks nothing: a model that waits for a decision is kept among the user's own,
        and is not the one in use.
        """
        if self.process is None:
            return
        self.process.finish_adopting()
        if self.process.new_model:
            from digitpad import models

            try:
                kept = models.keep(self.process.new_model)
                _log.warning("Closed without a decision; the new model is %s", kept)
            except DigitpadError:
                _log.exception("The new model could not be kept")
        self.process.shutdown()

    def _new_dialog(self) -> "RetrainDialog":
        from digitpad.ui.placement import place_beside
        from digitpad.ui.retrain_dialog import RetrainDialog
        from digitpad.ui.training_process import TrainingProcess

        process = self.process or TrainingProcess(self._window)
        if self.process is None:
            self.attach(process)
        dialog = RetrainDialog(process, self._window, self._turn)
        # Qt would put it over the pad, and drawing goes on meanwhile.
        place_beside(dialog, self._window)
        dialog.finished.connect(self._on_dialog_closed)
        return dialog

    def _on_progressed(self, line: str) -> None:
        record = self.process.record if self.process else None
        self.indicator.tell(line, record.fraction if record else None)

    def _on_failed(self, error: DigitpadError) -> None:
        self.indicator.hide()
        if self._dialog is None or not self._dialog.isVisible():
            self._window.show_error(error)

    def _on_dialog_closed(self) -> None:
        process = self.process
        if process and not (process.is_running or process.result):
            self.indicator.hide()

    def _use_and_close(self) -> None:
        if self.process:
            self.process.adopt_result()
            if self.process.is_adopting:
                self._close_when_adopted()

    def _close_when_adopted(self) -> None:
        self._closes_window = True
        self._window.say(tr("The new model is checked; then the window closes."))

    def _drop_and_close(self) -> None:
        if self.process:
            self.process.drop_result()
        self._window.close()

    def _on_refused(self, error: DigitpadError) -> None:
        if self._closes_window or self._dialog is None or not self._dialog.isVisible():
            self._window.show_error(error)
        if self._closes_window:
            self._window.say("")
            self._closes_window = False

    def _on_adopted(self) -> None:
        self.indicator.hide()
        if self._closes_window:
            self._closes_window = False
            if self._window.close():
                return
        try:
            self._window.reload_model()
        except DigitpadError as error:
            self._window.show_error(error)
            return
        self._window.say(tr("The new model is in use; the earlier one is kept."))
