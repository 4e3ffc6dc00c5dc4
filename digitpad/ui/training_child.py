"""The training program as a child process: arguments in, messages out."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, QTimer, Signal

from digitpad import progress
from digitpad.paths import TEMPORARY_VARIABLES
from digitpad.progress import Message
from digitpad.retraining.output import TrainingOutput
from digitpad.ui.priority import give_way

GRACE_MS: Final = 700  # for leaving tidily; importing TensorFlow cannot be interrupted
EXIT_MS: Final = 3000  # from the last message to the end of the process
_KILL_MS: Final = 1000


class TrainingChild(QObject):
    """One process, from its start to its end.

    Signals:
        told: A message came in.
        ended: It is gone; carries its exit status, and whether it crashed.
        not_started: There is no such program; carries the reason.
    """

    told = Signal(object)
    ended = Signal(int, bool)
    not_started = Signal(str)

    def __init__(
        self, parent: QObject | None = None, *, grace_ms: int = GRACE_MS
    ) -> None:
        """Prepare a process that has `grace_ms` for leaving when it is cancelled."""
        super().__init__(parent)
        self._grace_ms = grace_ms
        self._is_cancelled = False
        self._output = TrainingOutput()
        self._deadline = QTimer(self, singleShot=True)
        self._deadline.timeout.connect(self._kill)
        process = self._process = QProcess(self)
        process.started.connect(self._lower_priority)
        process.readyReadStandardOutput.connect(self._read_stdout)
        process.readyReadStandardError.connect(self._read_stderr)
        process.errorOccurred.connect(self._on_error)
        process.finished.connect(self._on_finished)

    @property
    def process_id(self) -> int:
        """The process's number; 0 before and after it."""
        return self._process.processId()

    @property
    def last_words(self) -> str:
        """The end of its stderr."""
        return self._output.last_words

    def start(self, command: Sequence[str], temporary: Path | None = None) -> None:
        """Begin.

        Args:
            command: Program and arguments.
            temporary: The folder for its temporary files; None for the usual one.
        """
        if temporary is not None:
            environment = QProcessEnvironment.systemEnvironment()
            for name in TEMPORARY_VARIABLES:
                environment.insert(name, str(temporary))
            self._process.setProcessEnvironment(environment)
        self._process.start(command[0], list(command[1:]))

    def say(self, command: str) -> None:
        """Hand it one of the commands of `digitpad.progress`."""
        self._process.write(f"{command}\n".encode())

    def end_within(self, milliseconds: int) -> None:
        """Kill it if it is not gone by then."""
        self._deadline.start(milliseconds)

    def cancel(self) -> None:
        """End it within two seconds."""
        if not self._is_cancelled:
            self._is_cancelled = True
            self.say(progress.CANCEL)
            self.end_within(self._grace_ms)

    def end_now(self) -> None:
        """End it before this returns."""
        self.cancel()
        if not self._process.waitForFinished(self._grace_ms):
            self._process.kill()
            self._process.waitForFinished(_KILL_MS)

    def _lower_priority(self) -> None:
        # No lambda: with one, PySide 6.11 crashes after a child that was ended early.
        give_way(self.process_id)

    def _kill(self) -> None:
        self._process.kill()

    def _read_stdout(self) -> None:
        chunk = bytes(self._process.readAllStandardOutput().data())
        for message in self._output.feed(chunk):
            self._tell(message)

    def _tell(self, message: Message) -> None:
        self.told.emit(message)

    def _read_stderr(self) -> None:
        chunk = bytes(self._process.readAllStandardError().data())
        self._output.feed_error(chunk)

    def _on_error(self, error: QProcess.ProcessError) -> None:
        # Every other error is followed by `finished`.
        if error is QProcess.ProcessError.FailedToStart:
            self.not_started.emit(self._process.errorString())

    def _on_finished(self, exit_code: int, status: QProcess.ExitStatus) -> None:
        self._deadline.stop()
        self._read_stdout()
        self._read_stderr()
        self.ended.emit(exit_code, status is QProcess.ExitStatus.CrashExit)
