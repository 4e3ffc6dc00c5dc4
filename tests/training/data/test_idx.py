"""IDX files, as MNIST's own are."""

import gzip
import struct
from pathlib import Path

import numpy as np
import pytest

from digitpad import mnist
from digitpad.errors import DataError
from training.data.idx import read_idx

COUNT = 9


def images(count: int = COUNT, side: int = 28) -> bytes:
    ink = mnist.load().test_ink[:count, :side, :side]
    return struct.pack(">4B3I", 0, 0, 8, 3, count, side, side) + ink.tobytes()


def labels(count: int = COUNT) -> bytes:
    found = mnist.load().test_labels[:count]
    return struct.pack(">4BI", 0, 0, 8, 1, count) + found.tobytes()


@pytest.mark.parametrize("packed", [False, True])
def test_images_are_read_with_the_labels_beside_them(
    tmp_path: Path, packed: bool
) -> None:
    ending = ".gz" if packed else ""
    pack = gzip.compress if packed else bytes
    path = tmp_path / f"t10k-images-idx3-ubyte{ending}"
    path.write_bytes(pack(images()))
    (tmp_path / f"t10k-labels-idx1-ubyte{ending}").write_bytes(pack(labels()))
    samples = read_idx(path)
    assert np.array_equal(samples.ink, mnist.load().test_ink[:COUNT])
    assert samples.labels is not None
    assert np.array_equal(samples.labels, mnist.load().test_labels[:COUNT])


def test_images_alone_have_no_labels(tmp_path: Path) -> None:
    path = tmp_path / "some-images-idx3-ubyte"
    path.write_bytes(images())
    assert read_idx(path).labels is None


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (labels(), "is no IDX file of images"),
        (b"", "is no IDX file of images"),
        (images()[:-5], "is shorter than it says"),
        (images() + b"x", "is longer than it says"),
        (images()[:9], "holds nothing"),
        (struct.pack(">4B3I", 0, 0, 8, 3, 2**31, 28, 28), "more than 1,000,000 images"),
        (images(3, 20), "has images of 20 x 20 pixels"),
    ],
)
def test_what_is_wrong_is_said(tmp_path: Path, content: bytes, sentence: str) -> None:
    path = tmp_path / "x-images-idx3-ubyte"
    path.write_bytes(content)
    with pytest.raises(DataError, match=sentence):
        read_idx(path)


def test_labels_that_do_not_belong_to_the_images_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "x-images-idx3-ubyte"
    path.write_bytes(images())
    odd = bytearray(labels(COUNT + 1))
    odd[-1] = 12
    (tmp_path / "x-labels-idx1-ubyte").write_bytes(odd)
    with pytest.raises(DataError) as error:
        read_idx(path)
    assert "10 labels for 9 images" in str(error.value)
    assert "label 10: 12 is outside 0 to 9" in str(error.value)
