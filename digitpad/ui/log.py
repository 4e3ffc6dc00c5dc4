"""The program's log file, and Qt's messages in it."""

import atexit
import logging
import os
from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

from digitpad import paths

_LARGEST: Final = 512 * 1024  # bytes of one log file
_KEPT: Final = 2  # earlier log files
_LEVELS: Final = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}

_log = logging.getLogger("digitpad.qt")


def start_logging(on_no_display: Callable[[str], None]) -> "LateFile":
    """Send warnings of the program and of Qt to the log file.

    Args:
        on_no_display: Called with the reason just before the process ends because Qt
            found no display; Qt itself would abort.

    Returns:
        The handler, to be opened after the first paint.
    """
    # A log that cannot be written is no matter for the terminal: the default prints a
    # traceback there at every record.
    logging.raiseExceptions = False
    file = LateFile()
    logging.getLogger().addHandler(file)
    reasons: list[str] = []

    def handle(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
        if kind == QtMsgType.QtFatalMsg:
            on_no_display((reasons or [message])[0].strip())
            # Returning from here would abort with a core dump.
            os._exit(1)
        if not reasons:
            reasons.append(message)
        _log.log(_LEVELS[kind], "%s", message)

    qInstallMessageHandler(handle)
    return file


class LateFile(logging.Handler):
    """A rotating log file that is opened after the first paint.

    What opening it needs is imported only then, and only if there is a record.
    """

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self._early: list[logging.LogRecord] | None = []
        self._file: logging.Handler | None = None
        atexit.register(self.open)

    def open(self) -> None:
        """Write from now on, and first what came before."""
        early, self._early = self._early, None
        for record in early or ():
            self.emit(record)

    def emit(self, record: logging.LogRecord) -> None:
        """Write a record; a disk that is full must not end the program."""
        if self._early is not None:
            self._early.append(record)
            return
        try:
            if self._file is None:
                self._file = _opened(paths.log_file())
            self._file.emit(record)
        except OSError:
            self.handleError(record)


def _opened(path: Path) -> logging.Handler:
    from logging.handlers import RotatingFileHandler

    path.parent.mkdir(parents=True, exist_ok=True)
    file = RotatingFileHandler(
        path, maxBytes=_LARGEST, backupCount=_KEPT, encoding="utf-8"
    )
    file.setFormatter(
        logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s")
    )
    return file
