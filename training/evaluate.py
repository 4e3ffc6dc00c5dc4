"""How well a model file reads, judged by the program that will use it."""

from dataclasses import dataclass, replace

import numpy as np

from digitpad import mnist
from digitpad.h5model import Network
from digitpad.mnist import as_model_inputs
from training import datasets
from training.datasets import Dataset, Images


@dataclass(frozen=True)
class Scores:
    """Share of images read correctly, 0 to 1.

    Attributes:
        validation: Of the validation images.
        test: Of the test images.
        own: Of the user's own drawings that were held back; None without any.
    """

    validation: float
    test: float
    own: float | None = None

    @property
    def own_facts(self) -> dict[str, float]:
        """What a model's card says of these drawings; nothing without any."""
        return {} if self.own is None else {"own_accuracy": self.own}


@dataclass(frozen=True)
class Comparison:
    """Two networks on the same images.

    Attributes:
        validation_images: How many validation images were read.
        new: How well the new network reads.
        current: How well the other does; None if there is none.
    """

    validation_images: int
    new: Scores
    current: Scores | None


def score(network: Network, dataset: Dataset) -> Scores:
    """Read the validation and the test images, and the user's own drawings."""
    return Scores(
        _accuracy(network, dataset.validation),
        _accuracy(network, dataset.test),
        _accuracy(network, dataset.own) if dataset.own else None,
    )


def compare(
    new: Network, current: Network | None, dataset: Dataset, limit: int | None
) -> Comparison:
    """Read the same images with both networks.

    Where one held back fewer images than the other, both read only these: it was
    trained on the rest.

    Args:
        new: The network just trained.
        current: The one to compare it with.
        dataset: What the new one was trained on.
        limit: How many training images that was chosen from.
    """
    if current is None:
        return Comparison(len(dataset.validation), score(new, dataset), None)
    if dataset.facts["sha256"] != mnist.SHA256:
        # The other was trained on other images; nobody knows on which of these.
        return Comparison(
            len(dataset.validation), score(new, dataset), score(current, dataset)
        )
    theirs = current.card.hyperparameters.get("validation")
    ours = new.card.hyperparameters["validation"]
    # A stranger's card may say anything.
    if isinstance(theirs, float) and 0 < theirs < ours:
        both = datasets.held_back(theirs, limit)
        if len(both) >= datasets.FEWEST_VALIDATION_IMAGES:
            dataset = replace(dataset, validation=both)
    return Comparison(
        len(dataset.validation), score(new, dataset), score(current, dataset)
    )


def _accuracy(network: Network, images: Images) -> float:
    probabilities = network.run(as_model_inputs(images.ink))[0]
    # An eleventh output, where a network has one, stands for "no digit".
    return float(np.mean(probabilities[:, :10].argmax(axis=1) == images.labels))
