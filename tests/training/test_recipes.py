import math
from typing import Any

import pytest

from training import recipes
from training.config import Digitpad, Notebook, Quick, Walkthrough


def told(model: Any) -> list[tuple[Any, ...]]:
    """Each layer by its kind and what matters of it."""
    shown = []
    for layer in model.layers:
        config = layer.get_config()
        facts = [
            config[key]
            for key in ("filters", "kernel_size", "pool_size", "units", "rate")
            if key in config
        ]
        activation = config.get("activation")
        shown.append((type(layer).__name__, *facts, *([activation] * bool(activation))))
    return shown


def test_the_notebook_network_layer_for_layer() -> None:
    model = recipes.build(Notebook())
    assert model.input_shape == (None, 28, 28, 1)
    assert told(model) == [
        ("Conv2D", 32, (3, 3), "relu"),
        ("MaxPooling2D", (2, 2)),
        ("BatchNormalization",),
        ("Conv2D", 64, (3, 3), "relu"),
        ("MaxPooling2D", (2, 2)),
        ("BatchNormalization",),
        ("Flatten",),
        ("Dense", 128, "relu"),
        ("Dropout", 0.2),
        ("BatchNormalization",),
        ("Dense", 64, "relu"),
        ("Dropout", 0.2),
        ("BatchNormalization",),
        ("Dense", 10, "softmax"),
    ]


def test_the_walkthrough_network_layer_for_layer() -> None:
    model = recipes.build(Walkthrough())
    assert model.input_shape == (None, 784)
    assert told(model) == [
        ("InputLayer",),
        ("Sequential",),
        ("Conv2D", 32, (3, 3), "relu"),
        ("MaxPooling2D", (2, 2)),
        ("Flatten",),
        ("Dense", 128, "relu"),
        ("Dense", 10, "linear"),
    ]
    reshape, rescaling = model.layers[1].layers
    assert reshape.target_shape == (28, 28, 1)
    assert rescaling.scale == pytest.approx(1 / 255)


def test_digitpads_own_network_is_small_and_ends_in_features_and_eleven_answers() -> (
    None
):
    model = recipes.build(Digitpad())
    assert model.input_shape == (None, 28, 28, 1)
    assert model.output_shape == (None, 11)
    *_, flatten, dense, softmax = told(model)
    assert (flatten, dense) == (("Flatten",), ("Dense", 11, "linear"))
    assert softmax == ("Activation", "softmax")
    assert 64 <= model.layers[-3].output.shape[-1] <= 256
    assert 2e6 < multiplications(model) < 6e6


def test_the_quick_network_is_cheap_and_counts_its_filters_in_sixteens() -> None:
    model = recipes.build(Quick())
    assert model.input_shape == (None, 28, 28, 1)
    assert model.output_shape == (None, 10)
    filters = [layer[1] for layer in told(model) if layer[0] == "Conv2D"]
    assert all(each % 16 == 0 for each in filters)
    assert multiplications(model) < multiplications(recipes.build(Digitpad()))


def multiplications(model: Any) -> int:
    """What reading one digit costs, convolutions and dense layers."""
    total = 0
    for layer in model.layers:
        if hasattr(layer, "kernel"):
            *_, outputs = layer.kernel.shape
            places = layer.output.shape[1:-1]
            total += math.prod(places) * math.prod(layer.kernel.shape[:-1]) * outputs
    return total
