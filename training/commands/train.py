"""`train`: fits a network and saves it as one .h5 file."""

import argparse
from pathlib import Path
from typing import Final

from training import console
from training.commands.judging import add_data, add_own, own_copies
from training.commands.options import h5, number
from training.commands.settings import (
    MNIST_IMAGES,
    add_distortion,
    add_settings,
    changes_of,
    defaults,
)
from training.config import RECIPES
from training.control import Control
from training.finishing import finishing
from training.request import Request

HELP: Final = "train a network on MNIST or on images of your own"
MODEL_FILE: Final = "mnist_cnn_model.h5"
FEWEST_IMAGES: Final = 50

# Laid out by hand, like the examples: argparse would run both together.
_DESCRIPTION: Final = """\
Train a network and save it whole as one .h5 file: architecture, weights,
optimizer state, and a card of how it was made. Ctrl+C ends the run and leaves
nothing behind. A run that was killed goes on with --resume where it was."""
_EPILOG: Final = """\
examples:
  {program}                           the notebook's network; takes a minute or two
  {program} --recipe quick            better than the notebook's in half a minute
  {program} --recipe digitpad         as good as the one that came with Digitpad
  {program} --limit 6000 --epochs 2   a try-out; takes seconds
  {program} --from mine.h5 --out on.h5

To read with the model: Tools, Open model... in the window, or
digitpad classify --model FILE PICTURE

exit status: 0 all well, 1 the run failed, 2 wrong usage, 130 cancelled"""


def add(train: argparse.ArgumentParser) -> None:
    """Give the command its options."""
    train.description = _DESCRIPTION
    train.formatter_class = argparse.RawDescriptionHelpFormatter
    train.epilog = _EPILOG.format(program=train.prog)
    _add_recipe(train)
    add_distortion(train)
    _add_files(train)
    _add_run(train)


def run(options: argparse.Namespace) -> int:
    """Train; returns the exit status."""
    control = Control()
    control.catch_signals()
    if options.control == "stdin":
        control.watch_stdin()
    tell = console.reports(options.progress)

    def work() -> None:
        # Imported late: --help and a mistyped option need not wait for NumPy.
        from training import run

        run.train(request_of(options), tell, control)

    return finishing("Training failed", work, tell)


def request_of(options: argparse.Namespace) -> Request:
    """What the options of `train` ask for."""
    return Request(
        out=options.out,
        recipe=options.recipe,
        changes=changes_of(options),
        exact=options.exact_description,
        data=tuple(options.data),
        start=options.start,
        compare=options.compare,
        own=options.own,
        own_copies=own_copies(options),
        limit=options.limit,
        threads=options.threads,
        resume=options.resume,
        plots=_plots(options),
    )


def _plots(options: argparse.Namespace) -> Path | None:
    if options.no_plots:
        return None
    # Whoever reads the messages can draw the curves, and did not ask for files.
    beside = None if options.progress == "json" else options.out.parent
    return options.plots or beside


def _add_recipe(train: argparse.ArgumentParser) -> None:
    options = train.add_argument_group("recipe")
    options.add_argument(
        "--recipe",
        choices=RECIPES,
        help="digitpad: the network that came with Digitpad, on MNIST and on synthetic "
        "ink, digits and others; quick: four convolutions, trained in half a minute; "
        "notebook: two convolutions, on digits that are turned, zoomed and shifted at "
        "random; walkthrough: one convolution, on the "
        "digits as they are (default: that of the model given with --from, else "
        "notebook)",
    )
    add_settings(options)
    options.add_argument(
        "--validation",
        type=number(float, 0.01, 0.5),
        metavar="SHARE",
        help="share of each digit's images held back to choose and compare by; the "
        f"same images whatever the seed ({defaults('validation')})",
    )


def _add_files(train: argparse.ArgumentParser) -> None:
    options = train.add_argument_group("files")
    add_data(options, "mnist")
    add_own(options)
    options.add_argument(
        "--out",
        type=h5,
        default=Path(MODEL_FILE),
        metavar="FILE",
        help="where the model goes, an .h5 file; an earlier one there is replaced "
        "(default: %(default)s)",
    )
    options.add_argument(
        "--from",
        type=Path,
        dest="start",
        metavar="FILE",
        help="train this saved model on, optimizer state included",
    )
    options.add_argument(
        "--resume",
        action="store_true",
        help="go on with the run of this model that was killed, if there is one; it "
        "ends in the same weights as one that was not",
    )
    options.add_argument(
        "--compare",
        type=Path,
        metavar="FILE",
        help="say how well this model reads the same validation and test images",
    )
    options.add_argument(
        "--plots",
        type=Path,
        metavar="FOLDER",
        help="where the pictures of accuracy and loss over the epochs go (default: "
        "beside the model; with --progress json: none)",
    )
    options.add_argument("--no-plots", action="store_true", help="draw no pictures")


def _add_run(train: argparse.ArgumentParser) -> None:
    options = train.add_argument_group("run")
    options.add_argument(
        "--progress",
        choices=("bar", "json", "none"),
        default="bar",
        help="a bar with the time left on stderr (default), one JSON object a line on "
        "stdout, or nothing",
    )
    options.add_argument(
        "--control",
        choices=("stdin",),
        help="obey the lines 'stop' (end now, keep the best so far) and 'cancel' (end "
        "now, keep nothing) on stdin; closing stdin cancels",
    )
    options.add_argument(
        "--limit",
        type=number(int, FEWEST_IMAGES, MNIST_IMAGES),
        metavar="N",
        help="use only the first N training images, for a try-out",
    )
    options.add_argument(
        "--threads",
        type=number(int, 1, 1024),
        metavar="N",
        help="processor threads (default: one for each core)",
    )
