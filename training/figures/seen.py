"""Whether a model may have trained on the very images that it is shown."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from digitpad import mnist
from digitpad.card import ModelCard
from training.data.pool import Pool
from training.data.repeats import shared

# What a card calls the number of MNIST's test images that were there to learn from.
LEFT_OUT: Final = "test_left_out"


@dataclass(frozen=True)
class Seen:
    """What is known of it.

    Attributes:
        in_mnist: (n,), bool, images that stand among MNIST's training images, pixel
            for pixel.
        by_model: (n,), bool, images out of what the model's card says it learnt from;
            None if its card says nothing.
        of_test: From so many of MNIST's test images, of which some are here, the model
            learnt by its card; nobody knows from which.
    """

    in_mnist: npt.NDArray[np.bool_]
    by_model: npt.NDArray[np.bool_] | None
    of_test: int = 0


def seen(pool: Pool, card: ModelCard) -> Seen:
    """Compare the images with MNIST's, and their sources with the model's card."""
    in_mnist = np.zeros(len(pool), bool)
    in_mnist[shared(mnist.load().training_ink, pool.ink)] = True
    learnt = set(_texts(card.data))
    if not learnt:
        return Seen(in_mnist, None)
    hashes = [samples.sha256 for samples in pool.sources]
    is_whole = _mixed(hashes) in learnt
    by_model = np.concatenate(
        [
            np.full(
                len(samples), is_whole or bool(_marks(samples.name, hash_) & learnt)
            )
            for samples, hash_ in zip(pool.sources, hashes, strict=True)
        ]
    )
    if {mnist.SHA256, "mnist"} & learnt:
        by_model |= in_mnist
    of_test = card.data.get(LEFT_OUT, 0)
    if not isinstance(of_test, int) or not len(shared(_test_ink(), pool.ink)):
        of_test = 0
    return Seen(in_mnist, by_model, of_test)


def _marks(name: str, sha256: str) -> set[str]:
    """What a card may call a source: its hash, the hash of a mix of one, its file."""
    return {sha256, _mixed([sha256]), Path(name).name}


def _mixed(hashes: list[str]) -> str:
    """The hash that a card gives for several sources."""
    return hashlib.sha256(" ".join(hashes).encode()).hexdigest()


def _test_ink() -> npt.NDArray[np.uint8]:
    return mnist.load().test_ink


def _texts(value: object) -> Iterator[str]:
    """All texts in a value of JSON: hashes of data, and the names of mixed sources."""
    if isinstance(value, str):
        yield from value.split(", ")
    elif isinstance(value, dict):
        for each in value.values():
            yield from _texts(each)
    elif isinstance(value, list):
        for each in value:
            yield from _texts(each)
