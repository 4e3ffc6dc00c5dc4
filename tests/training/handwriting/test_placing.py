"""Skeletons are placed, mirrored and laid down as their names say."""

import numpy as np
import pytest

from training.handwriting.placing import ink_length, laid_down, mirrored, placed, width

BAR = [np.array([[0.0, -1.0], [0.0, 1.0]]), np.array([[0.0, 0.0], [0.1, 0.5]])]
CROSS = [np.array([[0.0, -1.0], [0.0, 1.0]]), np.array([[-1.0, 0.0], [1.0, 0.0]])]


def test_a_piece_is_placed_by_centre_size_and_turn() -> None:
    (stroke,) = placed([np.array([[0.5, 0.0]])], (10, 20), (2, 4), 90)

    assert stroke[0].tolist() == pytest.approx([10, 21])


@pytest.mark.parametrize("degrees", [0, 25, -25, 50])
def test_an_upright_bar_is_laid_down(degrees: float) -> None:
    leaning = placed(BAR, (0, 0), (1, 1), degrees)

    wide, high = np.ptp(np.concatenate(laid_down(leaning)), axis=0)

    assert wide > 10 * high


@pytest.mark.parametrize("skeleton", [CROSS, placed(BAR, (0, 0), (1, 1), 90)])
def test_what_is_no_upright_bar_stays_as_it_is(skeleton: list[np.ndarray]) -> None:
    assert laid_down(skeleton) is skeleton


def box(wide: float) -> np.ndarray:
    x, y = wide / 2, 0.5
    return np.array([[-x, -y], [x, -y], [x, y], [-x, y], [-x, -y]])


def test_a_narrow_upright_drawing_of_much_ink_stays_upright() -> None:
    pencil = [box(0.3), np.array([[-0.15, 0.2], [0.15, 0.2]])]

    assert laid_down(pencil) is pencil


def test_a_drawing_whose_sides_would_run_together_is_laid_down() -> None:
    needle = [box(0.1), np.array([[-0.05, 0.2], [0.05, 0.2]])]

    wide, high = np.ptp(np.concatenate(laid_down(needle)), axis=0)

    assert wide > 5 * high


@pytest.mark.parametrize("degrees", [0, 30, 90])
def test_the_width_is_that_across_the_longer_axis(degrees: float) -> None:
    corners = [box(0.3)[:-1]]

    assert width(placed(corners, (0, 0), (1, 1), degrees)) == pytest.approx(0.3)


def test_mirroring_twice_changes_nothing() -> None:
    twice = mirrored(mirrored(BAR, axis=3), axis=3)

    for stroke, again in zip(BAR, twice, strict=True):
        np.testing.assert_allclose(stroke, again)


def test_ink_is_measured_in_diagonals_of_its_box() -> None:
    assert ink_length(CROSS) == pytest.approx(4 / 8**0.5)
