"""Lets the training program compare two models, and turns its lines into signals."""

import logging
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QProcess, Signal

from digitpad.errors import DigitpadError, TrainingError
from digitpad.paths import log_file
from digitpad.progress import ImagesRead, Message, ModelsCompared, RunFailed
from digitpad.retraining.command import PROGRAM
from digitpad.retraining.outcome import cannot_start
from digitpad.retraining.output import TrainingOutput
from digitpad.ui.priority import give_way

_DATA: Final = "mnist-test"
_KILL_MS: Final = 1000

_log = logging.getLogger(__name__)


class ComparisonProcess(QObject):
    """One comparison at a time; the child writes nothing, so it may end at any moment.

    Attributes:
        models: The two that are compared, or were last.

    Signals:
        progressed: So many of so many images are read.
        finished: Carries the figures, a `ModelsCompared`.
        failed: There are none; carries a `DigitpadError`.
        cancelled: There are none, as the user wished.
    """

    progressed = Signal(int, int)
    finished = Signal(ModelsCompared)
    failed = Signal(DigitpadError)
    cancelled = Signal()

    def __init__(
        self, parent: QObject | None = None, *, program: Sequence[str] = PROGRAM
    ) -> None:
        """Prepare for comparisons by `program`, which gets the arguments."""
        super().__init__(parent)
        self.models: tuple[Path, Path] | None = None
        self._program = tuple(program)
        self._process: QProcess | None = None
        self._output = TrainingOutput()
        self._result: ModelsCompared | None = None
        self._sentence = ""
        self._is_cancelling = False

    @property
    def is_running(self) -> bool:
        """Whether there is a child process."""
        return self._process is not None

    def start(self, first: Path, second: Path) -> None:
        """Begin, unless a comparison is going on."""
        if self._process is not None:
            return
        self.models = first, second
        self._output = TrainingOutput()
        self._result, self._sentence, self._is_cancelling = None, "", False
        process = self._process = QProcess(self)
        process.started.connect(self._lower_priority)
        process.readyReadStandardOutput.connect(self._read_stdout)
        process.readyReadStandardError.connect(self._read_stderr)
        process.errorOccurred.connect(self._on_error)
        process.finished.connect(self._on_finished)
        files = [str(first.absolute()), str(second.absolute())]
        asked = ["compare", *files, "--data", _DATA, "--progress", "json"]
        process.start(self._program[0], [*self._program[1:], *asked])

    def cancel(self) -> None:
        """End the comparison; `cancelled` comes when it is over."""
        if self._process is not None:
            self._is_cancelling = True
            self._process.kill()

    def shutdown(self) -> None:
        """End it before returning: for the moment the window closes."""
        if self._process is not None:
            process = self._process
            self.cancel()
            process.waitForFinished(_KILL_MS)

    def _lower_priority(self) -> None:
        # No lambda: with one, PySide 6.11 crashes after a child that was ended early.
        if self._process is not None:
            give_way(self._process.processId())

    def _read_stdout(self) -> None:
        if self._process is not None:
            chunk = bytes(self._process.readAllStandardOutput().data())
            for message in self._output.feed(chunk):
                self._take(message)

    def _read_stderr(self) -> None:
        if self._process is not None:
            self._output.feed_error(bytes(self._process.readAllStandardError().data()))

    def _take(self, message: Message) -> None:
        match message:
            case ImagesRead():
                self.progressed.emit(message.read, message.images)
            case ModelsCompared():
                self._result = message
            case RunFailed():
                self._sentence = message.sentence

    def _on_error(self, error: QProcess.ProcessError) -> None:
        # Every other error is followed by `finished`.
        if error is QProcess.ProcessError.FailedToStart and self._process:
            reason = self._process.errorString()
            self._forget_child()
            self._fail(cannot_start(self._program[0], reason))

    def _on_finished(self, exit_code: int, status: QProcess.ExitStatus) -> None:
        self._read_stdout()
        self._read_stderr()
        self._forget_child()
        if self._is_cancelling:
            self.cancelled.emit()
        elif self._result is not None and exit_code == 0:
            self.finished.emit(self._result)
        elif self._sentence:
            self._fail(TrainingError("{sentence}", sentence=self._sentence))
        else:
            crashed = status is QProcess.ExitStatus.CrashExit
            self._fail(
                TrainingError(
                    "The comparison ended unexpectedly ({how}): start it again, and if "
                    "that does not help look into {log}.",
                    how=f"{'signal' if crashed else 'exit status'} {exit_code}",
                    log=log_file(),
                )
            )

    def _forget_child(self) -> None:
        if self._process is not None:
            self._process.deleteLater()
            self._process = None

    def _fail(self, error: DigitpadError) -> None:
        _log.error("Comparison failed: %s\n%s", error, self._output.last_words)
        self.failed.emit(error)
