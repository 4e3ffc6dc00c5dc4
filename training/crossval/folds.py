"""Divides images into folds, each digit in its proportion in every one."""

import numpy as np
import numpy.typing as npt


def folds_of(
    labels: npt.NDArray[np.uint8], count: int, seed: int
) -> npt.NDArray[np.uint8]:
    """Choose a fold for each image.

    The choice rests on the labels, the count and the seed alone.

    Args:
        labels: (n,), uint8.
        count: How many folds, at least 2.
        seed: Of the order in which a digit's images are dealt out.

    Returns:
        (n,), uint8, 0 to count - 1. The folds differ in size by one image a digit at
        most, and in all by at most one.
    """
    # RandomState, because NumPy promises that its numbers never change.
    random = np.random.RandomState(seed)
    folds = np.zeros(len(labels), np.uint8)
    dealt = 0
    for digit in np.unique(labels):
        places = random.permutation(np.flatnonzero(labels == digit))
        # Each digit goes on where the one before ended, or the first folds would be
        # larger by an image for each of them.
        folds[places] = (dealt + np.arange(len(places))) % count
        dealt += len(places)
    return folds
