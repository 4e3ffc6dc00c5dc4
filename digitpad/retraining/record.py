"""All that one training run has told so far, and how to say it to people."""

from dataclasses import dataclass, field
from typing import Final

from digitpad.progress import (
    BatchFinished,
    EpochFinished,
    Message,
    RunFinished,
    RunStarted,
    StageBegan,
)
from digitpad.words import Phrase

_TRAINING: Final = Phrase("Training")
_MINUTE: Final = 60
_HOUR: Final = 60 * _MINUTE


@dataclass
class TrainingRecord:
    """The story of one run, told message by message.

    Attributes:
        stage: What the run does just now, for people.
        epochs_wanted: How many epochs were asked for.
        epochs: The finished epochs, in order.
        batches: What came in since the last finished epoch, in order.
        ending: What to say while it ends because the user wants it to.
        ending_detail: What it still does meanwhile.
        seconds_left: The run's own last estimate; None while there is none.
        result: How the run ended, once it ended well.
    """

    stage: str = Phrase("Starting the training program")
    epochs_wanted: int = 1
    epochs: list[EpochFinished] = field(default_factory=list)
    batches: list[BatchFinished] = field(default_factory=list)
    ending: str = ""
    ending_detail: str = ""
    seconds_left: float | None = None
    result: RunFinished | None = None

    def take(self, message: Message) -> None:
        """Add one message to the story."""
        match message:
            case StageBegan():
                self.stage = message.text
                self.ending = ""
                self.batches.clear()
                self.seconds_left = None
            case RunStarted():
                self.stage = _TRAINING
                self.epochs_wanted = message.epochs
            case BatchFinished():
                self.stage = _TRAINING
                self.epochs_wanted = message.epochs
                self.batches.append(message)
                self.seconds_left = message.seconds_left
            case EpochFinished():
                self.epochs.append(message)
                self.batches.clear()
                self.seconds_left = message.seconds_left
            case RunFinished():
                self.result = message

    @property
    def fraction(self) -> float | None:
        """How much of the run is done, 0 to 1.

        None while nobody knows: before the first batch, while the run ends early, and
        while the finished network is judged.
        """
        if self.result:
            return 1.0
        if self.ending or self.stage != _TRAINING:
            return None
        if self.batches:
            last = self.batches[-1]
            done = last.epoch - 1 + last.batch / last.batches
        elif self.epochs:
            done = self.epochs[-1].epoch
        else:
            return None
        return min(1.0, done / self.epochs_wanted)

    @property
    def headline(self) -> str:
        """Where the run is: "Epoch 3 of 10", or what else it does."""
        wanted = self.epochs_wanted
        if self.ending:
            return self.ending
        if self.batches:
            return Phrase(
                "Epoch {epoch} of {epochs}", epoch=self.batches[-1].epoch, epochs=wanted
            )
        if self.stage != _TRAINING:
            return self.stage
        if self.epochs:
            return Phrase(
                "Epoch {epoch} of {epochs} done",
                epoch=self.epochs[-1].epoch,
                epochs=wanted,
            )
        return Phrase("Epoch {epoch} of {epochs}", epoch=1, epochs=wanted)

    @property
    def detail(self) -> str:
        """Where in the epoch the run is, or what its end waits for."""
        if self.ending:
            return self.ending_detail
        if not self.batches:
            return ""
        last = self.batches[-1]
        return Phrase(
            "Batch {batch:,} of {batches:,}", batch=last.batch, batches=last.batches
        )

    @property
    def time_left(self) -> str:
        """How long it still takes, "about 3 minutes left"; empty while nobody knows."""
        if self.seconds_left is None or self.ending:
            return ""
        return Phrase("{time} left", time=in_words(self.seconds_left))

    @property
    def line(self) -> str:
        """One short line for a status bar."""
        parts = [f"Retraining: {_uncapitalised(self.headline)}", self.time_left]
        return ", ".join(filter(None, parts))


def in_words(seconds: float) -> str:
    """A duration as one says it: "about 3 minutes"."""
    if seconds < 8:
        return Phrase("a few seconds")
    if seconds < 50:
        return Phrase("about {count} seconds", count=round(seconds / 10) * 10 or 10)
    if seconds < 1.5 * _MINUTE:
        return Phrase("about a minute")
    if seconds < 55 * _MINUTE:
        return Phrase("about {count} minutes", count=round(seconds / _MINUTE))
    if seconds < 1.25 * _HOUR:
        return Phrase("about an hour")
    halves = round(seconds / (_HOUR / 2))
    count = f"{halves // 2}{'½' if halves % 2 else ''}"
    return Phrase("about {count} hours", count=count)


def _uncapitalised(text: str) -> str:
    """The text as it stands within a sentence; an abbreviation keeps its capitals."""
    if text[1:2].isupper():
        return text
    return text[:1].lower() + text[1:]
