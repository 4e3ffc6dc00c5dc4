"""Find out whether a model wants pixels from 0 to 255 or from 0 to 1."""

import time
from collections.abc import Callable, Iterator
from typing import Final

import numpy as np
import numpy.typing as npt

from digitpad import mnist
from digitpad.h5model.stored import FloatArray

_IMAGES: Final = 1000
# The next round takes about as long as all before it.
_SECONDS_BEFORE_LAST_ROUND: Final = 0.4
_LEVELS: Final = np.float32(255)


def reads_levels(probabilities: Callable[[FloatArray], FloatArray]) -> bool:
    """Whether 0 to 255 reads the first training images of MNIST better than 0 to 1.

    An ordinary model reads 1,000 of them. One that takes milliseconds for each reads
    fewer, so that opening it takes no more than about a second.

    Args:
        probabilities: From pixels in the model's own range, (n, 28, 28), to (n, 10)
            or (n, 11).
    """
    rounds = list(_rounds())
    start = time.perf_counter()
    lead = 0
    for images, labels in rounds:
        lead += _correct(probabilities(images * _LEVELS), labels)
        lead -= _correct(probabilities(images), labels)
        if time.perf_counter() - start > _SECONDS_BEFORE_LAST_ROUND:
            break
    return lead > 0


def _rounds() -> Iterator[tuple[FloatArray, npt.NDArray[np.uint8]]]:
    """Images and labels: one at first, then twice as many each time."""
    data = mnist.load()
    images = mnist.as_model_inputs(data.training_ink[:_IMAGES])
    labels = data.training_labels[:_IMAGES]
    start, count = 0, 1
    while start < _IMAGES:
        part = slice(start, start + count)
        yield images[part], labels[part]
        start, count = start + count, 2 * count


def _correct(probabilities: FloatArray, labels: npt.NDArray[np.uint8]) -> int:
    """How many are read correctly."""
    return int((probabilities[:, :10].argmax(axis=1) == labels).sum())
