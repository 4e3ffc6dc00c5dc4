"""Answers as the table that Kaggle's digit competition takes."""

import csv
import io
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from digitpad.atomic import write_bytes
from digitpad.errors import DataError
from digitpad.h5model import Network
from training.answers import answers
from training.data.samples import Ink, Samples

Digits = npt.NDArray[np.uint8]
FILE_UNIT = "picture"  # such samples are files of their own


def mean_digits(networks: Sequence[Network], ink: Ink) -> Digits:
    """The digits that are likeliest by the mean probability of some networks.

    Args:
        networks: At least one.
        ink: (n, 28, 28), uint8.

    Returns:
        (n,), uint8, 0 to 9.
    """
    total = answers(networks[0], ink).probabilities.astype(np.float64)
    for network in networks[1:]:
        total += answers(network, ink).probabilities
    likeliest: npt.NDArray[np.intp] = total.argmax(axis=1)
    return likeliest.astype(np.uint8)


def table(samples: Samples, digits: Digits) -> str:
    """The rows "ImageId,Label", counted from 1; of a folder the file's name too."""
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\n")
    named = samples.unit == FILE_UNIT
    rows.writerow(["ImageId", "Label", "File"][: 2 + named])
    for place, digit in enumerate(digits.tolist()):
        rows.writerow([place + 1, digit, samples.numbers[place]][: 2 + named])
    return text.getvalue()


def refuse_place(path: Path, data: str) -> None:
    """Do nothing if a table may be written there.

    Raises:
        DataError: It is a folder, or the data that are to be read.
    """
    if path.is_dir():
        raise DataError("{path} is a folder. Name a file with --out.", path=path)
    source = Path(data)
    if path.exists() and source.exists() and path.samefile(source):
        raise DataError(
            "{path} is what is to be read. Name another file with --out.", path=path
        )


def write_submission(path: Path, samples: Samples, digits: Digits) -> None:
    """Write the table, whole or not at all.

    Raises:
        DataError: The file cannot be written.
    """
    try:
        # A file's name may hold bytes that are no text.
        write_bytes(path, table(samples, digits).encode("utf-8", "surrogateescape"))
    except OSError as error:
        raise DataError(
            "{path} could not be written ({reason}). Choose another place with --out.",
            path=path,
            reason=error.strerror,
        ) from error
