"""A reading in words: what the answer says, and what stands beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from digitpad.ink import Drawing

if TYPE_CHECKING:
    from digitpad.readings import DigitReading, NumberReading

    Reading = DigitReading | NumberReading | None

Box = tuple[float, float, float, float]  # x, y, width, height

NO_DIGIT: Final = "not a digit"

NO_STROKES: Final = Drawing()

# A digit that is refused although it is likelier than this is refused for its ink.
_LEAST_CONFIDENCE: Final = 0.5
_NEAR: Final = 1e-3  # a box's far side is a sum, and as exact as sums are
_MOST_RIVALS: Final = 2  # "4 or 9 or 7?" is the longest doubt that helps


@dataclass(frozen=True)
class Verdict:
    """What people read of a reading; every part may be empty.

    Attributes:
        answer: The digit, the number, or the refusal in words.
        doubt: What else it may be: "or 9?".
        confidence: "97 %".
        detail: One short line that explains.
    """

    answer: str = ""
    doubt: str = ""
    confidence: str = ""
    detail: str = ""


@dataclass(frozen=True)
class Mark:
    """A box around ink found in a picture, in its pixels, and what it reads."""

    box: Box
    text: str


def verdict_of(reading: "Reading", drawing: Drawing = NO_STROKES) -> Verdict:
    """Put a reading into words.

    Args:
        reading: What was read; None for nothing.
        drawing: What was read, if it was a drawing.
    """
    if reading is None:
        return Verdict()
    from digitpad.readings import NumberReading

    if isinstance(reading, NumberReading):
        ignored = _has_ink_beside(reading.boxes, drawing)
        detail = _ignored_mark(reading) if ignored else _least_sure(reading)
        return Verdict(answer=reading.text, detail=detail)
    if not reading.is_digit:
        return Verdict(answer=NO_DIGIT, detail=_capitalised(reading.refusal))
    if rivals := reading.candidates[1 : 1 + _MOST_RIVALS]:
        return Verdict(
            answer=str(reading.digit),
            doubt=f"or {' or '.join(map(str, rivals))}?",
            detail=_shares(reading, (reading.digit, *rivals)),
        )
    return Verdict(answer=str(reading.digit), confidence=per_cent(reading.confidence))


def shown_digit(
    reading: "Reading", near: tuple[float, float] | None
) -> "DigitReading | None":
    """The digit whose probabilities are shown: of a number, the one near a place.

    Args:
        reading: What was read.
        near: A place in the units of the boxes; None for the last digit.
    """
    if reading is None:
        return None
    from digitpad.readings import NumberReading

    if not isinstance(reading, NumberReading):
        return reading
    if near is None:
        return reading.digits[-1]
    distances = [_distance(box, near) for box in reading.boxes]
    return reading.digits[distances.index(min(distances))]


def bars_explain(digit: "DigitReading") -> bool:
    """Whether the probabilities agree with the answer.

    Ink may be refused for what it is, a dot or a blot, however sure the network would
    be of it.
    """
    return digit.is_digit or digit.confidence < _LEAST_CONFIDENCE


def per_cent(share: float) -> str:
    """A probability as people read it; near certainty is never called certainty."""
    if 0.995 <= share < 1.0:
        return "> 99 %"
    return f"{share * 100:.0f} %"


def _shares(reading: "DigitReading", digits: tuple[int, ...]) -> str:
    """How likely each of some digits is: "61 % for 4, 37 % for 9"."""
    return ", ".join(
        f"{per_cent(float(reading.probabilities[digit]))} for {digit}"
        for digit in digits
    )


def _least_sure(number: "NumberReading") -> str:
    weakest = min(number.digits, key=lambda digit: digit.confidence)
    count = len(number.digits)
    sure = per_cent(weakest.confidence)
    return f"{count} digits, the least sure: {weakest.digit} at {sure}"


def _ignored_mark(number: "NumberReading") -> str:
    return f"{len(number.digits)} digits, and a mark that is none"


def _has_ink_beside(boxes: Sequence[Box], drawing: Drawing) -> bool:
    """Whether a stroke begins outside all boxes, and so is part of no digit."""
    begins = [(stroke.xy[0], stroke.xy[1]) for stroke in drawing.strokes if len(stroke)]
    return any(min(_distance(box, at) for box in boxes) > _NEAR for at in begins)


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]


def _distance(box: Box, place: tuple[float, float]) -> float:
    """How far a place lies outside a box; 0 inside."""
    x, y, width, height = box
    across = max(x - place[0], 0.0, place[0] - x - width)
    down = max(y - place[1], 0.0, place[1] - y - height)
    return across * across + down * down
