"""What a network says about itself, and the range of pixels it is given."""

import hashlib
import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import h5py
import numpy as np
import numpy.typing as npt
import pytest
from own_models import load_own

from digitpad import preprocess
from digitpad.card import CARD, GROUP, ModelCard
from digitpad.h5model import Network, load_network, sizes
from digitpad.paths import asset

Save = Callable[[Any], Path]
Array = npt.NDArray[np.float32]

SHIPPED = asset("mnist_cnn_model.h5")


def test_the_card_and_the_hash_are_those_of_the_file() -> None:
    network = load_own(SHIPPED)
    assert network.sha256 == hashlib.sha256(SHIPPED.read_bytes()).hexdigest()
    with h5py.File(SHIPPED) as file:
        text = file[f"{GROUP}/{CARD}"][...].tobytes()
    assert network.card == ModelCard.from_json(text)
    assert network.card.recipe


def test_the_description_counts_layers_and_weights(keras: Any, save: Save) -> None:
    network = load_own(save(dense(keras)))
    assert network.description == "Sequential, 2 layers, 7,850 weights"
    assert network.classes == 10


@pytest.mark.parametrize("load", [load_own, load_network])
def test_other_datasets_of_the_group_are_handed_on(
    load: Callable[[Path], Network], keras: Any, save: Save
) -> None:
    path = save(dense(keras))
    added = {
        "temperature": np.array(1.25),
        "thresholds": np.arange(4, dtype=np.float32),
        "bank": np.arange(600, dtype=np.uint8).reshape(20, 30) % 7,
        "counts": np.arange(10, dtype=np.int64),
    }
    with h5py.File(path, "a") as file:
        for name, values in added.items():
            file[f"{GROUP}/{name}"] = values
        file[f"{GROUP}/note"] = "not a number"
    network = load(path)
    assert network.calibrated
    assert network.extras.keys() == added.keys()
    for name, values in added.items():
        assert network.extras[name].dtype == values.dtype
        np.testing.assert_array_equal(network.extras[name], values)


def test_a_foreign_file_has_an_empty_card(keras: Any, save: Save) -> None:
    path = save(dense(keras))
    with h5py.File(path, "a") as file:
        del file[GROUP]
    network = load_own(path)
    assert network.card == ModelCard()
    assert network.extras == {}
    assert not network.calibrated


