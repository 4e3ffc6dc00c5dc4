"""Sees what a program is doing when it seems to hang."""

import sys
import threading
import time
import traceback
from collections.abc import Callable

_LOOKS_EVERY = 0.05  # seconds


class Watchman:
    """Looks at all threads once a turn of the event loop is nearly too long.

    It takes Python's lock to look, as `faulthandler` does not: that may read what
    another thread changes, and end the program.

    Args:
        began: When the turn began, as `time.perf_counter` tells it.
        longest: Seconds until it looks.

    Attributes:
        seen: What all threads did, at the last turn of that length.
    """

    def __init__(self, began: Callable[[], float], longest: float) -> None:
        self.seen = ""
        self._began, self._longest = began, longest
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Watch no more."""
        self._stop.set()
        self._thread.join()

    def _watch(self) -> None:
        looked_at = 0.0
        while not self._stop.wait(_LOOKS_EVERY):
            began = self._began()
            if looked_at != began and time.perf_counter() - began > self._longest:
                looked_at = began
                self.seen = "\n".join(
                    f"Thread {number}:\n{''.join(traceback.format_stack(frame))}"
                    for number, frame in sys._current_frames().items()
                )
