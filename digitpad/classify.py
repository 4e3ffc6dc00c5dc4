"""`digitpad classify`: a line of output for every picture and drawing."""

import io
import json
import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from digitpad import picture
from digitpad.errors import DigitpadError, EmptyDrawingError, InkError, PictureError
from digitpad.ink import Drawing
from digitpad.inkfiles import (
    MAX_UNPACKED,
    Sample,
    is_ink_file,
    no_drawing_in,
    read_ink_file,
)
from digitpad.inkfiles import SUFFIXES as INK_SUFFIXES
from digitpad.printable import printable
from digitpad.reading_facts import confidence_of, facts_of
from digitpad.readings import DigitReading, NumberReading, no_ink
from digitpad.recognizer import Recognizer

NOT_A_DIGIT: Final = "not a digit"

_SUFFIXES: Final = (*picture.SUFFIXES, *INK_SUFFIXES)
_CHUNK: Final = 2**20

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
        0, or 1 if some input could not be read; each is named on stderr. So is what has
        no ink, and why, though the answer to it is "not a digit".

    Raises:
        ModelError: The model is refused.
    """
    _print_any_character()
    recognizer = Recognizer.load(model)
    if recognizer.notice:
        _say(f"digitpad: {recognizer.notice}")
    status = 0
    for name, source in _items(names):
        try:
            if isinstance(source, DigitpadError):
                raise source
            line = _line(name, _read(recognizer, source, number, name), as_json)
            print(line, flush=True)  # noqa: T201 (a command's output)
        except DigitpadError as error:
            _tell(name, error)
            status = 1
    return status


def _tell(name: str, error: DigitpadError) -> None:
    _say(error.about(name))


def _say(sentence: object) -> None:
    print(sentence, file=sys.stderr)  # noqa: T201 (a command's output)


def _print_any_character() -> None:
    """Print a file's name whatever is in it, as escapes where need be."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")


def _items(names: Sequence[str]) -> Iterator[Item]:
    for name in names:
        if name == "-":
            yield from _standard_input()
        elif os.path.isdir(name):  # noqa: PTH112 (never raises, however odd the name)
            yield from _folder(name)
        else:
            yield from _file(name, Path(name))


def files_in(folder: Path) -> list[Path]:
    """All pictures and ink files of a folder and those below it, by their names."""
    return [
        path
        for path in sorted(folder.rglob("*"))
        if path.name.lower().endswith(_SUFFIXES) and os.path.isfile(path)  # noqa: PTH113 (never raises)
    ]


def nothing_in(folder: Path) -> PictureError:
    """The error of a folder without any of them."""
    return PictureError(
        "{path} has no pictures and no ink files in it: choose another folder.",
        path=folder,
    )


def _folder(name: str) -> Iterator[Item]:
    paths = files_in(Path(name))
    for path in paths:
        yield from _file(str(path), path)
    if not paths:
        yield printable(name), nothing_in(Path(name))


def _file(name: str, path: Path) -> Iterator[Item]:
    name = printable(name)
    if not is_ink_file(path):
        yield name, path
        return
    line = 0
    try:
        for line, found in read_ink_file(path):
            place = f"{name}:{line}"
            yield place, found.drawing if isinstance(found, Sample) else found
    except InkError as error:
        yield name, error
    else:
        if not line:
            yield name, no_drawing_in(path)


def _standard_input() -> Iterator[Item]:
    """Take what comes in for ink or a picture by its first bytes."""
    begin = sys.stdin.buffer.read(64) if sys.stdin else b""
    if not begin:
        yield "-", PictureError("Nothing came in: pipe a picture or an ink file in.")
        return
    suffixes = {b"{": ".jsonl", b"<": ".inkml", b"\x1f": ".jsonl.gz"}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "input" + suffixes.get(begin.lstrip()[:1], ""))
        with path.open("wb") as file:
            file.write(begin)
            while content := sys.stdin.buffer.read(_CHUNK):
                file.write(content)
                if file.tell() > MAX_UNPACKED:
                    yield "-", PictureError("Too much came in: put it into files.")
                    return
        yield from _file("-", path)


def _read(
    recognizer: Recognizer, source: Path | Drawing, number: bool, name: str
) -> DigitReading | NumberReading:
    try:
        if number:
            return recognizer.read_number(source)
        return recognizer.read_digit(source)
    except EmptyDrawingError as error:
        _tell(name, error)
        return NumberReading("", (), ()) if number else no_ink()


def _line(name: str, reading: DigitReading | NumberReading, as_json: bool) -> str:
    if as_json:
        return json.dumps({"source": name} | facts_of(reading))
    return f"{name}\t{_answer(reading)}\t{confidence_of(reading):.4f}"


def _answer(reading: DigitReading | NumberReading) -> str:
    if isinstance(reading, NumberReading):
        return reading.text.replace("\n", " ") or NOT_A_DIGIT
    return str(reading.digit) if reading.is_digit else NOT_A_DIGIT
