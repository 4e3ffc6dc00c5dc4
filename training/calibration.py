"""How far a network's probabilities can be trusted, in three numbers.

All three are taken on ink that the network was not trained on, and nobody's choice of
network depends on them.
"""

import math
from typing import Final

import numpy as np
import numpy.typing as npt

from digitpad.h5model.calibration import temper

Floats = npt.NDArray[np.float32]
Labels = npt.NDArray[np.uint8]

_COOLEST, _HOTTEST = 0.2, 5.0
_STEPS: Final = 121  # each 2.7 % above the one before
DIGITS: Final = 10


def temperature(probabilities: Floats, labels: Labels) -> float:
    """The temperature under which the labels are likeliest.

    Args:
        probabilities: (n, 10 or 11), float32, each row's sum 1.
        labels: (n,), uint8, 0 to 9.
    """
    candidates = np.geomspace(_COOLEST, _HOTTEST, _STEPS)
    each = np.arange(len(labels))
    losses = [
        -np.log(of_digits(temper(probabilities, t))[each, labels] + 1e-12).mean()
        for t in candidates
    ]
    return float(candidates[int(np.argmin(losses))])


def conformal_quantile(probabilities: Floats, labels: Labels, coverage: float) -> float:
    """The distance from 1 within which a digit stays a candidate.

    Split conformal prediction: of further ink like this, at least the share `coverage`
    has its true digit among the candidates.

    Args:
        probabilities: (n, 10 or 11), float32, tempered.
        labels: (n,), uint8, 0 to 9.
        coverage: 0 to 1.
    """
    digits = of_digits(probabilities)
    distances = np.sort(1 - digits[np.arange(len(labels)), labels])
    place = math.ceil((len(distances) + 1) * coverage)
    # With so few samples nothing but all ten digits would keep the promise.
    return 1.0 if place > len(distances) else float(distances[place - 1])


def refusal_threshold(no_digit: Floats, refused: float) -> float:
    """The probability of "no digit" that at most a share of these digits exceeds.

    Args:
        no_digit: (n,), float32, of digits.
        refused: 0 to 1.
    """
    return float(np.quantile(no_digit, 1 - refused, method="higher"))


def of_digits(probabilities: Floats) -> Floats:
    """The ten digits' shares among themselves."""
    digits = probabilities[:, :DIGITS]
    shares: Floats = digits / np.maximum(digits.sum(axis=1, keepdims=True), 1e-30)
    return shares
