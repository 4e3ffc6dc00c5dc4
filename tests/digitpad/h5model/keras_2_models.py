"""Writes models with Keras 2, and what it answers, into the folder of argv[1].

A program of its own: Keras 2 and 3 do not go well together in one process.
"""

import sys
from pathlib import Path
from typing import Any

import h5py
import numpy as np
import tf_keras as keras
from tf_keras import layers

from digitpad.card import CARD, GROUP, ModelCard


def notebook() -> Any:
    return keras.Sequential(
        [
            layers.Conv2D(32, 3, activation="relu", input_shape=(28, 28, 1)),
            layers.MaxPooling2D(2),
            layers.BatchNormalization(),
            layers.Conv2D(64, 3, activation="relu"),
            layers.MaxPooling2D(2),
            layers.BatchNormalization(),
            layers.Flatten(),
            layers.Dense(128, activation="relu"),
            layers.Dropout(0.2),
            layers.BatchNormalization(),
            layers.Dense(10, activation="softmax"),
        ]
    )


def walkthrough() -> Any:
    prepare = keras.Sequential([layers.Reshape((28, 28, 1)), layers.Rescaling(1 / 255)])
    return keras.Sequential(
        [
            keras.Input((784,)),
            prepare,
            layers.Conv2D(8, 3, activation="relu"),
            layers.MaxPooling2D(),
            layers.Flatten(),
            layers.Dense(10),
            layers.Softmax(),
        ]
    )


def functional() -> Any:
    """A nested model with a frozen layer, called twice, and a shared layer."""
    inside = keras.Input((7, 7, 4))
    value = layers.Conv2D(4, 3, padding="same", activation="hard_sigmoid")(inside)
    value = layers.BatchNormalization(trainable=False)(value)
    inner = keras.Model(inside, layers.BatchNormalization()(value))
    pixels = keras.Input((28, 28))
    shared = layers.Conv2D(4, 1)
    value = layers.Conv2D(4, 4, strides=4)(layers.Reshape((28, 28, 1))(pixels))
    once = inner(value)
    twice = inner(once)
    value = shared(layers.Add()([once, twice]))
    value = layers.Concatenate()([shared(value), value])
    value = layers.Flatten()(value)
    return keras.Model(pixels, layers.Dense(10, activation="softmax")(value))


def many_layers() -> Any:
    return keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            layers.RandomRotation(0.1),
            layers.RandomZoom(0.1),
            layers.RandomTranslation(0.1, 0.1),
            layers.RandomContrast(0.1),
            layers.RandomBrightness(0.1),
            layers.RandomCrop(28, 28),
            layers.RandomHeight(0.1),
            layers.RandomWidth(0.1),
            layers.Normalization(),
            layers.ZeroPadding2D(1),
            layers.DepthwiseConv2D(3, strides=2, depth_multiplier=3),
            layers.LeakyReLU(0.2),
            layers.SeparableConv2D(4, 3, activation="leaky_relu"),
            layers.PReLU(shared_axes=[1, 2]),
            layers.AveragePooling2D(2, padding="same"),
            layers.ReLU(6, negative_slope=0.1),
            layers.LayerNormalization(),
            layers.ELU(0.5),
            layers.Conv2D(5, 3, activation="swish"),
            layers.SpatialDropout2D(0.1),
            layers.GaussianNoise(0.1),
            layers.GlobalAveragePooling2D(),
            layers.Dense(10, activation="gelu"),
            layers.Dense(10, activation="softmax"),
        ]
    )


def main(folder: Path) -> None:
    random = np.random.default_rng(3)
    pixels = random.uniform(0, 1, (8, 28, 28)).astype(np.float32)
    for build in (notebook, walkthrough, functional, many_layers):
        model = build()
        for weight in model.weights:
            if "count" not in weight.name and "rng" not in weight.name:
                low = 0.5 if "variance" in weight.name else -0.3
                weight.assign(random.uniform(low, low + 1, weight.shape))
        path = folder / f"{build.__name__}.h5"
        model.save(path)
        with h5py.File(path, "a") as file:
            card = ModelCard(input_range="0..1").to_json().encode()
            file.create_dataset(f"{GROUP}/{CARD}", data=np.frombuffer(card, np.uint8))
        model = keras.models.load_model(path, compile=False)
        levels = 255 if build is walkthrough else 1
        inputs = (pixels * levels).reshape(-1, *model.input_shape[1:])
        answers = model(inputs, training=False)
        np.savez(path.with_suffix(".npz"), pixels=pixels, answers=answers)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
