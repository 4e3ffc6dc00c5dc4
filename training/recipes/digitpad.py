"""Digitpad's own network: five convolutions, batch-normalised, and one dense layer."""

from typing import Any


def build() -> Any:  # noqa: ANN401, Keras has no types
    """A Sequential model from (28, 28, 1) pixels in 0..1 to eleven probabilities.

    The eleventh stands for "no digit". The last convolution sees all of the image and
    leaves 128 features, by which digits are compared with one another.
    """
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
    # Filters, their size, and pooling: 28 pixels become 12, 10, 8, 3 and 1.
    for filters, size, pooling in (
        (32, 5, 2),
        (48, 3, 1),
        (64, 3, 1),
        (96, 3, 2),
        (128, 3, 1),
    ):
        # What a bias would add, the normalization takes away again.
        layers.append(Conv2D(filters, size, use_bias=False))
        if pooling > 1:
            layers.append(MaxPooling2D(pooling))
        # The momentum's default, 0.99, needs more batches than a try-out has.
        layers += [BatchNormalization(momentum=0.9), ReLU()]
    layers += [
        Flatten(),
        Dense(11),
        Activation("softmax"),
    ]
    return Sequential(layers, name="digitpad")
