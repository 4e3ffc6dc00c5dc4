"""The walkthrough's network: one convolution, one dense layer, logits."""

from typing import Any


def build() -> Any:  # noqa: ANN401, Keras has no types
    """A Functional model from 784 raw pixels in 0..255 to ten logits.

    Reshaping and scaling are a model of their own inside it, as in the walkthrough.
    """
    from keras import Input, Model, Sequential
    from keras.layers import (
        Conv2D,
        Dense,
        Flatten,
        MaxPooling2D,
        Rescaling,
        Reshape,
    )

    preprocessing = Sequential(
        [Input((784,)), Reshape((28, 28, 1)), Rescaling(1 / 255)],
        name="preprocessing",
    )
    pixels = Input((784,))
    x = Conv2D(32, 3, activation="relu")(preprocessing(pixels))
    x = Flatten()(MaxPooling2D()(x))
    x = Dense(128, activation="relu")(x)
    return Model(pixels, Dense(10, activation="linear")(x), name="walkthrough")
