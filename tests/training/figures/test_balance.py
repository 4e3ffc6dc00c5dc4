"""How many images each digit has."""

import numpy as np
import pytest
from scipy.stats import chisquare

from training.figures.balance import balance


def test_the_test_against_equal_shares_is_pearsons() -> None:
    random = np.random.default_rng(3)
    labels = random.integers(0, 10, 400).astype(np.uint8)
    found = balance(labels)
    expected = chisquare(np.bincount(labels, minlength=10))
    assert found.chi_square == pytest.approx(expected.statistic)
    assert found.probability == pytest.approx(expected.pvalue)
    assert found.freedom == 9


def test_equal_shares_are_no_surprise() -> None:
    found = balance(np.tile(np.arange(10, dtype=np.uint8), 5))
    assert (found.chi_square, found.probability, found.ratio) == (0, 1, 1)


def test_a_digit_that_is_absent_counts_and_has_no_ratio() -> None:
    found = balance(np.repeat(np.arange(9, dtype=np.uint8), 20))
    assert found.counts.tolist() == [20] * 9 + [0]
    assert found.chi_square == pytest.approx(20)
    assert found.ratio is None
