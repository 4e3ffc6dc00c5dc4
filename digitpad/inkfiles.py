"""Ink files: JSON Lines, plain or gzip, and W3C InkML.

A line of JSON Lines is {"strokes": [[[x, y], ...], ...], "label": "7", "writer": "..."}
with label and writer optional and y down; a point may go on with ms and pressure.
"""

import gzip
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from zlib import error as ZlibError  # noqa: N812 (an exception under a module's name)

from digitpad.atomic import write_bytes
from digitpad.errors import InkError
from digitpad.ink import Drawing
from digitpad.inkml import drawing_in
from digitpad.regular import read_regular
from digitpad.words import mark

SUFFIXES: Final = (".jsonl", ".jsonl.gz", ".inkml")
# Bytes of a drawing: some 200,000 points with times and pressures. What the lists take
# in memory is some twenty times as much.
MAX_LINE: Final = 8 * 2**20
# Of a drawing. Each takes its time on the screen and in the reading.
MAX_POINTS: Final = 250_000
MAX_UNPACKED: Final = 2**30  # bytes of a whole file
MAX_LINES: Final = 1_000_000
MAX_INKML: Final = 8 * 2**20
_TOO_MANY: Final = mark(
    "This drawing has {points:,} points, and at most {most:,} are read: divide it."
)


@dataclass(frozen=True)
class Sample:
    """A drawing with what its file says of it."""

    drawing: Drawing
    label: str | None = None
    writer: str | None = None


def is_ink_file(path: Path) -> bool:
    """Whether the name is that of an ink file."""
    return path.name.lower().endswith(SUFFIXES)


def read_ink_file(path: Path) -> Iterator[tuple[int, Sample | InkError]]:
    """Read an ink file drawing by drawing.

    Yields:
        The number of a line and its sample, or the error of a line that holds none,
        so that the other lines can still be read.

    Raises:
        InkError: The file cannot be opened or unpacked, or its InkML is broken.
    """
    try:
        if not path.is_file() and path.exists():
            raise InkError("{path} is no file: choose an ink file.", path=path)
        if path.name.lower().endswith(".inkml"):
            yield 1, Sample(_inkml(path))
            return
        for number, line in _lines(path):
            if line.strip():
                yield number, _sample_of(line)
    except (OSError, EOFError, ZlibError, ValueError) as error:
        # A name with a null character is a ValueError.
        raise InkError(
            "The ink file {path} cannot be read ({reason}): choose another file.",
            path=path,
            reason=getattr(error, "strerror", None) or error,
        ) from error


def no_drawing_in(path: Path) -> InkError:
    """The error of an ink file that can be read and holds nothing."""
    return InkError("{path} holds no drawing: choose another ink file.", path=path)


def write_ink_file(path: Path, drawings: Iterable[Drawing | Sample]) -> None:
    """Write drawings, or samples with what is known of them, as JSON Lines.

    The file is written whole or not at all.

    Raises:
        OSError: The file cannot be written.
    """
    samples = (s if isinstance(s, Sample) else Sample(s) for s in drawings)
    content = "".join(_line_of(sample) + "\n" for sample in samples).encode()
    write_bytes(
        path, gzip.compress(content) if path.suffix.lower() == ".gz" else content
    )


def _lines(path: Path) -> Iterator[tuple[int, bytes]]:
    """Yield numbered lines, none longer than the limit."""
    opener = gzip.open if path.suffix.lower() == ".gz" else open
    with opener(path, "rb") as file:
        number = unpacked = 0
        while line := file.readline(MAX_LINE):
            number += 1
            unpacked += len(line)
            if len(line) == MAX_LINE or unpacked > MAX_UNPACKED or number > MAX_LINES:
                raise InkError(
                    "{path} is too large at line {number}: a drawing may have {line} "
                    "MB, a file {file} MB and {lines} lines, so divide it.",
                    number=number,
                    path=path,
                    line=MAX_LINE >> 20,
                    file=MAX_UNPACKED >> 20,
                    lines=MAX_LINES,
                )
            yield number, line


def _sample_of(line: bytes) -> Sample | InkError:
    try:
        row = json.loads(line)
        drawing = Drawing.of(row["strokes"])
    except InkError as error:
        return error
    except (ValueError, LookupError, TypeError, RecursionError, OverflowError):
        return InkError(
            'This line is no drawing: it needs {{"strokes": [[[x, y], ...], ...]}} '
            "with numbers."
        )
    if (points := _points_in(drawing)) > MAX_POINTS:
        return InkError(_TOO_MANY, points=points, most=MAX_POINTS)
    return Sample(drawing, _text(row.get("label")), _text(row.get("writer")))


def _points_in(drawing: Drawing) -> int:
    return sum(map(len, drawing.strokes))


def _line_of(sample: Sample) -> str:
    row: dict[str, object] = {"strokes": [s.points for s in sample.drawing.strokes]}
    known = {"label": sample.label, "writer": sample.writer}
    return json.dumps(row | {name: text for name, text in known.items() if text})


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _inkml(path: Path) -> Drawing:
    """Read all traces of an InkML file."""
    if path.stat().st_size > MAX_INKML:
        raise InkError(
            "{path} is larger than {limit} MB: choose a smaller InkML file.",
            path=path,
            limit=MAX_INKML >> 20,
        )
    content = read_regular(path, MAX_INKML)
    try:
        drawing = drawing_in(content)
    except ValueError as error:
        raise InkError(
            "{path} is no InkML that can be read ({reason}): save it again or choose "
            "another file.",
            path=path,
            reason=error,
        ) from error
    if (points := _points_in(drawing)) > MAX_POINTS:
        raise InkError(_TOO_MANY, points=points, most=MAX_POINTS)
    return drawing
