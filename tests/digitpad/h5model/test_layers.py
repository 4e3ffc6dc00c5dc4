"""Every kind of layer gives the numbers that Keras gives."""

from collections.abc import Callable
from typing import Any

import pytest


MakeLayers = Callable[[Any], Any]

IMAGE_LAYERS: dict[str, MakeLayers] = {
    "convolution": lambda L: L.Conv2D(3, 3),
    "convolution, same": lambda L: L.Conv2D(3, 4, padding="same"),
    "convolution, strides": lambda L: L.Conv2D(3, (3, 2), strides=(2, 3)),
    "convolution, same and strides": lambda L: L.Conv2D(
        3, (5, 2), strides=(3, 2), padding="same"
    ),
    "convolution, dilated": lambda L: L.Conv2D(3, (3, 2), dilation_rate=(2, 3)),
    "convolution, dilated and same": lambda L: L.Conv2D(
        3, 3, dilation_rate=2, padding="same"
    ),
    "convolution, groups": lambda L: L.Conv2D(6, 3, groups=2),
    "convolution, no bias": lambda L: L.Conv2D(3, 3, use_bias=False),
    "convolution, activation": lambda L: L.Conv2D(3, 3, activation="gelu"),
    "depthwise": lambda L: L.DepthwiseConv2D(3, activation="relu"),
    "depthwise, multiplied": lambda L: L.DepthwiseConv2D(
        4, strides=2, padding="same", depth_multiplier=3, use_bias=False
    ),
    "depthwise, dilated": lambda L: L.DepthwiseConv2D(3, dilation_rate=2),
    "separable": lambda L: L.SeparableConv2D(5, 3, activation="tanh"),
    "separable, multiplied": lambda L: L.SeparableConv2D(
        3, 4, strides=2, padding="same", depth_multiplier=2, use_bias=False
    ),
    "max pooling": lambda L: L.MaxPooling2D(),
    "max pooling, same": lambda L: L.MaxPooling2D(3, 2, padding="same"),
    "max pooling, oblong": lambda L: L.MaxPooling2D((2, 3), (3, 1)),
    "average pooling": lambda L: L.AveragePooling2D((3, 2)),
    "average pooling, same": lambda L: L.AveragePooling2D(4, 3, padding="same"),
    "global average pooling": lambda L: L.GlobalAveragePooling2D(),
    "global average pooling, axes kept": lambda L: L.GlobalAveragePooling2D(
        keepdims=True
    ),
    "global max pooling": lambda L: L.GlobalMaxPooling2D(),
    "batch normalization": lambda L: L.BatchNormalization(epsilon=0.01),
    "batch normalization, plain": lambda L: L.BatchNormalization(
        scale=False, center=False
    ),
    "batch normalization of rows": lambda L: L.BatchNormalization(axis=1),
    "layer normalization": lambda L: L.LayerNormalization(),
    "layer normalization, plain": lambda L: L.LayerNormalization(
        scale=False, center=False, epsilon=0.1
    ),
    "layer normalization, axes": lambda L: L.LayerNormalization(axis=[1, 3]),
    "normalization": lambda L: L.Normalization(),
    "normalization, axes": lambda L: L.Normalization(axis=(1, 3)),
    "normalization, one mean": lambda L: L.Normalization(axis=None),
    "normalization, given": lambda L: L.Normalization(mean=0.3, variance=0.2),
    "normalization, given each": lambda L: L.Normalization(
        mean=[0.1, 0.2, 0.3, 0.4], variance=[1.0, 2.0, 0.5, 0.1]
    ),
    "normalization, inverted": lambda L: L.Normalization(
        mean=0.3, variance=0.2, invert=True
    ),
    "rescaling": lambda L: L.Rescaling(2.0, offset=-1.0),
    "rescaling by channel": lambda L: L.Rescaling([1.0, 2.0, 3.0, 4.0]),
    "zero padding": lambda L: L.ZeroPadding2D(2),
    "zero padding, uneven": lambda L: L.ZeroPadding2D(((0, 1), (2, 3))),
    "reshape": lambda L: L.Reshape((-1, 9)),
    "dense on an image": lambda L: L.Dense(3, activation="sigmoid"),
    "dense, no bias": lambda L: L.Dense(3, use_bias=False),
    "ReLU": lambda L: L.ReLU(),
    "ReLU, all settings": lambda L: L.ReLU(0.9, negative_slope=0.2, threshold=0.1),
    "ReLU, slope and ceiling": lambda L: L.ReLU(0.5, negative_slope=0.2),
    "leaky ReLU": lambda L: L.LeakyReLU(0.15),
    "parametric ReLU": lambda L: L.PReLU(),
    "parametric ReLU, shared": lambda L: L.PReLU(shared_axes=[1, 2]),
    "ELU": lambda L: L.ELU(0.7),
    "softmax": lambda L: L.Softmax(),
    "softmax of rows": lambda L: L.Softmax(axis=1),
    "activation that is a layer": lambda L: L.Conv2D(3, 3, activation=L.LeakyReLU(0.4)),
}

