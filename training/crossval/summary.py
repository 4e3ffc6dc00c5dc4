"""What the folds come to, taken together."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from training.crossval.task import Data, FoldResult, Plan, Probabilities, folds_in
from training.data.repeats import digests
from training.figures.agreement import Agreement, agreement


@dataclass(frozen=True)
class Summary:
    """A finished cross-validation.

    Attributes:
        data: Its images.
        plan: How they were trained on.
        results: Of every fold, by number.
    """

    data: Data
    plan: Plan
    results: Mapping[int, FoldResult]

    @cached_property
    def accuracies(self) -> npt.NDArray[np.float64]:
        """(folds,), the share of each fold's images read correctly, 0 to 1."""
        return np.array([self.results[k].accuracy for k in range(self.plan.folds)])

    @property
    def mean(self) -> float:
        """Of the folds' accuracies."""
        return float(self.accuracies.mean())

    @property
    def deviation(self) -> float:
        """Their standard deviation, that of a sample."""
        return float(self.accuracies.std(ddof=1))

    @cached_property
    def folds(self) -> npt.NDArray[np.uint8]:
        """(n,), in which fold each image was held back."""
        return folds_in(self.data, self.plan)

    @cached_property
    def repeated(self) -> int:
        """How many images another fold has too, pixel for pixel: they were learnt."""
        _, which = np.unique(digests(self.data.ink), return_inverse=True)
        lowest = np.full(len(which), self.plan.folds)
        highest = np.zeros(len(which), int)
        np.minimum.at(lowest, which, self.folds)
        np.maximum.at(highest, which, self.folds)
        return int((lowest < highest)[which].sum())

    @cached_property
    def out_of_fold(self) -> Probabilities:
        """(n, 10): probabilities of each image by the network that never saw it."""
        answers = np.zeros((len(self.data.labels), 10), np.float32)
        for fold, result in self.results.items():
            answers[self.folds == fold] = result.held_back
        return answers

    @cached_property
    def agreement(self) -> Agreement:
        """How often these agree with the labels."""
        digits = self.out_of_fold.argmax(axis=1).astype(np.uint8)
        return agreement(self.data.labels, digits)

    @property
    def own_images(self) -> int | None:
        """How many of the images are the user's own drawings; None without any."""
        return len(self.data.copies) or None

    @property
    def own_accuracy(self) -> float | None:
        """The share of these read right by the network that never saw them."""
        return self._right_apart[1] if self.own_images else None

    @property
    def others_accuracy(self) -> float:
        """The same of the other images."""
        return self._right_apart[0]

    @cached_property
    def _right_apart(self) -> tuple[float, float]:
        right = self.out_of_fold.argmax(axis=1) == self.data.labels
        others, own = np.split(right, [self.data.others])
        return float(others.mean()), float(own.mean()) if len(own) else 0.0

    @cached_property
    def test(self) -> npt.NDArray[np.uint8]:
        """(m,): the digits of the test images, by the mean probability of the folds."""
        total = np.sum([result.test for result in self.results.values()], axis=0)
        likeliest: npt.NDArray[np.intp] = np.asarray(total).argmax(axis=1)
        return likeliest.astype(np.uint8)

    @property
    def seconds(self) -> float:
        """Of all folds, one after the other."""
        return sum(result.seconds for result in self.results.values())
