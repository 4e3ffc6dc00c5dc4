"""Ink to model input: what must not matter, and what MNIST's own images become."""

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from digitpad import mnist
from digitpad.preprocess import (
    BOX,
    CENTRE,
    PEN,
    SIDE,
    cropped,
    ink_to_model_input,
    strokes_to_model_input,
)

THREE = [
    np.array([(20, 15), (40, 5), (60, 20), (45, 45), (30, 48)], float),
    np.array([(30, 48), (62, 60), (58, 90), (35, 98), (15, 85)], float),
]
FINITE = st.floats(allow_nan=False, allow_infinity=False)


def extent(model_input: npt.NDArray[np.float32]) -> tuple[int, int]:
    """Height and width of the ink."""
    return cropped((model_input * 255).astype(np.uint8)).shape  # type: ignore[return-value]


def centre(model_input: npt.NDArray[np.float32]) -> tuple[float, float]:
    """Centre of mass from the upper left edge, x and y."""
    at = np.arange(0.5, SIDE)
    total = model_input.sum()
    return float(model_input.sum(0) @ at / total), float(
        model_input.sum(1) @ at / total
    )


def test_the_longer_side_of_a_drawing_fills_twenty_pixels() -> None:
    height, width = extent(strokes_to_model_input(THREE))
    assert BOX <= height <= BOX + 1  # a shift by less than a pixel may touch one more
    assert width < 15


def test_the_centre_of_mass_of_a_drawing_lies_in_the_middle() -> None:
    assert centre(strokes_to_model_input(THREE)) == pytest.approx(
        (CENTRE,) * 2, abs=0.1
    )


def test_a_model_input_is_float32_from_0_to_1() -> None:
    model_input = strokes_to_model_input(THREE)
    assert model_input.shape == (SIDE, SIDE)
    assert model_input.dtype == np.float32
    assert model_input.min() == 0.0
    assert model_input.max() == 1.0


@pytest.mark.parametrize(
    "changed",
    [
        lambda s: s + np.array([1234.5, -77.25]),
        lambda s: s * 0.05,
        lambda s: s * 20,
        lambda s: s * 1e150,
        lambda s: s * 1e-200,
        lambda s: s[::-1],
    ],
    ids=["moved", "small", "large", "huge", "tiny", "backwards"],
)
def test_place_size_and_direction_do_not_change_the_model_input(
    changed: Callable[[npt.NDArray[np.float64]], npt.NDArray[np.float64]],
) -> None:
    same = strokes_to_model_input([changed(stroke) for stroke in THREE])
    np.testing.assert_allclose(same, strokes_to_model_input(THREE), atol=0.05)


def test_the_order_of_strokes_does_not_change_the_model_input() -> None:
    np.testing.assert_array_equal(
        strokes_to_model_input(THREE[::-1]), strokes_to_model_input(THREE)
    )


def test_points_in_between_do_not_change_the_model_input() -> None:
    dense = [
        np.stack([np.interp(np.linspace(0, len(s) - 1, 5000), range(len(s)), s[:, k])
                  for k in (0, 1)], 1)
        for s in THREE
    ]  # fmt: skip
    np.testing.assert_allclose(
        strokes_to_model_input(dense), strokes_to_model_input(THREE), atol=0.13
    )


def test_a_straight_line_is_twenty_long_and_as_wide_as_the_pen() -> None:
    model_input = strokes_to_model_input([np.array([(0.0, 0.0), (0.0, 9.0)])])
    assert extent(model_input)[0] in (BOX, BOX + 1)
    assert model_input.sum(1)[int(CENTRE)] == pytest.approx(PEN, abs=0.15)


def test_a_dot_is_as_large_as_the_pen() -> None:
    model_input = strokes_to_model_input([np.array([(3.0, 4.0)])])
    assert model_input.sum() == pytest.approx(np.pi * PEN**2 / 4, rel=0.1)


def test_a_hundred_thousand_points_are_drawn() -> None:
    angle = np.linspace(0, 2 * np.pi, 100_000)
    ring = np.stack([np.cos(angle), np.sin(angle)], 1)
    coarse = ring[::1000]
    np.testing.assert_allclose(
        strokes_to_model_input([ring]), strokes_to_model_input([coarse]), atol=0.2
    )


