"""Every kind of layer gives the numbers that Keras gives."""

from collections.abc import Callable
from typing import Any

import pytest

MakeLayers = Callable[[Any], Any]

IMAGE_LAYERS: dict[str, MakeLayers] = {
    "convolution": lambda layers: layers.Conv2D(3, 3),
    "convolution, same": lambda layers: layers.Conv2D(3, 4, padding="same"),
    "convolution, strides": lambda layers: layers.Conv2D(3, (3, 2), strides=(2, 3)),
    "convolution, same and strides": lambda layers: layers.Conv2D(
        3, (5, 2), strides=(3, 2), padding="same"
    ),
    "convolution, dilated": lambda layers: layers.Conv2D(
        3, (3, 2), dilation_rate=(2, 3)
    ),
    "convolution, dilated and same": lambda layers: layers.Conv2D(
        3, 3, dilation_rate=2, padding="same"
    ),
    "convolution, groups": lambda layers: layers.Conv2D(6, 3, groups=2),
    "convolution, no bias": lambda layers: layers.Conv2D(3, 3, use_bias=False),
    "convolution, activation": lambda layers: layers.Conv2D(3, 3, activation="gelu"),
    "depthwise": lambda layers: layers.DepthwiseConv2D(3, activation="relu"),
    "depthwise, multiplied": lambda layers: layers.DepthwiseConv2D(
        4, strides=2, padding="same", depth_multiplier=3, use_bias=False
    ),
    "depthwise, dilated": lambda layers: layers.DepthwiseConv2D(3, dilation_rate=2),
    "separable": lambda layers: layers.SeparableConv2D(5, 3, activation="tanh"),
    "separable, multiplied": lambda layers: layers.SeparableConv2D(
        3, 4, strides=2, padding="same", depth_multiplier=2, use_bias=False
    ),
    "max pooling": lambda layers: layers.MaxPooling2D(),
    "max pooling, same": lambda layers: layers.MaxPooling2D(3, 2, padding="same"),
    "max pooling, oblong": lambda layers: layers.MaxPooling2D((2, 3), (3, 1)),
    "average pooling": lambda layers: layers.AveragePooling2D((3, 2)),
    "average pooling, same": lambda layers: layers.AveragePooling2D(
        4, 3, padding="same"
    ),
    "global average pooling": lambda layers: layers.GlobalAveragePooling2D(),
    "global average pooling, axes kept": lambda layers: layers.GlobalAveragePooling2D(
        keepdims=True
    ),
    "global max pooling": lambda layers: layers.GlobalMaxPooling2D(),
    "batch normalization": lambda layers: layers.BatchNormalization(epsilon=0.01),
    "batch normalization, plain": lambda layers: layers.BatchNormalization(
        scale=False, center=False
    ),
    "batch normalization of rows": lambda layers: layers.BatchNormalization(axis=1),
    "layer normalization": lambda layers: layers.LayerNormalization(),
    "layer normalization, plain": lambda layers: layers.LayerNormalization(
        scale=False, center=False, epsilon=0.1
    ),
    "layer normalization, axes": lambda layers: layers.LayerNormalization(axis=[1, 3]),
    "normalization": lambda layers: layers.Normalization(),
    "normalization, axes": lambda layers: layers.Normalization(axis=(1, 3)),
    "normalization, one mean": lambda layers: layers.Normalization(axis=None),
    "normalization, given": lambda layers: layers.Normalization(mean=0.3, variance=0.2),
    "normalization, given each": lambda layers: layers.Normalization(
        mean=[0.1, 0.2, 0.3, 0.4], variance=[1.0, 2.0, 0.5, 0.1]
    ),
    "normalization, inverted": lambda layers: layers.Normalization(
        mean=0.3, variance=0.2, invert=True
    ),
    "rescaling": lambda layers: layers.Rescaling(2.0, offset=-1.0),
    "rescaling by channel": lambda layers: layers.Rescaling([1.0, 2.0, 3.0, 4.0]),
    "zero padding": lambda layers: layers.ZeroPadding2D(2),
    "zero padding, uneven": lambda layers: layers.ZeroPadding2D(((0, 1), (2, 3))),
    "reshape": lambda layers: layers.Reshape((-1, 9)),
    "dense on an image": lambda layers: layers.Dense(3, activation="sigmoid"),
    "dense, no bias": lambda layers: layers.Dense(3, use_bias=False),
    "ReLU": lambda layers: layers.ReLU(),
    "ReLU, all settings": lambda layers: layers.ReLU(
        0.9, negative_slope=0.2, threshold=0.1
    ),
    "ReLU, slope and ceiling": lambda layers: layers.ReLU(0.5, negative_slope=0.2),
    "leaky ReLU": lambda layers: layers.LeakyReLU(0.15),
    "parametric ReLU": lambda layers: layers.PReLU(),
    "parametric ReLU, shared": lambda layers: layers.PReLU(shared_axes=[1, 2]),
    "ELU": lambda layers: layers.ELU(0.7),
    "softmax": lambda layers: layers.Softmax(),
    "softmax of rows": lambda layers: layers.Softmax(axis=1),
    "activation that is a layer": lambda layers: layers.Conv2D(
        3, 3, activation=layers.LeakyReLU(0.4)
    ),
}

TRAINING_LAYERS: dict[str, MakeLayers] = {
    "Dropout": lambda layers: layers.Dropout(0.5),
    "SpatialDropout2D": lambda layers: layers.SpatialDropout2D(0.5),
    "GaussianDropout": lambda layers: layers.GaussianDropout(0.5),
    "AlphaDropout": lambda layers: layers.AlphaDropout(0.5),
    "GaussianNoise": lambda layers: layers.GaussianNoise(0.5),
    "ActivityRegularization": lambda layers: layers.ActivityRegularization(0.1),
    "AugMix": lambda layers: layers.AugMix(),
    "CutMix": lambda layers: layers.CutMix(),
    "MixUp": lambda layers: layers.MixUp(),
    "RandAugment": lambda layers: layers.RandAugment(),
    "RandomColorJitter": lambda layers: layers.RandomColorJitter((0, 1), 0.5, 0.5),
    "RandomContrast": lambda layers: layers.RandomContrast(0.5),
    "RandomCrop": lambda layers: layers.RandomCrop(9, 9),
    "RandomElasticTransform": lambda layers: layers.RandomElasticTransform(),
    "RandomErasing": lambda layers: layers.RandomErasing(),
    "RandomFlip": lambda layers: layers.RandomFlip(),
    "RandomGaussianBlur": lambda layers: layers.RandomGaussianBlur(),
    "RandomGrayscale": lambda layers: layers.RandomGrayscale(1.0),
    "RandomHue": lambda layers: layers.RandomHue(0.5),
    "RandomInvert": lambda layers: layers.RandomInvert(),
    "RandomPerspective": lambda layers: layers.RandomPerspective(),
    "RandomRotation": lambda layers: layers.RandomRotation(0.1),
    "RandomShear": lambda layers: layers.RandomShear(0.1, 0.1),
    "RandomTranslation": lambda layers: layers.RandomTranslation(0.1, 0.1),
    "RandomZoom": lambda layers: layers.RandomZoom(0.1),
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
