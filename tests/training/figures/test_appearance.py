"""Mean, spread and greys."""

import pytest
from some_digits import DATA

from training.figures.appearance import appearance
from training.figures.groups import groups

# More than are looked at at once.
COUNT = 5000
INK, LABELS = DATA.test_ink[:COUNT], DATA.test_labels[:COUNT]


def test_mean_and_spread_are_those_of_each_digit() -> None:
    found = appearance(INK, groups(LABELS, COUNT))
    for digit in (0, 9):
        images = INK[digit == LABELS].astype(float)
        assert found.mean[digit] == pytest.approx(images.mean(axis=0))
        assert found.spread[digit] == pytest.approx(images.std(axis=0), abs=1e-6)


def test_every_pixel_is_counted() -> None:
    found = appearance(INK, groups(None, COUNT))
    assert found.greys.sum() == INK.size
    assert found.greys[255] == (INK == 255).sum()
    assert found.mean.shape == (1, 28, 28)


def test_a_digit_without_images_is_paper() -> None:
    found = appearance(INK[:1], groups(LABELS[:1], 1))
    assert not found.mean[3].any()
    assert not found.spread.any()
