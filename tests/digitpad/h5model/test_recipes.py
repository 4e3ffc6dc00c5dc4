"""The recipes, and the shipped model, agree with Keras on all of MNIST's test set."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from own_models import load_own

from digitpad import mnist
from digitpad.paths import asset
from training.config import Notebook
from training.recipes import digitpad, notebook, walkthrough

pytestmark = pytest.mark.slow

Array = npt.NDArray[np.float32]


@pytest.fixture(scope="module")
def ink() -> npt.NDArray[np.uint8]:
    return mnist.load().test_ink


def differ_by_image(probabilities: Array) -> bool:
    """Whether agreement says anything: with random weights all may be answered alike.

    Two thousand times the difference that is tolerated.
    """
    return bool(np.ptp(probabilities, axis=0).max() > 0.02)


def test_the_notebook_recipe_agrees_with_keras(
    keras: Any, save: Callable[[Any], Path], ink: npt.NDArray[np.uint8]
) -> None:
    model = notebook.build(Notebook())
    pixels = (ink / np.float32(255)).astype(np.float32)
    network = load_own(save(model))
    expected = model.predict(pixels[..., None], batch_size=500, verbose=0)
    assert differ_by_image(expected)
    np.testing.assert_allclose(network.run(pixels)[0], expected, atol=1e-5)


def test_digitpads_own_recipe_agrees_with_keras(
    keras: Any, save: Callable[[Any], Path], ink: npt.NDArray[np.uint8]
) -> None:
    model = digitpad.build()
    pixels = (ink / np.float32(255)).astype(np.float32)
    network = load_own(save(model))
    expected = model.predict(pixels[..., None], batch_size=500, verbose=0)
    assert differ_by_image(expected)
    np.testing.assert_allclose(network.run(pixels)[0], expected, atol=1e-5)


def test_the_walkthrough_recipe_agrees_with_keras(
    keras: Any, save: Callable[[Any], Path], ink: npt.NDArray[np.uint8]
) -> None:
    model = walkthrough.build()
    # Its own first weights: those of `save` drown what the images say.
    network = load_own(save(model, random_weights=False))
    logits = model.predict(
        ink.reshape(-1, 784).astype(np.float32), batch_size=500, verbose=0
    )
    probabilities, _ = network.run(ink.astype(np.float32) / np.float32(255))
    expected = np.asarray(keras.ops.softmax(logits))
    assert differ_by_image(expected)
    np.testing.assert_allclose(probabilities, expected, atol=1e-5)


def test_the_shipped_model_agrees_with_keras(
    keras: Any, ink: npt.NDArray[np.uint8]
) -> None:
    path = asset("mnist_cnn_model.h5")
    model = keras.models.load_model(path, compile=False)
    pixels = ink.astype(np.float32) / np.float32(255)
    expected = model.predict(
        pixels.reshape(-1, *model.input_shape[1:]), batch_size=500, verbose=0
    )
    network = load_own(path)
    # Keras knows nothing of the temperature that stands beside the model.
    assert network.trust.temperature is not None
    expected = expected.astype(np.float64) ** (1 / network.trust.temperature)
    expected /= expected.sum(axis=1, keepdims=True)
    np.testing.assert_allclose(network.run(pixels)[0], expected, atol=1e-5)
