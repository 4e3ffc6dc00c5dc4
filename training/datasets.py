"""The images a run trains on, and those it is judged by."""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from digitpad import mnist
from digitpad.errors import TrainingError

# Not the run's seed: two models can be compared only on the same validation images.
SPLIT_SEED: Final = 42
# With fewer, one image more or less is a difference of ten points and chooses nothing.
FEWEST_VALIDATION_IMAGES: Final = 10


@dataclass(frozen=True)
class Images:
    """Images with their labels.

    Attributes:
        ink: (n, 28, 28), uint8, 0 is paper and 255 is ink.
        labels: (n,), uint8, 0 to 9, or 10 for what is no digit.
    """

    ink: npt.NDArray[np.uint8]
    labels: npt.NDArray[np.uint8]

    def __len__(self) -> int:
        return len(self.labels)


@dataclass(frozen=True)
class Dataset:
    """What one run sees.

    Attributes:
        training: The images the weights are fitted to.
        validation: Held back; they choose the best epoch and compare two models.
        test: MNIST's own test images, read once, at the very end.
        facts: Name, SHA-256 and sizes, for the model's card.
    """

    training: Images
    validation: Images
    test: Images
    facts: dict[str, Any]  # JSON values


def load_mnist(validation: float, limit: int | None = None) -> Dataset:
    """Embedded MNIST, its training images split in two.

    Args:
        validation: Share of the training images to hold back.
        limit: Take only the first so many training images, before the split.

    Raises:
        TrainingError: Too few images would be held back.
        DigitpadError: The embedded file is missing or damaged.
    """
    data = mnist.load()
    held_back = validation_mask(data.training_labels, validation)
    ink, labels = data.training_ink[:limit], data.training_labels[:limit]
    held_back = held_back[:limit]
    training = Images(ink[~held_back], labels[~held_back])
    held = Images(ink[held_back], labels[held_back])
    if len(held) < FEWEST_VALIDATION_IMAGES:
        raise TrainingError(
            "Only {found} of {images} training images would be held back for "
            "validation, and at least {fewest} are needed: choose a higher --limit or "
            "--validation.",
            found=len(held),
            images=len(labels),
            fewest=FEWEST_VALIDATION_IMAGES,
        )
    test = Images(data.test_ink, data.test_labels)
    facts = {
        "name": "MNIST",
        "sha256": mnist.SHA256,
        "training": len(training),
        "validation": len(held),
        "test": len(test),
        "split_seed": SPLIT_SEED,
    }
    return Dataset(training, held, test, facts)


def held_back(validation: float, limit: int | None = None) -> Images:
    """The validation images alone, as `load_mnist` chooses them."""
    data = mnist.load()
    mask = validation_mask(data.training_labels, validation)[:limit]
    return Images(data.training_ink[:limit][mask], data.training_labels[:limit][mask])


def validation_mask(
    labels: npt.NDArray[np.uint8], share: float
) -> npt.NDArray[np.bool_]:
    """Choose the validation images: the same share of every digit.

    The choice rests on the labels alone. A larger share holds all images of a smaller
    one, so a model that held back 20 % has not seen any of another's 10 %.

    Args:
        labels: (n,), uint8, 0 to 9.
        share: 0 to 1.

    Returns:
        (n,), bool, True for validation.
    """
    # RandomState, because NumPy promises that its numbers never change.
    random = np.random.RandomState(SPLIT_SEED)
    mask = np.zeros(len(labels), bool)
    for digit in range(10):
        places = random.permutation(np.flatnonzero(labels == digit))
        mask[places[: round(share * len(places))]] = True
    return mask
