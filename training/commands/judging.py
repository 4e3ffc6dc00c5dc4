"""What the commands that look at data share: options, the model, words on stdout."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from digitpad.errors import TrainingError
from training.commands.options import Options, number
from training.data import KINDS, MOST_OWN_COPIES, OWN_COPIES

if TYPE_CHECKING:
    from digitpad.h5model import Network


def add_data(parser: Options, default: str) -> None:
    """Give a command the option --data."""
    parser.add_argument(
        "--data",
        nargs="+",
        default=[default],
        metavar="NAME",
        help=f"images, of one source or of several: {KINDS} (default: {default})",
    )


def add_own(parser: Options) -> None:
    """Give a command that trains --own and --own-copies."""
    parser.add_argument(
        "--own",
        type=Path,
        metavar="FILE",
        help="an ink file of drawings of your own with labels, mixed with the images "
        "of --data; some are held back, and it is told how well these are read",
    )
    parser.add_argument(
        "--own-copies",
        type=number(int, 0, MOST_OWN_COPIES),
        metavar="N",
        help="varied copies of each of them that is learnt from; all together are at "
        f"most a tenth of the other images (default: {OWN_COPIES})",
    )


def own_copies(options: argparse.Namespace) -> int:
    """How many copies `add_own`'s options ask for.

    Raises:
        TrainingError: There is nothing to be copied.
    """
    if options.own_copies is None:
        return OWN_COPIES
    if options.own is None:
        raise TrainingError(
            "--own-copies are those of your own drawings: name their file with --own, "
            "or leave it out."
        )
    copies: int = options.own_copies
    return copies


def add_progress(parser: Options) -> None:
    """Give a command that may end at any moment --progress and --control."""
    parser.add_argument(
        "--progress",
        choices=("bar", "json", "none"),
        default="bar",
        help="words on stderr (default), one JSON object a line on stdout, or nothing",
    )
    parser.add_argument(
        "--control",
        choices=("stdin",),
        help="obey the line 'cancel' on stdin; closing stdin cancels too",
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
