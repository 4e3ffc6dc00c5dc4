"""How a run is ended from outside: Ctrl+C, SIGTERM, or a command on stdin."""

import io
import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType
from typing import Final, NoReturn

from digitpad.progress import CANCEL, STOP

INTERRUPTED: Final = 130


def commands_on_stdin() -> Iterator[str]:
    """The lines on stdin until one of them cancels, or there are no more."""
    # Not sys.stdin: at its end the interpreter would wait for the lock that a blocked
    # read holds.
    with io.FileIO(sys.stdin.fileno(), closefd=False) as stdin:
        for line in stdin:
            command = line.decode(errors="replace").strip()
            if command == CANCEL:
                return
            yield command


class Control:
    """Hears the wish to stop or to cancel, at any moment of a run.

    Stopping is a request that the run heeds at its next batch. Cancelling ends the
    process on the spot: importing TensorFlow or compiling a network cannot be
    interrupted in any other way. What would be left behind is known here and removed.
    """

    def __init__(self) -> None:
        self._stop = threading.Event()
        self._temporary: set[Path] = set()
        self._kept: set[Path] = set()
        self._lock = threading.RLock()
        self._is_undisturbed = False
        self._cancel_wanted = self._end_wanted = False
        self._finished = False
        # A copy: file descriptor 2 is turned away while TensorFlow starts.
        self._stderr = os.dup(2)

    @property
    def stop_requested(self) -> bool:
        """Whether the run should end at the next batch and keep the best so far."""
        return self._stop.is_set()

    def stop(self) -> None:
        """Ask the run to end at the next batch."""
        self._stop.set()

    def cancel(self) -> None:
        """End the process and leave nothing behind; no effect once it has finished."""
        with self._lock:
            if self._is_undisturbed:
                self._cancel_wanted = True
            elif not self._finished:
                _remove(self._temporary | self._kept)
                self._leave("Training was cancelled. Nothing of it was kept.")

    def end(self) -> None:
        """End the process, but leave what the run can go on from."""
        with self._lock:
            if self._is_undisturbed:
                self._end_wanted = True
            elif not self._finished:
                _remove(self._temporary)
                if not any(path.exists() for path in self._kept):
                    self._leave("Training was ended. Nothing of it was kept.")
                self._leave("Training was ended. Go on with it by --resume.")

    def finish(self) -> None:
        """The model is about to take its place: from here on nothing is cancelled."""
        with self._lock:
            self._finished = True

    @contextmanager
    def undisturbed(self) -> Iterator[None]:
        """Put off cancelling to the end of a short block, one that makes a file.

        Between the making of a file and its registration nobody could remove it.
        """
        with self._lock:
            self._is_undisturbed = True
        try:
            yield
        finally:
            with self._lock:
                self._is_undisturbed = False
                if self._cancel_wanted:
                    self.cancel()
                if self._end_wanted:
                    self.end()

    @contextmanager
    def removing(self, path: Path) -> Iterator[None]:
        """Remove the temporary file `path` should the run be cancelled meanwhile."""
        with self._lock:
            self._temporary.add(path)
        try:
            yield
        finally:
            with self._lock:
                self._temporary.discard(path)

    @contextmanager
    def keeping(self, path: Path) -> Iterator[None]:
        """Leave `path` behind in whatever way the run ends, but for cancelling it."""
        with self._lock:
            self._kept.add(path)
        try:
            yield
        finally:
            with self._lock:
                self._kept.discard(path)

    def catch_signals(self) -> None:
        """Take Ctrl+C as the wish to cancel, and SIGTERM as the wish to end."""
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._on_signal)

    def watch_stdin(self) -> None:
        """Obey the commands on stdin; its end means cancel."""
        threading.Thread(target=self._obey_stdin, name="stdin", daemon=True).start()

    def _on_signal(self, number: int, frame: FrameType | None) -> None:
        # SIGTERM is the system's word: it goes down, and nobody has lost interest.
        if number == signal.SIGTERM:
            self.end()
        else:
            self.cancel()

    def _obey_stdin(self) -> None:
        for command in commands_on_stdin():
            if command == STOP:
                self.stop()
        self.cancel()

    def _leave(self, sentence: str) -> NoReturn:
        # Neither buffers nor exit handlers: the main thread may hold their locks.
        newline = "\n" if os.isatty(self._stderr) else ""
        with suppress(OSError):
            os.write(self._stderr, f"{newline}{sentence}\n".encode())
        os._exit(INTERRUPTED)


def _remove(paths: set[Path]) -> None:
    for path in paths:
        with suppress(OSError):
            path.unlink(missing_ok=True)
