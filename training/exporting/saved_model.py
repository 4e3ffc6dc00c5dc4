"""SavedModel: a folder that TensorFlow and its servers open without Keras."""

from pathlib import Path
from typing import Final

from digitpad.h5model import Network
from digitpad.h5model.assembly import INPUT, PROBABILITIES
from digitpad.h5model.stored import FloatArray
from training.exporting.check import Reader
from training.exporting.facts import facts_of
from training.exporting.keras_model import (
    as_function,
    completed,
    explaining_disk,
    opened,
)
from training.exporting.original import Original
from training.exporting.stamp import STAMP, text_of

# TensorFlow leaves this folder of a SavedModel to whoever has something to add.
_EXTRA: Final = "assets.extra"
_STAMP: Final = f"{_EXTRA}/{STAMP}"
_SIGNATURE: Final = "serving_default"
_FILES: Final = {
    "saved_model.pb",
    "fingerprint.pb",
    "variables/variables.index",
    "variables/variables.data-00000-of-00001",
    _STAMP,
}


def write(original: Original, path: Path) -> None:
    """Write the network with all that lies between model input and probabilities."""
    model = completed(opened(original), original.network)
    import tensorflow as tf

    # Keras's own export would write every weight twice.
    module = tf.Module()
    module.weights = [variable.value for variable in model.variables]
    module.serve = as_function(model)
    with explaining_disk():
        tf.saved_model.save(module, str(path), {_SIGNATURE: module.serve})
    (path / _EXTRA).mkdir()
    (path / _STAMP).write_text(text_of(facts_of(original.network)), encoding="utf-8")


def reader(path: Path, network: Network) -> Reader:
    """Open the folder with TensorFlow."""
    import tensorflow as tf

    # Its functions live no longer than the whole.
    loaded = tf.saved_model.load(str(path))

    def read(model_inputs: FloatArray) -> FloatArray:
        signature = loaded.signatures[_SIGNATURE]
        found = signature(**{INPUT: tf.constant(model_inputs)})[PROBABILITIES]
        probabilities: FloatArray = found.numpy()
        return probabilities

    return read


def is_earlier(path: Path) -> bool:
    """Whether a folder is an earlier export and holds nothing else, or is empty."""
    if not path.is_dir():
        return False
    found = {
        entry.relative_to(path).as_posix()
        for entry in path.rglob("*")
        if entry.is_symlink() or not entry.is_dir()
    }
    return not found or (_STAMP in found and found <= _FILES)
