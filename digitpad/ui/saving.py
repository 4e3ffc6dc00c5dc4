"""Saving what takes its time, while the window stays alive."""

import logging
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path

from digitpad.ui.background import Background

_log = logging.getLogger(__name__)


class Saving:
    """Saves one file after the other, in the order in which that was asked."""

    def __init__(self) -> None:
        self._background = Background()
        self._futures: dict[Future[None], Path] = {}

    @property
    def is_going_on(self) -> bool:
        """Whether a file is still to be saved."""
        return bool(self._futures)

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
            if self._futures.pop(future, None):
                then(result)

        future = self._background.run(write, end)
        self._futures[future] = path

    def finish(self) -> None:
        """Save all that is still to be saved; nobody is told but the log."""
        self._background.finish()
        for future, path in self._futures.items():
            if error := future.exception():
                _log.error("%s was not saved: %s", path, error)
        self._futures.clear()
