"""Finds images that are the same, pixel by pixel."""

import hashlib
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from training.data.samples import Ink

Places = npt.NDArray[np.intp]


class Repeats(NamedTuple):
    """Images that stood before.

    Attributes:
        later: (k,): Places of images that repeat an earlier one, in order.
        first: (k,): Place of the first image of which each is a repeat.
    """

    later: Places
    first: Places


def repeats_in(ink: Ink) -> Repeats:
    """All images that are equal to one before them.

    Args:
        ink: (n, 28, 28), uint8.
    """
    keys = digests(ink)
    _, first, which = np.unique(keys, return_index=True, return_inverse=True)
    later = np.flatnonzero(first[which] != np.arange(len(keys)))
    return Repeats(later, first[which][later])


def shared(training: Ink, evaluation: Ink) -> Places:
    """Places of the evaluation images that stand among the training images too."""
    return np.flatnonzero(np.isin(digests(evaluation), digests(training)))


def digests(ink: Ink) -> npt.NDArray[np.void]:
    """What tells images apart: 16 bytes for each.

    Args:
        ink: (n, 28, 28), uint8.

    Returns:
        (n,), void of 16 bytes, equal only where all pixels are.
    """
    rows = np.ascontiguousarray(ink).reshape(len(ink), -1)
    made = b"".join(hashlib.blake2b(row.data, digest_size=16).digest() for row in rows)
    return np.frombuffer(made, np.dtype((np.void, 16)))
