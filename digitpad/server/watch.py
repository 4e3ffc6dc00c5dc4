"""Takes another model in use when its file changes or on SIGHUP; no request is lost."""

import asyncio
import logging
import signal
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Final

from digitpad import models, paths
from digitpad.errors import DigitpadError
from digitpad.recognizer import Recognizer

_SECONDS: Final = 1.0
"""Between two looks at the files."""

_log: Final = logging.getLogger(__name__)

State = tuple[tuple[str, int, int, int] | None, ...]


class Watch:
    """Loads the model again whenever its files are others.

    A file that is refused changes nothing: the model before reads on.

    Args:
        model: The file that is read with; None is the model in use.
        take: Gets each newly loaded recognizer.
        tell: Gets "loaded" or "refused" each time.
        seen: What `state_of` the model said before it was loaded.
    """

    def __init__(
        self,
        model: str | None,
        take: Callable[[Recognizer], None],
        tell: Callable[[str], None],
        seen: State,
    ) -> None:
        self._model = model
        self._take = take
        self._tell = tell
        self._seen = seen
        self._asked = asyncio.Event()

    async def run(self) -> None:
        """Watch until cancelled."""
        while True:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._asked.wait(), _SECONDS)
            state = state_of(self._model)
            if state != self._seen or self._asked.is_set():
                self._asked.clear()
                # What changes while it is read is another change.
                self._seen = state
                await self._load()

    async def _load(self) -> None:
        try:
            recognizer = await asyncio.to_thread(Recognizer.load, self._model)
        except DigitpadError as error:
            _log.warning("the model before reads on: %s", error)
            self._tell("refused")
            return
        if recognizer.notice:
            _log.warning("%s", recognizer.notice)
        self._take(recognizer)
        self._tell("loaded")

    def listen(self) -> None:
        """Mind SIGHUP from now on."""
        if hasattr(signal, "SIGHUP"):  # Windows has none
            loop = asyncio.get_running_loop()
            loop.add_signal_handler(signal.SIGHUP, self._asked.set)


def state_of(model: str | None) -> State:
    """What the files look like that make a recognizer.

    Args:
        model: The file that is read with; None is the model in use.
    """
    if model is not None:
        return (_look(Path(model)),)
    files = models.choice_file(), models.model_in_use(), paths.lessons_folder()
    return tuple(map(_look, files))


def _look(path: Path) -> tuple[str, int, int, int] | None:
    try:
        facts = path.stat()
    except OSError:
        return None
    return str(path), facts.st_mtime_ns, facts.st_size, facts.st_ino
