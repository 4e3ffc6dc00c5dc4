"""The notebook's network: two convolutions, two dense layers, all batch-normalised."""

from typing import Any

from training.config import Notebook


def build(hyperparameters: Notebook) -> Any:  # noqa: ANN401, Keras has no types
    """A Sequential model from (28, 28, 1) pixels in 0..1 to ten probabilities."""
    from keras import Input, Sequential
    from keras.layers import (
        BatchNormalization,
        Conv2D,
        Dense,
        Dropout,
        Flatten,
        MaxPooling2D,
    )

    return Sequential(
        [
            Input((28, 28, 1)),
            Conv2D(32, 3, activation="relu"),
            MaxPooling2D(2),
            BatchNormalization(),
            Conv2D(64, 3, activation="relu"),
            MaxPooling2D(2),
            BatchNormalization(),
            Flatten(),
            Dense(128, activation="relu"),
            Dropout(hyperparameters.dropout),
            BatchNormalization(),
            Dense(64, activation="relu"),
            Dropout(hyperparameters.dropout),
            BatchNormalization(),
            Dense(10, activation="softmax"),
        ],
        name="notebook",
    )
