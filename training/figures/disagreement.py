"""Labels that a model contradicts with confidence: the likeliest label errors."""

from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from training.data.samples import DIGITS, Labels

ENOUGH: Final = 0.9

Floats = npt.NDArray[np.float32]


class Suspect(NamedTuple):
    """A label that may be wrong.

    Attributes:
        place: Of the image.
        label: What it is labelled.
        digit: What the probabilities speak for.
        for_label: The label's probability.
        for_digit: The digit's.
    """

    place: int
    label: int
    digit: int
    for_label: float
    for_digit: float


def suspects(probabilities: Floats, labels: Labels) -> list[Suspect]:
    """Labels that are contradicted, the most confidently contradicted first.

    A digit contradicts a label if it is at least as probable as it is on average in
    the images that are labelled so, or has nine tenths: a model that is never sure of a
    digit need not be sure to contradict, and one that always is must be.

    Args:
        probabilities: (n, 10), float32. Best out-of-fold: of models that have not
            trained on the image. One that has may have learnt the error by heart.
        labels: (n,), uint8, 0 to 9.
    """
    each = np.arange(len(labels))
    own = probabilities[each, labels]
    digits = probabilities.argmax(axis=1)
    highest = probabilities[each, digits]
    usual = _usual(probabilities, labels)
    places = np.flatnonzero((digits != labels) & (highest >= usual[digits]))
    # Stable: of equal ones the first in the data comes first.
    order = np.argsort((own - highest)[places], kind="stable")
    return [
        Suspect(i, int(labels[i]), int(digits[i]), float(own[i]), float(highest[i]))
        for i in places[order].tolist()
    ]


def _usual(probabilities: Floats, labels: Labels) -> Floats:
    """The mean probability of each digit in the images that are labelled so.

    No more than is enough; a digit that no image is labelled needs that much.
    """
    own = probabilities[np.arange(len(labels)), labels]
    sums = np.bincount(labels, own, DIGITS)
    counts = np.bincount(labels, minlength=DIGITS)
    usual = np.where(counts, sums / np.maximum(counts, 1), ENOUGH)
    return np.minimum(usual, ENOUGH).astype(np.float32)
