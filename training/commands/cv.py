"""`cv`: cross-validates a recipe and answers test images with all its folds."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Final

from digitpad.errors import TrainingError
from training import console
from training.commands.judging import (
    add_data,
    add_own,
    add_progress,
    own_copies,
    say,
)
from training.commands.options import number
from training.commands.settings import add_distortion, add_settings, changes_of
from training.commands.train import FEWEST_IMAGES
from training.config import RECIPES, described_by
from training.finishing import finishing
from training.listening import end_when_unwanted

if TYPE_CHECKING:
    from training.crossval.run import Request, Train

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
    add_data(cv, "mnist")
    add_own(cv)
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
    add_settings(cv)
    cv.add_argument(
        "--limit", type=number(int, FEWEST_IMAGES, 10_000_000), metavar="N",
        help="use only the first N images, for a try-out",
    )  # fmt: skip
    add_distortion(cv)
    add_progress(cv.add_argument_group("run"))


def run(options: argparse.Namespace) -> int:
    """Cross-validate; returns the exit status."""
    end_when_unwanted(options.control)
    tell = console.reports(options.progress)

    def work() -> None:
        from training.crossval import page
        from training.crossval.run import cross_validate
        from training.crossval.telling import Telling

        request = _request(options)
        found = cross_validate(request, Telling(tell), _train(options))
        if options.progress == "json":
            return
        told = (page.summary(found), page.own(found), page.repeats(found))
        say("".join(f"{sentence}\n" for sentence in told if sentence))
        say(f"Report: {request.out / page.PAGE}\n")
        if request.test:
            say(f"{len(found.test):,} answers: {request.submission}\n")

    return finishing("Cross-validation failed", work, tell)


def _request(options: argparse.Namespace) -> "Request":
    from training import facts
    from training.crossval.run import Request

    return Request(
        options.out,
        options.recipe,
        (described_by(options.recipe) if options.exact_description else {})
        | changes_of(options),
        options.folds,
        tuple(options.data),
        options.test,
        options.submission,
        options.workers or min(facts.available_threads(), options.folds),
        options.limit,
        options.own,
        own_copies(options),
    )


def _train(options: argparse.Namespace) -> "Train | None":
    """How to train folds elsewhere, if that is wanted."""
    given = (options.tls_ca, options.tls_certificate, options.tls_key)
    if options.cluster is None:
        if any(given):
            raise TrainingError(
                "The options for TLS are those of a cluster: name it with --cluster, "
                "or leave them out."
            )
        return None
    from training.crossval.cluster import Cluster
    from training.crossval.tls import Tls

    cluster = Cluster(options.cluster, Tls(*given))
    cluster.refuse_unusable()
    return cluster.train_folds
