"""Refuses what would make a network read worse than it did.

MNIST's digits stand for all that the user does not teach.
"""

from typing import Final

import numpy as np
import numpy.typing as npt

from digitpad import lessons, mnist
from digitpad.h5model import Network
from digitpad.h5model.stored import FloatArray
from digitpad.lessons import Lesson
from digitpad.memory import LEEWAYS, Labels, directions_of, rises, with_rises
from digitpad.readings import DIGITS

# What a lesson may cost at most of the digits that guard it. The network was trained on
# them and reads them more surely than others: this much of them is 0.1 % of others.
MOST_LOST: Final = 0.0006

_COUNT: Final = 5_000


class Guard:
    """MNIST's training digits as the network reads them.

    Args:
        network: The model, as it is in its file.
        lesson: Has the training digits that drawings are held against.
    """

    def __init__(self, network: Network, lesson: Lesson) -> None:
        digits = mnist.load()
        inputs = mnist.as_model_inputs(digits.training_ink[-_COUNT:])
        self._labels = digits.training_labels[-_COUNT:].copy()
        # All of MNIST would take 50 MB for as long as the window is open.
        mnist.load.cache_clear()
        self._probabilities, features = network.run_bare(inputs)
        self._directions = directions_of(features)
        self._others = lesson.memory.others.likeness(self._directions)
        self._right = _right(self._probabilities, self._labels)

    def permitted(
        self, lesson: Lesson, is_new: npt.NDArray[np.bool_]
    ) -> tuple[npt.NDArray[np.intp], float, float]:
        """The drawings of a lesson that may be learnt.

        Args:
            lesson: All that is to be learnt.
            is_new: (n,), which of it was not known before.

        Returns:
            Their places in the lesson, how far a memory of them may go, and the share
            of the digits here that it costs.
        """
        every = np.arange(len(lesson))
        if (found := self._leeway_for(lesson, every)) is not None:
            return every, *found
        before, rest = every[~is_new], every[is_new]
        kept, leeway, loss = np.array([], np.intp), LEEWAYS[0], 0.0
        if (found := self._leeway_for(lesson, before)) is not None:
            kept, (leeway, loss) = before, found
        else:
            rest = np.concatenate([before, rest])
        # One by one, those first that were known before, unless they go together.
        for place in rest:
            tried = np.sort(np.append(kept, place))
            if (found := self._leeway_for(lesson, tried)) is not None:
                kept, (leeway, loss) = tried, found
        return kept, leeway, loss

    def _leeway_for(
        self, lesson: Lesson, places: npt.NDArray[np.intp]
    ) -> tuple[float, float] | None:
        """How far the memory of some drawings may go, and what it costs.

        Returns:
            None if it costs too much however short it goes.
        """
        known = lessons.known(lesson.features[places], lesson.labels[places])
        own = known.likeness(self._directions)
        for leeway in LEEWAYS:
            raised = rises(own, self._others, leeway)
            read = _right(with_rises(self._probabilities, raised), self._labels)
            loss = float(self._right.mean() - read.mean())
            if loss <= MOST_LOST:
                return leeway, loss
        return None


def _right(probabilities: FloatArray, labels: Labels) -> npt.NDArray[np.bool_]:
    return np.asarray(probabilities[:, :DIGITS].argmax(axis=1) == labels)
