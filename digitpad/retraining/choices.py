"""What the window offers for a training run, and the command that starts it.

The window must not import the training program, so the few facts that the dialog
shows stand here; a test compares them with the training program's own.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from digitpad.words import Phrase

MNIST: Final = "mnist"  # the training program's name of it
MNIST_DIGITS: Final = 60_000
# Starting TensorFlow, loading MNIST and comparing with the current model.
_STARTING: Final = 15.0


@dataclass(frozen=True)
class RecipeChoice:
    """A recipe as the dialog offers it.

    Attributes:
        name: The training program's name of it.
        title: Its name for people.
        sentence: What it is.
        epochs: Its own number of epochs.
        seed: Its own seed.
        learnt: How many of MNIST's 60,000 training digits it learns from.
        epoch_seconds: What an epoch takes on a small machine (two cores).
        extra_seconds: What it takes beside its epochs.
        beside: What it learns from as well.
    """

    name: str
    title: str
    sentence: str
    epochs: int
    seed: int
    learnt: int
    epoch_seconds: float
    extra_seconds: float
    beside: str = ""

    @property
    def held_back(self) -> int:
        """How many of MNIST's training digits it is judged by."""
        return MNIST_DIGITS - self.learnt

    @property
    def data(self) -> str:
        """What it is trained on and judged by, in words."""
        told = Phrase(
            "MNIST: {learnt:,} digits to learn from, {held_back:,} to judge by",
            learnt=self.learnt,
            held_back=self.held_back,
        )
        if not self.beside:
            return told
        return Phrase("{data}; {beside}", data=told, beside=self.beside)


CHOICES: Final = (
    RecipeChoice(
        "digitpad",
        Phrase("Digitpad"),
        Phrase(
            "Recommended: it learns how people around the world write, and what is no "
            "digit. It takes longest and reads best."
        ),
        epochs=50,
        seed=28,
        learnt=57_000,
        epoch_seconds=45.0,
        extra_seconds=60.0,
        beside=Phrase("a quarter more written by Digitpad itself"),
    ),
    RecipeChoice(
        "quick",
        Phrase("Quick"),
        Phrase(
            "Four convolutions, fed with digits turned, shifted and zoomed a little. "
            "It takes half a minute, and reads MNIST's own hand better than the next "
            "two."
        ),
        epochs=3,
        seed=28,
        learnt=57_000,
        epoch_seconds=10.0,
        extra_seconds=_STARTING,
    ),
    RecipeChoice(
        "notebook",
        Phrase("Notebook"),
        Phrase(
            "Two convolutions, fed with digits turned, shifted and zoomed a little. "
            "It takes a minute or two, and knows MNIST's own hand."
        ),
        epochs=10,
        seed=28,
        learnt=48_000,
        epoch_seconds=10.0,
        extra_seconds=_STARTING,
    ),
    RecipeChoice(
        "walkthrough",
        Phrase("Walkthrough"),
        Phrase(
            "One convolution, fed with the digits as they are. "
            "It is quick, and good for a first look."
        ),
        epochs=10,
        seed=28,
        learnt=48_000,
        epoch_seconds=5.0,
        extra_seconds=_STARTING,
    ),
)


@dataclass(frozen=True)
class TrainingRequest:
    """One training run as the user wants it.

    Attributes:
        recipe: Name of the recipe.
        epochs: How often to go through the training images, 1 or more.
        seed: Seed of everything random.
        own_ink: The user's own drawings, to be mixed with MNIST; None for MNIST alone.
    """

    recipe: str
    epochs: int
    seed: int
    own_ink: Path | None = None

    @property
    def in_words(self) -> str:
        """The request in one line: "Notebook, 10 epochs, seed 28"."""
        told = Phrase(
            "{recipe}, {epochs}, seed {seed}",
            recipe=choice(self.recipe).title,
            epochs=so_many_epochs(self.epochs),
            seed=self.seed,
        )
        if self.own_ink is None:
            return told
        return Phrase("{run}, with your handwriting", run=told)

    def arguments(self, new_model: Path, current_model: Path) -> list[str]:
        """The training program's arguments for this run.

        Args:
            new_model: Where to write the trained model.
            current_model: The model to compare it with.
        """
        own_ink = ("--own", str(self.own_ink)) if self.own_ink else ()
        return [
            "train",
            *("--recipe", self.recipe),
            *own_ink,
            *("--epochs", str(self.epochs)),
            *("--seed", str(self.seed)),
            *("--out", str(new_model)),
            *("--compare", str(current_model)),
            *("--progress", "json"),
            *("--control", "stdin"),
        ]


def so_many_epochs(count: int) -> str:
    """A number of epochs: "1 epoch", "10 epochs"."""
    return Phrase("1 epoch") if count == 1 else Phrase("{count} epochs", count=count)


def choice(name: str) -> RecipeChoice:
    """The choice with this name."""
    return next(found for found in CHOICES if found.name == name)


def expected_seconds(name: str, epochs: int) -> float:
    """About how long a run takes on a small machine."""
    chosen = choice(name)
    return chosen.extra_seconds + epochs * chosen.epoch_seconds
