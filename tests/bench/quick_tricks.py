"""What each trick of the recipe `quick` buys: the recipe without it.

    python tests/bench/quick_tricks.py [SEED ...]

Accuracies are those on the validation images: the test set chooses nothing.
"""

import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from measuring import Row, print_table
from trained import mean

from digitpad.h5model import load_network
from training import averages, fit, run
from training.control import Control
from training.request import Request

Changes = dict[str, Any]


def _nothing() -> None:
    """Leave the program as it is."""


def _not_fused() -> None:
    averages.fused = type


def _level_rate() -> None:
    fit.one_cycle = lambda _done: 1 / 3


def _one_batch_at_a_time() -> None:
    fit.BATCHES_AT_ONCE = 1


# What it is called, what changes in the program, and which settings change.
_VARIANTS: tuple[tuple[str, Callable[[], None], Changes], ...] = (
    ("all of them", _nothing, {}),
    ("normalization as Keras computes it", _not_fused, {}),
    ("float32", _nothing, {"precision": "float32"}),
    ("batches of 64, rate 0.003", _nothing, {"batch_size": 64, "learning_rate": 0.003}),
    # Weights are averaged each time: ten times as often, and as far back.
    ("back to Python each batch", _one_batch_at_a_time, {"averaging": 0.95**0.1}),
    ("the same rate all along, a third of it", _level_rate, {}),
    ("no averaged weights", _nothing, {"averaging": 0.0}),
    ("no smoothed labels", _nothing, {"label_smoothing": 0.0}),
    ("digits as they are", _nothing, {"rotation_degrees": 0, "zoom": 0, "shift": 0}),
    ("distorted as in the notebook", _nothing, {"rotation_degrees": 10, "shift": 0.1}),
)


def rows(seeds: list[int]) -> Iterator[Row]:
    """Each variant trained with each seed, in a process of its own."""
    for name, change, changes in _VARIANTS:
        found = [_in_a_process(change, changes | {"seed": seed}) for seed in seeds]
        accuracies, seconds = zip(*found, strict=True)
        yield Row(name, "", f"{100 * mean(accuracies):.2f} %, {mean(seconds):.0f} s")


def _in_a_process(change: Callable[[], None], changes: Changes) -> tuple[float, float]:
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as processes:
        return processes.submit(_trained, change, changes).result()


def _trained(change: Callable[[], None], changes: Changes) -> tuple[float, float]:
    """Accuracy on the validation images, and seconds of the fit."""
    change()
    with TemporaryDirectory() as folder:
        out = Path(folder, "m.h5")
        run.train(Request(out, "quick", changes), lambda _message: None, Control())
        card = load_network(out).card
    assert card.validation_accuracy
    assert card.seconds
    return card.validation_accuracy, card.seconds


if __name__ == "__main__":
    print_table(rows([int(seed) for seed in sys.argv[1:]] or [28, 29, 30]))
