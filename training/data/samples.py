"""What every kind of file is brought to: images, labels, and where each stood."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

SIDE: Final = 28
PIXELS: Final = SIDE * SIDE
DIGITS: Final = 10
DIGIT_NAMES: Final = tuple("0123456789")

Ink = npt.NDArray[np.uint8]
Labels = npt.NDArray[np.uint8]


@dataclass(frozen=True)
class Samples:
    """Images out of one source.

    Attributes:
        name: The source as it was named: a path, or "mnist".
        sha256: Of what was read, for the model's card.
        ink: (n, 28, 28), uint8, 0 is paper and 255 is ink.
        labels: (n,), uint8, 0 to 9; None where the source has none.
        unit: What one sample is called in it: "row", "image", "picture" or "line".
        numbers: (n,): which row, image, picture or line each sample is.
    """

    name: str
    sha256: str
    ink: Ink
    labels: Labels | None
    unit: str
    numbers: Sequence[object]

    def __len__(self) -> int:
        return len(self.ink)

    def place(self, index: int) -> str:
        """Where a sample stands, in words: "train.csv, row 17"."""
        return f"{self.name}, {self.unit} {self.numbers[index]}"
