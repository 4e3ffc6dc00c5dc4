"""Answers that are wrong, the worst first."""

from typing import Final

import numpy as np
import numpy.typing as npt

from training.answers import Answers
from training.data.samples import Labels

MOST_SHOWN: Final = 50

Places = npt.NDArray[np.intp]


def worst(answers: Answers, labels: Labels, most: int = MOST_SHOWN) -> Places:
    """Places of wrong answers, the surest first.

    Args:
        answers: Of n images.
        labels: (n,), uint8, 0 to 9.
        most: No more than so many.
    """
    wrong = np.flatnonzero(answers.digits != labels)
    # Stable: of equally sure ones the first in the data comes first.
    order = np.argsort(-answers.confidence[wrong], kind="stable")
    return wrong[order][:most]
