"""The embedded MNIST data set, checked before use.

MNIST: Y. LeCun, C. Cortes, C. J. C. Burges; licence CC BY-SA 3.0.
"""

import hashlib
from dataclasses import dataclass
from functools import cache
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
    path = asset(FILE)
    try:
        with path.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise DigitpadError(
            "The MNIST file {path} cannot be read ({reason}). "
            "Install Digitpad again to restore it.",
            path=path,
            reason=error.strerror,
        ) from error
    if found != SHA256:
        raise DigitpadError(
            "The MNIST file {path} is damaged: its SHA-256 is not the one of the "
            "shipped file. Install Digitpad again to restore it.",
            path=path,
        )
    with np.load(path, allow_pickle=False) as arrays:
        return Mnist(
            arrays["x_train"], arrays["y_train"], arrays["x_test"], arrays["y_test"]
        )
