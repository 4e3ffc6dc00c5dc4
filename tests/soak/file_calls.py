"""Counts the calls with which a process changes files, and ends it at one of them."""

import os
import signal
import sqlite3
import sys
from typing import Any, Final

_CHANGING: Final = {
    "os.rename", "os.remove", "os.chmod", "os.mkdir", "os.rmdir", "os.truncate",
    "tempfile.mkstemp",
}  # fmt: skip
_WRITING: Final = os.O_WRONLY | os.O_RDWR | os.O_CREAT
_STEPS: Final = 40  # of SQLite's machine; one row takes a few hundred


class FileCalls:
    """Watches this process from now on.

    Between two such calls nothing changes on the disk but the content of a temporary
    file, so to die at each of them is to die at every moment that matters. SQLite calls
    no function of Python's: there a statement counts, and some steps within it.

    Attributes:
        count: How many there were.
        counts: Whether they are counted now.
    """

    def __init__(self) -> None:
        self.count = 0
        self.counts = True
        self._last = -1
        flush, connect = os.fsync, sqlite3.connect

        def flush_and_count(handle: int) -> None:
            self._note()
            flush(handle)

        def connect_and_listen(*place: Any, **options: Any) -> sqlite3.Connection:
            file = connect(*place, **options)
            file.set_trace_callback(lambda _: self._note())
            file.set_progress_handler(self._note, _STEPS)
            return file

        os.fsync = flush_and_count  # type: ignore[assignment]
        sqlite3.connect = connect_and_listen  # type: ignore[assignment]
        sys.addaudithook(self._hear)

    def die_at(self, calls: int) -> None:
        """Be killed before the call with this number, counted from now."""
        self._last = self.count + calls

    def _hear(self, event: str, arguments: tuple[Any, ...]) -> None:
        is_writing = event == "open" and isinstance(arguments[2], int)
        if event in _CHANGING or (is_writing and arguments[2] & _WRITING):
            self._note()

    def _note(self) -> int:
        self.count += self.counts
        if self.counts and self.count == self._last:
            os.kill(os.getpid(), signal.SIGKILL)
        return 0
