"""What a network answers to many images."""

from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
import numpy.typing as npt

from digitpad.h5model import Network
from digitpad.mnist import as_model_inputs
from digitpad.refusals import answer_refusal
from training.calibration import of_digits
from training.data.samples import Ink

# As many are held as floats at once.
_AT_ONCE: Final = 8192

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Answers:
    """A network's answers.

    Attributes:
        classes: (n, 10), or (n, 11) of which the last is "no digit"; float32, each
            row's sum 1.
        refusal_threshold: A higher probability of "no digit" refuses, if the model
            names one.
    """

    classes: Floats
    refusal_threshold: float | None = None

    @cached_property
    def probabilities(self) -> Floats:
        """(n, 10), the digits' shares among themselves."""
        return of_digits(self.classes)

    @cached_property
    def digits(self) -> npt.NDArray[np.uint8]:
        """(n,), the likeliest digit of each."""
        likeliest: npt.NDArray[np.intp] = self.probabilities.argmax(axis=1)
        return likeliest.astype(np.uint8)

    @cached_property
    def confidence(self) -> Floats:
        """(n,), its probability."""
        highest: Floats = self.probabilities.max(axis=1)
        return highest

    @cached_property
    def refused(self) -> npt.NDArray[np.bool_]:
        """(n,), what would be taken for no digit on the pad."""
        threshold = self.refusal_threshold
        return np.array([bool(answer_refusal(row, threshold)) for row in self.classes])


def answers(network: Network, ink: Ink) -> Answers:
    """Read images.

    Args:
        network: Reads them.
        ink: (n, 28, 28), uint8, MNIST style: 0 is paper and 255 is ink.
    """
    classes = np.empty((len(ink), network.classes), np.float32)
    for start in range(0, len(ink), _AT_ONCE):
        part = slice(start, start + _AT_ONCE)
        classes[part] = network.run(as_model_inputs(ink[part]))[0]
    return Answers(classes, network.trust.refusal_threshold)
