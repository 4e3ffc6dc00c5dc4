"""How often answers and labels agree."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import confusion_matrix, precision_recall_fscore_support

from training.figures.agreement import agreement, wilson


def test_the_figures_are_those_of_scikit_learn() -> None:
    random = np.random.default_rng(7)
    labels = random.integers(0, 10, 500).astype(np.uint8)
    digits = np.where(random.random(500) < 0.8, labels, (labels + 3) % 10)
    found = agreement(labels, digits.astype(np.uint8))
    assert found.confusion.tolist() == confusion_matrix(labels, digits).tolist()
    expected = precision_recall_fscore_support(labels, digits)
    for row, name in enumerate(("precision", "recall", "f1")):
        ours = [getattr(each, name) for each in found.digits]
        assert ours == pytest.approx(expected[row])
    assert found.mean_f1 == pytest.approx(expected[2].mean())


def test_what_cannot_be_divided_is_no_figure() -> None:
    sevens = np.full(4, 7, np.uint8)
    found = agreement(sevens, np.array([7, 7, 7, 1], np.uint8))
    assert (found.right, found.images, found.accuracy) == (3, 4, 0.75)
    assert found.digits[7][1:] == (4, 1.0, 0.75, pytest.approx(6 / 7))
    assert found.digits[1][1:] == (0, 0.0, None, 0.0)
    assert found.digits[2][1:] == (0, None, None, None)
    assert found.mean_f1 == pytest.approx(6 / 7)


def test_the_interval_is_wilsons() -> None:
    # 81 of 263, the textbook's example: 0.2553 to 0.3662.
    low, high = wilson(81, 263)
    assert (round(low, 4), round(high, 4)) == (0.2553, 0.3662)


def test_of_a_few_images_all_right_is_no_certainty() -> None:
    low, high = wilson(10, 10)
    assert high == 1.0
    assert low == pytest.approx(0.7225, abs=1e-4)


@given(st.integers(1, 100_000), st.data())
def test_the_share_lies_in_its_interval(total: int, data: st.DataObject) -> None:
    right = data.draw(st.integers(0, total))
    low, high = wilson(right, total)
    assert 0 <= low <= right / total <= high <= 1
    assert low < high
