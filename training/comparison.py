"""Lets two models read the same labelled images."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Final

import numpy as np
import numpy.typing as npt

from digitpad.h5model import Network
from digitpad.library import name_of
from digitpad.progress import ImagesRead, ModelsCompared
from training.answers import answers
from training.console import Report
from training.data.pool import Pool
from training.data.samples import DIGITS, Ink, Labels
from training.figures.agreement import wilson
from training.figures.mcnemar import mcnemar
from training.figures.seen import seen
from training.reports.words import count

# The models take turns, so that a busy moment of the machine slows both.
_AT_ONCE: Final = 500
_WARMING_UP: Final = 20


@dataclass(frozen=True)
class Contestant:
    """One of the two models: its file, and what is in it."""

    path: Path
    network: Network


def compare(models: Sequence[Contestant], pool: Pool, tell: Report) -> ModelsCompared:
    """Let two models read labelled images.

    Args:
        models: Two.
        pool: The images; at least one.
        tell: Hears how many are read.
    """
    digits, seconds = _read(models, pool.ink, tell)
    labels = pool.known_labels
    first, second = (read == labels for read in digits)
    only = [_by_label(first & ~second, labels), _by_label(second & ~first, labels)]
    right = [int(first.sum()), int(second.sum())]
    intervals = [wilson(each, len(pool)) for each in right]
    return ModelsCompared(
        images=len(pool),
        right=right,
        low=[interval.low for interval in intervals],
        high=[interval.high for interval in intervals],
        only_right=only,
        different=int((digits[0] != digits[1]).sum()),
        p_value=mcnemar(*map(sum, only)),
        seconds=[round(1000 * each / len(pool), 4) for each in seconds],
        notes=[note for model in models for note in _notes(model, pool)],
    )


def _read(
    models: Sequence[Contestant], ink: Ink, tell: Report
) -> tuple[list[Labels], list[float]]:
    """What each model reads, and for how long it did."""
    digits = [np.empty(len(ink), np.uint8) for _ in models]
    seconds = [0.0 for _ in models]
    for model in models:
        answers(model.network, ink[:_WARMING_UP])
    for start in range(0, len(ink), _AT_ONCE):
        part = slice(start, start + _AT_ONCE)
        for n, model in enumerate(models):
            began = perf_counter()
            digits[n][part] = answers(model.network, ink[part]).digits
            seconds[n] += perf_counter() - began
        tell(ImagesRead(min(start + _AT_ONCE, len(ink)), len(ink)))
    return digits, seconds


def _by_label(these: npt.NDArray[np.bool_], labels: Labels) -> list[int]:
    """How many there are of each digit."""
    counts = np.bincount(labels[these], minlength=DIGITS)
    return [int(each) for each in counts]


def _notes(model: Contestant, pool: Pool) -> Iterator[str]:
    """What keeps a model's accuracy from being that on new handwriting."""
    found, name = seen(pool, model.network.card), name_of(model.path)
    if found.by_model is None:
        yield f"{name} does not say what it learnt from."
    elif learnt := int(found.by_model.sum()):
        yield (
            f"By its card {name} learnt from {learnt:,} of these images, or chose its "
            "best epoch by them: its accuracy is no promise for others."
        )
    if found.of_test:
        yield (
            f"By its card {name} learnt from {count(found.of_test, 'MNIST test image')}"
            ", and some are here: its accuracy is no promise for others."
        )
