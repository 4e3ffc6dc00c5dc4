"""A model file to export; the trained ones come from the folder above."""

import numpy as np
import pytest

from digitpad.card import ModelCard
from training import saved
from training.exporting.original import Original, read_original


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Original:
    """A Dense layer of levels, its output in a list, with a temperature."""
    import keras

    keras.utils.set_random_seed(3)
    pixels = keras.Input((28, 28))
    values = keras.layers.Dropout(0.5)(keras.layers.Flatten()(pixels))
    logits = keras.layers.Dense(10)(values)
    model = keras.Model([pixels], [logits])
    model.layers[-1].set_weights([w / 255 for w in model.layers[-1].get_weights()])
    path = tmp_path_factory.mktemp("tiny") / "tiny.h5"
    saved.write(model, path)
    saved.write_card(path, ModelCard(input_range="0..255"))
    saved.write_extras(path, {"temperature": np.float64(0.5)})  # type: ignore[dict-item]
    return read_original(path)
