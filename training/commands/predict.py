"""`predict`: reads images and writes the table that Kaggle takes."""

import argparse
from pathlib import Path
from time import perf_counter
from typing import Final

from training.commands.judging import load_model, say
from training.data import KINDS
from training.finishing import finishing

HELP: Final = "read images with one model or several; writes a table as Kaggle takes it"


def add(predict: argparse.ArgumentParser) -> None:
    """Give the command its options."""
    predict.description = (
        "Read images and write a table with the columns ImageId (from 1) and Label; of "
        "a folder of pictures also File. Several models read by their mean probability."
    )
    predict.add_argument(
        "models", type=Path, nargs="+", metavar="MODEL", help="an .h5 file"
    )
    predict.add_argument(
        "--data", required=True, metavar="NAME", help=f"what to read: {KINDS}"
    )
    predict.add_argument(
        "--out",
        type=Path,
        default=Path("submission.csv"),
        metavar="FILE",
        help="where the table goes; an earlier one there is replaced "
        "(default: %(default)s)",
    )


def run(options: argparse.Namespace) -> int:
    """Read; returns the exit status."""

    def work() -> None:
        from training.data.read import read
        from training.reports.words import count
        from training.submission import mean_digits, refuse_place, write_submission

        started = perf_counter()
        refuse_place(options.out, options.data)
        networks = [load_model(path) for path in options.models]
        samples = read(options.data)
        digits = mean_digits(networks, samples.ink)
        write_submission(options.out, samples, digits)
        seconds = perf_counter() - started
        say(
            f"{count(len(samples), 'image')} read with {count(len(networks), 'model')} "
            f"in {seconds:.1f} s: {options.out}\n"
        )

    return finishing("The images could not be read", work)
