"""Digits written otherwise, and fitted into the image as the pad fits them."""

import numpy as np
import numpy.typing as npt
import pytest

from digitpad import mnist
from digitpad.preprocess import ink_to_model_input
from training.variation import Variation, varied

Ink = npt.NDArray[np.uint8]

NONE = Variation(degrees=0, slant=0, stretch=0, bend=0, thickness=0)
ALL = Variation(degrees=12, slant=0.25, stretch=0.15, bend=0.8, thickness=0.8)


@pytest.fixture(scope="module")
def digits() -> Ink:
    return mnist.load().training_ink[:300]


def vary(ink: Ink, variation: Variation, seed: int = 1) -> Ink:
    return varied(ink, variation, np.random.default_rng(seed))


def spans(ink: Ink) -> npt.NDArray[np.intp]:
    """Height and width of the dark ink of each image: (n, 2)."""
    dark = ink >= 64
    return np.stack(
        [
            [np.ptp(np.flatnonzero(each.any(axis=axis))) + 1 for axis in (1, 0)]
            for each in dark
        ]
    )


def centres(ink: Ink) -> npt.NDArray[np.float64]:
    """The centre of mass of each image, row and column: (n, 2)."""
    cells = np.arange(0.5, 28)
    mass = ink.sum(axis=(1, 2))
    return (
        np.stack([ink.sum(axis=2) @ cells, ink.sum(axis=1) @ cells], 1) / mass[:, None]
    )


def test_digits_that_are_not_varied_stay_nearly_as_they_are(digits: Ink) -> None:
    change = np.abs(vary(digits, NONE).astype(int) - digits)
    # Those that the preprocessing makes of them lie as far away.
    fitted = np.stack([ink_to_model_input(each) * 255 for each in digits])
    assert change.mean() < 12
    assert change.mean() < 6 * max(np.abs(fitted - digits).mean(), 2)


def test_the_longer_side_fills_the_box(digits: Ink) -> None:
    longest = spans(vary(digits, ALL)).max(axis=1)
    assert longest.max() <= 20
    assert np.mean(longest >= 18) > 0.95


def test_the_ink_is_centred_by_its_mass(digits: Ink) -> None:
    away = np.abs(centres(vary(digits, ALL)) - 14.5)
    # Half of them by whole pixels; one that is very lopsided meets the edge.
    assert np.mean(away < 0.6) > 0.97


def test_the_same_state_gives_the_same_images_and_another_others(digits: Ink) -> None:
    first = vary(digits, ALL)
    assert np.array_equal(first, vary(digits, ALL))
    assert not np.array_equal(first, vary(digits, ALL, seed=2))


def test_pens_become_thicker_and_thinner(digits: Ink) -> None:
    pens = Variation(degrees=0, slant=0, stretch=0, bend=0, thickness=0.8)
    ink = vary(digits, pens).sum(axis=(1, 2)) / vary(digits, NONE).sum(axis=(1, 2))
    assert ink.min() < 0.8
    assert ink.max() > 1.25


@pytest.mark.parametrize("name", ["degrees", "slant", "stretch", "bend"])
def test_each_bound_is_heeded_alone(name: str, digits: Ink) -> None:
    alone = {"degrees": 20.0, "slant": 0.4, "stretch": 0.3, "bend": 1.0}[name]
    changed = vary(digits, Variation(**{**vars(NONE), name: alone}))
    assert np.abs(changed.astype(int) - vary(digits, NONE)).mean() > 5


def test_blank_and_full_images_are_taken_too() -> None:
    ink = np.zeros((2, 28, 28), np.uint8)
    ink[1] = 255
    found = vary(ink, ALL)
    assert not found[0].any()
    assert found[1].max() == 255


def test_no_images_become_none() -> None:
    assert vary(np.zeros((0, 28, 28), np.uint8), ALL).shape == (0, 28, 28)
