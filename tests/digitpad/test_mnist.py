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

PACKAGE = Path(mnist.__file__).parent


def idx_stream(array: npt.NDArray[np.uint8]) -> bytes:
    """An array of bytes in the format that MNIST was first published in."""
    magic = 0x0800 + array.ndim
    return struct.pack(f">{array.ndim + 1}I", magic, *array.shape) + array.tobytes()


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    """A copy of the program, without its assets."""
    modules = shutil.ignore_patterns("ui", "assets", "__pycache__")
    shutil.copytree(PACKAGE, tmp_path / "digitpad", ignore=modules)
    (tmp_path / "assets").mkdir()
    return tmp_path


def refusal(installed: Path) -> str:
    """What a copy of the program says when it is to load MNIST."""
    program = "from digitpad import mnist; mnist.load()"
    ended = subprocess.run(
        [sys.executable, "-c", program], cwd=installed, capture_output=True, text=True
    )
    return ended.stderr.splitlines()[-1]


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


def test_a_missing_file_is_told_with_what_to_do(installed: Path) -> None:
    sentence = refusal(installed)
    assert f"{mnist.FILE} cannot be read (No such file or directory)" in sentence
    assert sentence.endswith("Install Digitpad again to restore it.")


def test_another_file_in_its_place_is_told_with_what_to_do(installed: Path) -> None:
    (installed / "assets" / mnist.FILE).write_bytes(gzip.compress(b"not MNIST"))
    sentence = refusal(installed)
    assert f"{mnist.FILE} is damaged: its SHA-256 is not" in sentence
    assert sentence.endswith("Install Digitpad again to restore it.")


def test_levels_become_shares_of_ink() -> None:
    ink = np.array([0, 51, 255], np.uint8).repeat(28 * 28).reshape(3, 28, 28)
    model_inputs = mnist.as_model_inputs(ink)
    assert model_inputs.shape == (3, 28, 28)
    assert model_inputs.dtype == np.float32
    assert model_inputs[:, 0, 0].tolist() == [0, np.float32(0.2), 1]
