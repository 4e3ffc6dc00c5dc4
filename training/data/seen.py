"""Any drawing or picture as the network sees it: brought there as the pad would."""

import numpy as np

from digitpad.preprocess import (
    ModelInput,
    ink_to_model_input,
    strokes_to_model_input,
)
from digitpad.sources import Source, ink_in
from training.data.samples import Ink


def as_seen(source: Source) -> Ink:
    """Centre and shrink a drawing or a picture.

    Returns:
        (28, 28), uint8, 0 is paper and 255 is ink.

    Raises:
        DigitpadError: It cannot be read, or has no ink.
    """
    ink = ink_in(source)
    if isinstance(ink, np.ndarray):
        seen = ink_to_model_input(ink)
    else:
        seen = strokes_to_model_input(ink)
    return as_grey(seen)


def as_grey(model_input: ModelInput) -> Ink:
    """A model input as images are kept: (28, 28), uint8."""
    return np.rint(model_input * 255).astype(np.uint8)
