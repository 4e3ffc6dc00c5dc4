"""What the commands that look at data share: options, the model, words on stdout."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from digitpad.h5model import Network

# Laid out here and not with the reader of data: --help need not wait for NumPy.
KINDS: Final = (
    "mnist, mnist-test, a table like Kaggle's train.csv, an IDX file, a .npz file, a "
    "folder of pictures (one sub-folder a digit, or a labels.csv) or an ink file"
)


def add_data(parser: argparse.ArgumentParser, default: str) -> None:
    """Give a command the option --data."""
    parser.add_argument(
        "--data",
        nargs="+",
        default=[default],
        metavar="NAME",
        help=f"what to look at, one or several: {KINDS} (default: {default})",
    )


def load_model(path: Path) -> "Network":
    """Read a model file.

    Raises:
        ModelError: It is refused.
    """
    from digitpad import models
    from digitpad.h5model import load_network

    return load_network(path, known=models.known_sha256s())


def say(text: str) -> None:
    """Write a command's answer to stdout."""
    # Not sys.stdout: what it could not write it would try to write again later.
    with open(sys.stdout.fileno(), "w", encoding="utf-8", closefd=False) as out:
        out.write(text)
