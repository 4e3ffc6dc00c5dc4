"""How images are divided into folds."""

import numpy as np
import pytest

from digitpad import mnist
from training.crossval.folds import folds_of

LABELS = mnist.load().training_labels[:5_003]


@pytest.mark.parametrize("count", [2, 3, 10])
def test_every_fold_has_each_digit_in_its_proportion(count: int) -> None:
    folds = folds_of(LABELS, count, 28)
    for digit in range(10):
        sizes = np.bincount(folds[digit == LABELS], minlength=count)
        assert len(sizes) == count
        assert sizes.max() - sizes.min() <= 1


def test_folds_are_of_one_size() -> None:
    sizes = np.bincount(folds_of(LABELS, 10, 28))
    assert sizes.tolist() == [501] * 3 + [500] * 7


def test_the_seed_chooses_the_folds() -> None:
    assert np.array_equal(folds_of(LABELS, 10, 28), folds_of(LABELS, 10, 28))
    assert not np.array_equal(folds_of(LABELS, 10, 28), folds_of(LABELS, 10, 29))
