"""Descriptions of models that Keras would never write, or that Digitpad cannot read."""

import copy
import json
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import h5py
import numpy as np
import pytest
from own_models import load_own

from digitpad.errors import ModelError

Description = dict[str, Any]
Change = Callable[[Description], object]


@pytest.fixture(scope="module")
def original(keras: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Functional model with a nested one, a branch and many kinds of layers."""
    layers = keras.layers
    pixels = layers.Input((28, 28, 1), name="pixels")
    inner = keras.Sequential(
        [layers.Conv2D(4, 3, padding="same"), layers.BatchNormalization()], name="inner"
    )
    value = inner(layers.MaxPooling2D(4, name="pool")(pixels))
    branch = layers.DepthwiseConv2D(3, padding="same", activation="gelu")(value)
    value = layers.Add(name="sum")([value, branch])
    value = layers.Concatenate()([layers.ReLU(1.0)(value), value])
    value = layers.LayerNormalization()(layers.ZeroPadding2D(1)(value))
    value = layers.PReLU(shared_axes=[1, 2])(value)
    value = layers.AveragePooling2D(2)(value)
    value = layers.Flatten()(layers.Rescaling(2.0)(value))
    value = layers.Reshape((-1, 8), name="reshape")(value)
    output = layers.Dense(10, name="end")(layers.Flatten()(value))
    path = tmp_path_factory.mktemp("descriptions") / "model.h5"
    with pytest.warns(DeprecationWarning, match="__array__ implementation"):
        keras.Model(pixels, output).save(path)
    return path


@pytest.fixture
def changed(original: Path, tmp_path: Path) -> Callable[[Change], Path]:
    """Makes a copy of the model with another description."""

    def change(how: Change) -> Path:
        path = tmp_path / "stranger.h5"
        path.write_bytes(original.read_bytes())
        with h5py.File(path, "r+") as file:
            found = json.loads(file.attrs["model_config"])
            other = how(found)
            text = other if isinstance(other, str) else json.dumps(found)
            file.attrs["model_config"] = text
        return path

    return change


def layer_of(found: Description, name: str) -> Description:
    """The entry of one top-level layer."""
    layers: list[Description] = found["config"]["layers"]
    return next(layer for layer in layers if layer["config"]["name"] == name)


def with_setting(layer: str, **settings: object) -> Change:
    """The change that gives a layer other settings."""
    return lambda found: layer_of(found, layer)["config"].update(settings)


def test_the_unchanged_description_is_read(original: Path) -> None:
    assert load_own(original).description.startswith("Functional, ")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda _: "no JSON", "damaged"),
        (lambda _: "[" * 100_000, "damaged"),
        (lambda _: '{"a":' * 200 + "1" + "}" * 200, "damaged"),
        (lambda _: "[]", "damaged"),
        (lambda _: "{}", "class unknown"),
        (lambda found: found.update(class_name="MyModel"), "class MyModel"),
        (lambda found: found["config"].update(layers=[]), "damaged"),
        (lambda found: found["config"].update(output_layers=[]), "0 outputs"),
        (
            lambda found: layer_of(found, "sum").update(class_name="Multiply"),
            r"Layer sum \(Multiply\) is of a kind that Digitpad does not read",
        ),
        (
            lambda found: layer_of(found, "pool").update(module="evil.layers"),
            r"Layer pool \(evil\.layers\.MaxPooling2D\)",
        ),
        (with_setting("pool", pool_size=[40, 40]), "larger than its input"),
        (with_setting("pool", strides=[0, 1]), r"strides = \[0, 1\]"),
        (with_setting("pool", data_format="channels_first"), "channels_first"),
        (with_setting("pool", padding="circular"), "padding = 'circular'"),
        (with_setting("reshape", target_shape=[-1, -1]), "target_shape"),
        (with_setting("end", activation="my_function"), "'my_function'"),
        (with_setting("end", units=11), "shape"),
        (with_setting("end", use_bias=False), "2 weights in the file where 1"),
        (with_setting("end", name="x" * 1000), "damaged"),
        (with_setting("end", name="two\nlines"), "damaged"),
        (with_setting("pixels", batch_shape=[None, 32, 32, 3]), r"\(32, 32, 3\)"),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_sentence(
    change: Change, words: str, changed: Callable[[Change], Path]
) -> None:
    with pytest.raises(ModelError, match=words):
        load_own(changed(change))


# Keras 3.15.1 has these layers and cannot save them as .h5.
@pytest.mark.parametrize(
    "kind",
    [
        *("RandomBrightness", "RandomColorDegeneration", "RandomPosterization"),
        *("RandomSaturation", "RandomSharpness"),
    ],
)
def test_a_random_layer_changes_nothing_in_reading(
    kind: str, changed: Callable[[Change], Path]
) -> None:
    def put_in(found: Description) -> None:
        with_sums(1, values=2, after=["linear"])(found)
        layer_of(found, "function 0")["class_name"] = kind

    _, features = load_own(changed(put_in)).run(np.full((1, 28, 28), 0.25, np.float32))
    np.testing.assert_allclose(features, 0.5, atol=1e-6)


def test_a_crop_to_another_size_is_refused(changed: Callable[[Change], Path]) -> None:
    def crop(found: Description) -> None:
        with_sums(1, values=2, after=["linear"])(found)
        layer = layer_of(found, "function 0")
        layer["class_name"] = "RandomCrop"
        layer["config"].update(height=28, width=20)

    with pytest.raises(ModelError, match="width = 20"):
        load_own(changed(crop))


def test_calls_in_a_ring_are_refused(changed: Callable[[Change], Path]) -> None:
    def close_ring(found: Description) -> None:
        pool = layer_of(found, "pool")
        pool["inbound_nodes"] = layer_of(found, "end")["inbound_nodes"]

    with pytest.raises(ModelError, match="reads a value that no layer makes"):
        load_own(changed(close_ring))


def test_a_layer_that_always_trains_is_refused(
    changed: Callable[[Change], Path],
) -> None:
    def train(found: Description) -> None:
        layer_of(found, "inner")["inbound_nodes"][0]["kwargs"]["training"] = True

    with pytest.raises(ModelError, match=r"arguments .*training"):
        load_own(changed(train))


def test_thousands_of_layers_are_refused(changed: Callable[[Change], Path]) -> None:
    def multiply(found: Description) -> None:
        found["config"]["layers"] *= 100

    with pytest.raises(ModelError, match="more than 512 layers"):
        load_own(changed(multiply))


def test_models_nested_without_end_are_refused(
    changed: Callable[[Change], Path],
) -> None:
    def nest(found: Description) -> None:
        inner = layer_of(found, "inner")
        for _ in range(20):
            wrapped = copy.deepcopy(inner)
            inner["config"]["layers"] = [wrapped]

    with pytest.raises(ModelError, match="nested more than 8 deep"):
        load_own(changed(nest))


def test_a_model_that_would_compute_for_ages_is_refused(
    changed: Callable[[Change], Path],
) -> None:
    def pad(found: Description) -> None:
        for layer in found["config"]["layers"]:
            if layer["class_name"] == "ZeroPadding2D":
                layer["config"]["padding"] = [[9000, 9000], [9000, 9000]]

    with pytest.raises(ModelError, match="computes more for one drawing"):
        load_own(changed(pad))


def test_nested_models_that_call_each_other_without_end_are_refused(
    changed: Callable[[Change], Path],
) -> None:
    def multiply(found: Description) -> None:
        # Six deep, ten calls each: a million calls of a layer that costs nothing.
        model: Description = {"class_name": "Dropout", "config": {"name": "part"}}
        for _ in range(6):
            model = calling_ten_times(model)
        model["inbound_nodes"] = [[["pixels", 0, 0]]]
        found["config"].update(
            layers=[layer_of(found, "pixels"), model], output_layers=["part", 0, 0]
        )

    with pytest.raises(ModelError, match="more for one drawing"):
        load_own(changed(multiply))


def test_a_call_that_reads_thousands_of_values_is_refused(
    changed: Callable[[Change], Path],
) -> None:
    with pytest.raises(ModelError, match=r"Layer sum 0 \(Add\) is called with more"):
        load_own(changed(with_sums(1, values=2000)))


def test_a_sum_of_many_values_costs_one_step(
    changed: Callable[[Change], Path],
) -> None:
    network = load_own(changed(with_sums(17, values=63)))
    probabilities, _ = network.run(np.zeros((1, 28, 28), np.float32))
    np.testing.assert_allclose(probabilities, 0.1, atol=1e-6)


@pytest.mark.parametrize(
    ("sums", "values", "activation"), [(150, 60, "relu"), (0, 0, "squareplus")]
)
def test_thousands_of_steps_are_refused(
    sums: int, values: int, activation: str, changed: Callable[[Change], Path]
) -> None:
    change = with_sums(sums, values, after=[activation] * 300)
    with pytest.raises(ModelError, match="1000 steps"):
        load_own(changed(change))


def test_calls_in_the_worst_order_are_sorted_at_once(
    changed: Callable[[Change], Path],
) -> None:
    def turn(found: Description) -> None:
        with_sums(1, values=1)(found)
        reads = [[["sum 0", index, 0]] * 60 for index in range(1, 1000)]
        layer_of(found, "sum 0")["inbound_nodes"] = [*reads, [["pixels", 0, 0]]]

    path, start = changed(turn), time.process_time()
    with pytest.raises(ModelError, match="more for one drawing"):
        load_own(path)
    assert time.process_time() - start < 5


def with_sums(count: int, values: int, after: Sequence[str] = ()) -> Change:
    """The change to a chain of sums, each of one value many times; then activations."""

    def change(found: Description) -> None:
        chain = [("Add", f"sum {index}", {}, values) for index in range(count)]
        chain += [
            ("Activation", f"function {index}", {"activation": name}, 1)
            for index, name in enumerate(after)
        ]
        chain.append(("GlobalAveragePooling2D", "mean", {}, 1))
        chain.append(("Concatenate", "ten", {}, 10))
        layers, last = [layer_of(found, "pixels")], "pixels"
        for kind, name, settings, reads in chain:
            config = {"name": name, **settings}
            nodes = [[[last, 0, 0]] * reads]
            layers.append(
                {"class_name": kind, "config": config, "inbound_nodes": nodes}
            )
            last = name
        found["config"].update(layers=layers, output_layers=[last, 0, 0])

    return change


def calling_ten_times(model: Description) -> Description:
    """A model that sends its input through the one inside it ten times."""
    calls = [[["part", index, 0]] for index in range(9)]
    entrance = {"class_name": "InputLayer", "config": {"name": "in"}, "name": "in"}
    inside = model | {"name": "part", "inbound_nodes": [[["in", 0, 0]], *calls]}
    return {
        "class_name": "Functional",
        "name": "part",
        "config": {
            "name": "part",
            "layers": [entrance | {"inbound_nodes": []}, inside],
            "input_layers": [["in", 0, 0]],
            "output_layers": [["part", 9, 0]],
        },
    }


@pytest.mark.slow
def test_whatever_stands_in_the_description_ends_in_a_sentence_or_a_reading(
    changed: Callable[[Change], Path],
) -> None:
    random = np.random.default_rng(5)
    values = [None, -1, 0, 3, 10**9, 1e300, float("nan"), "x", [], {}, True, [1, [2]]]

    def spoil(found: Description) -> None:
        places = list(_places(found["config"]))
        for _ in range(random.integers(1, 3)):
            holder, key = places[random.integers(len(places))]
            holder[key] = values[random.integers(len(values))]

    for _ in range(250):
        with suppress(ModelError):
            network = load_own(changed(spoil))
            probabilities, _ = network.run(np.zeros((1, 28, 28), np.float32))
            assert probabilities.shape[1] == network.classes


def _places(found: Any) -> Iterator[tuple[Any, Any]]:
    """Every place in nested lists and dictionaries."""
    keys = range(len(found)) if isinstance(found, list) else list(found)
    for key in keys:
        yield found, key
        if isinstance(found[key], list | dict):
            yield from _places(found[key])
