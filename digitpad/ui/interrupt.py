"""Ctrl+C in the terminal that started the window."""

import signal
import socket
from types import FrameType
from typing import Final

from PySide6.QtCore import QObject, QSocketNotifier
from PySide6.QtWidgets import QApplication

INTERRUPTED: Final = 130  # a shell's exit status for it


class Interrupt(QObject):
    """Ends the event loop on Ctrl+C, so that the window can close in good order.

    Python takes notice of a signal only when Python code runs, and an idle window runs
    none: the signal's byte in a socket wakes it.
    """

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._application = application
        self._reader, self._writer = socket.socketpair()
        self._reader.setblocking(False)
        self._writer.setblocking(False)
        kind = QSocketNotifier.Type.Read
        self._notifier = QSocketNotifier(self._reader.fileno(), kind, self)
        self._notifier.activated.connect(lambda: self._reader.recv(64))
        signal.set_wakeup_fd(self._writer.fileno())
        signal.signal(signal.SIGINT, self._on_signal)

    def _on_signal(self, number: int, frame: FrameType | None) -> None:
        self._application.exit(INTERRUPTED)
