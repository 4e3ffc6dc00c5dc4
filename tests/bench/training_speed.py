"""Where the time of a training goes, and how far it is from what the processor can do.

    python tests/bench/training_speed.py

Costs are processor time of all threads, which other programs disturb less than the
clock; rates are the best of a few rounds by the clock.
"""

import os
import time
from collections.abc import Callable, Iterator
from math import prod
from typing import Any

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import numpy as np
from measuring import Row, print_table

from digitpad import mnist
from training import recipes
from training.augment import Distortion
from training.averages import twin
from training.batches import Plan, Preparation, training_batches
from training.config import Digitpad, Hyperparameters, Notebook, Quick, Walkthrough
from training.datasets import Images
from training.handwriting.samples import samples
from training.lessons import variation_of
from training.network import build
from training.variation import varied

_IMAGES = 2048
_EPOCHS = 20
_SIDE = 2048  # of the matrices
# Two for a multiplication and an addition, three for the way there and the two back.
_OPERATIONS_EACH = 6


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
        yield Row(f"the same learnt in {policy}", "", f"{each:.0f} µs")
    yield from _against_the_limit(Images(ink, labels))


def _against_the_limit(images: Images) -> Iterator[Row]:
    """What the processor can multiply, and what the recipes make of it."""
    import tensorflow as tf

    limits = {
        kind: _matrix_rate(dtype)
        for kind, dtype in (("float32", tf.float32), ("mixed_bfloat16", tf.bfloat16))
    }
    for kind, rate in limits.items():
        yield Row(f"matrices multiplied, {kind}", "", f"{rate / 1e9:.0f} GFLOP/s")
    for recipe in (Quick(), Notebook(), Walkthrough(), Digitpad()):
        distorting = _distorting(images, recipe)
        yield Row(f"{recipe.name}: an image taken and distorted", "", distorting)
        learning, precision, work = _steps(images, recipe)
        share = work * learning / limits[precision]
        yield Row(
            f"{recipe.name}: learning alone, {precision}",
            "",
            f"{learning:,.0f} images a second, {work / 1e6:.0f} MFLOP each: "
            f"{100 * share:.0f} % of the matrix rate",
        )


def _matrix_rate(dtype: Any) -> float:
    """Operations a second in multiplying large matrices."""
    import tensorflow as tf

    factor = tf.cast(tf.random.normal((_SIDE, _SIDE)), dtype)
    multiply = tf.function(lambda: tf.reduce_sum(tf.matmul(factor, factor)))
    multiply()
    return 2 * _SIDE**3 / min(_clocked(multiply) for _ in range(5))


def _distorting(images: Images, recipe: Hyperparameters) -> str:
    # To prepare the first batch takes as long as thousands of images.
    plan = Plan(recipe.batch_size, _EPOCHS, 0, 28, Distortion.of(recipe))

    def take() -> None:
        for _ in training_batches(images, plan, Preparation((28, 28, 1), "0..1")):
            pass

    take()
    return f"{_each(take) / _EPOCHS:.0f} µs"


def _steps(images: Images, recipe: Any) -> tuple[float, str, float]:
    """Images learnt a second, in which precision, and the operations for one."""
    import tensorflow as tf

    network = build(recipe)
    shape = (-1, *network.preparation.input_shape)
    pixels = tf.cast(tf.reshape(images.ink, shape), tf.float32)
    inputs, labels = pixels * network.preparation.scale, tf.constant(images.labels)
    size = recipe.batch_size
    count = len(images) // size

    def learn() -> None:
        for step in tf.range(count):
            at = step * size
            network.trainee.train_step((inputs[at : at + size], labels[at : at + size]))

    graph = tf.function(learn)
    graph()
    seconds = min(_clocked(graph) for _ in range(5))
    return count * size / seconds, network.precision, _operations(network.trainee)


def _operations(model: Any) -> float:
    """Of the convolutions and dense layers, for one image learnt."""
    layers = [layer for layer in model.layers if hasattr(layer, "kernel")]
    return _OPERATIONS_EACH * sum(
        prod(layer.kernel.shape) * prod(layer.output.shape[1:-1]) for layer in layers
    )


def _clocked(action: Callable[[], object]) -> float:
    begun = time.perf_counter()
    action()
    return time.perf_counter() - begun


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
