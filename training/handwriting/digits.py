"""The skeleton of any digit, in one of the ways in which people write it."""

from collections.abc import Callable
from typing import Final

import numpy as np

from training.handwriting.curves import Skeleton
from training.handwriting.dice import Dice
from training.handwriting.eight_and_nine import eight, nine
from training.handwriting.five_to_seven import five, seven, six
from training.handwriting.two_to_four import four, three, two
from training.handwriting.zero_and_one import one, zero

_DIGITS: Final[tuple[Callable[[Dice], Skeleton], ...]] = (
    zero, one, two, three, four, five, six, seven, eight, nine,
)  # fmt: skip


def skeleton(digit: int, random: np.random.Generator) -> Skeleton:
    """The strokes of a digit before a hand bends them: about 1 high, y down."""
    return _DIGITS[digit](Dice(random))
