"""Cross-validations and looks at data in the window: runs, dialogs, a thin bar."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from digitpad.ui.training_indicator import TrainingIndicator
from digitpad.ui.turn import CROSS_VALIDATION, Turn
from digitpad.ui.words import tr

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog

    from digitpad.ui.cross_validate_dialog import CrossValidateDialog
    from digitpad.ui.explore_dialog import ExploreDialog
    from digitpad.ui.main_window import MainWindow
    from digitpad.ui.report_run import ReportRun


class Reporting:
    """Owns the runs of a window that end in a report.

    Attributes:
        indicator: The cross-validation's bar for the status line.
        cross_validation: Its run; None before its dialog was first opened.
        exploration: The look at data; None before its dialog was first opened.
        program: The command that starts the training program; None for the usual one.
    """

    def __init__(self, window: "MainWindow", turn: Turn) -> None:
        self.indicator = TrainingIndicator(
            window, "cross_validation_indicator", tr("Cross-validation")
        )
        self.indicator.clicked.connect(self.open_cross_validation)
        self.cross_validation: ReportRun | None = None
        self.exploration: ReportRun | None = None
        self.program: Sequence[str] | None = None
        self._window = window
        self._turn = turn
        self._cross_validate_dialog: CrossValidateDialog | None = None
        self._explore_dialog: ExploreDialog | None = None
        turn.join(CROSS_VALIDATION, lambda: _is_running(self.cross_validation))

    def open_cross_validation(self) -> "CrossValidateDialog":
        """Show the dialog, with the folds that are being trained if there are any."""
        if self._cross_validate_dialog is None:
            self._cross_validate_dialog = self._new_cross_validate_dialog()
        from digitpad.ui.placement import come_up

        come_up(self._cross_validate_dialog)
        return self._cross_validate_dialog

    def open_exploration(self) -> "ExploreDialog":
        """Show the dialog, with the look that is going on if there is one."""
        if self._explore_dialog is None:
            self._explore_dialog = self._new_explore_dialog()
        from digitpad.ui.placement import come_up

        come_up(self._explore_dialog)
        return self._explore_dialog

    def shut_down(self) -> None:
        """End what runs; finished folds are kept."""
        for run in (self.cross_validation, self.exploration):
            if run:
                run.shut_down()

    def _new_cross_validate_dialog(self) -> "CrossValidateDialog":
        from digitpad.ui.cross_validate_dialog import CrossValidateDialog
        from digitpad.ui.placement import place_beside

        run = self._new_run(tr("The cross-validation"), tr("Finished folds are kept"))
        self.cross_validation = run
        run.progressed.connect(self._on_progressed)
        run.ended.connect(self._on_folds_ended)
        dialog = CrossValidateDialog(run, self._turn, self._window)
        dialog.finished.connect(self._on_closed)
        place_beside(dialog, self._window)
        return dialog

    def _new_explore_dialog(self) -> "ExploreDialog":
        from digitpad.ui.explore_dialog import ExploreDialog
        from digitpad.ui.placement import place_beside

        run = self._new_run(
            tr("The look at the images"), tr("Nothing has been written")
        )
        self.exploration = run
        run.ended.connect(self._on_look_ended)
        dialog = ExploreDialog(run, self._window)
        place_beside(dialog, self._window)
        return dialog

    def _new_run(self, work: str, safe: str) -> "ReportRun":
        from digitpad.retraining.command import PROGRAM
        from digitpad.ui.report_run import ReportRun

        program = self.program or PROGRAM
        return ReportRun(work, safe, self._window, program=program)

    def _on_progressed(self) -> None:
        dialog = self._cross_validate_dialog
        if dialog and dialog.record:
            self.indicator.tell(dialog.record.line, dialog.record.fraction)

    def _on_folds_ended(self) -> None:
        dialog, run = self._cross_validate_dialog, self.cross_validation
        if dialog and dialog.record and dialog.record.result:
            self._on_progressed()
        else:
            self.indicator.hide()
        self._tell_refusal(run, dialog)

    def _on_look_ended(self) -> None:
        dialog, run = self._explore_dialog, self.exploration
        self._tell_refusal(run, dialog)
        if dialog and not dialog.isVisible() and dialog.record and dialog.record.result:
            self._window.say(tr("The report on the images is written."))

    def _on_closed(self) -> None:
        if not _is_running(self.cross_validation):
            self.indicator.hide()

    def _tell_refusal(self, run: "ReportRun | None", dialog: "QDialog | None") -> None:
        """Tell in the window what nobody sees in a dialog that is closed."""
        if run and run.refusal and not (dialog and dialog.isVisible()):
            from digitpad.errors import TrainingError

            sentence = run.refusal.sentence
            self._window.show_error(TrainingError("{sentence}", sentence=sentence))


def _is_running(run: "ReportRun | None") -> bool:
    return bool(run and run.is_running)
