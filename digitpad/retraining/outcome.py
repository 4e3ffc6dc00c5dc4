"""How a training run ended: new against current model, or the sentence about why not.

The table, the sentences and the suggested choice; the dialog only shows them.
"""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, Self

from digitpad.errors import TrainingError
from digitpad.progress import RunFinished
from digitpad.words import Phrase

_KILLED: Final = 9  # the signal that a system short of memory sends


@dataclass(frozen=True)
class ComparedAccuracy:
    """One row of the comparison; shares from 0 to 1, None where unknown."""

    images: str
    current: float | None
    new: float

    @property
    def new_is_better(self) -> bool:
        """Whether the new model is ahead; without a current figure it is."""
        return self.current is None or self.new > self.current

    @property
    def current_is_better(self) -> bool:
        """Whether the current model is ahead."""
        return self.current is not None and self.current > self.new


@dataclass(frozen=True)
class Comparison:
    """New against current model, on the same images.

    Attributes:
        validation, test: The shares read correctly.
        validation_images: How many there are.
        is_outdated: Whether the run compared with a model that is current no more.
        own: The same of the user's own drawings that were held back; None without any.
    """

    validation: ComparedAccuracy
    test: ComparedAccuracy
    validation_images: int
    is_outdated: bool = False
    own: ComparedAccuracy | None = None

    @classmethod
    def of(cls, result: RunFinished, *, is_outdated: bool = False) -> Self:
        """The comparison that a finished run reports.

        Args:
            result: What the run reports.
            is_outdated: Whether another model has become the current one since.
        """
        if is_outdated:
            result = replace(
                result,
                current_validation_accuracy=None,
                current_test_accuracy=None,
                current_own_accuracy=None,
            )
        return cls(
            ComparedAccuracy(
                Phrase("Validation images"),
                result.current_validation_accuracy,
                result.validation_accuracy,
            ),
            ComparedAccuracy(
                Phrase("Test images"),
                result.current_test_accuracy,
                result.test_accuracy,
            ),
            result.validation_images,
            is_outdated,
            _own_row(result),
        )

    @property
    def rows(self) -> tuple[ComparedAccuracy, ...]:
        """The two or three rows, in the order to show them."""
        return self.validation, self.test, *((self.own,) if self.own else ())

    @property
    def new_is_better(self) -> bool:
        """Whether to suggest the new model.

        Only the validation images decide: choosing by the test images would make
        their figure a promise that no longer holds for anybody else's digits. The
        user's own drawings are too few to choose by.
        """
        return self.validation.new_is_better and not self.is_outdated

    @property
    def headline(self) -> str:
        """What came out, in a few words."""
        if self.validation.current is None:
            return Phrase("The new model is ready")
        if self.new_is_better:
            return Phrase("The new model reads better")
        if self.validation.current_is_better:
            return Phrase("The current model reads better")
        return Phrase("Both models read equally well")

    @property
    def sentence(self) -> str:
        """What the figures mean."""
        if self.is_outdated:
            return Phrase(
                "You chose another model while this one was trained; the two have not "
                "been compared."
            )
        if self.validation.current is None:
            return Phrase("There are no figures of the current model to compare with.")
        images = self.validation_images
        # People compare counts more easily than hundredths of points.
        change = round((self.validation.new - self.validation.current) * images)
        if change == 0:
            return Phrase("On the validation images neither is ahead.")
        return Phrase(
            "The new one reads {change:,} {more} of {images:,} validation images.",
            change=abs(change),
            more=Phrase("more") if change > 0 else Phrase("fewer"),
            images=images,
        )


def _own_row(result: RunFinished) -> ComparedAccuracy | None:
    if result.own_accuracy is None or not result.own_images:
        return None
    number = result.own_images
    return ComparedAccuracy(
        Phrase("Your handwriting (1 drawing)")
        if number == 1
        else Phrase("Your handwriting ({number:,} drawings)", number=number),
        result.current_own_accuracy,
        result.own_accuracy,
    )


def per_cent(share: float | None) -> str:
    """A share as "98.76 %"; a dash where there is none."""
    return "–" if share is None else f"{share * 100:.2f} %"


def unexpected_end(
    exit_code: int,
    *,
    crashed: bool,
    log: Path,
    work: str = "Training",
    safe: str = "Your model is unchanged",
) -> TrainingError:
    """What to tell when the training program ended without saying why.

    Args:
        exit_code: Its exit status; the signal's number on POSIX if it `crashed`.
        crashed: Whether it was killed or fell over, rather than returned.
        log: Where the details are.
        work: What it was to do.
        safe: What is not lost.
    """
    if crashed and exit_code == _KILLED:
        return TrainingError(
            "{work} was killed, most likely because memory ran out. {safe}: close "
            "other programs, then start again.",
            work=work,
            safe=safe,
        )
    return TrainingError(
        "{work} ended unexpectedly ({how}). {safe}: start again, and if that does not "
        "help look into {log}.",
        work=work,
        safe=safe,
        how=f"{'signal' if crashed else 'exit status'} {exit_code}",
        log=log,
    )


def cannot_start(program: str, reason: str) -> TrainingError:
    """What to tell when there is no training program to start."""
    return TrainingError(
        "The training program {program} cannot be started ({reason}). "
        "Install Digitpad again, then try once more.",
        program=program,
        reason=reason,
    )


def cannot_write(folder: Path, reason: str) -> TrainingError:
    """What to tell when the run has no place to write to."""
    return TrainingError(
        "Training cannot write to {folder} ({reason}). "
        "Make room there or allow writing, then start again.",
        folder=folder,
        reason=reason,
    )
