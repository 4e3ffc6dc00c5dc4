"""What a network remembers of the user's own digits, beside what it was trained on.

The network stays as it is. A drawing that it takes for very like one that the user has
labelled, and for more like it than like any training digit of another label, gets that
label likelier: by so much that it wins where the two are alike, and not at all where
they are not. So each label can be taken back, and nothing else is forgotten for it.
"""

from dataclasses import dataclass, field
from typing import Final, Self

import numpy as np
import numpy.typing as npt

from digitpad.h5model.stored import FloatArray
from digitpad.readings import DIGITS

# How much likelier a label gets at most, as a logarithm: enough against all but the
# surest of answers.
BOOST: Final = 12.0
# Cosines of the features: what is less alike is not touched at all.
REACH: Final = 0.6
# From a tie with another label to the full effect.
SOFT: Final = 0.1
# By how much another label's digit may be more alike before nothing happens.
LEEWAYS: Final = (0.035, 0.015, -0.01)

Labels = npt.NDArray[np.uint8]


@dataclass(frozen=True, eq=False)
class Known:
    """Features of digits whose labels are known, sorted by label.

    Attributes:
        directions: (n, f), float32, each of length 1.
        labels: (m,), the labels that there are, ascending.
        starts: (m,), where each label begins.
    """

    directions: FloatArray = field(repr=False)
    labels: npt.NDArray[np.intp]
    starts: npt.NDArray[np.intp]

    @classmethod
    def of(cls, features: FloatArray, labels: Labels) -> Self:
        """Sort features by their labels.

        Args:
            features: (n, f), floats.
            labels: (n,), 0 to 9.
        """
        order = np.argsort(labels, kind="stable")
        found, starts = np.unique(labels[order], return_index=True)
        directions = directions_of(features[order].astype(np.float32))
        return cls(directions, found.astype(np.intp), starts)

    def likeness(self, directions: FloatArray) -> FloatArray:
        """How much like the most alike of each digit something is.

        Args:
            directions: (n, f), float32, of length 1.

        Returns:
            (n, 10), float32, cosines; -1 where nothing is known of a digit.
        """
        best = np.full((len(directions), DIGITS), -1, np.float32)
        if len(self.labels):
            cosines = directions @ self.directions.T
            best[:, self.labels] = np.maximum.reduceat(cosines, self.starts, axis=1)
        return best


@dataclass(frozen=True, eq=False)
class Memory:
    """Digits of the user's, and training digits to hold against them.

    Attributes:
        own: What the user has labelled.
        others: Training digits.
        leeway: One of `LEEWAYS`.
    """

    own: Known
    others: Known
    leeway: float

    def applied(self, probabilities: FloatArray, features: FloatArray) -> FloatArray:
        """The network's answers, with what is remembered.

        Args:
            probabilities: (n, classes), float32, each row's sum 1.
            features: (n, f), float32, of the same drawings.

        Returns:
            As `probabilities`.
        """
        directions = directions_of(features)
        own = self.own.likeness(directions)
        near = np.flatnonzero(own.max(axis=1) > REACH)
        if not len(near):
            return probabilities
        raised = rises(own[near], self.others.likeness(directions[near]), self.leeway)
        found = probabilities.copy()
        found[near] = with_rises(probabilities[near], raised)
        return found


def rises(own: FloatArray, others: FloatArray, leeway: float) -> FloatArray:
    """How much likelier each digit gets.

    Args:
        own: (n, 10), how much like the user's digits of each label something is.
        others: (n, 10), how much like the training digits of each label.
        leeway: One of `LEEWAYS`.

    Returns:
        (n, 10), float32, to be added to the logarithms of the probabilities.
    """
    both = np.maximum(own, others)
    order = np.argsort(both, axis=1)
    each = np.arange(len(both))
    # For the likeliest label the rival is the second one, for all others the first.
    rival = np.repeat(both[each, order[:, -1]][:, None], DIGITS, axis=1)
    rival[each, order[:, -1]] = both[each, order[:, -2]]
    alike = np.clip((own - REACH) / (1 - REACH), 0, 1)
    ahead = np.clip((own - rival + leeway) / SOFT, 0, 1)
    raised: FloatArray = BOOST * alike * ahead
    return raised


def with_rises(probabilities: FloatArray, raised: FloatArray) -> FloatArray:
    """Probabilities whose digits are made likelier; each row's sum is 1 again."""
    # The largest factor is 1: nothing overflows.
    factors = np.exp(raised - raised.max(axis=1, keepdims=True))
    rest = np.exp(-raised.max(axis=1, keepdims=True))
    scaled = probabilities * rest
    scaled[:, :DIGITS] = probabilities[:, :DIGITS] * factors
    found: FloatArray = scaled / scaled.sum(axis=1, keepdims=True)
    return found


def directions_of(features: FloatArray) -> FloatArray:
    """Each row with length 1; a row of zeros points nowhere and is like none.

    Args:
        features: (n, f), float32.
    """
    # In two steps: the square of a large number is not finite.
    largest = np.abs(features).max(axis=1, keepdims=True, initial=0.0)
    features = features / np.maximum(largest, np.finfo(np.float32).tiny)
    length = np.sqrt((features**2).sum(axis=1, keepdims=True))
    found: FloatArray = features / np.maximum(length, 1)
    return found
