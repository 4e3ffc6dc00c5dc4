"""NumPy's .npz files of images and labels."""

from pathlib import Path

import numpy as np
import pytest

from digitpad import mnist
from digitpad.errors import DataError
from training.data.arrays import read_arrays

INK = mnist.load().training_ink[:7]
LABELS = mnist.load().training_labels[:7]


@pytest.mark.parametrize(
    "images",
    [INK, INK.reshape(7, 784), INK[..., None].astype(np.int64), INK / 255],
    ids=["images", "flat", "whole numbers", "fractions"],
)
def test_images_are_read_in_every_usual_form(tmp_path: Path, images: object) -> None:
    path = tmp_path / "digits.npz"
    np.savez_compressed(path, x=images, y=LABELS)
    samples = read_arrays(path)
    assert np.array_equal(samples.ink, INK)
    assert samples.labels is not None
    assert np.array_equal(samples.labels, LABELS)


def test_mnists_own_file_gives_its_training_images(tmp_path: Path) -> None:
    path = tmp_path / "mnist.npz"
    np.savez(path, x_train=INK, y_train=LABELS, x_test=INK[:2], y_test=LABELS[:2])
    assert len(read_arrays(path)) == 7


def test_images_alone_have_no_labels(tmp_path: Path) -> None:
    np.savez(tmp_path / "x.npz", images=INK)
    assert read_arrays(tmp_path / "x.npz").labels is None


def test_all_that_is_wrong_is_named(tmp_path: Path) -> None:
    ink = INK.astype(np.float64)
    ink[2, 3, 4], ink[5, 0, 1] = np.nan, 300
    labels = LABELS.astype(int)
    labels[6] = 11
    np.savez(tmp_path / "x.npz", x=ink, y=labels)
    with pytest.raises(DataError) as error:
        read_arrays(tmp_path / "x.npz")
    sentence = str(error.value)
    assert "(3 problems)" in sentence
    assert "image 2, row 3, column 4: nan is no whole number" in sentence
    assert "image 5, row 0, column 1: 300.0" in sentence
    assert "label 6: 11 is no digit" in sentence


@pytest.mark.parametrize(
    ("arrays", "sentence"),
    [
        ({"x": INK[:, :20]}, "shape"),
        ({"x": INK, "y": LABELS[:3]}, "its labels have the shape"),
        ({"x": INK.astype(str)}, "no number"),
        ({"pictures": INK}, "no array of images"),
        ({"x": np.array([{"a": 1}], dtype=object)}, "cannot be read"),
    ],
)
def test_other_arrays_are_refused(
    tmp_path: Path, arrays: dict[str, np.ndarray], sentence: str
) -> None:
    np.savez(tmp_path / "x.npz", **arrays)
    with pytest.raises(DataError, match=sentence):
        read_arrays(tmp_path / "x.npz")


def test_a_signalling_nan_is_no_digit_and_brings_no_warning(tmp_path: Path) -> None:
    bits = np.array([0x7F800001, 0, 0, 0, 0, 0, 0], np.uint32)
    np.savez(tmp_path / "x.npz", x=INK, y=bits.view(np.float32))
    with pytest.raises(DataError, match="label 0: nan is no digit"):
        read_arrays(tmp_path / "x.npz")


def test_what_is_no_such_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.npz"
    path.write_bytes(b"PK\x03\x04 no archive")
    with pytest.raises(DataError, match="cannot be read"):
        read_arrays(path)
