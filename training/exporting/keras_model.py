"""The model as Keras opens it, alone and with all that Digitpad does around it."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

import numpy as np

from digitpad.h5model import Network
from digitpad.h5model.assembly import INPUT, PROBABILITIES
from digitpad.h5model.sizes import LEVELS, SIDE
from training import backend, saved
from training.exporting.original import Original

# Keras and TensorFlow have no types.
Model = Any
Tensor = Any
Function = Any

_NOT_OPENED: Final = (
    "{name} can be exported as onnx alone: this version of Keras does not open it."
)


def opened(original: Original) -> Model:
    """The model of a checked file.

    Raises:
        TrainingError: Digitpad can read with this model, but Keras cannot build it.
    """
    # What is compared to the sixth digit is computed where it has them.
    backend.start(0, None, gpus=False)
    saved.refuse_changed(original.path, original.network.sha256)
    with warnings.catch_warnings():
        # What Keras thinks of how a file was made is of no use to who exports it.
        warnings.simplefilter("ignore", UserWarning)
        return saved.load(original.path, _NOT_OPENED)


def completed(model: Model, network: Network) -> Model:
    """The model from model inputs to the probabilities that Digitpad gives.

    Args:
        model: As it was trained.
        network: What is known about it.

    Returns:
        A Keras model that reads float32 (n, 28, 28), 0.0 paper to 1.0 ink, and gives
        a dictionary with the probabilities, float32 (n, classes).
    """
    import keras

    model_inputs = keras.Input((SIDE, SIDE), name=INPUT)
    levels = network.input_range == "0..255"
    pixels = model_inputs * LEVELS if levels else model_inputs
    (source,) = model.inputs
    # A model whose outputs are a list of one gives a list.
    (x,) = keras.tree.flatten(model(keras.ops.reshape(pixels, (-1, *source.shape[1:]))))
    if network.ends_in_logits:
        x = keras.ops.softmax(x)
    if network.trust.temperature is not None:
        x = _tempered(x, network.trust.temperature)
    return keras.Model(model_inputs, {PROBABILITIES: x})


def as_function(model: Model) -> Function:
    """A completed model as one function of TensorFlow's, for batches of any size."""
    import tensorflow as tf

    return tf.function(
        lambda model_inputs: model(model_inputs, training=False),
        input_signature=[tf.TensorSpec((None, SIDE, SIDE), tf.float32, INPUT)],
    )


@contextmanager
def explaining_disk() -> Iterator[None]:
    """Tell of a disk that TensorFlow could not write as Python does.

    Raises:
        OSError: It is full, for instance.
    """
    import tensorflow as tf

    try:
        yield
    except tf.errors.OpError as error:
        # After the file comes the system's reason, and after that TensorFlow's place.
        reason = error.message.rpartition("; ")[2].partition(" [Op:")[0]
        raise OSError(reason) from error


def _tempered(x: Tensor, temperature: float) -> Tensor:
    """The same as `temper` in Keras's operations."""
    from keras import ops

    logits = ops.log(ops.maximum(x, np.finfo(np.float32).tiny))
    return ops.softmax(logits / temperature)
