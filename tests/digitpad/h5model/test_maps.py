"""The feature maps of convolutions, beside what Keras makes of the same drawing."""

from typing import Any

import numpy as np
import numpy.typing as npt
from own_models import load_own

from digitpad import Recognizer
from digitpad.h5model import Network

ModelInputs = npt.NDArray[np.float32]


def check(network: Network, keras_maps: list[Any], model_inputs: ModelInputs) -> None:
    """Compare all layers, then the last alone, on one drawing."""
    drawing = model_inputs[0]
    found = network.feature_maps(drawing, network.mapped)
    (alone,) = network.feature_maps(drawing, network.mapped[-1:])
    for maps, layer, expected in zip(found, network.mapped, keras_maps, strict=True):
        assert maps.shape == (layer.rows, layer.columns, layer.maps)
        assert np.ptp(expected) > 0.01
        np.testing.assert_allclose(maps, np.asarray(expected)[0], atol=1e-5)
    np.testing.assert_array_equal(alone, found[-1])


def test_maps_come_out_of_the_normalization_and_the_activation(
    keras: Any, save: Any, model_inputs: ModelInputs
) -> None:
    layers = keras.layers
    model = keras.Sequential(
        [
            layers.Input((28, 28, 1)),
            layers.Conv2D(3, 3, name="first"),
            layers.BatchNormalization(),
            layers.ReLU(name="first_seen"),
            layers.Dropout(0.3),
            layers.MaxPooling2D(),
            layers.DepthwiseConv2D(3, activation="tanh", name="second"),
            layers.Flatten(),
            layers.Dense(10, activation="softmax"),
        ]
    )
    network = load_own(save(model))
    assert [layer.name for layer in network.mapped] == ["first", "second"]
    names = "first_seen", "second"
    inside = keras.Model(model.inputs[0], [model.get_layer(n).output for n in names])
    keras_maps = inside(model_inputs[:1, ..., None], training=False)
    check(network, keras_maps, model_inputs)


def test_maps_that_are_pooled_before_they_are_activated_are_seen_activated(
    keras: Any, save: Any, model_inputs: ModelInputs
) -> None:
    layers = keras.layers
    model = keras.Sequential(
        [
            layers.Input((28, 28, 1)),
            layers.Conv2D(3, 5, use_bias=False, name="first"),
            layers.MaxPooling2D(),
            layers.BatchNormalization(),
            layers.ReLU(name="first_seen"),
            layers.Conv2D(4, 3, activation="relu", name="second"),
            layers.MaxPooling2D(),
            layers.BatchNormalization(),
            layers.Flatten(),
            layers.Dense(10, activation="softmax"),
        ]
    )
    network = load_own(save(model))
    assert [layer.shape for layer in network.mapped] == [(12, 12, 3), (10, 10, 4)]
    names = "first_seen", "second"
    inside = keras.Model(model.inputs[0], [model.get_layer(n).output for n in names])
    keras_maps = inside(model_inputs[:1, ..., None], training=False)
    check(network, keras_maps, model_inputs)


def test_maps_of_a_branch_end_where_branches_meet(
    keras: Any, save: Any, model_inputs: ModelInputs
) -> None:
    layers = keras.layers
    source = layers.Input((28, 28, 1))
    left = layers.Conv2D(2, 3, padding="same", name="left")(source)
    right = layers.SeparableConv2D(2, 3, padding="same", name="right")(source)
    met = layers.ReLU()(layers.Add()([left, right]))
    out = layers.Dense(10, activation="softmax")(layers.Flatten()(met))
    model = keras.Model(source, out)
    network = load_own(save(model))
    by_name = {layer.name: layer for layer in network.mapped}
    assert set(by_name) == {"left", "right"}
    inside = keras.Model(source, [model.get_layer(n).output for n in by_name])
    keras_maps = inside(model_inputs[:1, ..., None], training=False)
    check(network, keras_maps, model_inputs)


def test_a_model_that_reads_raw_levels_gets_them_for_its_maps_too(
    keras: Any, save: Any, model_inputs: ModelInputs
) -> None:
    layers = keras.layers
    model = keras.Sequential(
        [
            layers.Input((784,)),
            layers.Reshape((28, 28, 1)),
            layers.Rescaling(1 / 255),
            layers.Conv2D(2, 3, name="only"),
            layers.Flatten(),
            layers.Dense(10),
        ]
    )
    network = load_own(save(model))
    assert network.input_range == "0..255"
    inside = keras.Model(model.inputs[0], model.get_layer("only").output)
    pixels = model_inputs[:1].reshape(1, 784) * 255
    check(network, [inside(pixels, training=False)], model_inputs)


def test_a_model_without_convolutions_has_no_maps(
    keras: Any, save: Any, model_inputs: ModelInputs
) -> None:
    layers = keras.layers
    model = keras.Sequential(
        [layers.Input((28, 28)), layers.Flatten(), layers.Dense(10)]
    )
    network = load_own(save(model))
    assert network.mapped == ()
    assert network.feature_maps(model_inputs[0], network.mapped) == []


def test_looking_at_maps_does_not_change_the_answer(
    model_inputs: ModelInputs,
) -> None:
    network = Recognizer.load().network
    before = network.run(model_inputs)
    network.feature_maps(model_inputs[0], network.mapped)
    for old, new in zip(before, network.run(model_inputs), strict=True):
        np.testing.assert_array_equal(old, new)