@given(st.lists(st.lists(st.tuples(FINITE, FINITE), min_size=1), min_size=1))
def test_finite_ink_is_never_an_error(strokes: list[list[tuple[float, float]]]) -> None:
    model_input = strokes_to_model_input([np.array(s, float) for s in strokes])
    assert np.isfinite(model_input).all()
    assert 0 < model_input.sum() <= SIDE * SIDE


def test_most_mnist_images_come_out_unchanged() -> None:
    ink = mnist.load().test_ink[:1000]
    out = np.stack([ink_to_model_input(digit) for digit in ink])
    # Only the grey scale may differ: MNIST's darkest pixel is not always 255.
    greyscale = np.abs(out - ink / 255).max((1, 2)) <= 3 / 255
    assert greyscale.mean() >= 0.99


def test_a_picture_keeps_its_aspect() -> None:
    ink = np.zeros((300, 400), np.uint8)
    ink[50:250, 100:150] = 255
    model_input = ink_to_model_input(ink)
    assert extent(model_input)[0] == BOX
    assert model_input.sum() == pytest.approx(BOX * BOX / 4, rel=0.01)


def test_a_picture_is_centred_wherever_its_ink_lies() -> None:
    ink = np.zeros((300, 400), np.uint8)
    ink[10:110, 300:340] = 255
    moved = np.roll(ink, (150, -200), (0, 1))
    np.testing.assert_array_equal(ink_to_model_input(ink), ink_to_model_input(moved))


@pytest.mark.parametrize("grey", [1, 9, 255])
def test_one_pixel_of_ink_is_ink(grey: int) -> None:
    ink = np.zeros((28, 28), np.uint8)
    ink[3, 4] = grey
    assert ink_to_model_input(ink).max() == 1.0


@pytest.mark.parametrize("height", range(21, 401))
def test_a_stroke_a_pixel_wide_and_of_uneven_grey_is_kept(height: int) -> None:
    ink = np.linspace(255, 135, height).astype(np.uint8)[:, None]
    for stroke, axis in ((ink, 1), (ink.T, 0)):
        along = ink_to_model_input(np.pad(stroke, 9)).sum(axis)
        assert np.count_nonzero(along) == BOX
        assert along[along > 0].min() > 0.5 * along.max()


@pytest.mark.parametrize(("height", "width"), [(7, 19), (33, 24), (9, 150), (405, 310)])
def test_ink_is_averaged_by_its_area(height: int, width: int) -> None:
    ink = np.random.default_rng(1).integers(70, 255, (height, width)).astype(np.uint8)
    side = max(height, width)
    square = np.zeros((side, side))
    above, left = (side - height) // 2, (side - width) // 2
    square[above : above + height, left : left + width] = ink
    fine = np.repeat(np.repeat(square, BOX, axis=0), BOX, axis=1)
    box = fine.reshape(BOX, side, BOX, side).mean((1, 3))
    model_input = ink_to_model_input(ink)
    found = model_input[np.ix_(model_input.any(1), model_input.any(0))]
    expected = box[np.ix_(box.any(1), box.any(0))]
    np.testing.assert_allclose(found, expected / box.max(), atol=1e-4)


@pytest.mark.parametrize("side", range(21, 401, 7))
def test_ink_that_is_alike_on_both_sides_is_centred_alike(side: int) -> None:
    model_input = ink_to_model_input(np.full((side, side), 200, np.uint8))
    np.testing.assert_array_equal(np.flatnonzero(model_input.any(0)), range(5, 25))
    np.testing.assert_array_equal(np.flatnonzero(model_input.any(1)), range(5, 25))


def test_a_soft_edge_belongs_to_the_stroke_and_distant_haze_does_not() -> None:
    ink = np.zeros((40, 40), np.uint8)
    ink[10:30, 18:22] = 255
    ink[9, 18:22] = 20
    ink[0, 0] = 20
    assert cropped(ink).shape == (21, 4)
