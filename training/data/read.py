"""Reads what `--data` names, whatever kind it is, and mixes several."""

import hashlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import Final

import numpy as np

from digitpad import mnist
from digitpad.errors import DataError
from digitpad.inkfiles import is_ink_file
from training.data import KINDS
from training.data.arrays import read_arrays
from training.data.drawings import read_drawings
from training.data.idx import is_idx, read_idx
from training.data.pictures import read_folder
from training.data.samples import Samples

MNIST: Final = "mnist"
MNIST_TEST: Final = "mnist-test"


def read(name: str) -> Samples:
    """Read one source.

    Args:
        name: "mnist", "mnist-test", or a path.

    Raises:
        DataError: It is of no kind that is known, or some of it is wrong.
        DigitpadError: A file of it cannot be opened.
    """
    if name in (MNIST, MNIST_TEST):
        return _embedded(name)
    path = Path(name)
    # The functions of os.path never raise, however odd the name.
    if not os.path.exists(path):  # noqa: PTH110
        raise DataError("{path} does not exist: name {kinds}.", path=path, kinds=KINDS)
    # A pipe would wait for a writer.
    if not os.path.isdir(path) and not os.path.isfile(path):  # noqa: PTH112, PTH113
        raise DataError(
            "{path} is neither a file nor a folder: name {kinds}.",
            path=path,
            kinds=KINDS,
        )
    return _reader(path)(path)


def labels_of(samples: Samples) -> np.ndarray[tuple[int], np.dtype[np.uint8]]:
    """The labels of a source that has some."""
    if samples.labels is None:
        raise DataError("{source} has no labels.", source=samples.name)
    return samples.labels.reshape(-1)


def _reader(path: Path) -> Callable[[Path], Samples]:
    name = path.name.lower()
    if path.is_dir():
        return read_folder
    if name.endswith((".csv", ".csv.gz")):
        # Imported late: reading MNIST need not wait for it.
        from training.data.table import read_table

        return read_table
    if name.endswith(".npz"):
        return read_arrays
    if is_ink_file(path):
        return read_drawings
    if is_idx(path):
        return read_idx
    raise DataError(
        "{path} is of no kind known here: name {kinds}.", path=path, kinds=KINDS
    )


def _embedded(name: str) -> Samples:
    data = mnist.load()
    if name == MNIST:
        ink, labels = data.training_ink, data.training_labels
    else:
        ink, labels = data.test_ink, data.test_labels
    digest = hashlib.sha256(f"{mnist.SHA256} {name}".encode()).hexdigest()
    return Samples(name, digest, ink, labels, "image", range(len(ink)))
