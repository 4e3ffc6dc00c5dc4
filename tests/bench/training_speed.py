"""What an image costs while the recipe `digitpad` is trained, part by part.

    python tests/bench/training_speed.py

Processor time of all threads, which other programs disturb less than the clock.
"""

import os
import time
from collections.abc import Callable, Iterator

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import numpy as np
from measuring import Row, print_table

from digitpad import mnist
from training import recipes
from training.averages import twin
from training.config import Digitpad
from training.handwriting.samples import samples
from training.lessons import variation_of
from training.variation import varied

_IMAGES = 2048


def rows() -> Iterator[Row]:
    """Measure writing, varying, and learning in two precisions."""
    settings = Digitpad()
    data = mnist.load()
    ink, labels = data.training_ink[:_IMAGES], data.training_labels[:_IMAGES]
    random = np.random.default_rng(1)
    writing = _each(lambda: samples(_IMAGES, (99,), no_digit=settings.no_digit))
    yield Row("a synthetic sample", "", f"{writing:.0f} µs")
    varying = _each(lambda: varied(ink, variation_of(settings), random))
    yield Row("a digit of MNIST written otherwise", "", f"{varying:.0f} µs")
    learning = {
        policy: _learning(policy, ink, labels, settings)
        for policy in ("float32", "mixed_bfloat16")
    }
    for policy, each in learning.items():
        yield Row(f"a step of learning in {policy}", "", f"{each:.0f} µs")


def _learning(
    policy: str, ink: np.ndarray, labels: np.ndarray, settings: Digitpad
) -> float:
    model = twin(recipes.build(settings), policy)
    model.compile("adam", "sparse_categorical_crossentropy")
    inputs = mnist.as_model_inputs(ink)[..., None]

    def learn() -> None:
        model.fit(inputs, labels, batch_size=settings.batch_size, verbose=0)

    learn()
    return _each(learn)


def _each(action: Callable[[], object], rounds: int = 3) -> float:
    """The least processor time that an image took, in microseconds."""
    found = []
    for _ in range(rounds):
        begun = time.process_time()
        action()
        found.append((time.process_time() - begun) / _IMAGES)
    return min(found) * 1e6


if __name__ == "__main__":
    print_table(rows())
