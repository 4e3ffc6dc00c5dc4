"""What a second model says of the digits that a first one has found."""

from collections.abc import Sequence
from itertools import islice
from weakref import WeakKeyDictionary

import numpy as np

from digitpad.judging import judged, of_digits
from digitpad.readings import DigitReading, NumberReading, number_of
from digitpad.recognizer import Recognizer
from digitpad.segment import Opinion


class SecondReader:
    """Reads with one model what another one sees, in the time its network takes.

    The ink is neither drawn nor cut again, and of a number the digits that are there
    still are not read again.
    """

    def __init__(self, recognizer: Recognizer) -> None:
        self._network = recognizer.network
        self._known: WeakKeyDictionary[DigitReading, DigitReading] = WeakKeyDictionary()

    def read(
        self, found: DigitReading | NumberReading
    ) -> DigitReading | NumberReading | None:
        """Read the same model inputs.

        Args:
            found: What the first model has read.

        Returns:
            None if fewer than two digits of a number are left: then it may be none.
        """
        if isinstance(found, DigitReading):
            classes = self._network.run(found.model_input[None])[0]
            digits = of_digits(classes)[0]
            return judged(found.model_input, classes[0], digits, self._network.trust)
        self._ask(found.digits)
        number = self._number(found)
        return number if len(number.digits) > 1 else None

    def _ask(self, digits: Sequence[DigitReading]) -> None:
        new = [digit for digit in digits if digit not in self._known]
        if not new:
            return
        inputs = [digit.model_input for digit in new]
        answers = self._network.run(np.stack(inputs))
        for digit, *answer in zip(new, *answers, strict=True):
            classes = Opinion(digit.model_input, *answer).in_number
            digits_alone = of_digits(classes[None])[0]
            trust = self._network.trust
            second = judged(digit.model_input, classes, digits_alone, trust)
            self._known[digit] = second

    def _number(self, found: NumberReading) -> NumberReading:
        """The digits that are left, in the lines in which they were found."""
        rest = iter(zip(found.digits, found.boxes, strict=True))
        return number_of(
            [(self._known[digit], box) for digit, box in islice(rest, len(line))]
            for line in found.text.split("\n")
        )
