"""What is taken out of an .h5 file: text and plain arrays."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

NumericArray = npt.NDArray[Any]  # floats or integers of any width
FloatArray = npt.NDArray[np.float32]


@dataclass(frozen=True)
class StoredWeight:
    """A weight; `name` is the last part of its name in the file."""

    name: str
    array: FloatArray


@dataclass(frozen=True)
class StoredModel:
    """The parts of a model file that Digitpad uses, not yet checked for sense.

    Attributes:
        config: The architecture, JSON.
        keras_version: "3.15.1" for instance; empty if the file does not say.
        weights: By the name of the top-level layer, in the file's order.
        extras: The numeric datasets of the group `digitpad`.
    """

    config: str
    keras_version: str
    weights: Mapping[str, Sequence[StoredWeight]]
    extras: Mapping[str, NumericArray]
