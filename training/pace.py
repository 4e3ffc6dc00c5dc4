"""How long a run has taken and how long it will still take."""

import time
from collections.abc import Callable
from typing import Final

# The first batches include the building of TensorFlow's graph.
MEASURED_FROM: Final = 1.0
# Reading the validation images costs about this share of an epoch, until measured.
VALIDATION_SHARE: Final = 0.1


class Pace:
    """Estimates the time left from the batches and validations already done.

    Args:
        epochs: Epochs of the run.
        batches: Batches in an epoch.
        clock: Seconds from any zero, for tests.
    """

    def __init__(
        self, epochs: int, batches: int, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._epochs, self._batches = epochs, batches
        self._clock = clock
        self._begun = self._last = self._epoch_begun = clock()
        self._batch_seconds = 0.0
        self._timed_batches = 0
        self._batches_done = 0
        self._validations: list[float] = []

    @property
    def seconds(self) -> float:
        """Since the run began."""
        return self._clock() - self._begun

    @property
    def epoch_seconds(self) -> float:
        """Since the epoch began."""
        return self._clock() - self._epoch_begun

    def resume(self, epochs: int, seconds: float) -> None:
        """Some epochs were done before, in another process."""
        self._epochs -= epochs
        self._begun -= seconds

    def begin_epoch(self) -> None:
        """The next batch is an epoch's first."""
        self._last = self._epoch_begun = self._clock()

    def finish_batches(self, done: int) -> None:
        """So many batches of this epoch are done."""
        now = self._clock()
        if self._batches_done:
            self._batch_seconds += now - self._last
            self._timed_batches += done - self._batches_done % self._batches
        epoch = len(self._validations)
        self._batches_done = epoch * self._batches + done
        self._last = now

    def finish_validation(self) -> None:
        """The validation images have been read: an epoch is over."""
        now = self._clock()
        self._validations.append(now - self._last)
        self._last = now

    @property
    def seconds_left(self) -> float | None:
        """Of the whole run, or None while it is too early to say."""
        if self._batch_seconds < MEASURED_FROM:
            return None
        a_batch = self._batch_seconds / self._timed_batches
        known = self._validations
        a_validation = (
            sum(known) / len(known)
            if known
            else VALIDATION_SHARE * a_batch * self._batches
        )
        batches = self._epochs * self._batches - self._batches_done
        return batches * a_batch + (self._epochs - len(known)) * a_validation
