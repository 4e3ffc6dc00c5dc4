"""Lets a program of its own read many files, and takes its rows a few at a time."""

import json
import logging
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QProcess, QTimer, Signal

from digitpad.errors import DigitpadError
from digitpad.paths import log_file
from digitpad.table.row import Row
from digitpad.ui.priority import give_way

# -P: a folder called "digitpad" where the user happens to be is not ours.
PROGRAM: Final = (sys.executable, "-P", "-m", "digitpad.table")
# So many rows are taken in a few milliseconds; between them the window breathes.
_ROWS: Final = 250
_PAUSE_MS: Final = 25
_LINES: Final = 2000  # at once, be they rows or not
_KILL_MS: Final = 1000
# A library that prints a warning of its own must not end the reading; a flood does.
_LONGEST_LINE: Final = 1 << 20
_MOST_RUBBISH: Final = 1000  # lines
_RUBBISH_LOGGED: Final = 20
_LAST_WORDS: Final = 2000  # bytes
_MOST_FILES: Final = 10**9  # no progress bar of Qt's counts further

_log = logging.getLogger(__name__)


class TableProcess(QObject):
    """One reading at a time; the child writes nothing, so it may end at any moment.

    Signals:
        counted: So many files are to be read.
        came: So many files are done; carries the rows that came with them.
        ended: No more rows come; carries why not all of them did, or None.
    """

    counted = Signal(int)
    came = Signal(int, list)
    ended = Signal(object)

    def __init__(
        self, parent: QObject | None = None, *, program: Sequence[str] = PROGRAM
    ) -> None:
        """Prepare for readings by `program`, which gets the request on stdin."""
        super().__init__(parent)
        self._program = tuple(program)
        self._process: QProcess | None = None
        self._problem = ""
        self._last_words = b""
        self._rubbish = 0
        self._take_some = QTimer(self, interval=_PAUSE_MS)
        self._take_some.timeout.connect(self._take)

    @property
    def is_running(self) -> bool:
        """Whether rows may still come."""
        return self._process is not None

    def start(self, paths: Sequence[Path], *, several: bool) -> None:
        """Begin to read files and folders; what went on before ends at once.

        Args:
            paths: Of files and folders.
            several: Whether to read several digits in each picture.
        """
        self.stop()
        self._problem, self._last_words, self._rubbish = "", b"", 0
        asked = {"paths": [str(path) for path in paths], "several": several}
        process = self._process = QProcess(self)
        process.started.connect(self._lower_priority)
        process.readyReadStandardError.connect(self._read_stderr)
        process.setProcessChannelMode(QProcess.ProcessChannelMode.SeparateChannels)
        process.start(self._program[0], list(self._program[1:]))
        process.write(json.dumps(asked).encode())
        process.closeWriteChannel()
        self._take_some.start()

    def stop(self) -> None:
        """End it before this returns; no signal comes any more."""
        self._take_some.stop()
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.waitForFinished(_KILL_MS)
            process.deleteLater()

    def _lower_priority(self) -> None:
        if self._process is not None:
            give_way(self._process.processId())

    def _take(self) -> None:
        """Take the rows that wait, but no more than need a moment."""
        process = self._process
        if process is None:
            return
        # Asked before the lines are read: none comes after the end.
        is_over = process.state() == QProcess.ProcessState.NotRunning
        rows: list[Row] = []
        done = 0
        for _ in range(_LINES):
            if len(rows) == _ROWS or not process.canReadLine():
                break
            done = self._take_line(bytes(process.readLine().data()), rows) or done
        if rows:
            self.came.emit(done, rows)
        if self._is_flooded(process):
            self._give_up(process)
            return
        # Who listens may have begun anew.
        if is_over and process is self._process and not process.canReadLine():
            self._end(process)

    def _take_line(self, line: bytes, rows: list[Row]) -> int:
        """Take a message; returns how many files are done, 0 if it does not say."""
        try:
            message = json.loads(line)
            if "row" in message:
                row, done = Row.of(message["row"]), _number(message["done"])
                rows.append(row)
                return done
            if "files" in message:
                self.counted.emit(_number(message["files"]))
            else:
                self._problem = str(message["problem"])
        except (ValueError, TypeError, LookupError, RecursionError):
            self._rubbish += 1
            if self._rubbish <= _RUBBISH_LOGGED:
                _log.warning("The reading program printed %r", line[:200])
        return 0

    def _is_flooded(self, process: QProcess) -> bool:
        """Whether it prints what nobody asked for, without an end."""
        is_endless = not process.canReadLine() and (
            process.bytesAvailable() > _LONGEST_LINE
        )
        return is_endless or self._rubbish > _MOST_RUBBISH

    def _give_up(self, process: QProcess) -> None:
        process.kill()
        process.waitForFinished(_KILL_MS)
        self._end(process)

    def _read_stderr(self) -> None:
        if self._process is not None:
            words = bytes(self._process.readAllStandardError().data())
            self._last_words = (self._last_words + words)[-_LAST_WORDS:]

    def _end(self, process: QProcess) -> None:
        self._read_stderr()
        words = self._last_words.decode(errors="replace")
        is_well = process.exitStatus() == QProcess.ExitStatus.NormalExit
        is_well = is_well and process.exitCode() == 0
        if process.error() == QProcess.ProcessError.FailedToStart:
            words, is_well = process.errorString(), False
        self.stop()
        if is_well:
            self.ended.emit(None)
            return
        _log.error("Reading ended early: %s", words)
        self.ended.emit(self._error())

    def _error(self) -> DigitpadError:
        if self._problem:
            return DigitpadError("{sentence}", sentence=self._problem)
        return DigitpadError(
            "The reading ended before all files were read: open them again; the "
            "details are in {log}.",
            log=log_file(),
        )


def _number(value: object) -> int:
    """A count as the reading program tells it.

    Raises:
        ValueError: It is none.
    """
    if isinstance(value, int) and 0 <= value <= _MOST_FILES:
        return value
    raise ValueError(f"{value!r} counts nothing")
