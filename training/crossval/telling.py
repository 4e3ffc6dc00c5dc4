"""What a cross-validation tells while it goes on, as messages."""

import threading
import time
from collections.abc import Callable

from digitpad.progress import (
    BatchFinished,
    EpochFinished,
    FoldAdvanced,
    FoldEpochFinished,
    FoldFinished,
    FoldsBegan,
    FoldsFinished,
    FoldStarted,
    Message,
    StageBegan,
)
from training.console import Report
from training.crossval.summary import Summary
from training.crossval.task import FoldResult, Plan


class Telling:
    """Turns what the folds tell into messages about the whole.

    Args:
        report: Gets the messages, one at a time.
        clock: Seconds from any zero, for tests.
    """

    def __init__(
        self, report: Report, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._report = report
        self._clock = clock
        self._lock = threading.Lock()
        self._folds = self._epochs = 0
        self._begun = 0.0
        self._missing: set[int] = set()
        self._done: dict[int, float] = {}

    def stage(self, text: str) -> None:
        """A step without folds has begun."""
        with self._lock:
            self._report(StageBegan(text))

    def began(self, plan: Plan, images: int) -> None:
        """The images are there."""
        with self._lock:
            self._folds = plan.folds
            self._epochs = plan.hyperparameters.epochs
            self._missing = set(range(plan.folds))
            self._begun = self._clock()
            self._report(FoldsBegan(plan.recipe, self._folds, self._epochs, images))

    def kept(self, result: FoldResult) -> None:
        """A fold was trained in an earlier run."""
        with self._lock:
            self._missing.discard(result.fold)
            history = result.history
            for place, loss in enumerate(history["loss"]):
                self._report(
                    FoldEpochFinished(
                        result.fold + 1,
                        self._folds,
                        place + 1,
                        self._epochs,
                        loss,
                        history["accuracy"][place],
                        history["validation_loss"][place],
                        history["validation_accuracy"][place],
                        None,
                        is_kept=True,
                    )
                )
            self._tell_result(result, is_kept=True)

    def hear(self, fold: int, message: Message) -> None:
        """A fold tells something; may be called from several threads.

        Args:
            fold: Its number, from 0.
            message: Of its own training.
        """
        with self._lock:
            if fold not in self._done:
                self._done[fold] = 0.0
                self._report(FoldStarted(fold + 1, self._folds))
            match message:
                case BatchFinished():
                    done = message.epoch - 1 + message.batch / message.batches
                    self._done[fold] = done
                    left = self._seconds_left
                    self._report(FoldAdvanced(fold + 1, done, left))
                case EpochFinished():
                    self._done[fold] = message.epoch
                    self._report(self._epoch(fold, message))

    def finished(self, result: FoldResult) -> None:
        """A fold has been trained and kept."""
        with self._lock:
            self._done[result.fold] = self._epochs
            self._tell_result(result, is_kept=False)

    def ended(self, found: Summary, report: str) -> None:
        """All is written.

        Args:
            found: Of all folds.
            report: Where the page is.
        """
        with self._lock:
            self._report(
                FoldsFinished(
                    self._folds,
                    found.mean,
                    found.deviation,
                    report,
                    found.own_images,
                    found.own_accuracy,
                )
            )

    @property
    def _seconds_left(self) -> float | None:
        done = sum(self._done.values())
        if not done:
            return None
        # By the clock and not by the folds' own pace: several run side by side.
        wanted = len(self._missing) * self._epochs
        return (self._clock() - self._begun) / done * max(0.0, wanted - done)

    def _epoch(self, fold: int, message: EpochFinished) -> FoldEpochFinished:
        return FoldEpochFinished(
            fold + 1,
            self._folds,
            message.epoch,
            message.epochs,
            message.loss,
            message.accuracy,
            message.validation_loss,
            message.validation_accuracy,
            self._seconds_left,
            is_kept=False,
        )

    def _tell_result(self, result: FoldResult, *, is_kept: bool) -> None:
        self._report(
            FoldFinished(
                result.fold + 1,
                self._folds,
                result.accuracy,
                result.seconds,
                is_kept,
            )
        )
