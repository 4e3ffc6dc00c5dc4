"""The images a run trains on, and those it is judged by."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt

from digitpad import mnist
from digitpad.errors import DataError, TrainingError
from training.data import OWN_COPIES, read
from training.data.own import accompanied, read_own
from training.data.pool import read_lessons
from training.data.repeats import shared
from training.data.room import joined, taken

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
        test: MNIST's own test images, read once, at the very end; without those that
            are among the others.
        facts: Name, SHA-256 and sizes, for the model's card.
        own: The user's own drawings that are held back: they tell how well their hand
            is read, and choose nothing. None where there are none among the data.
    """

    training: Images
    validation: Images
    test: Images
    facts: dict[str, Any]  # JSON values
    own: Images | None = None


def load_mnist(validation: float, limit: int | None = None) -> Dataset:
    """Embedded MNIST alone; see `load`."""
    return load((read.MNIST,), validation, limit)


def load(
    names: Sequence[str],
    validation: float,
    limit: int | None = None,
    own: Path | None = None,
    own_copies: int = OWN_COPIES,
) -> Dataset:
    """Labelled images of several sources, split in two, and MNIST's test images.

    Test images that stand among the others, pixel by pixel, are left out: Kaggle's
    train.csv holds thousands of them.

    Args:
        names: What `read` takes: "mnist" or paths.
        validation: Share of each digit's images to hold back.
        limit: Take only so many images, before the split.
        own: An ink file of the user's drawings, to be mixed in; all of it is taken.
        own_copies: Varied copies of each of them that is learnt from, at most.

    Raises:
        TrainingError: Too few images would be held back.
        DataError: A source cannot be used, or a digit is missing.
        DigitpadError: The embedded file is missing or damaged.
    """
    whole = _mixed(names)
    mask = validation_mask(whole.labels, validation)[:limit]
    ink, labels = whole.ink[:limit], whole.labels[:limit]
    training, held = (
        Images(taken(ink, np.flatnonzero(chosen)), labels[chosen])
        for chosen in (~mask, mask)
    )
    if len(held) < FEWEST_VALIDATION_IMAGES:
        raise TrainingError(
            "Only {found} of {images} training images would be held back for "
            "validation, and at least {fewest} are needed: choose a higher --limit or "
            "--validation.",
            found=len(held),
            images=len(labels),
            fewest=FEWEST_VALIDATION_IMAGES,
        )
    test, left_out = _test(whole, is_mnist=tuple(names) == (read.MNIST,))
    facts = {
        "name": whole.name,
        "sha256": whole.sha256,
        "training": len(training),
        "validation": len(held),
        "test": len(test),
        "split_seed": SPLIT_SEED,
    }
    if whole.sources:
        facts["sources"] = whole.sources
    if left_out:
        facts["test_left_out"] = left_out
    dataset = Dataset(training, held, test, facts)
    if own is None:
        return dataset
    return _with_own(dataset, own, own_copies, [s["sha256"] for s in whole.sources])


def _with_own(
    dataset: Dataset, path: Path, copies: int, known: Sequence[str]
) -> Dataset:
    """The same with the user's drawings: most of them to learn from."""
    others = len(dataset.training)
    own = read_own(path, copies, others, known)
    judges, teaches = own.judges, ~own.judges
    ink, labels = accompanied(
        own.ink[teaches], own.labels[teaches], own.copies[teaches], others
    )
    training = Images(
        joined([dataset.training.ink, ink]),
        np.concatenate([dataset.training.labels, labels]),
    )
    taught = int(teaches.sum())
    facts = own.facts() | {"own_copies": len(ink) // taught - 1}
    return replace(
        dataset,
        training=training,
        facts=dataset.facts | facts,
        own=Images(own.ink[judges], own.labels[judges]),
    )


def held_back(validation: float, limit: int | None = None) -> Images:
    """The validation images alone, as `load_mnist` chooses them."""
    data = mnist.load()
    mask = validation_mask(data.training_labels, validation)[:limit]
    return Images(data.training_ink[:limit][mask], data.training_labels[:limit][mask])


class _Whole(NamedTuple):
    """All images to learn from and to hold back."""

    name: str
    sha256: str
    ink: npt.NDArray[np.uint8]
    labels: npt.NDArray[np.uint8]
    sources: list[dict[str, Any]]  # JSON values; none of MNIST alone


def _mixed(names: Sequence[str]) -> _Whole:
    """The sources one after the other; all but MNIST alone in a random order.

    A folder has its digits one after the other, and the first of them would be zeros.
    """
    if tuple(names) == (read.MNIST,):
        data = mnist.load()
        images = (data.training_ink, data.training_labels)
        return _Whole("MNIST", mnist.SHA256, *images, [])
    pool = read_lessons(names)
    order = np.random.RandomState(SPLIT_SEED).permutation(len(pool))
    digests = " ".join(samples.sha256 for samples in pool.sources)
    return _Whole(
        ", ".join(Path(samples.name).name for samples in pool.sources),
        hashlib.sha256(digests.encode()).hexdigest(),
        taken(pool.ink, order),
        pool.known_labels[order],
        [
            {"name": Path(each.name).name, "sha256": each.sha256, "images": len(each)}
            for each in pool.sources
        ],
    )


def _test(whole: _Whole, *, is_mnist: bool) -> tuple[Images, int]:
    """MNIST's test images without those that were there to learn from."""
    data = mnist.load()
    test = Images(data.test_ink, data.test_labels)
    if is_mnist:  # which shares none with its own test images
        return test, 0
    known = shared(whole.ink, test.ink)
    unknown = np.setdiff1d(np.arange(len(test)), known)
    if not len(unknown):
        raise DataError(
            "All of MNIST's test images are among the images to learn from, so that "
            "nothing is left to judge by: leave {name} out.",
            name=read.MNIST_TEST,
        )
    return Images(test.ink[unknown], test.labels[unknown]), len(known)


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
