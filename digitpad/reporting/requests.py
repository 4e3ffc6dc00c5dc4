"""What the window asks of the training program that ends in a report."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from digitpad.paths import own_ink_file, reports_folder
from digitpad.retraining.choices import MNIST, choice, expected_seconds, so_many_epochs
from digitpad.retraining.record import in_words
from digitpad.words import Phrase

FEWEST_FOLDS: Final = 2
MOST_FOLDS: Final = 100
USUAL_FOLDS: Final = 5
USUAL_RECIPE: Final = "walkthrough"  # the smallest and quickest

_TALKING: Final = ("--progress", "json", "--control", "stdin")
_NO_DATA: Final = Phrase(
    "Choose some images first: MNIST, or files and folders of your own."
)


@dataclass(frozen=True)
class CrossValidationRequest:
    """One cross-validation as the user wants it.

    Attributes:
        data: MNIST or paths, at least one.
        recipe: Name of the recipe.
        folds: How many.
        epochs: How often to go through the images, 1 or more.
        workers: How many folds are trained at once.
        out: The folder of the report; finished folds are kept in it.
    """

    data: tuple[str, ...]
    recipe: str
    folds: int
    epochs: int
    workers: int
    out: Path

    @property
    def in_words(self) -> str:
        """The request in one line: "MNIST, Notebook, 5 folds of 10 epochs"."""
        return Phrase(
            "{data}; {recipe}, {folds} folds of {epochs}",
            data=sources(self.data),
            recipe=choice(self.recipe).title,
            folds=self.folds,
            epochs=so_many_epochs(self.epochs),
        )

    @property
    def expectation(self) -> str:
        """About how long it takes."""
        if self.data != (MNIST,):
            return Phrase("How long it takes depends on the number of images.")
        training = expected_seconds(self.recipe, self.epochs)
        time = in_words(self.folds * training)
        return Phrase("This takes {time} on a small computer.", time=time)

    @property
    def refusal(self) -> str:
        """Why it cannot be started; empty if it can."""
        return _NO_DATA if not self.data else refused_place(self.out)

    @property
    def arguments(self) -> list[str]:
        """The training program's arguments."""
        return [
            "cv",
            *self._images,
            *("--recipe", self.recipe),
            *("--folds", str(self.folds)),
            *("--epochs", str(self.epochs)),
            *("--workers", str(self.workers)),
            *("--out", str(self.out)),
            *_TALKING,
        ]

    @property
    def _images(self) -> tuple[str, ...]:
        """The user's own drawings beside other images are told apart; alone, not."""
        own = str(own_ink_file())
        others = tuple(name for name in self.data if name != own)
        if not others or others == self.data:
            return "--data", *self.data
        return "--data", *others, "--own", own


@dataclass(frozen=True)
class ExplorationRequest:
    """One look at data as the user wants it.

    Attributes:
        data: MNIST or paths, at least one.
        model: The model that is asked about the labels; None for none.
        out: The folder of the report.
    """

    data: tuple[str, ...]
    model: Path | None
    out: Path

    @property
    def refusal(self) -> str:
        """Why it cannot be started; empty if it can."""
        return _NO_DATA if not self.data else refused_place(self.out)

    @property
    def arguments(self) -> list[str]:
        """The training program's arguments."""
        return [
            "explore",
            *("--data", *self.data),
            *(("--model", str(self.model)) if self.model else ()),
            *("--out", str(self.out)),
            *_TALKING,
        ]


def crossval_folder(recipe: str) -> Path:
    """Where a cross-validation of a recipe goes unless another place is chosen."""
    return reports_folder() / f"crossval-{recipe}"


def exploration_folder() -> Path:
    """Where a look at data goes unless another place is chosen."""
    return reports_folder() / "exploration"


def sources(data: tuple[str, ...]) -> str:
    """The sources in a few words: "MNIST", "train.csv", "3 sources"."""
    if len(data) == 1:
        return "MNIST" if data[0] == MNIST else Path(data[0]).name
    return Phrase("{count} sources", count=len(data))


def refused_place(out: Path) -> str:
    """Why a report cannot go there; empty if nothing speaks against it."""
    if not out.is_absolute():
        return Phrase("Choose the folder for the report, with its whole path.")
    # These say no where Path's own raise: a folder that may not be entered.
    if os.path.exists(out) and not os.path.isdir(out):  # noqa: PTH110, PTH112
        return Phrase("{out} is a file: choose a folder for the report.", out=out)
    return ""
