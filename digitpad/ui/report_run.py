"""Runs a command of the training program that ends in a report."""

import logging
from collections.abc import Sequence
from typing import Final, Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from digitpad import paths
from digitpad.errors import DigitpadError
from digitpad.progress import FoldsFinished, Message, ReportWritten, RunFailed
from digitpad.reporting.refusal import Refusal
from digitpad.retraining.command import PROGRAM
from digitpad.retraining.outcome import cannot_start, cannot_write, unexpected_end
from digitpad.ui.run_folder import RunFolder
from digitpad.ui.training_child import EXIT_MS, TrainingChild
from digitpad.ui.words import told, tr
from digitpad.words import mark

_CANCELLING: Final = mark("Cancelling")
_GRACE_MS: Final = 1500  # the folds are ended first, and what is temporary is removed
_BETWEEN_MS: Final = 100  # kept folds tell thousands of epochs at once

_log = logging.getLogger(__name__)


class Record(Protocol):
    """What such a run has told so far."""

    ending: str

    @property
    def result(self) -> object:
        """What came out of it; None before the end."""

    def take(self, message: Message) -> None:
        """Add one message."""


class ReportRun(QObject):
    """One run at a time; it outlives the dialog that shows it.

    Args:
        work: What people call it: "The cross-validation".
        safe: What is not lost when it ends unexpectedly.
        program: Gets the run's arguments.

    Attributes:
        record: What the run told so far; None before the first run.
        refusal: Why the last run ended without a report; None if it did not.
        was_cancelled: Whether the last run ended as the user wished.

    Signals:
        progressed: The record has more to tell; comes a few times a second.
        ended: The run is over, in whatever way.
    """

    progressed = Signal()
    ended = Signal()

    def __init__(
        self,
        work: str,
        safe: str,
        parent: QObject | None = None,
        *,
        program: Sequence[str] = PROGRAM,
    ) -> None:
        super().__init__(parent)
        self.record: Record | None = None
        self.refusal: Refusal | None = None
        self.was_cancelled = False
        self._work, self._safe = work, safe
        self._program = tuple(program)
        self._child: TrainingChild | None = None
        self._folder: RunFolder | None = None
        self._failed: RunFailed | None = None
        self._next = QTimer(self, singleShot=True, interval=_BETWEEN_MS)
        self._next.timeout.connect(self.progressed)

    @property
    def is_running(self) -> bool:
        """Whether there is a child process."""
        return self._child is not None

    @property
    def is_cancelling(self) -> bool:
        """Whether the child was asked to end and is not gone yet."""
        return self.is_running and self.was_cancelled

    @property
    def process_id(self) -> int:
        """The child's process number; 0 without one."""
        return self._child.process_id if self._child else 0

    def start(self, arguments: Sequence[str], record: Record) -> None:
        """Begin a run.

        Args:
            arguments: Of the training program.
            record: Takes what the run tells.
        """
        self.record, self.refusal, self._failed = record, None, None
        self.was_cancelled = False
        try:
            self._folder = RunFolder.make()
        except OSError as error:
            reason = error.strerror or str(error)
            self._refuse(cannot_write(paths.runs_folder(), reason))
            self.ended.emit()
            return
        child = self._child = TrainingChild(self, grace_ms=_GRACE_MS)
        child.told.connect(self._take)
        child.ended.connect(self._on_ended)
        child.not_started.connect(self._on_not_started)
        child.start([*self._program, *arguments], self._folder.path)
        self.progressed.emit()

    def cancel(self) -> None:
        """End the run; `ended` comes within two seconds."""
        if self._child and self.record and not self.was_cancelled:
            self.was_cancelled = True
            self.record.ending = tr(_CANCELLING)
            self._child.cancel()
            self.progressed.emit()

    def shut_down(self) -> None:
        """End everything before returning: for the moment the window closes."""
        if self._child:
            self.was_cancelled = True
            self._child.end_now()
        self._forget_child()

    def _take(self, message: Message) -> None:
        is_result = isinstance(message, FoldsFinished | ReportWritten)
        # A report that was written before the wish to cancel came is there.
        if self.record is None or (self.was_cancelled and not is_result):
            return
        if isinstance(message, RunFailed):
            self._failed = message
        else:
            self.record.take(message)
        if self._child and (self._failed or self.record.result):
            self._child.end_within(EXIT_MS)
        if not self._next.isActive():
            self._next.start()

    def _on_not_started(self, reason: str) -> None:
        self._forget_child()
        self._refuse(cannot_start(self._program[0], reason))
        self.ended.emit()

    def _on_ended(self, exit_code: int, crashed: bool) -> None:
        last_words = self._child.last_words if self._child else ""
        self._forget_child()
        has_result = bool(self.record and self.record.result)
        if self._failed:
            self.refusal = Refusal.of(self._failed)
        elif not (has_result or self.was_cancelled):
            _log.error("%s ended unexpectedly\n%s", self._work, last_words)
            error = unexpected_end(
                exit_code,
                crashed=crashed,
                log=paths.log_file(),
                work=self._work,
                safe=self._safe,
            )
            self._refuse(error)
        self.ended.emit()

    def _refuse(self, error: DigitpadError) -> None:
        _log.error("%s", error)
        self.refusal = Refusal(told(error))

    def _forget_child(self) -> None:
        self._next.stop()
        if self._child:
            self._child.deleteLater()
            self._child = None
        if self._folder:
            self._folder.remove()
            self._folder = None
