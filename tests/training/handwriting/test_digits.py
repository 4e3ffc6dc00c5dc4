"""Digits are written in many ways, by any hand, from the seed alone."""

import numpy as np
import pytest

from digitpad import Recognizer
from digitpad.preprocess import strokes_to_model_input
from training.handwriting.digits import skeleton
from training.handwriting.hand import write
from training.handwriting.samples import NO_DIGIT, samples


@pytest.mark.parametrize("digit", range(10))
def test_a_digit_is_written_in_many_ways(digit: int) -> None:
    random = np.random.default_rng((1, digit))

    found = [skeleton(digit, random) for _ in range(60)]

    images = {strokes_to_model_input(strokes).tobytes() for strokes in found}
    assert len(images) == 60


@pytest.mark.parametrize("digit", [1, 4, 5, 7, 8, 9])
def test_some_lift_the_pen_and_some_do_not(digit: int) -> None:
    random = np.random.default_rng((2, digit))

    counts = {len(skeleton(digit, random)) for _ in range(200)}

    assert {1, 2} <= counts


@pytest.mark.parametrize("digit", range(10))
def test_skeletons_are_finite_and_about_1_high(digit: int) -> None:
    random = np.random.default_rng((3, digit))

    for _ in range(200):
        points = np.concatenate(skeleton(digit, random))
        assert np.isfinite(points).all()
        assert 0.6 < np.ptp(points[:, 1]) < 2.5


def test_the_same_seed_writes_the_same_and_another_does_not() -> None:
    first, labels = samples(30, (5,), no_digit=0.4)
    again, labels_again = samples(30, (5,), no_digit=0.4)
    other, _ = samples(30, (6,), no_digit=0.4)

    np.testing.assert_array_equal(first, again)
    np.testing.assert_array_equal(labels, labels_again)
    assert not np.array_equal(first, other)


def test_samples_are_ink_of_every_digit_and_of_no_digit() -> None:
    ink, labels = samples(400, (7,), no_digit=0.4)

    assert ink.shape == (400, 28, 28)
    assert ink.dtype == labels.dtype == np.uint8
    assert set(labels.tolist()) == set(range(NO_DIGIT + 1))
    assert np.mean(labels == NO_DIGIT) == pytest.approx(0.4, abs=0.1)
    assert (ink.max(axis=(1, 2)) > 0).all()


def test_no_digit_is_left_out_where_none_is_wanted() -> None:
    _, labels = samples(200, (8,), no_digit=0.0)

    assert labels.max() < NO_DIGIT


def test_a_hand_leaves_the_skeleton_as_it_is() -> None:
    random = np.random.default_rng(9)
    strokes = skeleton(4, random)
    before = [stroke.copy() for stroke in strokes]

    write(strokes, random)

    for stroke, kept in zip(strokes, before, strict=True):
        np.testing.assert_array_equal(stroke, kept)


def test_what_is_written_can_still_be_read() -> None:
    random = np.random.default_rng(10)
    labels = [k % 10 for k in range(400)]
    drawings = [write(skeleton(label, random), random) for label in labels]

    readings = Recognizer.load().read_digits(drawings)

    right = [r.digit == label for r, label in zip(readings, labels, strict=True)]
    assert np.mean(right) >= 0.9
