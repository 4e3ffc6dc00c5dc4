"""Reads the out-of-fold answers that a cross-validation has written."""

from pathlib import Path

import numpy as np
import numpy.typing as npt

from digitpad.errors import DataError
from digitpad.npz import Npz
from training.data.files import reading
from training.data.samples import DIGITS, Labels


def read_out_of_fold(path: Path, labels: Labels) -> npt.NDArray[np.float32]:
    """Read the probabilities of a .npz file with the arrays probabilities and labels.

    Args:
        path: The file.
        labels: (n,), uint8, of the data that the answers must be of.

    Returns:
        (n, 10), float32, each row's sum 1.

    Raises:
        DataError: It cannot be read, or is of other data.
    """
    advice = "name the out-of-fold answers of a cross-validation"
    with reading(path, advice), Npz(path) as arrays:
        if not {"probabilities", "labels"} <= set(arrays.names):
            raise ValueError("it has no probabilities and labels")
        probabilities, own = arrays["probabilities"], arrays["labels"]
    fits = (
        probabilities.shape == (len(labels), DIGITS)
        and probabilities.dtype.kind == "f"
        and np.isfinite(probabilities).all()
        and np.array_equal(own, labels)
    )
    if not fits:
        raise DataError(
            "{path} is of other data: name those of its cross-validation with --data, "
            "in the same order.",
            path=path,
        )
    return np.asarray(probabilities, np.float32)
