"""What a model file says of how far its answers can be trusted.

Next to its card a model file may hold, in its group `digitpad`:

    temperature         a number, 0.05 to 20: logits are divided by it
    refusal_threshold   a number, 0 to 1: a probability of "no digit" above it refuses
    conformal_quantile  a number, 0 to 1: a digit is a candidate while 1 minus its
                        probability among the ten digits is no more than this
    bank_features       (n, f), float16: features of training digits
    bank_labels         (n,), uint8, 0 to 9: which digits they are
    bank_images         (n, 28, 28), uint8, 0 paper to 255 ink: what they look like

All probabilities are those after the temperature, as `Network.run` gives them. What is
missing, or makes no sense, is None: a model reads without it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Self

import numpy as np
import numpy.typing as npt

from digitpad.h5model.calibration import temperature_in
from digitpad.h5model.sizes import SIDE
from digitpad.h5model.stored import FloatArray, NumericArray

REFUSAL_THRESHOLD: Final = "refusal_threshold"
CONFORMAL_QUANTILE: Final = "conformal_quantile"
BANK_FEATURES: Final = "bank_features"
BANK_LABELS: Final = "bank_labels"
BANK_IMAGES: Final = "bank_images"

_DIGITS: Final = 10
# Each is compared with every drawing.
_MOST_IN_BANK: Final = 20_000


@dataclass(frozen=True)
class Bank:
    """Training digits as the network sees them.

    Attributes:
        features: (n, f), float32, what the last Dense layer reads.
        labels: (n,), uint8, 0 to 9.
        images: (n, 28, 28), uint8, 0 is paper and 255 is ink.
    """

    features: FloatArray = field(repr=False)
    labels: npt.NDArray[np.uint8] = field(repr=False)
    images: npt.NDArray[np.uint8] = field(repr=False)

    def __len__(self) -> int:
        return len(self.labels)


@dataclass(frozen=True)
class Trust:
    """What is known about the answers of one network.

    Attributes:
        temperature: What `Network.run` divides the logits by.
        refusal_threshold: A higher probability of "no digit" refuses.
        conformal_quantile: Digits stay candidates up to this distance from 1.
        bank: Training digits to find the nearest among.
    """

    temperature: float | None = None
    refusal_threshold: float | None = None
    conformal_quantile: float | None = None
    bank: Bank | None = None

    @classmethod
    def of(cls, extras: Mapping[str, NumericArray], features: int) -> Self:
        """Take what makes sense from the datasets of a model file.

        Args:
            extras: The numeric datasets of its group `digitpad`.
            features: How many the network gives for one drawing.
        """
        return cls(
            temperature_in(extras),
            _share_in(extras, REFUSAL_THRESHOLD),
            _share_in(extras, CONFORMAL_QUANTILE),
            _bank_in(extras, features),
        )


def _share_in(extras: Mapping[str, NumericArray], name: str) -> float | None:
    """A single number from 0 to 1."""
    found = extras.get(name)
    if found is None or found.shape != ():
        return None
    share = float(found)
    # NaN fails this too.
    return share if 0 <= share <= 1 else None


def _bank_in(extras: Mapping[str, NumericArray], width: int) -> Bank | None:
    """The three arrays of the bank, if they belong together and to the network."""
    features = extras.get(BANK_FEATURES, _NOTHING)
    labels = extras.get(BANK_LABELS, _NOTHING)
    images = extras.get(BANK_IMAGES, _NOTHING)
    count = labels.size
    fits = (
        0 < count <= _MOST_IN_BANK
        and features.shape == (count, width)
        and labels.shape == (count,)
        and images.shape == (count, SIDE, SIDE)
        and features.dtype.kind == "f"
        and labels.dtype == images.dtype == np.uint8
    )
    if not fits or labels.max() >= _DIGITS or not np.isfinite(features).all():
        return None
    return Bank(features.astype(np.float32), labels, images)


_NOTHING: Final[npt.NDArray[Any]] = np.empty(0)
