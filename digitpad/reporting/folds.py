"""All that a cross-validation has told so far, and how to say it to people."""

from dataclasses import dataclass, field
from typing import Self

from digitpad.progress import (
    FoldAdvanced,
    FoldEpochFinished,
    FoldFinished,
    FoldsBegan,
    FoldsFinished,
    FoldStarted,
    Message,
    StageBegan,
)
from digitpad.retraining.outcome import per_cent
from digitpad.retraining.record import in_words
from digitpad.words import Phrase


@dataclass
class Fold:
    """One fold of it.

    Attributes:
        epochs: Its finished epochs, in order.
        epochs_done: The same with the one that is going on, as a broken number.
        has_begun: Whether it is being trained, or is done.
        accuracy: Share of its held-back images; None before its end.
        is_kept: Whether it was trained in an earlier run.
    """

    epochs: list[FoldEpochFinished] = field(default_factory=list)
    epochs_done: float = 0.0
    has_begun: bool = False
    accuracy: float | None = None
    is_kept: bool = False

    def fraction(self, epochs: int) -> float:
        """How much of it is done, 0 to 1, if it takes so many epochs."""
        if self.accuracy is not None:
            return 1.0
        return min(1.0, self.epochs_done / epochs) if epochs else 0.0

    def state(self, epochs: int) -> str:
        """Where it is: "waiting", "epoch 3 of 10", "97.31 %", "97.31 % (kept)"."""
        if self.accuracy is not None:
            share = per_cent(self.accuracy)
            return Phrase("{share} (kept)", share=share) if self.is_kept else share
        if not self.has_begun:
            return Phrase("waiting")
        if not self.epochs_done:
            return Phrase("starting")
        epoch = min(epochs, int(self.epochs_done) + 1)
        return Phrase("epoch {epoch} of {epochs}", epoch=epoch, epochs=epochs)


@dataclass
class CrossValidationRecord:
    """The story of one cross-validation, told message by message.

    Attributes:
        stage: What goes on beside the folds, for people; empty while they are trained.
        folds: In order; as many as were asked for.
        epochs: How many each takes at most.
        seconds_left: The run's own last estimate; None while there is none.
        result: How it ended, once it ended well.
        ending: What to say while it ends because the user wants it to.
    """

    stage: str = Phrase("Starting the training program")
    folds: list[Fold] = field(default_factory=list)
    epochs: int = 0
    seconds_left: float | None = None
    result: FoldsFinished | None = None
    ending: str = ""

    @classmethod
    def expecting(cls, folds: int, epochs: int) -> Self:
        """The story before its beginning: all folds wait."""
        return cls(folds=[Fold() for _ in range(folds)], epochs=epochs)

    def take(self, message: Message) -> None:
        """Add one message to the story."""
        match message:
            case StageBegan():
                self.stage = message.text
                self.seconds_left = None
            case FoldsBegan():
                self.epochs = message.epochs
                self.folds = [Fold() for _ in range(message.folds)]
                self.stage = ""
            case FoldStarted():
                self._fold(message.fold).has_begun = True
            case FoldAdvanced():
                self._fold(message.fold).epochs_done = message.epochs_done
                self.seconds_left = message.seconds_left
            case FoldEpochFinished():
                self._take_epoch(message)
            case FoldFinished():
                fold = self._fold(message.fold)
                fold.accuracy, fold.is_kept = message.accuracy, message.is_kept
            case FoldsFinished():
                self.result = message

    @property
    def done(self) -> int:
        """How many folds are finished."""
        return sum(fold.accuracy is not None for fold in self.folds)

    @property
    def fraction(self) -> float | None:
        """How much of it is done, 0 to 1; None while nobody knows."""
        if self.result:
            return 1.0
        if self.ending or self.stage or not self.folds:
            return None
        return sum(f.fraction(self.epochs) for f in self.folds) / len(self.folds)

    @property
    def headline(self) -> str:
        """Where it is: "3 of 10 folds are done", or what else it does."""
        if self.result:
            return spread(self.result)
        if self.ending or self.stage:
            return self.ending or self.stage
        return Phrase(
            "{done} of {count} folds done", done=self.done, count=len(self.folds)
        )

    @property
    def time_left(self) -> str:
        """How long it still takes, "about 3 minutes left"; empty while nobody knows."""
        if self.seconds_left is None or self.ending or self.stage or self.result:
            return ""
        return Phrase("{time} left", time=in_words(self.seconds_left))

    @property
    def line(self) -> str:
        """One short line for a status bar."""
        if self.result:
            return f"Folds: {spread(self.result)}"
        told = self.headline
        if self.ending or self.stage:
            told = f"Cross-validation: {told[:1].lower()}{told[1:]}"
        return ", ".join(filter(None, [told, self.time_left]))

    @property
    def outcome(self) -> str:
        """What the figures mean; empty before the end."""
        if self.result is None:
            return ""
        known = [fold.accuracy for fold in self.folds if fold.accuracy is not None]
        worst, best = (f(known, default=0.0) for f in (min, max))
        return Phrase(
            "Of digits that it has not learnt from, a network trained this way reads "
            "{mean} on average. From fold to fold that differs by {points:.2f} "
            "percentage points (one standard deviation): the worst fold has {worst}, "
            "the best {best}.{own}",
            mean=per_cent(self.result.mean),
            points=100 * self.result.deviation,
            worst=per_cent(worst),
            best=per_cent(best),
            own=_own(self.result),
        )

    @property
    def kept(self) -> str:
        """What is kept of a run that has ended early."""
        if not self.done:
            return Phrase("No fold was finished yet.")
        one, many = Phrase("1 fold is"), Phrase("{done} folds are", done=self.done)
        return Phrase(
            "{are} finished and kept. Start the same again to go on with the rest.",
            are=one if self.done == 1 else many,
        )

    def _fold(self, number: int) -> Fold:
        while len(self.folds) < number:
            self.folds.append(Fold())
        return self.folds[number - 1]

    def _take_epoch(self, message: FoldEpochFinished) -> None:
        fold = self._fold(message.fold)
        fold.epochs.append(message)
        fold.epochs_done = message.epoch
        if not message.is_kept:
            self.seconds_left = message.seconds_left


def spread(result: FoldsFinished) -> str:
    """Mean and standard deviation: "97.31 % ± 0.22"."""
    return f"{per_cent(result.mean)} ± {100 * result.deviation:.2f}"


def _own(result: FoldsFinished) -> str:
    """A sentence about the user's own drawings, if there are any."""
    if result.own_accuracy is None or result.own_images is None:
        return ""
    template = " Of your own handwriting ({number:,} drawings) {share} is read right."
    if result.own_images == 1:
        template = " Of your own handwriting (1 drawing) {share} is read right."
    return Phrase(
        template, number=result.own_images, share=per_cent(result.own_accuracy)
    )
