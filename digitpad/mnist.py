"""The embedded MNIST data set, checked before use.

MNIST: Y. LeCun, C. Cortes, C. J. C. Burges; licence CC BY-SA 3.0.
"""

import hashlib
import io
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from digitpad.errors import DigitpadError
from digitpad.paths import asset

FILE: Final = "mnist.npz"
SHA256: Final = "06af5dfe73b70e3bc1c36439982b18a8d76803db9b544f6fdf838a37fbb01b64"


@dataclass(frozen=True)
class Mnist:
    """The four arrays of MNIST.

    Attributes:
        training_ink: (60000, 28, 28), uint8, 0 is paper and 255 is ink.
        training_labels: (60000,), uint8, 0 to 9.
        test_ink: (10000, 28, 28), uint8.
        test_labels: (10000,), uint8.
    """

    training_ink: npt.NDArray[np.uint8]
    training_labels: npt.NDArray[np.uint8]
    test_ink: npt.NDArray[np.uint8]
    test_labels: npt.NDArray[np.uint8]


@cache
def load() -> Mnist:
    """Read MNIST from the program's own files.

    Raises:
        DigitpadError: The file is missing or not the one that was shipped.
    """
    # Read once: what has been checked is what is used.
    content = _content(asset(FILE))
    with np.load(io.BytesIO(content), allow_pickle=False) as arrays:
        return Mnist(
            arrays["x_train"], arrays["y_train"], arrays["x_test"], arrays["y_test"]
        )


def as_model_inputs(ink: npt.NDArray[np.uint8]) -> npt.NDArray[np.float32]:
    """Give images that are ready, as MNIST's are, the range that a network reads.

    Args:
        ink: (n, 28, 28), uint8, 0 is paper and 255 is ink.

    Returns:
        (n, 28, 28), float32, 0.0 paper to 1.0 ink.
    """
    return ink.astype(np.float32) / np.float32(255)


def _content(path: Path) -> bytes:
    """The bytes of the shipped file."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise DigitpadError(
            "The MNIST file {path} cannot be read ({reason}). "
            "Install Digitpad again to restore it.",
            path=path,
            reason=error.strerror,
        ) from error
    if hashlib.sha256(content).hexdigest() != SHA256:
        raise DigitpadError(
            "The MNIST file {path} is damaged: its SHA-256 is not the one of the "
            "shipped file. Install Digitpad again to restore it.",
            path=path,
        )
    return content
