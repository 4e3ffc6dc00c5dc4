"""Sequential and Functional models, nested, shared and frozen, as Keras writes them."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from own_models import load_own

from digitpad.errors import ModelError

Save = Callable[[Any], Path]
Check = Callable[[Any], None]


@pytest.mark.parametrize("shape", [(28, 28, 1), (28, 28), (784,)])
def test_each_form_of_input_is_read(
    shape: tuple[int, ...], keras: Any, assert_same: Check
) -> None:
    layers = keras.layers
    assert_same(
        keras.Sequential(
            [layers.Input(shape), layers.Flatten(), layers.Dense(10, "softmax")]
        )
    )


def test_eleven_classes_are_read(
    keras: Any, save: Save, model_inputs: npt.NDArray[np.float32]
) -> None:
    network = load_own(save(ending(keras, keras.layers.Dense(11))))
    assert network.classes == 11
    probabilities, features = network.run(model_inputs)
    assert probabilities.shape == (16, 11)
    assert features.shape == (16, 784)


def test_another_number_of_classes_is_refused(keras: Any, save: Save) -> None:
    path = save(ending(keras, keras.layers.Dense(12)))
    with pytest.raises(
        ModelError, match=r"model\.h5: The model's output has the shape"
    ):
        load_own(path)


def test_an_end_that_is_neither_softmax_nor_logits_is_refused(
    keras: Any, save: Save
) -> None:
    path = save(ending(keras, keras.layers.Dense(10, activation="sigmoid")))
    with pytest.raises(ModelError, match="ends in sigmoid"):
        load_own(path)


@pytest.mark.parametrize("end", ["softmax", "log_softmax"])
def test_a_softmax_in_a_layer_of_its_own_is_not_applied_twice(
    end: str, keras: Any, save: Save, model_inputs: npt.NDArray[np.float32]
) -> None:
    model = ending(keras, keras.layers.Dense(10), keras.layers.Activation(end))
    network = load_own(save(model))
    expected = model(model_inputs[..., None]).numpy()
    probabilities, _ = network.run(model_inputs)
    expected = np.exp(expected) if end == "log_softmax" else expected
    np.testing.assert_allclose(probabilities, expected, atol=1e-6)


@pytest.mark.parametrize(
    "end",
    [
        lambda layers: [layers.Rescaling(1.0)],
        lambda layers: [
            layers.Reshape((1, 1, 10)),
            layers.MaxPooling2D(1),
            layers.Flatten(),
        ],
        lambda layers: [layers.Reshape((2, 5)), layers.Softmax(), layers.Flatten()],
        lambda layers: [
            layers.Reshape((1, 1, 10)),
            layers.Conv2D(10, 1, activation="softmax"),
            layers.GlobalAveragePooling2D(),
        ],
    ],
    ids=["rescaled", "pooled", "in parts", "averaged"],
)
def test_probabilities_that_are_changed_are_refused(
    keras: Any, save: Save, end: Callable[[Any], list[Any]]
) -> None:
    layers = keras.layers
    model = ending(keras, layers.Dense(10, activation="softmax"), *end(layers))
    with pytest.raises(ModelError, match="changes its probabilities after its softmax"):
        load_own(save(model))


def test_a_softmax_before_the_last_weights_is_read(
    keras: Any, assert_same: Check
) -> None:
    layers = keras.layers
    assert_same(ending(keras, layers.Dense(16, activation="softmax"), layers.Dense(10)))


def test_an_input_that_is_no_grey_picture_of_28_is_refused(
    keras: Any, save: Save
) -> None:
    layers = keras.layers
    model = keras.Sequential(
        [layers.Input((32, 32, 1)), layers.Flatten(), layers.Dense(10)]
    )
    with pytest.raises(ModelError, match=r"shape \(32, 32, 1\)"):
        load_own(save(model))


def test_branches_are_added_and_concatenated(keras: Any, assert_same: Check) -> None:
    layers = keras.layers
    pixels = layers.Input((28, 28, 1))
    trunk = layers.MaxPooling2D(4)(pixels)
    one = layers.Conv2D(4, 3, padding="same", activation="relu")(trunk)
    other = layers.Conv2D(4, 1)(trunk)
    total = layers.Add()([one, other, trunk])
    joined = layers.Concatenate()([total, trunk, one])
    rows = layers.Concatenate(axis=1)([joined, joined])
    output = layers.Dense(10)(layers.Flatten()(rows))
    assert_same(keras.Model(pixels, output))


def test_a_shared_layer_may_read_what_stands_later_in_the_list(
    keras: Any, assert_same: Check
) -> None:
    layers = keras.layers
    pixels = layers.Input((28, 28, 1))
    shared = layers.Conv2D(3, 3, padding="same", activation="tanh")
    value = layers.Conv2D(3, 3, strides=3)(pixels)
    for _ in range(2):
        value = layers.BatchNormalization()(shared(value))
    assert_same(keras.Model(pixels, layers.Dense(10)(layers.Flatten()(value))))


def test_a_frozen_layer_in_a_nested_model_keeps_its_weights(
    keras: Any, assert_same: Check
) -> None:
    layers = keras.layers
    frozen = layers.BatchNormalization(trainable=False)
    inner = keras.Sequential(
        [
            layers.Conv2D(4, 3),
            frozen,
            layers.Conv2D(4, 3, trainable=False),
            layers.BatchNormalization(),
        ]
    )
    model = ending(keras, layers.MaxPooling2D(2), inner, layers.Flatten())
    model.add(layers.Dense(10))
    assert_same(model)


def test_a_nested_functional_model_is_called_twice(
    keras: Any, assert_same: Check
) -> None:
    layers = keras.layers
    inside = layers.Input((7, 7, 2))
    inner = keras.Model(
        inside, layers.Add()([inside, layers.Conv2D(2, 3, padding="same")(inside)])
    )
    pixels = layers.Input((28, 28))
    value = layers.Conv2D(2, 4, strides=4)(layers.Reshape((28, 28, 1))(pixels))
    value = inner(inner(value))
    assert_same(keras.Model(pixels, layers.Dense(10)(layers.Flatten()(value))))


def test_models_nested_three_deep_are_read(keras: Any, assert_same: Check) -> None:
    layers = keras.layers
    first = keras.Sequential([layers.Conv2D(2, 4, strides=4)])
    second = keras.Sequential([first, layers.PReLU(shared_axes=[1, 2])])
    model = ending(keras, second, layers.Flatten(), layers.Dense(10))
    assert_same(model)


def ending(keras: Any, *layers: Any) -> Any:
    """A model on 28x28 pixels that ends in these layers."""
    first: list[Any] = [keras.layers.Input((28, 28, 1))]
    if isinstance(layers[0], keras.layers.Dense):
        first.append(keras.layers.Flatten())
    return keras.Sequential([*first, *layers])
