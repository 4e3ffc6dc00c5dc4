"""Compares an exported file with the model that it was made of."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np

from digitpad.h5model import Network
from digitpad.h5model.session import batch_size
from digitpad.h5model.stored import FloatArray
from digitpad.mnist import as_model_inputs, load

# From model inputs, (n, 28, 28), float32, 0.0 paper to 1.0 ink, to probabilities,
# (n, classes), float32.
Reader = Callable[[FloatArray], FloatArray]

IMAGES: Final = 1000
TOLERANCE: Final = 1e-4
"""The most by which a probability may differ.

Other orders of the same sums make less than 1e-5 with each recipe's network.
What is wrong with a file, a range, a weight or a layer, makes thousands of times as
much.
"""


@dataclass(frozen=True)
class Agreement:
    """How an exported file answers, beside the model.

    Attributes:
        images: How many both have read.
        answered_otherwise: Of how many the likeliest answer is another.
        largest_difference: Of all probabilities, 0 to 1; NaN if one is no number.
    """

    images: int
    answered_otherwise: int
    largest_difference: float

    @property
    def is_close(self) -> bool:
        """Whether the file may be kept."""
        # NaN fails this too.
        return not self.answered_otherwise and self.largest_difference <= TOLERANCE


def compare(network: Network, read: Reader) -> Agreement:
    """Have images of MNIST's test set read by both.

    Args:
        network: Reads with the model.
        read: Reads with the exported file.
    """
    model_inputs = as_model_inputs(load().test_ink[:IMAGES])
    expected, _ = network.run(model_inputs)
    size = batch_size(network.values)
    starts = range(0, len(model_inputs), size)
    found = np.concatenate([read(model_inputs[at : at + size]) for at in starts])
    if found.shape != expected.shape:
        return Agreement(IMAGES, IMAGES, 1.0)
    return Agreement(
        IMAGES,
        int((found.argmax(axis=1) != expected.argmax(axis=1)).sum()),
        float(np.abs(found - expected).max()),
    )
