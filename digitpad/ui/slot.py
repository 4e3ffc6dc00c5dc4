"""Which files are this window's own, where several windows are open."""

import os
from contextlib import suppress
from pathlib import Path
from secrets import token_hex
from typing import Final

from PySide6.QtCore import QLockFile
from shiboken6 import Shiboken

_MOST: Final = 32  # windows


class Slot:
    """A number that no other window of this user has, and the files that go with it.

    The first window has number 1, so that one window after the other has the same
    files. A lock whose process is gone counts no more.

    Raises:
        OSError: The folder cannot be written, or all numbers are taken.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._take_number()

    def keep_hold(self) -> None:
        """Take a number anew if somebody has removed the lock, as with the folder.

        Another window would take this one's number for free, and its drawing for one
        that was left behind.

        Raises:
            OSError: The folder cannot be written, or all numbers are taken.
        """
        if not self._holds:
            self.release()
            self._take_number()

    @property
    def drawing(self) -> Path:
        """Keeps the drawing on the pad."""
        return _drawing(self._folder, self._number)

    @property
    def last_drawings(self) -> Path:
        """Keeps the drawings that were on the pad before."""
        return self._folder / f"last-{self._number}.jsonl"

    def take_orphans(self) -> list[Path]:
        """Where windows with other numbers left a drawing and are gone.

        They are this window's to empty; a window that comes now leaves them alone.
        """
        found = []
        for number in range(1, _MOST + 1):
            path = _drawing(self._folder, number)
            if number == self._number or not path.exists():
                continue
            lock = _lock(self._folder, number)
            if lock.tryLock(0):
                # One that was taken before and not emptied stays.
                mark = f"{number}-{token_hex(4)}"
                # A window that has just closed has removed its own.
                with suppress(FileNotFoundError):
                    path.rename(
                        path.with_name(f"orphan-of-{self._number}-{mark}.jsonl")
                    )
                lock.unlock()
        found += sorted(self._folder.glob(f"orphan-of-{self._number}-*.jsonl"))
        return found

    def _take_number(self) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        for number in range(1, _MOST + 1):
            lock = _lock(self._folder, number)
            if lock.tryLock(0):
                self._number, self._held = number, lock
                self._seen = _identity(lock.fileName())
                return
            if lock.error() != QLockFile.LockError.LockFailedError:
                raise OSError("no lock file can be made there")
        raise OSError("no place is free")

    @property
    def _holds(self) -> bool:
        is_there = Shiboken.isValid(self._held)
        return is_there and _identity(self._held.fileName()) == self._seen

    def release(self) -> None:
        """Let another window have the number."""
        if self._holds:
            self._held.unlock()
        elif Shiboken.isValid(self._held):
            # It would remove the file, which is another window's by now.
            Shiboken.invalidate(self._held)


def _identity(name: str) -> int | None:
    """What tells a file from another one of its name; None without a file."""
    try:
        return os.stat(name).st_ino  # noqa: PTH116 (Qt gives names)
    except OSError:
        return None


def _drawing(folder: Path, number: int) -> Path:
    return folder / f"pad-{number}.jsonl"


def _lock(folder: Path, number: int) -> QLockFile:
    lock = QLockFile(str(folder / f"pad-{number}.lock"))
    # It is held as long as the window is open, be it for days.
    lock.setStaleLockTime(0)
    return lock
