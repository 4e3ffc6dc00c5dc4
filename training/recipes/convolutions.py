"""Convolutions, batch-normalised, and one dense layer: the form of our own networks."""

from collections.abc import Iterable
from typing import Any

# Filters, their size, and the side of the pooling; 1 for none.
Block = tuple[int, int, int]


def convolutions(name: str, blocks: Iterable[Block], classes: int) -> Any:  # noqa: ANN401, Keras has no types
    """A Sequential model from (28, 28, 1) pixels in 0..1 to probabilities."""
    from keras import Input, Sequential
    from keras.layers import (
        Activation,
        BatchNormalization,
        Conv2D,
        Dense,
        Flatten,
        MaxPooling2D,
        ReLU,
    )

    layers: list[Any] = [Input((28, 28, 1))]
    for filters, size, pooling in blocks:
        # What a bias would add, the normalization takes away again.
        layers.append(Conv2D(filters, size, use_bias=False))
        if pooling > 1:
            layers.append(MaxPooling2D(pooling))
        # The momentum's default, 0.99, needs more batches than a short run has.
        layers += [BatchNormalization(momentum=0.9), ReLU()]
    layers += [Flatten(), Dense(classes), Activation("softmax")]
    return Sequential(layers, name=name)
