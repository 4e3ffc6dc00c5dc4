"""How the user's drawing stands in a row of the file that keeps it."""

import hashlib
import json
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from digitpad.errors import DigitpadError, InkError, SamplesError
from digitpad.ink import Drawing
from digitpad.inkfiles import Sample
from digitpad.readings import DIGITS

COLUMNS: Final = "number, strokes, sha256, label, answered, confidence, model, time"
# strokes, sha256, label, answered, confidence, model, time
NewRow = tuple[str, str, int, str, float | None, str, str]

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class OwnSample:
    """A drawing of the user's, and what it was meant to be.

    Attributes:
        number: Its number in the file.
        drawing: The strokes, with times and pressures where they are known.
        label: The true digit, 0 to 9.
        answered: What was read in it then: a digit or "not a digit"; empty if unknown.
        confidence: How sure that was, 0 to 1; None if unknown.
        model: SHA-256 of the model that answered; empty if unknown.
        time: When it was kept, ISO 8601, UTC.
        sha256: Of its strokes: the same drawing has the same.
    """

    number: int
    drawing: Drawing
    label: int
    answered: str = ""
    confidence: float | None = None
    model: str = ""
    time: str = ""
    sha256: str = ""


def new_row(
    drawing: Drawing,
    label: int,
    *,
    answered: str = "",
    confidence: float | None = None,
    model: str = "",
) -> NewRow:
    """What is kept of a drawing.

    Args:
        drawing: Some ink.
        label: The true digit, 0 to 9.
        answered: What was read in it: a digit or "not a digit"; empty if unknown.
        confidence: How sure that was, 0 to 1; None if unknown.
        model: SHA-256 of the model that answered; empty if unknown.

    Raises:
        SamplesError: It has no ink.
    """
    strokes = packed(drawing)
    now = datetime.now(UTC).isoformat(timespec="seconds")
    return strokes, digest(strokes), label, answered, confidence, model, now


def imported_row(sample: Sample | DigitpadError) -> NewRow | None:
    """What is kept of a drawing of an ink file; None if it cannot be used."""
    if not isinstance(sample, Sample) or sample.label not in _LABELS:
        return None
    if sample.drawing.is_empty:
        return None
    return new_row(sample.drawing, int(sample.label))


_LABELS: Final = tuple(str(digit) for digit in range(DIGITS))


def sample_of(row: Sequence[Any]) -> OwnSample | None:
    """A drawing from its row, as `COLUMNS` lists it; None if it is damaged."""
    number, strokes, sha256, label, answered, confidence, model, time = row
    try:
        if label not in range(DIGITS):
            raise ValueError(f"its label is {label!r}")
        drawing = Drawing.of(json.loads(strokes))
    except (InkError, ValueError, TypeError, RecursionError) as error:
        # SQLite does not see that a letter in a text has become another one.
        _log.warning("The kept drawing %s is damaged: %s", number, error)
        return None
    is_share = isinstance(confidence, float) and 0 <= confidence <= 1
    return OwnSample(
        number,
        drawing,
        label,
        answered if isinstance(answered, str) else "",
        confidence if is_share else None,
        model if isinstance(model, str) else "",
        time if isinstance(time, str) else "",
        sha256 if isinstance(sha256, str) else digest(packed(drawing)),
    )


def packed(drawing: Drawing) -> str:
    """The strokes as JSON text.

    Raises:
        SamplesError: There is no ink.
    """
    if drawing.is_empty:
        raise SamplesError("Nothing is drawn: draw a digit first.")
    return json.dumps([s.points for s in drawing.strokes], separators=(",", ":"))


def digest(strokes: str) -> str:
    """The SHA-256 of packed strokes: the same drawing has the same."""
    return hashlib.sha256(strokes.encode()).hexdigest()
