"""What a reading says, for programs: the same in every output."""

from digitpad.readings import DigitReading, NumberReading


def confidence_of(reading: DigitReading | NumberReading) -> float:
    """How sure a reading is, 0 to 1; of a number that every digit in it is right."""
    if isinstance(reading, DigitReading):
        return reading.confidence
    confidence = float(bool(reading.digits))
    for digit in reading.digits:
        confidence *= digit.confidence
    return confidence


def facts_of(reading: DigitReading | NumberReading) -> dict[str, object]:
    """A reading as names and values that JSON can hold; shares are 0 to 1."""
    if isinstance(reading, NumberReading):
        return {
            "text": reading.text,
            "confidence": round(confidence_of(reading), 6),
            "digits": [facts_of(digit) for digit in reading.digits],
            "boxes": reading.boxes,
        }
    return {
        "digit": reading.digit,
        "is_digit": reading.is_digit,
        "confidence": round(reading.confidence, 6),
        "candidates": reading.candidates,
        "probabilities": [round(float(p), 6) for p in reading.probabilities],
        "refusal": reading.refusal,
    }
