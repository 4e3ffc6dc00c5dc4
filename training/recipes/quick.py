"""The quick network: four convolutions, batch-normalised, and one dense layer."""

from typing import Any


def build() -> Any:  # noqa: ANN401, Keras has no types
    """A Sequential model from (28, 28, 1) pixels in 0..1 to ten probabilities.

    Its filters count in sixteens, by which processors take them: 24 are slower than 32.
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
    # Filters, their size, and pooling: 28 pixels become 12, 10, 4 and 1.
    for filters, size, pooling in ((32, 5, 2), (48, 3, 1), (64, 3, 2), (128, 4, 1)):
        layers.append(Conv2D(filters, size, use_bias=False))
        if pooling > 1:
            layers.append(MaxPooling2D(pooling))
        # The momentum's default, 0.99, needs more batches than there are.
        layers += [BatchNormalization(momentum=0.9), ReLU()]
    layers += [Flatten(), Dense(10), Activation("softmax")]
    return Sequential(layers, name="quick")
