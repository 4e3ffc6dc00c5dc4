"""A network's answers to many images."""

import numpy as np
import pytest
from own_models import load_own
from some_digits import DATA

from digitpad import Recognizer
from digitpad.models import builtin_model
from training.answers import Answers, answers


def test_the_answers_are_those_of_the_recognizer() -> None:
    ink = DATA.test_ink[:40]
    found = answers(load_own(builtin_model()), ink)
    expected = Recognizer.load().probabilities(ink / np.float32(255))
    assert found.probabilities == pytest.approx(expected, abs=1e-6)
    assert found.digits.tolist() == expected.argmax(axis=1).tolist()
    assert found.confidence == pytest.approx(expected.max(axis=1), abs=1e-6)


def test_what_is_no_digit_is_refused_and_still_gets_a_digit() -> None:
    classes = np.full((2, 11), 0.01, np.float32)
    classes[0, 3] = classes[1, 10] = 0.9
    found = Answers(classes, refusal_threshold=0.5)
    assert found.refused.tolist() == [False, True]
    assert found.digits[0] == 3
    assert found.probabilities.sum(axis=1) == pytest.approx(1)


def test_nothing_is_answered_to_nothing() -> None:
    found = answers(load_own(builtin_model()), DATA.test_ink[:0])
    assert found.probabilities.shape == (0, 10)
