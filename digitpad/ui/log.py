"""The program's log file, and Qt's messages in it."""

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


def start_logging(on_no_display: Callable[[str], None]) -> None:
    """Send warnings of the program and of Qt to the log file.

    Args:
        on_no_display: Called with the reason just before the process ends because Qt
            found no display; Qt itself would abort.
    """
    logging.getLogger().addHandler(_LateFile())
    reasons: list[str] = []

    def handle(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
        if kind == QtMsgType.QtFatalMsg:
            on_no_display((reasons or [message])[0].strip())
            # Returning from here would abort with a core dump.
            os._exit(1)
        reasons.append(message)
        _log.log(_LEVELS[kind], "%s", message)

    qInstallMessageHandler(handle)


class _LateFile(logging.Handler):
    """Opens the rotating log file at the first record.

    Most runs log nothing, and the first paint does not wait for what they would need.
    """

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self._file: logging.Handler | None = None

    def emit(self, record: logging.LogRecord) -> None:
        """Write a record; a disk that is full must not end the program."""
        try:
            if self._file is None:
                self._file = _open(paths.log_file())
            self._file.emit(record)
        except OSError:
            self.handleError(record)


def _open(path: Path) -> logging.Handler:
    from logging.handlers import RotatingFileHandler

    path.parent.mkdir(parents=True, exist_ok=True)
    file = RotatingFileHandler(
        path, maxBytes=_LARGEST, backupCount=_KEPT, encoding="utf-8"
    )
    file.setFormatter(
        logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s")
    )
    return file
