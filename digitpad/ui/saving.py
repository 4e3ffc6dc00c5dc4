"""Saving what takes its time, while the window stays alive."""

import logging
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import Final

from digitpad.ui.background import Background

_log: Final = logging.getLogger(__name__)


class Saving:
    """Saves one file after the other, in the order in which that was asked."""

    def __init__(self) -> None:
        self._background = Background()
        self._unsaved: deque[tuple[Path, Future[None]]] = deque()

    @property
    def is_going_on(self) -> bool:
        """Whether a file is still to be saved."""
        return bool(self._unsaved)

    def begin(
        self,
        path: Path,
        write: Callable[[], None],
        then: Callable[[Callable[[], None]], None],
    ) -> None:
        """Save a file.

        Args:
            path: The file.
            write: Writes it, in another thread.
            then: Gets a function that raises what `write` raised.
        """

        def end(result: Callable[[], None]) -> None:
            if self._unsaved:  # else somebody waited for it and knows
                self._unsaved.popleft()
                then(result)

        self._unsaved.append((path, self._background.run(write, end)))

    def finish(self) -> bool:
        """Save all that is still to be saved; nobody is told but the log.

        Returns:
            Whether all of that is saved.
        """
        self._background.finish()
        are_saved = True
        for path, future in self._unsaved:
            if error := future.exception():
                _log.error("%s was not saved: %s", path, error)
                are_saved = False
        self._unsaved.clear()
        return are_saved
