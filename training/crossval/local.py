"""Trains folds in processes of this machine."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed

from training.crossval.child import Children, in_a_file, train_in_child
from training.crossval.task import Data, FoldResult, Plan, Tell


def train_folds(
    data: Data, plan: Plan, folds: list[int], workers: int, tell: Tell
) -> Iterator[FoldResult]:
    """Train folds side by side, each in a fresh process.

    Args:
        data: All images.
        plan: How to train.
        folds: Which folds, from 0.
        workers: How many at once.
        tell: Hears of batches and of every epoch; may be called from several threads.

    Yields:
        The results as they come.

    Raises:
        TrainingError: A process ended without a result.
    """
    children = Children()
    with in_a_file(data) as path, ThreadPoolExecutor(workers) as threads:
        try:
            futures = [
                threads.submit(train_in_child, path, plan, fold, tell, children)
                for fold in folds
            ]
            for future in as_completed(futures):
                yield future.result()
        finally:
            threads.shutdown(wait=False, cancel_futures=True)
            children.end()
