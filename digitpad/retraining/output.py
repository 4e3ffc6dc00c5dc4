"""Sorts what the training program prints: messages, rubbish, last words on stderr."""

import logging
from typing import Final

from digitpad import progress
from digitpad.progress import Message

_LONGEST_LINE: Final = 64 * 1024
_STDERR_TAIL: Final = 8 * 1024
_RUBBISH_LOGGED: Final = 20

_log = logging.getLogger(__name__)


class TrainingOutput:
    """Puts the child's bytes together to lines and the lines to messages.

    A line that is no message is logged and otherwise ignored: a library that prints
    a warning of its own must not end the run. Neither floods nor endless lines fill
    the memory or the log.
    """

    def __init__(self) -> None:
        self._partial_line = b""
        self._stderr_tail = b""
        self._rubbish_lines = 0

    def feed(self, chunk: bytes) -> list[Message]:
        """Take a piece of stdout; returns the messages that it completes."""
        *lines, self._partial_line = (self._partial_line + chunk).split(b"\n")
        if len(self._partial_line) > _LONGEST_LINE:
            self._note_rubbish(self._partial_line)
            self._partial_line = b""
        messages = map(self._read, filter(bytes.strip, lines))
        return [message for message in messages if message is not None]

    def feed_error(self, chunk: bytes) -> None:
        """Take a piece of stderr; only its end is kept."""
        self._stderr_tail = (self._stderr_tail + chunk)[-_STDERR_TAIL:]

    @property
    def last_words(self) -> str:
        """The end of stderr."""
        return self._stderr_tail.decode(errors="replace").strip()

    def _read(self, line: bytes) -> Message | None:
        # The first bytes tell rubbish, for more of which there is no time in a flood.
        if line.startswith(progress.BEGINNING):
            try:
                return progress.from_line(line)
            except ValueError:
                pass
        self._note_rubbish(line)
        return None

    def _note_rubbish(self, line: bytes) -> None:
        self._rubbish_lines += 1
        if self._rubbish_lines <= _RUBBISH_LOGGED:
            _log.warning("The training program printed %r", line[:200])
