"""Keras: the model as it was trained, to look into it and to train it on."""

from pathlib import Path

from digitpad.h5model import Network
from digitpad.h5model.assembly import PROBABILITIES
from digitpad.h5model.stored import FloatArray
from training import saved
from training.exporting.check import Reader
from training.exporting.facts import facts_of
from training.exporting.keras_model import as_function, completed, opened
from training.exporting.original import Original
from training.exporting.stamp import stamp


def write(original: Original, path: Path) -> None:
    """Write the model in the format of Keras 3, without its optimizer."""
    saved.write(opened(original), path)
    stamp(path, facts_of(original.network, as_trained=True))


def reader(path: Path, network: Network) -> Reader:
    """Open the file with Keras."""
    from keras.saving import load_model

    model = load_model(path, compile=False, safe_mode=True)
    function = as_function(completed(model, network))

    def read(model_inputs: FloatArray) -> FloatArray:
        probabilities: FloatArray = function(model_inputs)[PROBABILITIES].numpy()
        return probabilities

    return read
