"""Batches for the network, prepared beside the training step.

The images stay uint8, in memory or, where they are too many, in a file. Order and
distortion of every batch follow from (seed, epoch, step) alone, so any batch of any run
can be made again.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from digitpad.card import InputRange
from training.augment import Distortion, distort
from training.data.samples import Ink
from training.datasets import Images

# Tensors and tf.data datasets; TensorFlow has no types.
Tensor = Any
Batches = Any


@dataclass(frozen=True)
class Preparation:
    """How ink becomes what one network takes.

    Attributes:
        input_shape: Of one image: (28, 28, 1), (28, 28) or (784,).
        input_range: "0..1" or "0..255".
    """

    input_shape: tuple[int, ...]
    input_range: InputRange

    @property
    def scale(self) -> float:
        """What a grey level is multiplied by."""
        return 1 / 255 if self.input_range == "0..1" else 1.0


@dataclass(frozen=True)
class Plan:
    """Which batches a run sees, and in which order.

    Attributes:
        batch_size: Images to a batch; the last of an epoch may have fewer.
        epochs: How many epochs the batches last.
        epochs_before: Epochs the model has behind it, so that a run that goes on
            does not repeat their order.
        seed: Of order and distortion.
        distortion: How far images are distorted.
    """

    batch_size: int
    epochs: int
    epochs_before: int
    seed: int
    distortion: Distortion

    def steps(self, images: int) -> int:
        """Batches in an epoch."""
        return -(-images // self.batch_size)


def training_batches(images: Images, plan: Plan, preparation: Preparation) -> Batches:
    """All batches of a run, epoch after epoch, each image once an epoch."""
    import tensorflow as tf

    ink_at, labels = _gather(images.ink), tf.constant(images.labels)

    def epoch_of_batches(epoch: Tensor) -> Batches:
        order = tf.random.experimental.stateless_shuffle(
            tf.range(len(images)), seed=tf.stack([plan.seed, epoch])
        )
        batches = tf.data.Dataset.from_tensor_slices(order).batch(plan.batch_size)
        return batches.enumerate().map(
            lambda step, places: prepare(epoch, step, places),
            num_parallel_calls=tf.data.AUTOTUNE,
        )

    def prepare(epoch: Tensor, step: Tensor, places: Tensor) -> tuple[Tensor, Tensor]:
        batch = tf.cast(ink_at(places), tf.float32)
        if not plan.distortion.is_none:
            # One epoch has far fewer than 2**32 steps: each pair gives its own seed.
            seed = tf.stack([plan.seed, epoch * 2**32 + step])
            batch = distort(batch, plan.distortion, seed)
        return _to_input(batch, preparation), tf.gather(labels, places)

    first = plan.epochs_before
    epochs = tf.data.Dataset.range(first, first + plan.epochs)
    return epochs.flat_map(epoch_of_batches).prefetch(tf.data.AUTOTUNE)


def _gather(ink: Ink) -> Callable[[Tensor], Tensor]:
    """How the images at some places are taken: (n,) places to (n, 28, 28, 1), uint8."""
    import tensorflow as tf

    if not isinstance(ink, np.memmap):
        held = tf.constant(ink[..., None])
        return lambda places: tf.gather(held, places)

    def read(places: Tensor) -> Tensor:
        found = tf.numpy_function(ink.__getitem__, [places], tf.uint8, stateful=False)
        return tf.ensure_shape(found, (None, *ink.shape[1:]))[..., None]

    return read


def validation_batches(
    images: Images, preparation: Preparation, batch_size: int = 1000
) -> Batches:
    """The images in their own order, undistorted."""
    import tensorflow as tf

    ink_at, labels = _gather(images.ink), tf.constant(images.labels)
    places = tf.data.Dataset.range(len(images), output_type=tf.int32)
    return (
        places.batch(batch_size)
        .map(lambda at: (_to_input(ink_at(at), preparation), tf.gather(labels, at)))
        .prefetch(tf.data.AUTOTUNE)
    )


def _to_input(ink: Tensor, preparation: Preparation) -> Tensor:
    import tensorflow as tf

    scaled = tf.cast(ink, tf.float32) * preparation.scale
    return tf.reshape(scaled, (-1, *preparation.input_shape))
