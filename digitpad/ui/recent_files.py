"""The files opened last, kept between runs of the program."""

import os
from pathlib import Path
from typing import Final
from urllib.parse import unquote_to_bytes

from PySide6.QtCore import QSettings

_KEY: Final = "recent_files"
_MOST: Final = 8
_ADDRESS: Final = "file://"  # no path that is kept begins like this


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
        return [_path_of(text) for text in texts if isinstance(text, str) and text]

    def _keep(self, paths: list[Path]) -> None:
        self._state.setValue(_KEY, [_text_of(path) for path in paths])


def _text_of(path: Path) -> str:
    """The path as the file can keep it: a name that is no UTF-8 as an address."""
    text = str(path)
    try:
        text.encode()
    except UnicodeEncodeError:
        return path.as_uri()
    return text


def _path_of(text: str) -> Path:
    if text.startswith(_ADDRESS):
        return Path(os.fsdecode(unquote_to_bytes(text.removeprefix(_ADDRESS))))
    return Path(text)
