"""From a network's answer to a reading: which digit, what else, or none at all."""

from typing import Final

import numpy as np
import numpy.typing as npt

from digitpad.h5model.trust import Trust
from digitpad.preprocess import ModelInput
from digitpad.readings import DIGITS, DigitReading
from digitpad.refusals import answer_refusal, ink_refusal

# A digit less likely than this is no candidate, where the model brings no quantile.
_LEAST_PROBABILITY: Final = 0.05


def judged(
    model_input: ModelInput,
    classes: npt.NDArray[np.float32],
    digits: npt.NDArray[np.float32],
    trust: Trust,
) -> DigitReading:
    """The reading of one digit's worth of ink.

    Args:
        model_input: (28, 28), float32, 0 to 1: what the network saw.
        classes: (10,) or (11,), float32: what it answered.
        digits: (10,), float32: the same without "no digit", as `of_digits` says.
        trust: How far the model's probabilities can be trusted.
    """
    refusal = ink_refusal(model_input) or answer_refusal(
        classes, trust.refusal_threshold
    )
    likeliest = np.argsort(-digits, kind="stable").tolist()
    least = _LEAST_PROBABILITY
    if trust.conformal_quantile is not None:
        least = 1 - trust.conformal_quantile
    each = digits.tolist()
    least = min(least, max(each))
    return DigitReading(
        digit=likeliest[0],
        probabilities=digits,
        is_digit=not refusal,
        candidates=tuple(digit for digit in likeliest if each[digit] >= least),
        model_input=model_input,
        refusal=refusal,
    )


def of_digits(found: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """Leave out a class "no digit", if the model has one.

    Args:
        found: (n, 10) or (n, 11), float32.

    Returns:
        (n, 10), float32, each row with sum 1.
    """
    if found.shape[1] == DIGITS:
        return found
    digits = np.maximum(found[:, :DIGITS], np.finfo(np.float32).tiny)
    share: npt.NDArray[np.float32] = digits / digits.sum(1, keepdims=True)
    return share
