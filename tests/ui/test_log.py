"""What Qt says on its way to the log file."""

import atexit
import logging
import sys
from collections.abc import Callable

import pytest
from PySide6.QtCore import QMessageLogContext, QtMsgType

from digitpad.ui import log

Handle = Callable[[QtMsgType, QMessageLogContext, str], None]


def test_no_message_but_the_first_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    installed: list[Handle] = []
    monkeypatch.setattr(log, "qInstallMessageHandler", installed.append)
    monkeypatch.setattr(logging, "raiseExceptions", True)
    file = log.start_logging(lambda _: None)
    messages = [f"message {number}" for number in range(3)]
    before = [sys.getrefcount(message) for message in messages]
    for message in messages:
        installed[0](QtMsgType.QtDebugMsg, QMessageLogContext(), message)
    del message
    after = [sys.getrefcount(message) for message in messages]
    logging.getLogger().removeHandler(file)
    atexit.unregister(file.open)
    assert [b - a for a, b in zip(before, after, strict=True)] == [1, 0, 0]
