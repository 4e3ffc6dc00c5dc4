"""LiteRT, once called TensorFlow Lite: one file for phones and small devices."""

import warnings
from pathlib import Path
from typing import Any

from digitpad.errors import ExportError
from digitpad.h5model import Network
from digitpad.h5model.assembly import INPUT, PROBABILITIES
from digitpad.h5model.stored import FloatArray
from training.backend import quiet_stderr
from training.exporting.check import Reader
from training.exporting.facts import facts_of
from training.exporting.keras_model import completed, explaining_disk, opened
from training.exporting.original import Original
from training.exporting.stamp import stamp


def write(original: Original, path: Path) -> None:
    """Write the network with all that lies between model input and probabilities.

    Raises:
        ExportError: It has a layer that LiteRT alone does not know.
    """
    model = completed(opened(original), original.network)
    import tensorflow as tf
    from tensorflow.lite.python.convert import ConverterError

    # Operations of TensorFlow's own would need a runtime that few devices have.
    builtins = {"supported_ops": [tf.lite.OpsSet.TFLITE_BUILTINS]}
    refusal: Exception | None = None
    # The converter tells the terminal more than once why it fails.
    with explaining_disk(), quiet_stderr():
        try:
            model.export(path, format="litert", verbose=False, target_spec=builtins)
        except ConverterError as error:
            refusal = error
    if refusal is not None:
        raise ExportError(
            "{model} cannot be exported as litert: it computes something that LiteRT "
            "does not know. Choose another format with --to.",
            model=original.path.name,
        ) from refusal
    stamp(path, facts_of(original.network))


def reader(path: Path, network: Network) -> Reader:
    """Open the file with the interpreter that TensorFlow brings."""
    with quiet_stderr():
        interpreter = _interpreter(path)
        signature = interpreter.get_signature_runner()

    def read(model_inputs: FloatArray) -> FloatArray:
        with quiet_stderr():
            probabilities: FloatArray = signature(**{INPUT: model_inputs})[
                PROBABILITIES
            ]
        return probabilities

    return read


def _interpreter(path: Path) -> Any:  # noqa: ANN401, TensorFlow has no types
    import tensorflow as tf

    with warnings.catch_warnings():
        # It is to move to a package of its own, which would be one more to install.
        warnings.filterwarnings("ignore", r"\s*Warning: tf\.lite\.Interpreter")
        return tf.lite.Interpreter(str(path))
