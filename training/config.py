"""Every hyperparameter of the recipes: its default, and what changing it does."""

from dataclasses import dataclass
from typing import ClassVar, Final

from digitpad.card import InputRange

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

    name: ClassVar[str]
    input_range: ClassVar[InputRange]


@dataclass(frozen=True)
class Notebook(Hyperparameters):
    """The convolutional network of the widespread notebook, on distorted digits.

    Attributes:
        patience: 20, as the notebook has it: with 10 epochs it never ends one early,
            but the weights of the best epoch are kept.
        rotation_degrees: 10. Much more makes 6 and 9, 1 and 7 look alike.
        zoom: 0.1. Stands for people who write larger or narrower.
        shift: 0.1, which is 2.8 pixels. Stands for digits that are not centred.
        dropout: Share of the dense layers' outputs that is left out in each step.
            More hinders learning by heart, and slows learning.
    """

    patience: int | None = 20
    rotation_degrees: float = 10.0
    zoom: float = 0.1
    shift: float = 0.1
    dropout: float = 0.2

    name: ClassVar[str] = "notebook"
    input_range: ClassVar[InputRange] = "0..1"


@dataclass(frozen=True)
class Walkthrough(Hyperparameters):
    """The small network of the Kaggle walkthrough, on flat rows of 784 raw pixels.

    It has no early stopping and no distortion; every default is that of the base.
    """

    name: ClassVar[str] = "walkthrough"
    input_range: ClassVar[InputRange] = "0..255"


Recipe = Notebook | Walkthrough

RECIPES: Final[dict[str, type[Recipe]]] = {
    recipe.name: recipe for recipe in (Notebook, Walkthrough)
}
