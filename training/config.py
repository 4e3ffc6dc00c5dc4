"""Every hyperparameter of the recipes: its default, and what changing it does."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Final, Literal

from digitpad.card import InputRange
from digitpad.errors import TrainingError

# Batches take their seeds from the epoch's number, which must not overflow.
MOST_EPOCHS: Final = 1_000_000


@dataclass(frozen=True)
class Hyperparameters:
    """What every recipe has in common.

    Attributes:
        epochs: Times each training image is seen. More brings less and less, and costs
            its full time.
        batch_size: Images to one step of the optimizer. Larger is faster and smoother,
            but takes fewer steps an epoch and may then need a higher learning rate.
        learning_rate: Step size of Adam. Too high and the loss jumps or becomes NaN,
            too low and the epochs do not suffice.
        patience: Epochs without a lower validation loss before training ends early;
            the weights of the best epoch are then kept. None: every epoch is trained
            and the last one kept.
        validation: Share of the training images held back to choose and compare by.
        seed: Of the first weights, the order of the images, their distortion and the
            dropout. The same seed on the same machine gives the same model.
        rotation_degrees: Each image is turned by up to this much, either way.
        zoom: Width and height each change by up to this share.
        shift: Each image moves by up to this share of its size, across and down.
        shear_degrees: Upright lines lean by up to this much, either way.
        elastic: Standard deviation of a smooth random displacement, in pixels. Above
            1.5 digits become ones that nobody would write.
        precision: "auto" computes most of a step in bfloat16 where the processor has
            it, and keeps the weights in float32; "float32" all of it. The card says
            which it was.
        described: By what a recipe that follows a description is what it describes,
            where its own defaults are faster ones.
        name: What the recipe is called.
        input_range: What the network expects of a pixel.
    """

    epochs: int = 10
    batch_size: int = 32
    learning_rate: float = 0.001
    patience: int | None = None
    validation: float = 0.2
    seed: int = 28
    rotation_degrees: float = 0.0
    zoom: float = 0.0
    shift: float = 0.0
    shear_degrees: float = 0.0
    elastic: float = 0.0
    precision: Literal["auto", "float32"] = "auto"

    described: ClassVar[Mapping[str, Any]] = {}  # numbers and words
    name: ClassVar[str]
    input_range: ClassVar[InputRange]


# Batches of 32 leave a processor waiting between them most of the time.
_DESCRIBED: Final = {"batch_size": 32, "learning_rate": 0.001, "precision": "float32"}


@dataclass(frozen=True)
class Notebook(Hyperparameters):
    """The convolutional network of the widespread notebook, on distorted digits.

    Attributes:
        batch_size: 128, four times that of the notebook.
        patience: 20, as the notebook has it: with 10 epochs it never ends one early,
            but the weights of the best epoch are kept.
        rotation_degrees: 10. Much more makes 6 and 9, 1 and 7 look alike.
        zoom: 0.1. Stands for people who write larger or narrower.
        shift: 0.1, which is 2.8 pixels. Stands for digits that are not centred.
        dropout: Share of the dense layers' outputs that is left out in each step.
            More hinders learning by heart, and slows learning.
    """

    batch_size: int = 128
    patience: int | None = 20
    rotation_degrees: float = 10.0
    zoom: float = 0.1
    shift: float = 0.1
    dropout: float = 0.2

    described: ClassVar[Mapping[str, Any]] = _DESCRIBED
    name: ClassVar[str] = "notebook"
    input_range: ClassVar[InputRange] = "0..1"


@dataclass(frozen=True)
class Walkthrough(Hyperparameters):
    """The small network of the Kaggle walkthrough, on flat rows of 784 raw pixels.

    It has no early stopping and no distortion.

    Attributes:
        batch_size: 256, eight times that of the walkthrough: with so many weights and
            so little to compute, most of a smaller step went into Adam.
        learning_rate: 0.003, for fewer and surer steps.
    """

    batch_size: int = 256
    learning_rate: float = 0.003

    described: ClassVar[Mapping[str, Any]] = _DESCRIBED
    name: ClassVar[str] = "walkthrough"
    input_range: ClassVar[InputRange] = "0..255"


@dataclass(frozen=True)
class OneCycle(Hyperparameters):
    """What the recipes have in common that need few epochs for what they reach.

    Attributes:
        learning_rate: The highest of a cycle that begins at a tenth of it, reaches it
            after a fifth of the run, and then falls to almost nothing.
        validation: 0.05. Enough to see a run fail; the rest is better learnt from.
        label_smoothing: What the network is to leave to the other answers. More makes
            it less sure, and keeps it from learning single images by heart.
        averaging: How much of the averaged weights stays at every tenth batch. Nearer
            to 1 the average is smoother, and later.
    """

    validation: float = 0.05
    label_smoothing: float = 0.05
    averaging: float = 0.99


@dataclass(frozen=True)
class Quick(OneCycle):
    """As good as a small network becomes within half a minute.

    What is kept and judged are the averaged weights.

    Attributes:
        epochs: 3. One reaches 99.43 % of MNIST's test set, two 99.56, eight 99.62.
        batch_size: 256. Smaller ones leave the processor waiting.
        learning_rate: 0.006, the highest of its cycle.
        rotation_degrees: 8. So few epochs have no time to learn from more.
        zoom: 0.1.
        shift: 0.05, which is 1.4 pixels.
        averaging: 0.95: the average of the last 200 batches, for there are few.
    """

    epochs: int = 3
    batch_size: int = 256
    learning_rate: float = 0.006
    rotation_degrees: float = 8.0
    zoom: float = 0.1
    shift: float = 0.05
    averaging: float = 0.95

    name: ClassVar[str] = "quick"
    input_range: ClassVar[InputRange] = "0..1"


@dataclass(frozen=True)
class Digitpad(OneCycle):
    """The network that the pad reads with: the hands of the world, and no digits.

    An epoch shows each training image of MNIST once, most of them written otherwise,
    and synthetic ink beside them. What is kept and judged are the averaged weights.

    Attributes:
        epochs: 50, in each of which one new part of the synthetic ink is written.
        batch_size: 128. Larger batches are hardly faster here, and learn less.
        learning_rate: 0.004, the highest of its cycle.
        drawn: Synthetic samples to one image of MNIST. More of them brings other
            people's hands, and costs their time.
        no_digit: Share of the synthetic samples that are no digit. More refuses more,
            digits too.
        showings: Epochs that each synthetic sample is shown in. Fewer brings more
            variety, and more time goes into writing.
        plain: Share of the images that are shown as they are. The rest is varied.
        plain_at_end: The same in the last fifth of the run.
        rotation_degrees: 12. Varied images are turned by up to this much, either way.
        zoom: 0.15. Their width and height each change by up to this share.
        slant: Each row moves by up to this share of its height above the middle.
        bend: Standard deviation of a smooth random displacement, in pixels. More makes
            digits that nobody would write.
        thickness: Up to this share of a pixel is added around the strokes, or taken
            away: other pens.
    """

    epochs: int = 50
    batch_size: int = 128
    learning_rate: float = 0.004
    rotation_degrees: float = 12.0
    zoom: float = 0.15
    drawn: float = 1.25
    no_digit: float = 0.45
    showings: int = 4
    plain: float = 0.3
    plain_at_end: float = 0.6
    slant: float = 0.25
    bend: float = 0.8
    thickness: float = 0.8

    name: ClassVar[str] = "digitpad"
    input_range: ClassVar[InputRange] = "0..1"


Recipe = Digitpad | Notebook | Quick | Walkthrough

# The recipe digitpad varies its images in its own way, which these have no part in.
_NOT_DIGITPADS: Final = ("shift", "shear_degrees", "elastic")

RECIPES: Final[dict[str, type[Recipe]]] = {
    recipe.name: recipe for recipe in (Digitpad, Quick, Notebook, Walkthrough)
}


def described_by(recipe: str) -> dict[str, Any]:  # numbers and words
    """By what a recipe is exactly what its description says, as changes to it.

    Raises:
        TrainingError: It follows no description.
    """
    if not RECIPES[recipe].described:
        raise TrainingError(
            "The recipe {recipe} is Digitpad's own and follows no description: leave "
            "out --exact-description.",
            recipe=recipe,
        )
    return dict(RECIPES[recipe].described)


def hyperparameters_of(recipe: str, changes: Mapping[str, Any]) -> Recipe:
    """A recipe's hyperparameters.

    Args:
        recipe: Its name.
        changes: Those that differ from its defaults, by name.

    Raises:
        TrainingError: Some would have no effect.
    """
    idle = [name for name in _NOT_DIGITPADS if changes.get(name)]
    if recipe == Digitpad.name and idle:
        raise TrainingError(
            "The recipe digitpad varies its images in its own way, in which {names} "
            "has no part: leave it out.",
            names=" and ".join(name.removesuffix("_degrees") for name in idle),
        )
    return RECIPES[recipe](**changes)
