"""What a finished network learns about itself before it is handed out.

See `digitpad.h5model.trust` for what is written, and how it is read.
"""

from typing import Any, Final

import numpy as np
import numpy.typing as npt

from digitpad.h5model import Network
from digitpad.h5model import trust as names
from digitpad.h5model.calibration import TEMPERATURE, temper
from digitpad.mnist import as_model_inputs
from training.calibration import (
    DIGITS,
    conformal_quantile,
    refusal_threshold,
    temperature,
)
from training.datasets import Dataset, Images
from training.lessons import HELD_OUT_INK, drawn_ink

# Of the candidates, over further ink like that which is held out.
COVERAGE: Final = 0.995
# Share of digits that may be taken for none. Synthetic ink has more odd ones than
# people's, so that of theirs fewer are.
_REFUSED: Final = 0.0125
# Below this, "no digit" is less likely than the digits together by far; with few
# samples, or an easy generator, the quantile alone would go there.
_LEAST_THRESHOLD: Final = 0.2

_MOST_HELD_OUT, _FEWEST_HELD_OUT = 8_000, 500
# Of each digit, from MNIST and from the synthetic ink.
_IN_BANK: Final = 100

Arrays = dict[str, npt.NDArray[Any]]


def measured(network: Network, dataset: Dataset, drawn: Images) -> Arrays:
    """Everything that goes into the file next to the card.

    Args:
        network: As it is in the file, without a temperature.
        dataset: What it was trained on and judged by.
        drawn: Synthetic ink that it was trained on.
    """
    count = min(max(len(dataset.training) // 4, _FEWEST_HELD_OUT), _MOST_HELD_OUT)
    held_out = drawn_ink(count, (HELD_OUT_INK,), no_digit=0.0)
    drawn_answers = _answers(network, held_out)
    # What people draw lies between MNIST's neat digits and the wildest synthetic ones:
    # as many of the one as of the other stand for it.
    half = min(count, len(dataset.validation))
    answers = np.concatenate(
        [_answers(network, dataset.validation)[:half], drawn_answers[:half]]
    )
    labels = np.concatenate([dataset.validation.labels[:half], held_out.labels[:half]])
    heat = temperature(answers, labels)
    numbers = {
        TEMPERATURE: heat,
        names.CONFORMAL_QUANTILE: conformal_quantile(
            temper(answers, heat), labels, COVERAGE
        ),
    }
    if network.classes > DIGITS:
        no_digit = temper(drawn_answers, heat)[:, DIGITS]
        numbers[names.REFUSAL_THRESHOLD] = max(
            refusal_threshold(no_digit, _REFUSED), _LEAST_THRESHOLD
        )
    return {name: np.array(value) for name, value in numbers.items()} | _bank(
        network, _some_of_each(dataset.training), _some_of_each(drawn)
    )


def _answers(network: Network, images: Images) -> npt.NDArray[np.float32]:
    return network.run(as_model_inputs(images.ink))[0]


def _bank(network: Network, *parts: Images) -> Arrays:
    ink = np.concatenate([part.ink for part in parts])
    features = network.run(as_model_inputs(ink))[1]
    return {
        names.BANK_FEATURES: features.astype(np.float16),
        names.BANK_LABELS: np.concatenate([part.labels for part in parts]),
        names.BANK_IMAGES: ink,
    }


def _some_of_each(images: Images) -> Images:
    """The first images of each digit."""
    places = np.concatenate(
        [np.flatnonzero(images.labels == digit)[:_IN_BANK] for digit in range(DIGITS)]
    )
    return Images(images.ink[places], images.labels[places])
