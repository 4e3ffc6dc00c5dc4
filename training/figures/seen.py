"""Whether a model may have trained on the very images that it is shown."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from digitpad import mnist
from digitpad.card import ModelCard
from training.data.pool import Pool
from training.data.repeats import shared


@dataclass(frozen=True)
class Seen:
    """What is known of it.

    Attributes:
        in_mnist: (n,), bool, images that stand among MNIST's training images, pixel
            for pixel.
        by_model: (n,), bool, images out of what the model's card says it learnt from;
            None if its card says nothing.
    """

    in_mnist: np.ndarray[tuple[int], np.dtype[np.bool_]]
    by_model: np.ndarray[tuple[int], np.dtype[np.bool_]] | None


def seen(pool: Pool, card: ModelCard) -> Seen:
    """Compare the images with MNIST's, and their sources with the model's card."""
    in_mnist = np.zeros(len(pool), bool)
    in_mnist[shared(mnist.load().training_ink, pool.ink)] = True
    learnt = set(_texts(card.data))
    if not learnt:
        return Seen(in_mnist, None)
    parts = [np.full(len(s), s.sha256 in learnt) for s in pool.sources]
    by_model = np.concatenate(parts)
    if mnist.SHA256 in learnt:
        by_model |= in_mnist
    return Seen(in_mnist, by_model)


def _texts(value: object) -> Iterator[str]:
    """All texts in a value of JSON; the hashes of the data are among them."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from _texts(each)
    elif isinstance(value, list):
        for each in value:
            yield from _texts(each)