TRAINING_LAYERS: dict[str, MakeLayers] = {
    "Dropout": lambda L: L.Dropout(0.5),
    "SpatialDropout2D": lambda L: L.SpatialDropout2D(0.5),
    "GaussianDropout": lambda L: L.GaussianDropout(0.5),
    "AlphaDropout": lambda L: L.AlphaDropout(0.5),
    "GaussianNoise": lambda L: L.GaussianNoise(0.5),
    "ActivityRegularization": lambda L: L.ActivityRegularization(0.1),
    "RandomContrast": lambda L: L.RandomContrast(0.5),
    "RandomElasticTransform": lambda L: L.RandomElasticTransform(),
    "RandomErasing": lambda L: L.RandomErasing(),
    "RandomFlip": lambda L: L.RandomFlip(),
    "RandomGaussianBlur": lambda L: L.RandomGaussianBlur(),
    "RandomInvert": lambda L: L.RandomInvert(),
    "RandomPerspective": lambda L: L.RandomPerspective(),
    "RandomRotation": lambda L: L.RandomRotation(0.1),
    "RandomShear": lambda L: L.RandomShear(0.1, 0.1),
    "RandomTranslation": lambda L: L.RandomTranslation(0.1, 0.1),
    "RandomZoom": lambda L: L.RandomZoom(0.1),
}

ACTIVATIONS = (
    *("linear", "relu", "relu6", "leaky_relu", "elu", "selu", "celu", "gelu"),
    *("silu", "swish", "hard_silu", "hard_swish", "mish", "tanh", "hard_tanh"),
    *("tanh_shrink", "soft_shrink", "hard_shrink", "sigmoid", "hard_sigmoid"),
    *("sparse_sigmoid", "log_sigmoid", "softplus", "softsign", "squareplus"),
    *("exponential", "softmax", "log_softmax"),
)


@pytest.mark.parametrize("make", IMAGE_LAYERS.values(), ids=IMAGE_LAYERS)
def test_a_layer_gives_what_keras_gives(
    make: MakeLayers,
    keras: Any,
    assert_same: Callable[[Any], None],
) -> None:
    model = around(keras, make(keras.layers))
    assert_same(model)


@pytest.mark.parametrize("make", TRAINING_LAYERS.values(), ids=TRAINING_LAYERS)
def test_a_layer_for_training_changes_nothing_in_reading(
    make: MakeLayers,
    keras: Any,
    assert_same: Callable[[Any], None],
) -> None:
    model = around(keras, make(keras.layers))
    assert_same(model)


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_an_activation_gives_what_keras_gives(
    name: str, keras: Any, assert_same: Callable[[Any], None]
) -> None:
    model = around(keras, keras.layers.Activation(name))
    assert_same(model)


def around(keras: Any, layer: Any) -> Any:
    """A small model with this layer in its middle."""
    return keras.Sequential(
        [
            keras.layers.Input((28, 28, 1)),
            keras.layers.Conv2D(4, 4, strides=3),
            layer,
            keras.layers.Flatten(),
            keras.layers.Dense(10),
        ]
    )
