"""Lets the training program compare two models, and turns its lines into signals."""

import logging
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Signal

from digitpad.errors import DigitpadError, TrainingError
from digitpad.paths import log_file
from digitpad.progress import ImagesRead, Message, ModelsCompared, RunFailed
from digitpad.retraining.command import PROGRAM
from digitpad.retraining.outcome import cannot_start, unexpected_end
from digitpad.ui.training_child import TrainingChild
from digitpad.ui.words import tr

_DATA: Final = "mnist-test"
_GRACE_MS: Final = 0  # it has nothing to tidy up

_log = logging.getLogger(__name__)


class ComparisonProcess(QObject):
    """One comparison at a time; the child writes nothing, so it may end at any moment.

    Attributes:
        models: The two that are compared, or were last.

    Signals:
        progressed: So many of so many images are read.
        finished: Carries the figures, a `ModelsCompared`.
        failed: There are none; carries a `DigitpadError`.
        cancelled: There are none, as the user wished.
    """

    progressed = Signal(int, int)
    finished = Signal(ModelsCompared)
    failed = Signal(DigitpadError)
    cancelled = Signal()

    def __init__(
        self, parent: QObject | None = None, *, program: Sequence[str] = PROGRAM
    ) -> None:
        """Prepare for comparisons by `program`, which gets the arguments."""
        super().__init__(parent)
        self.models: tuple[Path, Path] | None = None
        self._program = tuple(program)
        self._child: TrainingChild | None = None
        self._result: ModelsCompared | None = None
        self._sentence = ""
        self._is_cancelling = False

    @property
    def is_running(self) -> bool:
        """Whether there is a child process."""
        return self._child is not None

    def start(self, first: Path, second: Path) -> None:
        """Begin, unless a comparison is going on."""
        if self._child is not None:
            return
        self.models = first, second
        self._result, self._sentence, self._is_cancelling = None, "", False
        child = self._child = TrainingChild(self, grace_ms=_GRACE_MS)
        child.told.connect(self._take)
        child.ended.connect(self._on_ended)
        child.not_started.connect(self._on_not_started)
        files = [str(first.absolute()), str(second.absolute())]
        asked = ["compare", *files, "--data", _DATA, "--progress", "json"]
        child.start([*self._program, *asked])

    def cancel(self) -> None:
        """End the comparison; `cancelled` comes when it is over."""
        if self._child is not None:
            self._is_cancelling = True
            self._child.cancel()

    def shutdown(self) -> None:
        """End it before returning: for the moment the window closes."""
        if self._child is not None:
            self._is_cancelling = True
            self._child.end_now()

    def _take(self, message: Message) -> None:
        match message:
            case ImagesRead():
                self.progressed.emit(message.read, message.images)
            case ModelsCompared():
                self._result = message
            case RunFailed():
                self._sentence = message.sentence

    def _on_not_started(self, reason: str) -> None:
        self._forget_child()
        self._fail(cannot_start(self._program[0], reason))

    def _on_ended(self, exit_code: int, crashed: bool) -> None:
        last_words = self._child.last_words if self._child else ""
        self._forget_child()
        if self._is_cancelling:
            self.cancelled.emit()
        elif self._result is not None and exit_code == 0:
            self.finished.emit(self._result)
        elif self._sentence:
            self._fail(TrainingError("{sentence}", sentence=self._sentence))
        else:
            error = unexpected_end(
                exit_code,
                crashed=crashed,
                log=log_file(),
                work=tr("The comparison"),
                safe=tr("Your models are unchanged"),
            )
            self._fail(error, last_words)

    def _forget_child(self) -> None:
        if self._child is not None:
            self._child.deleteLater()
            self._child = None

    def _fail(self, error: DigitpadError, last_words: str = "") -> None:
        _log.error("Comparison failed: %s\n%s", error, last_words)
        self.failed.emit(error)
