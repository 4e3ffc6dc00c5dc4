"""Why the network answers as it does: ink for and against, and what it resembles.

The network is asked again with a little of the ink rubbed out, here and there. Where
the answer gets less likely, that ink has spoken for it; where it gets likelier, against
it.
"""

from dataclasses import dataclass, field
from math import log
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
import numpy.typing as npt

from digitpad.memory import directions_of
from digitpad.preprocess import SIDE, ModelInput
from digitpad.readings import DIGITS, DigitReading
from digitpad.refusals import ink_refusal

if TYPE_CHECKING:
    from digitpad.h5model import Network
    from digitpad.h5model.trust import Bank

NO_DIGIT: Final = DIGITS
"""The subject of an explanation that says why ink is no digit."""

NEAREST: Final = 5

_STEP: Final = 2  # pixels from one rubbed-out place to the next
_REACH: Final = 3.0  # pixels; what lies further from a place is left as it is
_LEAST_INK: Final = 0.1  # a pixel with less is paper
# With the drawing itself two batches of the network: some 10 ms.
_MOST_PLACES: Final = 127
# A change of the odds by this factor or more gets the strongest colour.
_FULL_FACTOR: Final = 2.0
# Ink that "no digit" has less of a share in is refused for something else.
_LEAST_NO_DIGIT: Final = 0.05
_WEAK: Final = 0.25  # influence that is not worth a word
_MARGIN: Final = 2  # without it the picture has a middle third
_ROWS: Final = ("upper", "middle", "lower")
_COLUMNS: Final = ("left", "middle", "right")

_Pixels = npt.NDArray[np.float32]


class Neighbour(NamedTuple):
    """A training digit: its label, and its image, (28, 28), uint8, 255 is ink."""

    label: int
    image: npt.NDArray[np.uint8]


@dataclass(frozen=True, eq=False)
class Explanation:
    """Why one reading is what it is.

    Attributes:
        subject: The digit that is explained, or `NO_DIGIT`; None where the ink is
            refused for what it is, whatever the network answers: a dot, a blot.
        model_input: (28, 28), float32, 0 is paper and 1 is ink.
        influence: (28, 28), float32, -1 to 1: above 0 ink that speaks for the subject,
            below 0 against it; 0 on paper.
        nearest: The training digits most like this one, the most alike first; none
            where the model's file brings none.
    """

    subject: int | None
    model_input: ModelInput = field(repr=False)
    influence: _Pixels = field(repr=False)
    nearest: tuple[Neighbour, ...]


class Likeness:
    """Finds the training digits that the network takes for most alike.

    Args:
        bank: Training digits and their features, from the network's own file.
    """

    def __init__(self, bank: "Bank") -> None:
        self._bank = bank
        self._directions = directions_of(bank.features)

    def nearest(self, features: _Pixels, count: int = NEAREST) -> tuple[Neighbour, ...]:
        """The digits whose features point most nearly the same way.

        Args:
            features: (f,), float32, of one drawing.
            count: How many digits.
        """
        likeness = self._directions @ directions_of(features[None])[0]
        found = np.argsort(-likeness, kind="stable")[:count]
        labels, images = self._bank.labels, self._bank.images
        return tuple(Neighbour(int(labels[i]), images[i]) for i in found)


def explain(
    network: "Network", reading: DigitReading, likeness: Likeness | None = None
) -> Explanation:
    """Ask the network why it reads what it reads.

    Args:
        network: The network that made the reading.
        reading: What is to be explained.
        likeness: Finds what is like it, where the network's file has a bank.
    """
    ink = reading.model_input
    if ink_refusal(ink):
        return Explanation(None, ink, np.zeros_like(ink), ())
    erasers = _erasers(ink)
    variants = np.concatenate((ink[None], ink * (1 - erasers)))
    probabilities, features = network.run(variants)
    subject = _subject(reading, probabilities[0])
    odds = _log_odds(probabilities, subject)
    influence = _spread(odds[0] - odds[1:], erasers) * (ink >= _LEAST_INK)
    strongest = max(float(np.abs(influence).max()), log(_FULL_FACTOR))
    nearest = likeness.nearest(features[0]) if likeness else ()
    scaled = (influence / strongest).astype(np.float32)
    return Explanation(subject, ink, scaled, nearest)


def strongest_places(influence: _Pixels) -> tuple[str, str]:
    """Where the ink lies that speaks most for the answer and most against it.

    Args:
        influence: (28, 28), float32, as in `Explanation`.

    Returns:
        Two places in words ("upper right"); empty where hardly any ink does.
    """
    return _strongest_place(influence), _strongest_place(-influence)


def _subject(reading: DigitReading, classes: _Pixels) -> int:
    refused = float(classes[DIGITS:].sum()) >= _LEAST_NO_DIGIT
    return NO_DIGIT if refused and not reading.is_digit else reading.digit


def _erasers(ink: ModelInput) -> _Pixels:
    """Round soft spots, (n, 28, 28), 0 to 1, on places all over the ink."""
    rows, columns = np.mgrid[:SIDE, :SIDE].astype(np.float32)
    # Every other pixel of every other row; the places near ink are kept.
    near = _widened(ink >= _LEAST_INK)[::_STEP, ::_STEP]
    places = np.argwhere(near) * _STEP
    places = places[:: -(-len(places) // _MOST_PLACES) or 1]
    down = rows - places[:, 0, None, None]
    across = columns - places[:, 1, None, None]
    spots = 1 - (down**2 + across**2) / _REACH**2
    found: _Pixels = np.clip(2 * spots, 0, 1).astype(np.float32)
    return found


def _widened(mask: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """The pixels that are in the mask or touch one that is."""
    wide = np.pad(mask, 1)
    wide[1:] |= wide[:-1]
    wide[:-1] |= wide[1:]
    wide[:, 1:] |= wide[:, :-1]
    wide[:, :-1] |= wide[:, 1:]
    return wide[1:-1, 1:-1]


def _log_odds(probabilities: _Pixels, subject: int) -> npt.NDArray[np.float64]:
    """The odds of one class; probabilities near 1 would no longer tell changes."""
    tiny = np.finfo(np.float32).tiny
    own = np.log(np.maximum(probabilities[:, subject], tiny), dtype=np.float64)
    others = np.delete(probabilities, subject, axis=1).sum(axis=1)
    found: npt.NDArray[np.float64] = own - np.log(np.maximum(others, tiny))
    return found


def _spread(changes: npt.NDArray[np.float64], erasers: _Pixels) -> _Pixels:
    """What each pixel has to do with the changes: the mean over those that touch it."""
    weight = np.maximum(erasers.sum(axis=0), np.finfo(np.float32).eps)
    found: _Pixels = np.tensordot(changes, erasers, axes=1) / weight
    return found


def _strongest_place(influence: _Pixels) -> str:
    if influence.max() < _WEAK:
        return ""
    inner = np.maximum(influence, 0)[_MARGIN:-_MARGIN, _MARGIN:-_MARGIN]
    third = len(inner) // len(_ROWS)
    sums = inner.reshape(len(_ROWS), third, len(_COLUMNS), third).sum(axis=(1, 3))
    row, column = divmod(int(sums.argmax()), len(_COLUMNS))
    return f"{_ROWS[row]} {_COLUMNS[column]}".strip().replace("middle middle", "middle")
