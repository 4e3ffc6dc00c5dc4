"""A reading in words: what the answer says, and what stands beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from digitpad.ink import Drawing
from digitpad.ui.words import tr
from digitpad.words import mark

if TYPE_CHECKING:
    from digitpad.readings import DigitReading, NumberReading

    Reading = DigitReading | NumberReading | None

Box = tuple[float, float, float, float]  # x, y, width, height

NO_DIGIT: Final = mark("not a digit")

NO_STROKES: Final = Drawing()

# Bars of a refused digit that is likelier than this would contradict the refusal.
_SURE: Final = 0.5
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
    """A box around ink on the pad, and what is read in it.

    Attributes:
        box: In the units of the drawing, or in pixels of the picture.
        text: The digit, or "?" if it is none.
    """

    box: Box
    text: str


def answer_of(reading: "Reading") -> str:
    """The digit, the number, or the refusal in words; empty for nothing."""
    if reading is None:
        return ""
    from digitpad.readings import NumberReading

    if isinstance(reading, NumberReading):
        return reading.text
    return str(reading.digit) if reading.is_digit else tr(NO_DIGIT)


def verdict_of(
    reading: "Reading", drawing: Drawing = NO_STROKES, told: int | None = None
) -> Verdict:
    """Put a reading into words.

    Args:
        reading: What was read; None for nothing.
        drawing: What was read, if it was a drawing.
        told: The digit of a number of which the detail tells; None for all of it.
    """
    if reading is None:
        return Verdict()
    from digitpad.readings import NumberReading

    if isinstance(reading, NumberReading):
        return Verdict(reading.text, detail=_number_detail(reading, drawing, told))
    if not reading.is_digit:
        return Verdict(answer=tr(NO_DIGIT), detail=_refusal(reading))
    if rivals := _rivals(reading):
        return Verdict(
            answer=str(reading.digit),
            doubt=tr("or {others}?", others=_either(rivals)),
            detail=_shares(reading, (reading.digit, *rivals)),
        )
    return Verdict(answer=str(reading.digit), confidence=per_cent(reading.confidence))


def plain_answer(reading: "Reading") -> str:
    """The digit or the number alone; empty if there is none."""
    answer = verdict_of(reading).answer
    return "" if answer == tr(NO_DIGIT) else answer


def _refusal(reading: "DigitReading") -> str:
    """Why it is no digit, or what it would be if it were one after all."""
    from digitpad.refusals import LIKE_NO_DIGIT

    if reading.refusal == LIKE_NO_DIGIT:
        return tr("If it is one after all, a {digit}", digit=reading.digit)
    return _capitalised(tr(reading.refusal))


def shown_index(
    reading: "Reading", near: tuple[float, float] | None, chosen: int | None = None
) -> int | None:
    """Which digit of a number is shown in detail; None for a lone one.

    Args:
        reading: What was read.
        near: A place in the units of the boxes; the digit there is shown, or else the
            last one.
        chosen: The one that the user has chosen; after the last comes the first.
    """
    if reading is None:
        return None  # the first paint comes before numpy
    from digitpad.readings import NumberReading

    if not isinstance(reading, NumberReading):
        return None
    if chosen is not None:
        return chosen % len(reading.digits)
    if near is None:
        return len(reading.digits) - 1
    distances = [_distance(box, near) for box in reading.boxes]
    return distances.index(min(distances))


def place_of(reading: "Reading", index: int | None) -> tuple[float, float] | None:
    """The middle of a number's digit, in the units of its boxes; else None."""
    if index is None or reading is None:
        return None
    from digitpad.readings import NumberReading

    if not isinstance(reading, NumberReading):
        return None
    x, y, width, height = reading.boxes[index]
    return x + width / 2, y + height / 2


def shown_digit(reading: "Reading", index: int | None) -> "DigitReading | None":
    """The digit whose probabilities are shown.

    Args:
        reading: What was read.
        index: Which of a number's digits it is, as `shown_index` says.
    """
    if reading is None:
        return None
    from digitpad.readings import NumberReading

    if isinstance(reading, NumberReading):
        return None if index is None else reading.digits[index]
    return reading


def bars_explain(digit: "DigitReading") -> bool:
    """Whether the probabilities agree with the answer.

    They say which of the ten digits it is if it is one, and may be sure of that where
    the ink alone, or the network's "no digit", refuses it.
    """
    return digit.is_digit or digit.confidence < _SURE


def per_cent(share: float) -> str:
    """A probability as people read it; near certainty is never called certainty."""
    if 0.995 <= share < 1.0:
        return "> 99 %"
    return f"{share * 100:.0f} %"


def _shares(reading: "DigitReading", digits: tuple[int, ...]) -> str:
    """How likely each of some digits is: "61 % for 4, 37 % for 9"."""
    return ", ".join(
        tr(
            "{share} for {digit}",
            share=per_cent(float(reading.probabilities[digit])),
            digit=digit,
        )
        for digit in digits
    )


def _rivals(reading: "DigitReading") -> tuple[int, ...]:
    """What else a digit may be, likeliest first."""
    others = tuple(d for d in reading.candidates if d != reading.digit)
    return others[:_MOST_RIVALS]


def _either(digits: tuple[int, ...]) -> str:
    """Some digits: "4 or 9"."""
    return tr(" or ").join(map(str, digits))


def _number_detail(number: "NumberReading", drawing: Drawing, told: int | None) -> str:
    count = len(number.digits)
    if told is not None:
        return tr(
            "Digit {number} of {count}: {reading}",
            number=told + 1,
            count=count,
            reading=_in_short(number.digits[told]),
        )
    if _has_ink_beside(number.boxes, drawing):
        return tr("{count} digits, and a mark that is none", count=count)
    weakest = min(number.digits, key=lambda digit: digit.confidence)
    return tr(
        "{count} digits, the least sure: {reading}",
        count=count,
        reading=_in_short(weakest),
    )


def _in_short(reading: "DigitReading") -> str:
    """A digit and how sure it is: "7 at 97 %", or "4 or 9?"."""
    if rivals := _rivals(reading):
        return tr(
            "{digit} or {others}?",
            digit=reading.digit,
            others=_either(rivals),
        )
    return tr(
        "{digit} at {share}", digit=reading.digit, share=per_cent(reading.confidence)
    )


def _has_ink_beside(boxes: Sequence[Box], drawing: Drawing) -> bool:
    """Whether a stroke begins outside all boxes, and so is part of no digit."""
    # Every move of the pen asks this, of each stroke and each box: all at once. Who has
    # read a number has numpy.
    import numpy as np

    begins = [stroke.xy[:2] for stroke in drawing.strokes if len(stroke)]
    if not begins:
        return False
    place = np.array(begins)[:, None]
    low, size = np.split(np.array(boxes), 2, axis=1)
    outside = np.maximum(np.maximum(low - place, place - low - size), 0.0)
    distances = (outside * outside).sum(axis=2)
    return bool((distances.min(axis=1) > _NEAR).any())


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]


def _distance(box: Box, place: tuple[float, float]) -> float:
    """How far a place lies outside a box; 0 inside."""
    x, y, width, height = box
    across = max(x - place[0], 0.0, place[0] - x - width)
    down = max(y - place[1], 0.0, place[1] - y - height)
    return across * across + down * down
