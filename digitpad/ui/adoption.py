"""Making a trained model the one in use, while the window stays alive."""

import logging
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from digitpad import models
from digitpad.errors import DigitpadError, ModelError
from digitpad.ui.background import Background

_log = logging.getLogger(__name__)


class Adoption(QObject):
    """Adopts one model at a time; its check may take a second, so nobody waits.

    Signals:
        adopted: The model is the one in use.
        refused: It is not; carries a `DigitpadError`.
    """

    adopted = Signal()
    refused = Signal(DigitpadError)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._background = Background()
        self._future: Future[Path] | None = None

    @property
    def is_going_on(self) -> bool:
        """Whether a model is being adopted."""
        return self._future is not None

    def begin(self, model: Path) -> None:
        """Adopt a model, unless one is being adopted."""
        if self._future is None:
            self._future = self._background.run(lambda: models.adopt(model), self._end)

    def finish(self) -> bool:
        """Wait for its end, which no signal tells; whether the model is in use."""
        future, self._future = self._future, None
        if future is None:
            return False
        if error := future.exception():
            _log.error("The new model was not adopted: %s", error)
        return error is None

    def _end(self, result: Callable[[], Path]) -> None:
        if self._future is None:
            return  # somebody waited for it and knows
        self._future = None
        try:
            result()
        except DigitpadError as error:
            self.refused.emit(error)
        except Exception:
            self.refused.emit(
                ModelError(
                    "The new model cannot be used for a reason that is in the log: "
                    "try again, or keep the current one."
                )
            )
            raise
        else:
            self.adopted.emit()
