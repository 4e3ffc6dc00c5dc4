"""The folder that one training run writes to, until its model is adopted or dropped."""

import shutil
import uuid
from pathlib import Path
from typing import Final, Self

from PySide6.QtCore import QLockFile

from digitpad.paths import runs_folder

MODEL_NAME: Final = "mnist_cnn_model.h5"


class RunFolder:
    """A run's own folder, removed with everything in it when the run is over.

    A lock beside the folder says that its window is alive. What a window left
    behind that was killed is removed when the next window
    opens or the next run starts.

    Attributes:
        path: The folder.
        model: Where in it the trained model goes.
    """

    def __init__(self, path: Path, lock: QLockFile) -> None:
        self.path = path
        self.model = path / MODEL_NAME
        self._lock = lock

    @classmethod
    def make(cls) -> Self:
        """Make a new folder, and remove those that nobody owns any more.

        Raises:
            OSError: The folder cannot be made.
        """
        runs = runs_folder()
        runs.mkdir(parents=True, exist_ok=True)
        remove_abandoned()
        path = runs / uuid.uuid4().hex
        lock = _lock_of(path)
        if not lock.tryLock(0):
            raise PermissionError(0, "no lock file can be made", str(runs))
        # Locked first: at no instant can another window take it for abandoned.
        path.mkdir()
        return cls(path, lock)

    def remove(self) -> None:
        """Remove the folder and all that the run wrote."""
        shutil.rmtree(self.path, ignore_errors=True)
        self._lock.unlock()


def remove_abandoned() -> None:
    """Remove the folders whose windows are gone; what cannot be removed stays."""
    try:
        left = {entry.with_suffix("") for entry in runs_folder().iterdir()}
    except OSError:
        return
    for path in left:
        lock = _lock_of(path)
        if lock.tryLock(0):
            shutil.rmtree(path, ignore_errors=True)
            lock.unlock()


def _lock_of(folder: Path) -> QLockFile:
    lock = QLockFile(str(folder.with_suffix(".lock")))
    # A run may take hours: only the owner's death frees the lock, not its age.
    lock.setStaleLockTime(0)
    return lock
