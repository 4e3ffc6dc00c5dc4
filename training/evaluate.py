"""How well a model file reads, judged by the program that will use it."""

from dataclasses import dataclass

import numpy as np

from digitpad.h5model import Network
from digitpad.mnist import as_model_inputs
from training.datasets import Dataset, Images


@dataclass(frozen=True)
class Scores:
    """Share of images read correctly, 0 to 1.

    Attributes:
        validation: Of the validation images.
        test: Of the test images.
    """

    validation: float
    test: float


def score(network: Network, dataset: Dataset) -> Scores:
    """Read the validation and the test images."""
    return Scores(
        _accuracy(network, dataset.validation), _accuracy(network, dataset.test)
    )


def _accuracy(network: Network, images: Images) -> float:
    probabilities = network.run(as_model_inputs(images.ink))[0]
    # An eleventh output, where a network has one, stands for "no digit".
    return float(np.mean(probabilities[:, :10].argmax(axis=1) == images.labels))
