import gzip
import hashlib
import shutil
import struct
import subprocess
import sys
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from digitpad import mnist
from training.datasets import load_mnist, validation_mask

ROOT = Path(mnist.__file__).parents[1]


def idx_stream(array: npt.NDArray[np.uint8]) -> bytes:
    """An array of bytes in the format that MNIST was first published in."""
    magic = 0x0800 + array.ndim
    return struct.pack(f">{array.ndim + 1}I", magic, *array.shape) + array.tobytes()


@pytest.mark.parametrize(
    ("name", "md5"),
    [
        ("training_ink", "6bbc9ace898e44ae57da46a324031adb"),
        ("training_labels", "a25bea736e30d166cdddb491f175f624"),
        ("test_ink", "2646ac647ad5339dbf082846283269ea"),
        ("test_labels", "27ae3e4e09519cfbb04c329615203637"),
    ],
)
def test_mnist_is_the_canonical_set(name: str, md5: str) -> None:
    stream = idx_stream(getattr(mnist.load(), name))
    assert hashlib.md5(stream).hexdigest() == md5


@pytest.mark.parametrize("damage", ["missing", "changed"])
def test_a_damaged_data_file_is_refused_with_what_to_do(
    damage: str, tmp_path: Path
) -> None:
    modules = shutil.ignore_patterns("ui", "assets", "__pycache__")
    shutil.copytree(ROOT / "digitpad", tmp_path / "digitpad", ignore=modules)
    if damage == "changed":
        (tmp_path / "assets").mkdir()
        (tmp_path / "assets" / mnist.FILE).write_bytes(gzip.compress(b"not MNIST"))
    program = "from digitpad import mnist; mnist.load()"
    ended = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True
    )
    sentence = ended.stderr.splitlines()[-1]
    assert "Install Digitpad again to restore it." in sentence
    assert ("SHA-256" in sentence) == (damage == "changed")


def test_every_digit_gives_the_same_share_to_validation() -> None:
    labels = mnist.load().training_labels
    mask = validation_mask(labels, 0.2)
    for digit in range(10):
        assert mask[labels == digit].mean() == pytest.approx(0.2, abs=1e-4)
    assert mask.sum() == 12_000


def test_a_larger_validation_set_holds_the_smaller_one() -> None:
    labels = mnist.load().training_labels
    small, large = validation_mask(labels, 0.1), validation_mask(labels, 0.25)
    assert small.sum() < large.sum()
    assert not (small & ~large).any()


def test_training_and_validation_share_no_image_and_lose_none() -> None:
    data = load_mnist(0.2)
    assert len(data.training) == 48_000
    whole = np.concatenate([data.training.ink, data.validation.ink])
    assert sorted(map(hash, map(bytes, whole))) == sorted(
        map(hash, map(bytes, mnist.load().training_ink))
    )


def test_a_try_out_never_trains_on_anothers_validation_images() -> None:
    mask = validation_mask(mnist.load().training_labels, 0.2)[:300]
    data = load_mnist(0.2, limit=300)
    assert np.array_equal(data.validation.ink, mnist.load().training_ink[:300][mask])
    assert len(data.training) + len(data.validation) == 300
    assert data.facts["training"] == len(data.training)
