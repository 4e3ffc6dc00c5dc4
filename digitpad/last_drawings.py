"""The drawings that were on the pad last, in memory and as a file."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final, NamedTuple

from digitpad.atomic import write_bytes
from digitpad.errors import InkError
from digitpad.ink import Drawing, Stroke
from digitpad.regular import read_regular

MOST: Final = 8
_PIECE: Final = 1000  # points
# A file of ours has a few drawings that were drawn by hand.
_LARGEST: Final = 64 * 2**20  # bytes


class LastDrawing(NamedTuple):
    """A drawing, and what was read in it; empty if nothing was."""

    drawing: Drawing
    reading: str = ""


class LastDrawings:
    """Up to eight drawings, the newest first; none is there twice."""

    def __init__(self, kept: Iterable[LastDrawing] = ()) -> None:
        self._kept: list[LastDrawing] = []
        for each in reversed(list(kept)):
            self.add(each)

    def __iter__(self) -> Iterator[LastDrawing]:
        return iter(self._kept)

    def __len__(self) -> int:
        return len(self._kept)

    def __getitem__(self, place: int) -> LastDrawing:
        return self._kept[place]

    def add(self, last: LastDrawing) -> None:
        """Put a drawing first; one without ink is not kept."""
        self.drop(last.drawing)
        if not last.drawing.is_empty:
            self._kept = [last, *self._kept][:MOST]

    def drop(self, drawing: Drawing) -> bool:
        """Forget a drawing; False if it is not here."""
        # A hash is quicker than all points, of which most drawings share none.
        key, before = hash(drawing), len(self._kept)
        self._kept = [
            each
            for each in self._kept
            if hash(each.drawing) != key or each.drawing != drawing
        ]
        return len(self._kept) < before


def read_last(path: Path) -> list[LastDrawing]:
    """The drawings of a file; what is missing or damaged is left out."""
    try:
        lines = read_regular(path, _LARGEST).splitlines()
    except OSError:
        return []
    return [found for line in lines if (found := _last_of(line)) is not None]


def write_last(path: Path, drawings: Iterable[LastDrawing]) -> None:
    """Write drawings as an ink file whose lines have a "reading" too.

    Raises:
        OSError: The file cannot be written.
    """
    write_bytes(path, "".join(map(_line, drawings)).encode())


def _line(last: LastDrawing) -> str:
    strokes = ", ".join(map(_written, last.drawing.strokes))
    return f'{{"strokes": [{strokes}], "reading": {json.dumps(last.reading)}}}\n'


def _written(stroke: Stroke) -> str:
    points = stroke.points
    # The encoder lets no other thread run until it is done.
    pieces = (
        json.dumps(points[i : i + _PIECE])[1:-1] for i in range(0, len(points), _PIECE)
    )
    return f"[{', '.join(pieces)}]"


def _last_of(line: bytes) -> LastDrawing | None:
    try:
        row = json.loads(line)
        drawing, reading = Drawing.of(row["strokes"]), str(row.get("reading", ""))
    except (InkError, ValueError, LookupError, TypeError, RecursionError):
        return None
    except (AttributeError, OverflowError):
        return None
    return None if drawing.is_empty else LastDrawing(drawing, reading)
