"""Keras beside our own reading of the same file."""

import os
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import h5py
import numpy as np
import numpy.typing as npt
import pytest
from own_models import load_own

from digitpad import mnist
from digitpad.card import CARD, GROUP, ModelCard

Save = Callable[[Any], Path]


@pytest.fixture(scope="session")
def keras() -> Any:
    """Keras, imported once: TensorFlow takes seconds."""
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    import keras

    return keras


@pytest.fixture
def save(keras: Any, tmp_path: Path) -> Save:
    """Saves a model as .h5, its weights made random but plausible."""

    def save_model(model: Any, *, random_weights: bool = True) -> Path:
        if random_weights:
            randomize(model)
        path = tmp_path / "model.h5"
        with warnings.catch_warnings():
            # Keras writes .h5 through a NumPy call that NumPy 2.4 has deprecated.
            warnings.filterwarnings("ignore", "__array__ impl", DeprecationWarning)
            model.save(path)
        add_card(path, ModelCard(input_range="0..1"))
        return path

    return save_model


@pytest.fixture(scope="session")
def model_inputs() -> npt.NDArray[np.float32]:
    """Sixteen test images of MNIST, (16, 28, 28), float32, 0..1."""
    return mnist.load().test_ink[:16].astype(np.float32) / np.float32(255)


def add_card(path: Path, card: ModelCard) -> None:
    """Write a card into the file, as training does."""
    with h5py.File(path, "a") as file:
        text = np.frombuffer(card.to_json().encode(), np.uint8)
        file.create_dataset(f"{GROUP}/{CARD}", data=text)


def randomize(model: Any) -> None:
    """Give every weight a value of its own, statistics far from 0 and 1 among them."""
    random = np.random.default_rng(7)
    for weight in model.weights:
        shape, name = tuple(weight.shape), weight.name
        if "variance" in name:
            value = random.uniform(0.3, 2.0, shape)
        elif "gamma" in name:
            value = random.uniform(0.5, 1.5, shape)
        elif "count" in name:
            continue
        else:
            fan_in = max(1, int(np.prod(shape[:-1])))
            value = random.normal(0.05, 1.0, shape) / np.sqrt(fan_in)
        weight.assign(value.astype(np.float32))
    for layer in model.layers:
        if hasattr(layer, "finalize_state"):
            layer.finalize_state()  # a Normalization computes with copies


@pytest.fixture
def assert_same(
    keras: Any, save: Save, model_inputs: npt.NDArray[np.float32]
) -> Callable[[Any], None]:
    """Checks what enters the last layer, and the probabilities, against Keras."""

    def check(model: Any) -> None:
        network = load_own(save(model))
        both = keras.Model(model.inputs[0], [model.layers[-1].input, model.outputs[0]])
        pixels = model_inputs.reshape(-1, *model.input_shape[1:])
        features, answers = both(pixels, training=False)
        if model.layers[-1].get_config().get("activation") == "linear":
            answers = keras.ops.softmax(answers)
        probabilities, found = network.run(model_inputs)
        assert np.ptp(features) > 0.1
        features = np.reshape(features, found.shape)
        np.testing.assert_allclose(found, features, atol=1e-5, rtol=0)
        np.testing.assert_allclose(probabilities, answers, atol=1e-5, rtol=0)

    return check
