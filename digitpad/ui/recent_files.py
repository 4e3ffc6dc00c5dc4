"""The files opened last, kept between runs of the program."""

import os
from pathlib import Path
from typing import Final

from PySide6.QtCore import QSettings

_KEY: Final = "recent_files"
_MOST: Final = 8


class RecentFiles:
    """Up to eight paths, the newest first; files that are gone drop out."""

    def __init__(self, state: QSettings) -> None:
        self._state = state

    @property
    def paths(self) -> list[Path]:
        """The files that still exist."""
        return [path for path in self._kept() if os.path.isfile(path)]  # noqa: PTH113 (never raises)

    def add(self, path: Path) -> None:
        """Put a file first."""
        path = path.absolute()
        others = [kept for kept in self._kept() if kept != path]
        self._keep([path, *others][:_MOST])

    def clear(self) -> None:
        """Forget all of them."""
        self._keep([])

    def _kept(self) -> list[Path]:
        found = self._state.value(_KEY)
        # A list of one comes back from the file as a text.
        texts = [found] if isinstance(found, str) else found or []
        return [Path(text) for text in texts if isinstance(text, str) and text]

    def _keep(self, paths: list[Path]) -> None:
        self._state.setValue(_KEY, [str(path) for path in paths])
