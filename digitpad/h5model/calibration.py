"""The temperature: by how much a network is too sure of its answers, or too unsure."""

from collections.abc import Mapping
from typing import Final

import numpy as np

from digitpad.h5model.stored import FloatArray, NumericArray

TEMPERATURE: Final = "temperature"
_LOWEST, _HIGHEST = 0.05, 20.0


def temperature_in(extras: Mapping[str, NumericArray]) -> float | None:
    """The temperature among the datasets of a model file.

    Returns:
        None if there is none that makes sense: a single number, 0.05 to 20.
    """
    found = extras.get(TEMPERATURE)
    if found is None or found.shape != ():
        return None
    temperature = float(found)
    # NaN fails this too.
    return temperature if _LOWEST <= temperature <= _HIGHEST else None


def temper(probabilities: FloatArray, temperature: float) -> FloatArray:
    """The probabilities that logits divided by the temperature would have given.

    Args:
        probabilities: (n, classes), float32, each row's sum 1.
        temperature: Above 1 makes them less sure, below 1 more.
    """
    # Softmax takes the logarithms of its own result for logits.
    logits = np.log(np.maximum(probabilities, np.finfo(np.float32).tiny)) / temperature
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    tempered: FloatArray = powers / powers.sum(axis=1, keepdims=True)
    return tempered
