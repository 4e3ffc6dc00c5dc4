"""Learns from the user's labelled drawings in under a second.

Nothing is trained: the network gives the features of each drawing and of some varied
copies, and these are remembered beside it (`digitpad.memory`). A guard of MNIST's
digits refuses what would make the network read those worse.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt

from digitpad import lessons, mnist
from digitpad.guard import Guard
from digitpad.h5model import Network
from digitpad.h5model.stored import FloatArray
from digitpad.lessons import Lesson
from digitpad.memory import Labels
from digitpad.variations import COPIES, drawn_again

if TYPE_CHECKING:
    from digitpad.sample_rows import OwnSample

# Where the model's file brings no training digits, as many of MNIST's take their place.
_OTHERS: Final = 2_000


@dataclass(frozen=True, eq=False)
class Taught:
    """What came of a lesson.

    Attributes:
        lesson: What the model knows now.
        refused: The numbers of the drawings that were not learnt, because that would
            have cost too much of what the model reads.
    """

    lesson: Lesson
    refused: tuple[int, ...] = ()


class Teacher:
    """Teaches one model; it may be used from any one thread at a time.

    Args:
        network: The model. Only what it sees of drawings is asked; nothing is changed.
    """

    def __init__(self, network: Network) -> None:
        self._network = network
        self._guard: Guard | None = None

    def teach(self, samples: Sequence["OwnSample"]) -> Taught:
        """Let the model know these drawings and no others, and keep that.

        Args:
            samples: All that it is to know, the latest first.

        Raises:
            SamplesError: The lesson cannot be kept.
            DigitpadError: MNIST's images, which guard it, cannot be read.
        """
        taught = self.lesson_of(samples)
        lessons.save(taught.lesson)
        return taught

    def lesson_of(self, samples: Sequence["OwnSample"]) -> Taught:
        """What the model would know then; nothing is kept.

        What it was taught before and is not among them it forgets.

        Args:
            samples: All that it is to know, the latest first.

        Raises:
            DigitpadError: MNIST's images, which guard it, cannot be read.
        """
        before = lessons.load(self._network.sha256)
        lesson = self._seen(samples, before)
        old = set() if before is None else _facts(before)
        is_new = np.array([fact not in old for fact in _facts_in_order(lesson)], bool)
        if self._guard is None:
            self._guard = Guard(self._network, lesson)
        places, leeway, loss = self._guard.permitted(lesson, is_new)
        kept = Lesson(
            lesson.model,
            lesson.sha256s[places],
            lesson.labels[places],
            lesson.features[places],
            lesson.others,
            lesson.other_labels,
            leeway,
            loss,
        )
        refused = np.setdiff1d(np.arange(len(samples)), places)
        return Taught(kept, tuple(samples[place].number for place in refused))

    def _seen(self, samples: Sequence["OwnSample"], before: Lesson | None) -> Lesson:
        """What the network sees of each drawing; what it saw is not drawn anew."""
        known: dict[str, npt.NDArray[np.float16]] = {}
        if before is not None:
            known = dict(zip(before.sha256s.tolist(), before.features, strict=True))
        others, labels = self._others(before)
        width = others.shape[1]
        features = np.empty((len(samples), COPIES + 1, width), np.float16)
        for place, sample in enumerate(samples):
            seen = known.get(sample.sha256)
            if seen is None or seen.shape != features.shape[1:]:
                seen = self._features(np.stack(drawn_again(sample.drawing)))
            features[place] = seen
        return Lesson(
            self._network.sha256,
            np.array([sample.sha256 for sample in samples], "U64"),
            np.array([sample.label for sample in samples], np.uint8),
            features,
            others,
            labels,
        )

    def _features(self, model_inputs: FloatArray) -> npt.NDArray[np.float16]:
        found = self._network.run_bare(model_inputs)[1]
        # A float16 ends at 65,504, which no trained network comes near.
        return np.clip(found, -6e4, 6e4).astype(np.float16)

    def _others(self, before: Lesson | None) -> tuple[npt.NDArray[np.float16], Labels]:
        if before is not None:
            return before.others, before.other_labels
        bank = self._network.trust.bank
        if bank is not None:
            return np.clip(bank.features, -6e4, 6e4).astype(np.float16), bank.labels
        digits = mnist.load()
        inputs = mnist.as_model_inputs(digits.training_ink[:_OTHERS])
        return self._features(inputs), digits.training_labels[:_OTHERS]


def _facts(lesson: Lesson) -> set[tuple[str, int]]:
    return set(_facts_in_order(lesson))


def _facts_in_order(lesson: Lesson) -> list[tuple[str, int]]:
    return list(zip(lesson.sha256s.tolist(), lesson.labels.tolist(), strict=True))
