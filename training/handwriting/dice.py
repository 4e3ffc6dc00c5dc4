"""Random choices in the words that skeletons need."""

from collections.abc import Sequence
from typing import TypeVar

import numpy as np

from training.handwriting.curves import Place

T = TypeVar("T")


class Dice:
    """Draws what varies from hand to hand.

    Args:
        random: Where all chance comes from; the same state gives the same ink.
    """

    def __init__(self, random: np.random.Generator) -> None:
        self.random = random

    def between(self, low: float, high: float) -> float:
        """Any number of the range, each as likely."""
        return low + (high - low) * float(self.random.random())

    def around(self, mean: float, spread: float) -> float:
        """A number near the mean: normal, but never further than 2.5 spreads."""
        return mean + spread * max(-2.5, min(2.5, float(self.random.standard_normal())))

    def chance(self, share: float) -> bool:
        """True in this share of all cases."""
        return float(self.random.random()) < share

    def one_of(self, choices: Sequence[T], weights: Sequence[float]) -> T:
        """One of the choices, by their weights."""
        left = float(self.random.random()) * sum(weights)
        for choice, weight in zip(choices, weights, strict=True):
            left -= weight
            if left < 0:
                return choice
        return choices[-1]

    def near(self, *places: Place, spread: float = 0.04) -> list[Place]:
        """Each place moved a little on its own."""
        return [(self.around(x, spread), self.around(y, spread)) for x, y in places]
