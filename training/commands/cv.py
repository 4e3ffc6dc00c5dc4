"""`cv`: cross-validates a recipe and answers test images with all its folds."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from training.commands.judging import KINDS, say
from training.commands.options import number
from training.commands.train import FEWEST_IMAGES, MNIST_IMAGES
from training.config import MOST_EPOCHS, RECIPES
from training.finishing import finishing

if TYPE_CHECKING:
    from digitpad.progress import EpochFinished
    from training.crossval.run import Request, Train
    from training.crossval.task import FoldResult

HELP: Final = "cross-validate a recipe; answer test images with all folds"
MOST_FOLDS: Final = 100

_DESCRIPTION: Final = """\
Divide labelled images into folds, each digit in its proportion in every one; train a
network for each fold on all others, and judge it by that one. Report, learning
curves, confusion matrix and out-of-fold probabilities go into a folder. Finished
folds are kept there: the same command started again goes on with the next one."""


def add(cv: argparse.ArgumentParser) -> None:
    """Give the command its options."""
    cv.description = _DESCRIPTION
    cv.add_argument("--recipe", choices=RECIPES, default="walkthrough")
    cv.add_argument(
        "--folds", type=number(int, 2, MOST_FOLDS), default=10, metavar="N",
        help="how many (default: %(default)s)",
    )  # fmt: skip
    cv.add_argument(
        "--data", nargs="+", default=["mnist"], metavar="NAME",
        help=f"labelled images: {KINDS} (default: mnist)",
    )  # fmt: skip
    cv.add_argument(
        "--test", metavar="NAME",
        help="images without labels, answered by the mean probability of the folds",
    )  # fmt: skip
    cv.add_argument(
        "--submission", type=Path, default=Path("submission.csv"), metavar="FILE",
        help="where these answers go, with the columns ImageId (from 1) and Label "
        "(default: %(default)s)",
    )  # fmt: skip
    cv.add_argument(
        "--out", type=Path, default=Path("crossval"), metavar="FOLDER",
        help="where report and folds go (default: %(default)s)",
    )  # fmt: skip
    cv.add_argument(
        "--workers", type=number(int, 1, 256), metavar="N",
        help="how many folds are trained at once, each on one thread (default: one "
        "for each core)",
    )  # fmt: skip
    cv.add_argument(
        "--cluster", metavar="ADDRESS",
        help="train the folds on a Dask cluster, tcp://host:8786 or tls://host:8786; "
        "needs the extra digitpad[cluster]",
    )  # fmt: skip
    for name, what in (
        ("ca", "the certificate that all others are signed by"),
        ("certificate", "the certificate of this machine"),
        ("key", "the private key of this machine"),
    ):
        cv.add_argument(
            f"--tls-{name}", type=Path, metavar="FILE", help=f"for tls://: {what}"
        )
    cv.add_argument("--epochs", type=number(int, 1, MOST_EPOCHS), metavar="N")
    cv.add_argument("--batch-size", type=number(int, 1, MNIST_IMAGES), metavar="N")
    cv.add_argument("--learning-rate", type=number(float, 1e-9, 10), metavar="X")
    cv.add_argument("--seed", type=number(int, 0, 2**32 - 1), metavar="N")
    cv.add_argument(
        "--limit", type=number(int, FEWEST_IMAGES, 10_000_000), metavar="N",
        help="use only the first N images, for a try-out",
    )  # fmt: skip


def run(options: argparse.Namespace) -> int:
    """Cross-validate; returns the exit status."""

    def work() -> None:
        from training.crossval import page
        from training.crossval.run import cross_validate

        request = _request(options)
        found = cross_validate(request, _tell(request), _finished, _train(options))
        say(f"{page.summary(found)}\nReport: {request.out / page.PAGE}\n")
        if request.test:
            say(f"{len(found.test):,} answers: {request.submission}\n")

    return finishing("Cross-validation failed", work)


def _request(options: argparse.Namespace) -> "Request":
    from training import facts
    from training.crossval.run import Request

    names = ("epochs", "batch_size", "learning_rate", "seed")
    changes: dict[str, Any] = {
        name: getattr(options, name)
        for name in names
        if getattr(options, name) is not None
    }
    return Request(
        options.out,
        options.recipe,
        changes,
        options.folds,
        tuple(options.data),
        options.test,
        options.submission,
        options.workers or min(facts.available_threads(), options.folds),
        options.limit,
    )


def _train(options: argparse.Namespace) -> "Train | None":
    """How to train folds elsewhere, if that is wanted."""
    if options.cluster is None:
        return None
    from training.crossval.cluster import Cluster

    cluster = Cluster(
        options.cluster, options.tls_ca, options.tls_certificate, options.tls_key
    )
    return cluster.train_folds


def _tell(request: "Request") -> Any:  # noqa: ANN401, a function
    def tell(fold: int, message: "EpochFinished") -> None:
        _note(
            f"fold {fold + 1}/{request.folds} epoch {message.epoch}/{message.epochs} "
            f"held back {100 * message.validation_accuracy:.2f} %"
        )

    return tell


def _finished(result: "FoldResult") -> None:
    _note(
        f"fold {result.fold + 1} finished: {100 * result.accuracy:.2f} % in "
        f"{result.seconds:.1f} s"
    )


def _note(line: str) -> None:
    sys.stderr.write(f"{line}\n")
