"""Runs the training program as a child process and turns its lines into signals."""

import logging
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Signal

from digitpad import models, paths, progress
from digitpad.errors import DigitpadError, TrainingError
from digitpad.progress import (
    BatchFinished,
    EpochFinished,
    Message,
    RunFailed,
    RunFinished,
    RunStarted,
    StageBegan,
)
from digitpad.retraining.choices import TrainingRequest
from digitpad.retraining.command import PROGRAM
from digitpad.retraining.outcome import (
    Comparison,
    cannot_start,
    cannot_write,
    per_cent,
    unexpected_end,
)
from digitpad.retraining.record import TrainingRecord
from digitpad.ui.adoption import Adoption
from digitpad.ui.run_folder import RunFolder
from digitpad.ui.training_child import EXIT_MS, TrainingChild
from digitpad.ui.words import tr
from digitpad.words import mark

_JUDGED: Final = mark("The best network so far is being judged.")
_REMOVED: Final = mark("Nothing of this training will remain.")

_log = logging.getLogger(__name__)


class TrainingProcess(QObject):
    """One training run at a time, from its start to the decision about its model.

    It outlives the dialog: `record` and `request` tell a dialog that is opened later
    all that has happened.

    Attributes:
        request: What was asked for last; None before the first run.
        record: What the run told so far; None before the first run.
        failure: Why the last run ended without a model.

    Signals:
        stage_began, run_started, batch_finished, epoch_finished: The message of that
            name came in.
        finished: The run is over and its model is at `new_model`.
        failed: The run is over without a model; carries a `DigitpadError`.
        cancelled: The run is over as the user wished; nothing is left of it.
        progressed: One short line for the status bar; comes at the end as well.
        adopted: The run's model is the one in use now.
        refused: It could not be adopted and waits as before; carries a `DigitpadError`.
    """

    stage_began = Signal(StageBegan)
    run_started = Signal(RunStarted)
    batch_finished = Signal(BatchFinished)
    epoch_finished = Signal(EpochFinished)
    finished = Signal(RunFinished)
    failed = Signal(DigitpadError)
    cancelled = Signal()
    progressed = Signal(str)
    adopted = Signal()
    refused = Signal(DigitpadError)

    def __init__(
        self,
        parent: QObject | None = None,
        *,
        program: Sequence[str] = PROGRAM,
    ) -> None:
        """Prepare for runs of `program`, which gets the run's arguments."""
        super().__init__(parent)
        self.request: TrainingRequest | None = None
        self.record: TrainingRecord | None = None
        self.failure: DigitpadError | None = None
        self._program = tuple(program)
        self._progress_text = ""
        self._child: TrainingChild | None = None
        self._folder: RunFolder | None = None
        self._compared_with: Path | None = None
        self._last_words = ""
        self._ending = False
        self._cancelling = False
        self._refusal: RunFailed | None = None
        self._adoption = Adoption(self)
        self._adoption.adopted.connect(self.drop_result)
        self._adoption.adopted.connect(self.adopted)
        self._adoption.refused.connect(self.refused)

    @property
    def is_running(self) -> bool:
        """Whether there is a child process."""
        return self._child is not None

    @property
    def can_stop(self) -> bool:
        """Whether there is a whole epoch to keep, and no wish to end yet."""
        record = self.record
        return self.is_running and not self._ending and bool(record and record.epochs)

    @property
    def is_cancelling(self) -> bool:
        """Whether the child was asked to leave nothing and is not gone yet."""
        return self.is_running and self._cancelling

    @property
    def progress_text(self) -> str:
        """The line that `progressed` carried last."""
        return self._progress_text

    @property
    def process_id(self) -> int:
        """The child's process number; 0 without one."""
        return self._child.process_id if self._child else 0

    @property
    def result(self) -> RunFinished | None:
        """The figures of a finished run whose model waits for a decision."""
        if self.is_running or self._folder is None or self.record is None:
            return None
        return self.record.result

    @property
    def comparison(self) -> Comparison | None:
        """The finished run's model beside the one that is in use now."""
        if self.result is None:
            return None
        is_outdated = self._compared_with != models.model_in_use()
        return Comparison.of(self.result, is_outdated=is_outdated)

    @property
    def new_model(self) -> Path | None:
        """The trained model that waits for a decision."""
        return self._folder.model if self.result and self._folder else None

    @property
    def is_adopting(self) -> bool:
        """Whether the decision has fallen on the new model, which is not in use yet."""
        return self._adoption.is_going_on

    def start(self, request: TrainingRequest) -> None:
        """Begin a run; a model that still waits for a decision is dropped.

        Raises:
            TrainingError: A run is going on.
        """
        if self.is_running:
            raise TrainingError("Training is going on: stop or cancel it first.")
        self.drop_result()
        self.request = request
        self.record = TrainingRecord(epochs_wanted=request.epochs)
        self.failure = None
        self._last_words = ""
        self._ending = False
        self._cancelling = False
        self._refusal = None
        try:
            self._folder = RunFolder.make()
        except OSError as error:
            self._fail(cannot_write(paths.runs_folder(), error.strerror or str(error)))
            return
        self._tell(self.record.line)
        self._start_child(request, self._folder)

    def stop(self) -> None:
        """Ask the run to end now and keep the best it has."""
        if self._child:
            self._child.say(progress.STOP)
            self._tell_ending(tr("Stopping"), tr(_JUDGED))

    def cancel(self) -> None:
        """End the run within two seconds; nothing remains of it."""
        if self._child and not self._cancelling:
            self._cancelling = True
            self._child.cancel()
            self._tell_ending(tr("Cancelling"), tr(_REMOVED))

    def adopt_result(self) -> None:
        """Make the new model the one in use; `adopted` or `refused` tells the end."""
        if self.new_model:
            self._adoption.begin(self.new_model)

    def finish_adopting(self) -> None:
        """Wait for the end of an adoption, which no signal tells."""
        if self._adoption.finish():
            self.drop_result()

    def shutdown(self) -> None:
        """End everything before returning: for the moment the window closes."""
        if self._child:
            self.cancel()
            self._child.end_now()
        self.finish_adopting()
        self.drop_result()

    def drop_result(self) -> None:
        """Remove the finished run's folder; its model is adopted or not wanted."""
        if self._folder and not (self.is_running or self.is_adopting):
            self._folder.remove()
            self._folder = None

    def _start_child(self, request: TrainingRequest, folder: RunFolder) -> None:
        child = self._child = TrainingChild(self)
        child.told.connect(self._take)
        child.not_started.connect(self._on_not_started)
        child.ended.connect(self._on_ended)
        self._compared_with = models.model_in_use()
        arguments = request.arguments(folder.model, self._compared_with)
        child.start([*self._program, *arguments], folder.path)

    def _tell_ending(self, how: str, detail: str) -> None:
        if self.record:
            self._ending = True
            self.record.ending, self.record.ending_detail = how, detail
            self._tell(self.record.line)

    def _take(self, message: Message) -> None:
        if self.record is None or self._cancelling:
            return
        self.record.take(message)
        match message:
            case StageBegan():
                self.stage_began.emit(message)
            case RunStarted():
                self.run_started.emit(message)
            case BatchFinished():
                self.batch_finished.emit(message)
            case EpochFinished():
                self.epoch_finished.emit(message)
            case RunFailed():
                self._refusal = message
                self._expect_end()
            case RunFinished():
                # Told when the process is gone, or when it should be.
                self._expect_end()
        self._tell(self.record.line)

    def _expect_end(self) -> None:
        if self._child:
            self._child.end_within(EXIT_MS)

    def _on_not_started(self, reason: str) -> None:
        self._forget_child()
        if self._cancelling:
            self._tell_cancelled()
        else:
            self._fail(cannot_start(self._program[0], reason))

    def _on_ended(self, exit_code: int, crashed: bool) -> None:
        self._forget_child()
        if self._cancelling:
            self._tell_cancelled()
        elif self.result and self.new_model and paths.is_there(self.new_model):
            share = per_cent(self.result.validation_accuracy)
            self._tell(
                tr("Retraining is done: {share} of the validation images", share=share)
            )
            self.finished.emit(self.result)
        elif self._refusal:
            sentence = self._refusal.sentence
            self._fail(TrainingError("{sentence}", sentence=sentence))
        else:
            log = paths.log_file()
            self._fail(unexpected_end(exit_code, crashed=crashed, log=log))

    def _forget_child(self) -> None:
        if self._child:
            self._last_words = self._child.last_words
            self._child.deleteLater()
            self._child = None

    def _fail(self, error: DigitpadError) -> None:
        _log.error("Training failed: %s\n%s", error, self._last_words)
        self.drop_result()
        self.failure = error
        self._tell(tr("Retraining failed"))
        self.failed.emit(error)

    def _tell_cancelled(self) -> None:
        self.drop_result()
        self._tell(tr("Retraining cancelled"))
        self.cancelled.emit()

    def _tell(self, line: str) -> None:
        if line != self._progress_text:
            self._progress_text = line
            self.progressed.emit(line)
