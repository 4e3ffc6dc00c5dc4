"""Making a trained model the one in use, while the window stays alive."""

from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from digitpad import models
from digitpad.errors import DigitpadError
from digitpad.ui.background import Background


class Adoption(QObject):
    """Adopts one model at a time; its check may take a second, so nobody waits.

    Signals:
        adopted: The model is the one in use; carries the path of its copy.
        refused: It is not; carries a `DigitpadError`.
    """

    adopted = Signal(object)
    refused = Signal(DigitpadError)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._background: Background | None = None
        self._future: Future[Path] | None = None

    @property
    def is_going_on(self) -> bool:
        """Whether a model is being adopted."""
        return self._future is not None

    def begin(self, model: Path) -> None:
        """Adopt a model, unless one is being adopted."""
        if self._future is None:
            self._background = self._background or Background()
            self._future = self._background.run(lambda: models.adopt(model), self._end)

    def finish(self) -> bool:
        """Wait for its end and tell nobody; whether a model was adopted meanwhile."""
        future, self._future = self._future, None
        return future is not None and future.exception() is None

    def _end(self, result: Callable[[], Path]) -> None:
        if self._future is None:
            return  # somebody waited for it and knows
        self._future = None
        try:
            path = result()
        except DigitpadError as error:
            self.refused.emit(error)
        else:
            self.adopted.emit(path)
