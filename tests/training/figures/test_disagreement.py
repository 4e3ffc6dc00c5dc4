"""The likeliest label errors."""

import numpy as np
from some_digits import answers_of

from training.figures.disagreement import suspects


def test_the_widest_apart_come_first() -> None:
    found = answers_of({1: 0.92}, {2: 0.99}, {3: 0.99}, {4: 0.95})
    labels = np.array([0, 0, 3, 7], np.uint8)
    contradicted = suspects(found.probabilities, labels)
    assert [(each.place, each.label, each.digit) for each in contradicted] == [
        (1, 0, 2),
        (3, 7, 4),
        (0, 0, 1),
    ]
    assert contradicted[0].for_digit > 0.98 > 0.01 > contradicted[0].for_label


def test_a_doubtful_answer_contradicts_nothing() -> None:
    found = answers_of({1: 0.6}, {1: 0.95}, {1: 0.95})
    assert suspects(found.probabilities, np.array([0, 1, 1], np.uint8)) == []


def test_a_model_that_is_never_sure_may_contradict_all_the_same() -> None:
    found = answers_of({1: 0.5}, {1: 0.45}, {1: 0.45})
    contradicted = suspects(found.probabilities, np.array([0, 1, 1], np.uint8))
    assert [each.place for each in contradicted] == [0]


def test_what_is_read_as_labelled_is_never_suspected() -> None:
    found = answers_of({7: 0.3}, {2: 1.0})
    assert suspects(found.probabilities, np.array([7, 2], np.uint8)) == []
