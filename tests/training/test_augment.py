import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from digitpad import mnist
from training.augment import Distortion, bend, distort, transform

Array = npt.NDArray[np.float32]

KERAS_2 = Path(__file__).with_name("keras_2_distortion.py")
NOTEBOOK = Distortion(rotation_degrees=10, zoom=0.1, shift=0.1)


@pytest.fixture(scope="module")
def digits() -> Array:
    return mnist.as_model_inputs(mnist.load().training_ink[:200])[..., None]


def transformed(
    images: Array,
    angle: float = 0.0,
    zooms: tuple[float, float] = (1.0, 1.0),
    shifts: tuple[float, float] = (0.0, 0.0),
) -> Array:
    """Every image transformed by the same amounts."""

    def each(value: float) -> Array:
        return np.full(len(images), value, np.float32)

    return transform(
        images, each(angle), tuple(map(each, zooms)), tuple(map(each, shifts))
    ).numpy()


def test_no_distortion_changes_nothing(digits: Array) -> None:
    assert np.array_equal(transformed(digits), digits)
    unmoved = distort(digits, Distortion(0, 0, 0), seed=(1, 2)).numpy()
    assert np.array_equal(unmoved, digits)


def test_a_quarter_turn_is_exact(digits: Array) -> None:
    turned = transformed(digits, angle=np.pi / 2)
    assert turned == pytest.approx(np.rot90(digits, axes=(1, 2)), abs=1e-4)


def test_a_shift_by_whole_pixels_is_exact(digits: Array) -> None:
    shifted = transformed(digits, shifts=(3, -2))
    assert np.allclose(shifted[:, 2:, :25], digits[:, :26, 3:], atol=1e-6)


def test_what_comes_in_repeats_the_edge() -> None:
    image = np.zeros((1, 28, 28, 1), np.float32)
    image[:, :, -1] = 1
    assert transformed(image, shifts=(5, 0))[0, :, -6:].min() == 1


@pytest.mark.slow
def test_the_notebooks_own_generator_distorts_alike(
    digits: Array, tmp_path: Path
) -> None:
    amounts = {"theta": 8, "tx": 2.5, "ty": -1.5, "zx": 0.92, "zy": 1.07}
    before, after = tmp_path / "before.npy", tmp_path / "after.npy"
    np.save(before, digits)
    subprocess.run(
        [sys.executable, KERAS_2, before, json.dumps(amounts), after],
        check=True,
        capture_output=True,
    )
    ours = transformed(digits, np.radians(8), zooms=(0.92, 1.07), shifts=(2.5, -1.5))
    assert np.abs(np.load(after) - ours).max() < 1e-3


def test_the_same_seed_distorts_alike_and_another_does_not(digits: Array) -> None:
    once = distort(digits, NOTEBOOK, seed=(28, 1)).numpy()
    assert np.array_equal(once, distort(digits, NOTEBOOK, seed=(28, 1)))
    assert not np.array_equal(once, distort(digits, NOTEBOOK, seed=(28, 2)))


def test_each_image_of_a_batch_is_distorted_in_its_own_way(digits: Array) -> None:
    copies = np.repeat(digits[:1], 20, axis=0)
    distorted = distort(copies, NOTEBOOK, seed=(28, 1)).numpy()
    assert len({image.tobytes() for image in distorted}) == 20


def test_shifts_stay_within_their_bounds_and_reach_them() -> None:
    dots = np.zeros((2000, 29, 29, 1), np.float32)
    dots[:, 14, 14] = 1
    shifted = distort(dots, Distortion(0, 0, 0.1), seed=(28, 1)).numpy()[..., 0]
    weights = shifted.sum((1, 2))
    for axis in (1, 2):
        along = shifted.sum(3 - axis)
        moved = (along @ np.arange(29.0)) / weights - 14
        assert np.abs(moved).max() <= 2.9 + 1e-3
        assert moved.min() < -2.8
        assert moved.max() > 2.8
        assert abs(moved.mean()) < 0.15


def test_shear_moves_rows_by_their_distance_from_the_middle() -> None:
    image = np.zeros((1, 28, 28, 1), np.float32)
    image[:, :, 13:15] = 1
    none = np.zeros(1, np.float32)
    one = np.ones(1, np.float32)
    lean = np.full(1, np.arctan(0.5), np.float32)
    leaning = transform(image, none, (one, one), (none, none), lean).numpy()[0, ..., 0]
    middles = (leaning * np.arange(28)).sum(axis=1) / leaning.sum(axis=1)
    expected = 13.5 - 0.5 * (np.arange(28) - 13.5)
    assert middles == pytest.approx(expected, abs=0.01)


def test_shear_stays_within_its_range(digits: Array) -> None:
    sheared = distort(digits, Distortion(shear_degrees=20), seed=(3, 4)).numpy()
    assert not np.array_equal(sheared, digits)
    # Every row keeps its ink, however far it moves.
    before, after = digits.sum(axis=(2, 3)), sheared.sum(axis=(2, 3))
    assert np.abs(after - before).mean() < 0.05 * before.mean()


def test_elastic_displacement_is_smooth_and_of_its_size() -> None:
    ramp = np.tile(np.arange(28, dtype=np.float32), (400, 28, 1))[..., None]
    moved = bend(ramp, 0.8, (5, 6)).numpy()[:, 8:20, 8:20, 0] - ramp[:, 8:20, 8:20, 0]
    assert 0.4 < moved.std() < 1.0
    assert np.abs(np.diff(moved, axis=2)).mean() < 0.2


def test_the_same_seed_bends_alike(digits: Array) -> None:
    rubber = Distortion(elastic=1.0)
    first = distort(digits, rubber, seed=(1, 2)).numpy()
    assert np.array_equal(first, distort(digits, rubber, seed=(1, 2)).numpy())
    assert not np.array_equal(first, distort(digits, rubber, seed=(1, 3)).numpy())
