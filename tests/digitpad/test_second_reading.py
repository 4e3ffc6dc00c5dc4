"""A second model on the digits that a first one has found."""

from pathlib import Path

import numpy as np
import pytest
from own_models import load_own, make_mine, weaken

from digitpad import Recognizer
from digitpad.ink import Drawing
from digitpad.readings import DigitReading, NumberReading, number_of
from digitpad.second_reading import SecondReader

SEVEN = [(0, 0), (50, 0), (90, 0), (70, 35), (50, 70), (40, 100)]
ONE = [(200, 0), (200, 50), (200, 100)]
NINE = [
    (380, 15), (350, 0), (320, 10), (315, 30), (340, 42), (375, 30), (380, 15),
    (378, 50), (370, 100),
]  # fmt: skip


@pytest.fixture
def first() -> Recognizer:
    return Recognizer.load()


def test_the_same_model_says_the_same_of_a_digit(first: Recognizer) -> None:
    found = first.read([SEVEN])
    again = SecondReader(first).read(as_digit(found))
    assert isinstance(again, DigitReading)
    assert again.probabilities == pytest.approx(as_digit(found).probabilities)
    assert again.candidates == as_digit(found).candidates


def test_the_same_model_says_the_same_of_a_number_in_lines(first: Recognizer) -> None:
    below = [[(x, y + 300) for x, y in stroke] for stroke in (SEVEN, ONE)]
    found = first.read(Drawing.of([SEVEN, ONE, NINE, *below]))
    assert isinstance(found, NumberReading)
    again = SecondReader(first).read(found)
    assert isinstance(again, NumberReading)
    assert again.text == found.text == "719\n71"
    assert again.boxes == found.boxes
    for one, other in zip(found.digits, again.digits, strict=True):
        assert other.probabilities == pytest.approx(one.probabilities, abs=1e-5)


def test_digits_that_are_there_still_are_not_read_again(first: Recognizer) -> None:
    reader = SecondReader(first)
    before = reader.read(as_number(first.read(Drawing.of([SEVEN, ONE]))))
    after = reader.read(as_number(first.read(Drawing.of([SEVEN, ONE, NINE]))))
    assert as_number(after).digits[:2] == as_number(before).digits


def test_another_model_answers_in_its_own_way(
    first: Recognizer, tmp_path: Path
) -> None:
    path = weaken(make_mine(tmp_path / "weak.h5"))
    other = Recognizer(load_own(path), path)
    found = as_number(first.read(Drawing.of([SEVEN, ONE, NINE])))
    again = SecondReader(other).read(found)
    assert isinstance(again, NumberReading)
    assert found.text == "719"
    assert again.text[:2] == "71"
    assert "9" not in again.text


def test_less_than_two_digits_are_no_number(first: Recognizer) -> None:
    blank = np.zeros((28, 28), np.float32)
    digits = [as_digit(first.read([SEVEN]))]
    digits.append(
        DigitReading(1, digits[0].probabilities, True, (1,), blank)  # no ink in it
    )
    found = number_of([[(digit, (0.0, 0.0, 1.0, 1.0)) for digit in digits]])
    assert SecondReader(first).read(found) is None


def as_digit(reading: object) -> DigitReading:
    assert isinstance(reading, DigitReading)
    return reading


def as_number(reading: object) -> NumberReading:
    assert isinstance(reading, NumberReading)
    return reading
