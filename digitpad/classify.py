"""`digitpad classify`: a line of output for every picture and drawing."""

import json
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from digitpad import picture
from digitpad.errors import DigitpadError, EmptyDrawingError, InkError, PictureError
from digitpad.ink import Drawing
from digitpad.inkfiles import SUFFIXES as INK_SUFFIXES
from digitpad.inkfiles import Sample, is_ink_file, read_ink_file
from digitpad.readings import DigitReading, NumberReading
from digitpad.recognizer import Recognizer

NOT_A_DIGIT: Final = "not a digit"

Item = tuple[str, Path | Drawing | DigitpadError]  # name to print, and what to read


def classify(
    names: Sequence[str],
    *,
    number: bool = False,
    as_json: bool = False,
    model: str | None = None,
) -> int:
    """Read every named picture, ink file and folder, and print what is read.

    Args:
        names: Paths, or "-" for standard input.
        number: Read several digits from left to right instead of one.
        as_json: Print JSON objects instead of tab-separated columns.
        model: An .h5 file to read with instead of the model in use.

    Returns:
        0, or 1 if some input could not be read; each is named on stderr.

    Raises:
        ModelError: The model is refused.
    """
    recognizer = Recognizer.load(model)
    status = 0
    for name, source in _items(names):
        try:
            if isinstance(source, DigitpadError):
                raise source
            line = _line(name, _read(recognizer, source, number), as_json)
            print(line, flush=True)  # noqa: T201 (a command's output)
        except DigitpadError as error:
            print(f"{name}: {error}", file=sys.stderr)  # noqa: T201
            status = 1
    return status


def _items(names: Sequence[str]) -> Iterator[Item]:
    for name in names:
        if name == "-":
            yield from _standard_input()
            continue
        path = Path(name)
        if not path.is_dir():
            yield from _file(name, path)
            continue
        for file in sorted(path.rglob("*")):
            if file.name.lower().endswith((*picture.SUFFIXES, *INK_SUFFIXES)):
                yield from _file(str(file), file)


def _file(name: str, path: Path) -> Iterator[Item]:
    if not is_ink_file(path):
        yield name, path
        return
    try:
        for line, found in read_ink_file(path):
            place = f"{name}:{line}"
            yield place, found.drawing if isinstance(found, Sample) else found
    except InkError as error:
        yield name, error


def _standard_input() -> Iterator[Item]:
    """Take what comes in for ink or a picture by its first bytes."""
    content = sys.stdin.buffer.read(picture.MAX_FILE + 1)
    if not content:
        yield "-", PictureError("Nothing came in: pipe a picture or an ink file in.")
        return
    suffixes = {b"{": ".jsonl", b"<": ".inkml", b"\x1f": ".jsonl.gz"}
    suffix = suffixes.get(content[:64].lstrip()[:1], "")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "input" + suffix)
        path.write_bytes(content)
        yield from _file("-", path)


def _read(
    recognizer: Recognizer, source: Path | Drawing, number: bool
) -> DigitReading | NumberReading:
    if not number:
        return recognizer.read_digits([source])[0]
    try:
        return recognizer.read_number(source)
    except EmptyDrawingError:
        return NumberReading("", (), ())


def _line(name: str, reading: DigitReading | NumberReading, as_json: bool) -> str:
    if as_json:
        return json.dumps({"source": name} | _facts(reading))
    return f"{name}\t{_answer(reading)}\t{_confidence(reading):.4f}"


def _answer(reading: DigitReading | NumberReading) -> str:
    if isinstance(reading, NumberReading):
        return reading.text.replace("\n", " ") or NOT_A_DIGIT
    return str(reading.digit) if reading.is_digit else NOT_A_DIGIT


def _confidence(reading: DigitReading | NumberReading) -> float:
    """Of a number: the probability that every digit in it is right."""
    if isinstance(reading, DigitReading):
        return reading.confidence
    confidence = float(bool(reading.digits))
    for digit in reading.digits:
        confidence *= digit.confidence
    return confidence


def _facts(reading: DigitReading | NumberReading) -> dict[str, object]:
    if isinstance(reading, NumberReading):
        return {
            "text": reading.text,
            "confidence": round(_confidence(reading), 6),
            "digits": [_facts(digit) for digit in reading.digits],
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