@pytest.mark.parametrize("count", [0, 1, 63, 64, 65, 1000])
def test_any_number_of_drawings_is_read(count: int) -> None:
    network = load_own(SHIPPED)
    pixels = np.random.default_rng(2).random((count, 28, 28), np.float32)
    probabilities, features = network.run(pixels)
    assert probabilities.shape == (count, 11)
    assert probabilities.dtype == np.float32
    assert features.shape == (count, 128)
    np.testing.assert_allclose(probabilities.sum(axis=1), 1, atol=1e-5)
    for index in (0, count // 2, count - 1) if count else ():
        alone, _ = network.run(pixels[index : index + 1])
        np.testing.assert_allclose(alone[0], probabilities[index], atol=1e-6)


def test_the_side_of_a_model_input_is_one_number() -> None:
    assert sizes.SIDE == preprocess.SIDE


def test_the_models_own_rescaling_decides_the_range(
    keras: Any, save: Save, model_inputs: Array
) -> None:
    model = dense(keras, keras.layers.Rescaling(1 / 127.5, offset=-1))
    # The card of `save` says 0..1, and is overruled.
    probabilities, _ = load_own(save(model)).run(model_inputs)
    assert_reads(keras, model, model_inputs * 255, probabilities)


def test_a_rescaling_of_ready_pixels_leaves_them_from_0_to_1(
    keras: Any, save: Save, model_inputs: Array
) -> None:
    model = dense(keras, keras.layers.Rescaling(2.0, offset=-1))
    path = save(model)
    write_range(path, "0..255")
    probabilities, _ = load_own(path).run(model_inputs)
    assert_reads(keras, model, model_inputs, probabilities)


@pytest.mark.parametrize(("stated", "factor"), [("0..1", 1), ("0..255", 255)])
def test_without_a_rescaling_the_card_decides_the_range(
    stated: str, factor: int, keras: Any, save: Save, model_inputs: Array
) -> None:
    model = dense(keras)
    path = save(model)
    write_range(path, stated)
    probabilities, _ = load_own(path).run(model_inputs)
    assert_reads(keras, model, model_inputs * factor, probabilities)


def test_without_a_card_the_range_that_reads_mnist_better_is_taken(
    tmp_path: Path,
) -> None:
    shipped = load_own(SHIPPED)
    pixels = np.random.default_rng(4).random((4, 28, 28), np.float32)
    for levels in (False, True):
        path = tmp_path / f"{levels}.h5"
        path.write_bytes(SHIPPED.read_bytes())
        with h5py.File(path, "a") as file:
            del file[GROUP][CARD]
            if levels:
                kernel = first_kernel(file)
                kernel[...] /= 255
        probabilities, _ = load_own(path).run(pixels)
        np.testing.assert_allclose(probabilities, shipped.run(pixels)[0], atol=1e-5)


def test_a_heavy_model_without_a_card_is_open_soon(keras: Any, tmp_path: Path) -> None:
    layers = keras.layers
    pixels = [layers.Input((28, 28, 1)), layers.Conv2D(128, 7, padding="same")]
    heavy = [layers.Conv2D(96, 7, padding="same"), layers.GlobalAveragePooling2D()]
    path = tmp_path / "heavy.h5"
    with pytest.warns(DeprecationWarning, match="__array__ implementation"):
        keras.Sequential([*pixels, *heavy, layers.Dense(10)]).save(path)
    start = time.process_time()
    load_own(path)
    # A thousand images, twice, cost four times as much.
    assert time.process_time() - start < 4


@pytest.mark.parametrize("temperature", [0.5, 1.0, 3.0])
def test_the_temperature_in_the_file_is_applied(
    temperature: float, keras: Any, save: Save, model_inputs: Array
) -> None:
    model = dense(keras)
    path = save(model)
    write_temperature(path, temperature)
    network = load_own(path)
    assert network.calibrated
    logits = np.asarray(model(model_inputs[..., None]))
    expected = np.asarray(keras.ops.softmax(logits / temperature))
    np.testing.assert_allclose(network.run(model_inputs)[0], expected, atol=1e-5)


@pytest.mark.parametrize("temperature", [0, -1, 0.01, 21, np.nan, np.inf, [1.5, 2]])
def test_a_temperature_that_makes_no_sense_is_ignored(
    temperature: object, keras: Any, save: Save, model_inputs: Array
) -> None:
    path = save(dense(keras))
    plain, _ = load_own(path).run(model_inputs)
    write_temperature(path, temperature)
    network = load_own(path)
    assert not network.calibrated
    np.testing.assert_array_equal(network.run(model_inputs)[0], plain)


@pytest.mark.parametrize("is_known", [True, False])
def test_reading_loads_nothing_heavy(is_known: bool) -> None:
    known = [hashlib.sha256(SHIPPED.read_bytes()).hexdigest()] if is_known else []
    code = f"""
import json, sys
from pathlib import Path
import numpy as np
from digitpad.h5model import load_network
network = load_network(Path(sys.argv[1]), known={known})
network.run(np.zeros((300, 28, 28), np.float32))
print(json.dumps(sorted(sys.modules)))
"""
    done = subprocess.run(
        [sys.executable, "-c", code, SHIPPED],
        capture_output=True,
        check=True,
        text=True,
    )
    assert done.stderr == ""
    heavy = {"tensorflow", "keras", "tf_keras", "onnx", "scipy", "PySide6", "sklearn"}
    assert not heavy & set(json.loads(done.stdout))


def dense(keras: Any, *first: Any) -> Any:
    """The smallest model: one Dense layer on all pixels."""
    layers = keras.layers
    return keras.Sequential(
        [layers.Input((28, 28, 1)), *first, layers.Flatten(), layers.Dense(10)]
    )


def assert_reads(keras: Any, model: Any, pixels: Array, probabilities: Array) -> None:
    expected = np.asarray(keras.ops.softmax(model(pixels[..., None])))
    np.testing.assert_allclose(probabilities, expected, atol=1e-5)


def write_range(path: Path, stated: str) -> None:
    with h5py.File(path, "a") as file:
        del file[f"{GROUP}/{CARD}"]
        card = json.dumps({"input_range": stated}).encode()
        file[f"{GROUP}/{CARD}"] = np.frombuffer(card, np.uint8)


def write_temperature(path: Path, temperature: object) -> None:
    with h5py.File(path, "a") as file:
        file[f"{GROUP}/temperature"] = temperature


def first_kernel(file: h5py.File) -> h5py.Dataset:
    """The kernel of the first convolution."""
    group = file["model_weights"]
    layer = next(name for name in group if name.startswith("conv2d"))
    return group[layer][group[layer].attrs["weight_names"][0]]
