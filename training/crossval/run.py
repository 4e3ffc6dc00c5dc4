"""A cross-validation from its request to its report and its submission."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np

from digitpad.atomic import write_bytes
from digitpad.errors import DataError
from training import saved
from training.crossval import page
from training.crossval.local import train_folds
from training.crossval.store import FoldStore
from training.crossval.summary import Summary
from training.crossval.task import Data, FoldResult, Plan, Tell
from training.crossval.telling import Telling
from training.data import OWN_COPIES
from training.data.own import read_own
from training.data.pool import Pool, read_pool
from training.data.read import read
from training.data.room import joined
from training.data.samples import SIDE, Samples
from training.submission import refuse_place, write_submission

# Takes the data, the plan and the folds that are still to be trained.
Train = Callable[[Data, Plan, list[int], Tell], Iterator[FoldResult]]


@dataclass(frozen=True)
class Request:
    """One cross-validation as the command line asks for it.

    Attributes:
        out: The folder of the report; finished folds are kept in it.
        recipe: Name of the recipe.
        changes: Hyperparameters that differ from its defaults, by name.
        folds: How many, 2 to 100.
        data: Where the images come from.
        test: Images without labels to answer; None for none.
        submission: Where the answers go.
        workers: How many folds are trained at once on this machine.
        limit: Use only so many of these images.
        own: An ink file of the user's own drawings, to be mixed with them.
        own_copies: Varied copies of each of them that is learnt from, at most.
    """

    out: Path
    recipe: str = "walkthrough"
    changes: dict[str, Any] = field(default_factory=dict)  # numbers of either kind
    folds: int = 10
    data: tuple[str, ...] = ("mnist",)
    test: str | None = None
    submission: Path = Path("submission.csv")
    workers: int = 1
    limit: int | None = None
    own: Path | None = None
    own_copies: int = OWN_COPIES


def cross_validate(
    request: Request, telling: Telling, train: Train | None = None
) -> Summary:
    """Train what is not trained yet, and write report and submission.

    Args:
        request: What to do.
        telling: Hears of everything: of folds kept from before at once.
        train: Trains folds elsewhere; without it they are trained here.

    Raises:
        DigitpadError: Data, places or workers cannot be used.
    """
    _refuse_places(request)
    plan = Plan(request.recipe, request.changes, request.folds)
    telling.stage("Reading the images")
    pool = read_pool(request.data, labelled=True)
    test = read(request.test) if request.test else None
    data = _with_own(_data(pool, test, request.limit), request, pool)
    _refuse_few(data, plan)
    store = FoldStore(request.out, data, plan)
    results = store.finished(plan.folds)
    telling.began(plan, len(data.labels))
    for result in results.values():
        telling.kept(result)
    missing = [fold for fold in range(plan.folds) if fold not in results]
    chosen = train or _here(request.workers)
    for result in chosen(data, plan, missing, telling.hear) if missing else ():
        with saved.explaining_failure(request.out):
            store.keep(result)
        results[result.fold] = result
        telling.finished(result)
    telling.stage("Writing the report")
    found = Summary(data, plan, results)
    with saved.explaining_failure(request.out):
        for name, content in page.files(found).items():
            write_bytes(request.out / name, content)
    if test is not None:
        write_submission(request.submission, test, found.test)
    telling.ended(found, str(request.out / page.PAGE))
    return found


def _here(workers: int) -> Train:
    return lambda data, plan, folds, tell: train_folds(data, plan, folds, workers, tell)


def _data(pool: Pool, test: Samples | None, limit: int | None) -> Data:
    digests = " ".join([*(samples.sha256 for samples in pool.sources), str(limit)])
    return Data(
        pool.name,
        hashlib.sha256(digests.encode()).hexdigest(),
        pool.ink[:limit],
        pool.known_labels[:limit],
        np.zeros((0, SIDE, SIDE), np.uint8) if test is None else test.ink,
    )


def _with_own(data: Data, request: Request, pool: Pool) -> Data:
    """The same with the user's own drawings, if there are to be any."""
    if request.own is None:
        return data
    known = [samples.sha256 for samples in pool.sources]
    own = read_own(request.own, request.own_copies, len(data.labels), known)
    digests = " ".join([data.sha256, own.sha256, str(own.copies.shape[1])])
    return replace(
        data,
        name=f"{data.name} + {own.name}",
        sha256=hashlib.sha256(digests.encode()).hexdigest(),
        ink=joined([data.ink, own.ink]),
        labels=np.concatenate([data.labels, own.labels]),
        copies=own.copies,
    )


def _refuse_few(data: Data, plan: Plan) -> None:
    fewest = int(np.bincount(data.labels, minlength=10).min())
    if fewest < plan.folds:
        raise DataError(
            "{name} has only {fewest} images of a digit, too few for {folds} folds: "
            "choose fewer folds (--folds) or more images (--data).",
            name=data.name,
            fewest=fewest,
            folds=plan.folds,
        )


def _refuse_places(request: Request) -> None:
    """Find out before the training whether the files can be written."""
    with saved.explaining_failure(request.out):
        if request.out.exists() and not request.out.is_dir():
            raise DataError(
                "{path} is a file. Name a folder with --out.", path=request.out
            )
    if request.test:
        refuse_place(request.submission, request.test)
    with saved.explaining_failure(request.out):
        request.out.mkdir(parents=True, exist_ok=True)
