"""How well a saved model reads, judged by the program that will use it."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from training.batches import Preparation, model_inputs
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


def score(path: Path, dataset: Dataset, preparation: Preparation) -> Scores:
    """Read the validation and the test images with a model file."""
    from keras.saving import load_model

    model = load_model(path, compile=False)

    def accuracy(images: Images) -> float:
        outputs = model.predict(model_inputs(images, preparation), 500, verbose=0)
        return float(np.mean(outputs.argmax(1) == images.labels))

    return Scores(accuracy(dataset.validation), accuracy(dataset.test))
