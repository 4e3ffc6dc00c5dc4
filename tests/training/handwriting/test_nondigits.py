"""What is no digit is drawn in all its kinds, anew each time, from the seed alone."""

from collections import Counter
from collections.abc import Callable

import numpy as np
import pytest

from digitpad.preprocess import strokes_to_model_input
from training.handwriting.compositions import composition
from training.handwriting.curves import Skeleton
from training.handwriting.dice import Dice
from training.handwriting.glyphs import table
from training.handwriting.nondigits import KINDS, noise, nondigit
from training.handwriting.outlines import outlined
from training.handwriting.placing import ink_length
from training.handwriting.sticks import stick

TABLES = ("letters", "symbols", "scripts", "shapes", "doodles")
LETTERS_THAT_ARE_DIGITS = set("oODQlIijZzSsbBgGqyY")


def test_the_same_seed_draws_the_same() -> None:
    first = [nondigit(np.random.default_rng((7, k))) for k in range(40)]
    again = [nondigit(np.random.default_rng((7, k))) for k in range(40)]

    for (kind, strokes), (kind_again, strokes_again) in zip(first, again, strict=True):
        assert kind == kind_again
        for stroke, stroke_again in zip(strokes, strokes_again, strict=True):
            np.testing.assert_array_equal(stroke, stroke_again)


def test_every_kind_comes_in_its_share() -> None:
    random = np.random.default_rng(1)

    counts = Counter(nondigit(random)[0] for _ in range(1500))

    assert set(counts) == set(KINDS)
    assert counts["letter"] / 1500 == pytest.approx(0.33, abs=0.04)
    assert counts["drawing"] / 1500 == pytest.approx(0.35, abs=0.04)
    assert counts["scribble"] / 1500 == pytest.approx(0.05, abs=0.03)


def test_strokes_are_points_of_a_drawing_1_long() -> None:
    random = np.random.default_rng(2)

    for _ in range(500):
        _, strokes = nondigit(random)
        points = np.concatenate(strokes)
        assert all(s.ndim == 2 and s.shape[1] == 2 and len(s) > 1 for s in strokes)
        assert points.dtype == np.float64
        assert np.isfinite(points).all()
        assert np.ptp(points, axis=0).max() == pytest.approx(1)


def test_no_two_are_alike() -> None:
    random = np.random.default_rng(3)

    images = {strokes_to_model_input(nondigit(random)[1]).tobytes() for _ in range(300)}

    assert len(images) == 300


def test_letters_that_are_digits_by_their_shape_are_left_out() -> None:
    assert not LETTERS_THAT_ARE_DIGITS & {each.name for each in table("letters")}


@pytest.mark.parametrize("name", TABLES)
def test_every_line_of_a_table_can_be_drawn(name: str) -> None:
    random = np.random.default_rng(4)

    for each in table(name):
        strokes = each.drawn(random)
        assert strokes
        assert np.isfinite(np.concatenate(strokes)).all()


def test_a_composition_has_more_ink_than_a_digit() -> None:
    random = np.random.default_rng(5)

    assert min(ink_length(composition(random)) for _ in range(200)) > 3


@pytest.mark.parametrize("kind", [outlined, stick])
def test_an_outline_or_a_stick_has_more_ink_than_a_line(
    kind: Callable[[Dice], Skeleton],
) -> None:
    dice = Dice(np.random.default_rng(7))

    assert min(ink_length(kind(dice)) for _ in range(300)) > 1.3


def test_noise_is_a_model_input() -> None:
    random = np.random.default_rng(6)

    images = np.stack([noise(random) for _ in range(200)])

    assert images.shape == (200, 28, 28)
    assert images.dtype == np.float32
    assert images.min() >= 0
    assert images.max() <= 1
    assert len(np.unique(images.mean((1, 2)).round(3))) > 100
