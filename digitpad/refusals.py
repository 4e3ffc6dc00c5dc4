"""Why ink is no digit: by its amount, and by what the network answers."""

from typing import Final

import numpy as np
import numpy.typing as npt

from digitpad.preprocess import BOX, ModelInput
from digitpad.readings import DIGITS
from digitpad.words import mark

# Below this confidence a network that knows nothing but digits refuses.
_LEAST_CONFIDENCE: Final = 0.5
LIKE_NO_DIGIT: Final = mark("like no digit")
# No digit fills so much of its box, however fat the pen.
_MOST_INK: Final = 0.75
# A dot leaves some 5 pixels of ink, the leanest 1 over 40.
_LEAST_INK: Final = 12.0


def ink_refusal(model_input: ModelInput) -> str:
    """Why ink of this amount is no digit; empty if it may be one."""
    ink = float(model_input.sum())
    if ink < _LEAST_INK:
        return mark("just a dot")
    if ink > _MOST_INK * BOX * BOX:
        return mark("too much ink")
    return ""


def answer_refusal(
    classes: npt.NDArray[np.float32], threshold: float | None = None
) -> str:
    """Why the network's answer is no digit; empty if it is one.

    Args:
        classes: (10,), or (11,) of which the last is "no digit"; float32, 0 to 1,
            sum 1.
        threshold: A higher probability of "no digit" refuses; None if the model's
            file names none.
    """
    likeliest = float(classes[:DIGITS].max())
    no_digit = float(classes[DIGITS:].sum())
    if threshold is not None and len(classes) > DIGITS:
        # Between two digits such a network need not be sure: "4 or 9?" is an answer.
        return LIKE_NO_DIGIT if no_digit > threshold else ""
    if no_digit > likeliest:
        return LIKE_NO_DIGIT
    # What the digits share among themselves counts, not what "no digit" leaves them.
    if likeliest < _LEAST_CONFIDENCE * (1 - no_digit):
        return mark("like several digits at once")
    return ""
