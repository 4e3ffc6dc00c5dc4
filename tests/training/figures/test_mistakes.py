"""The worst mistakes."""

import numpy as np
from some_digits import answers_of

from training.figures.mistakes import worst


def test_the_surest_mistakes_come_first_and_right_answers_never() -> None:
    found = answers_of({1: 0.6}, {2: 0.9}, {3: 0.99}, {4: 0.9}, {5: 0.7})
    labels = np.array([0, 0, 3, 0, 0], np.uint8)
    assert worst(found, labels).tolist() == [1, 3, 4, 0]
    assert worst(found, labels, most=2).tolist() == [1, 3]


def test_without_mistakes_there_are_none() -> None:
    labels = np.array([1, 2], np.uint8)
    assert worst(answers_of({1: 0.6}, {2: 0.9}), labels).tolist() == []
