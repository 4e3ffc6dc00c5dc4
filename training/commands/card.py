"""`card`: tells how a model was made."""

import argparse
import sys
from pathlib import Path
from typing import Final

from training.finishing import finishing

HELP: Final = "tell how a model was made, as JSON"


def add(card: argparse.ArgumentParser) -> None:
    """Give the command its options."""
    card.description = (
        "Tell how a model was made: its card with the file's SHA-256 and size, as "
        "JSON. The file that ships with Digitpad is written this way."
    )
    card.add_argument("model", type=Path, metavar="MODEL", help="an .h5 file")
    card.add_argument(
        "--beside",
        type=Path,
        nargs="+",
        default=[],
        metavar="MODEL",
        help="models of the same recipe with other seeds, whose accuracies are told "
        "too: how far one run of the recipe is from another",
    )
    card.add_argument(
        "--out", type=Path, metavar="FILE", help="write there instead of to stdout"
    )


def run(options: argparse.Namespace) -> int:
    """Tell; returns the exit status."""

    def work() -> None:
        from training import describe

        if options.out is not None:
            describe.write_description(options.model, options.out, options.beside)
            return
        text = describe.describe(options.model, options.beside)
        # Not sys.stdout: what it could not write it would try to write again later.
        with open(sys.stdout.fileno(), "w", encoding="utf-8", closefd=False) as out:
            out.write(text)

    return finishing("The card could not be told", work)
