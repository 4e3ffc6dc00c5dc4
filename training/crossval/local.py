"""Trains folds in processes of this machine."""

import multiprocessing
import tempfile
import threading
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np

from digitpad.errors import TrainingError
from digitpad.progress import EpochFinished
from training.crossval.task import Data, FoldResult, Plan, Tell, train_fold

# What a worker gets at its start; a spawned process has nothing of its parent's.
_told: Any = None


def train_folds(
    data: Data, plan: Plan, folds: list[int], workers: int, tell: Tell
) -> Iterator[FoldResult]:
    """Train folds side by side, each in a fresh process.

    A process of its own gives a fold's memory back, and has random numbers that no
    fold before has drawn from.

    Args:
        data: All images.
        plan: How to train.
        folds: Which folds, from 0.
        workers: How many at once.
        tell: Hears of every epoch.

    Yields:
        The results as they come.

    Raises:
        TrainingError: A process was killed.
    """
    # Never fork: TensorFlow's threads do not survive it.
    context = multiprocessing.get_context("spawn")
    with _in_a_file(data) as path, _listening(context.Queue(), tell) as queue:
        pool = ProcessPoolExecutor(
            workers, context, _begin, (queue,), max_tasks_per_child=1
        )
        try:
            futures = [
                pool.submit(_train, path, (data.name, data.sha256), plan, fold)
                for fold in folds
            ]
            for future in as_completed(futures):
                yield future.result()
        except BrokenProcessPool as error:
            raise TrainingError(
                "A worker was killed, most likely because memory ran out: start the "
                "same command again with fewer --workers; finished folds are kept."
            ) from error
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def _begin(queue: Any) -> None:  # noqa: ANN401, a queue between processes
    global _told  # the one thing that an initializer can set
    _told = queue


def _train(path: Path, facts: tuple[str, str], plan: Plan, fold: int) -> FoldResult:
    with np.load(path, allow_pickle=False) as arrays:
        data = Data(*facts, arrays["ink"], arrays["labels"], arrays["test"])
    return train_fold(data, plan, fold, _tell)


def _tell(fold: int, message: EpochFinished) -> None:
    _told.put((fold, message))


@contextmanager
def _in_a_file(data: Data) -> Iterator[Path]:
    """The arrays in a file, so that they are not sent with each fold."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "data.npz")
        np.savez(path, ink=data.ink, labels=data.labels, test=data.test)
        yield path


@contextmanager
def _listening(queue: Any, tell: Tell) -> Iterator[Any]:  # noqa: ANN401, as above
    """Pass on what the workers tell."""

    def listen() -> None:
        while (told := queue.get()) is not None:
            tell(*told)

    thread = threading.Thread(target=listen, name="folds")
    thread.start()
    try:
        yield queue
    finally:
        queue.put(None)
        thread.join()
