"""What the recognizer says of ink."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

import numpy as np
import numpy.typing as npt

from digitpad.preprocess import SIDE
from digitpad.segment import Box

DIGITS: Final = 10


@dataclass(frozen=True, eq=False)
class DigitReading:
    """What is read in one digit's worth of ink.

    Attributes:
        digit: The best guess, 0 to 9, also where `is_digit` is False.
        probabilities: (10,), float32, 0 to 1, sum 1.
        is_digit: False if the ink is refused.
        candidates: The digits that are not ruled out, likeliest first; never empty
            for ink.
        model_input: (28, 28), float32, 0 is paper and 1 is ink: what the network saw.
        refusal: Why the ink is no digit, in words ("too much ink"); empty if it is one.
    """

    digit: int
    probabilities: npt.NDArray[np.float32]
    is_digit: bool
    candidates: tuple[int, ...]
    model_input: npt.NDArray[np.float32] = field(repr=False)
    refusal: str = ""

    @property
    def confidence(self) -> float:
        """The highest probability, 0 to 1."""
        return float(self.probabilities.max())


def no_ink() -> DigitReading:
    """The answer where there is no ink: no digit, and each as likely as the others."""
    return DigitReading(
        digit=0,
        probabilities=np.full(DIGITS, 1 / DIGITS, np.float32),
        is_digit=False,
        candidates=(),
        model_input=np.zeros((SIDE, SIDE), np.float32),
        refusal="no ink",
    )


@dataclass(frozen=True, eq=False)
class NumberReading:
    """What is read in a row of digits.

    Attributes:
        text: The digits from left to right; lines are joined with a newline.
        digits: The reading of each digit of the text.
        boxes: (x, y, width, height) of each digit, in the source's units.
    """

    text: str
    digits: tuple[DigitReading, ...]
    boxes: tuple[Box, ...]


def number_of(
    lines: Iterable[Iterable[tuple[DigitReading, Box]]],
) -> NumberReading:
    """Put a number together; what is no digit is left out.

    Args:
        lines: Each piece of ink and its box, from left to right, line by line.
    """
    kept = [[(digit, box) for digit, box in line if digit.is_digit] for line in lines]
    digits = [found for line in kept for found in line]
    return NumberReading(
        "\n".join("".join(str(d.digit) for d, _ in line) for line in kept if line),
        tuple(digit for digit, _ in digits),
        tuple(box for _, box in digits),
    )
