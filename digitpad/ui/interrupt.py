"""Ctrl+C in the terminal that started the window, and the wish of the system."""

import signal
import socket
from types import FrameType
from typing import Final

from PySide6.QtCore import QObject, QSocketNotifier
from PySide6.QtWidgets import QApplication

# SIGTERM comes when the system shuts down or logs out. A shell's exit status for a
# signal is 128 and its number.
_SIGNALS: Final = (signal.SIGINT, signal.SIGTERM)
_SHELLS_OFFSET: Final = 128


class Interrupt(QObject):
    """Ends the event loop on a signal, so that the window can close in good order.

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
        for number in _SIGNALS:
            signal.signal(number, self._on_signal)

    def _on_signal(self, number: int, frame: FrameType | None) -> None:
        self._application.exit(_SHELLS_OFFSET + number)
