"""Model inputs: made of ink, or ready ones that another program gives."""

import numpy as np
import numpy.typing as npt

from digitpad.errors import DigitpadError
from digitpad.preprocess import (
    SIDE,
    ModelInput,
    ink_to_model_input,
    strokes_to_model_input,
)
from digitpad.sources import Ink


def model_input_of(ink: Ink, pen_width: float = 0.0) -> ModelInput:
    """Fit ink into the model input.

    Args:
        ink: Some ink.
        pen_width: Of the pen on the pad; strokes that reach no further are a dot.
    """
    if isinstance(ink, np.ndarray):
        return ink_to_model_input(ink)
    if pen_width and np.ptp(np.concatenate(ink), axis=0).max() < pen_width:
        ink = [ink[0][:1]]
    return strokes_to_model_input(ink)


def checked(model_inputs: npt.NDArray[np.floating]) -> npt.NDArray[np.float32]:
    """Model inputs as a network takes them.

    Args:
        model_inputs: (n, 28, 28), 0 is paper and 1 is ink.

    Raises:
        DigitpadError: The array has another shape, or numbers outside 0 to 1.
    """
    model_inputs = np.asarray(model_inputs, np.float32)
    if model_inputs.ndim != 3 or model_inputs.shape[1:] != (SIDE, SIDE):
        raise DigitpadError(
            "The model inputs have shape {shape}: give (n, 28, 28), 0 paper to 1 ink.",
            shape=model_inputs.shape,
        )
    # Written so that NaN is out of range too.
    if model_inputs.size and not (model_inputs.min() >= 0 and model_inputs.max() <= 1):
        raise DigitpadError(
            "The model inputs go from {low:g} to {high:g}: give 0 for paper to 1 for "
            "ink.",
            low=model_inputs.min(),
            high=model_inputs.max(),
        )
    return model_inputs
