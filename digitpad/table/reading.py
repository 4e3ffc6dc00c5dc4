"""Reads many files, row by row, in a few large steps of the network."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from time import monotonic
from typing import Final, NamedTuple

from PIL import Image

from digitpad.classify import files_in, nothing_in
from digitpad.errors import DigitpadError, EmptyDrawingError
from digitpad.ink import Drawing
from digitpad.inkfiles import Sample, is_ink_file, no_drawing_in, read_ink_file
from digitpad.picture import open_picture
from digitpad.printable import printable
from digitpad.reading_facts import confidence_of
from digitpad.readings import DigitReading, NumberReading, no_ink
from digitpad.recognizer import Recognizer
from digitpad.table.row import MOST_ROWS, Row
from digitpad.table.thumbnails import of_drawing, of_picture

_BATCH: Final = 64  # pictures
_SECONDS: Final = 0.2  # after which a batch is read, be it smaller

Reading = DigitReading | NumberReading
Source = Image.Image | Drawing | DigitpadError


class File(NamedTuple):
    """A file that is to be read, and what people call it."""

    path: Path
    name: str


class _Item(NamedTuple):
    """A picture or drawing, and the number of the file in which it was found."""

    done: int
    path: Path
    name: str
    line: int
    source: Source


def files_of(paths: Sequence[Path]) -> list[File | DigitpadError]:
    """All files, and those of folders with all below them."""
    found: list[File | DigitpadError] = []
    for path in paths:
        if os.path.isdir(path):  # noqa: PTH112 (never raises, however odd the name)
            files = files_in(path)
            named = [File(f, printable(str(f.relative_to(path)))) for f in files]
            found += named or [nothing_in(path)]
        else:
            found.append(File(path, printable(path.name)))
    return found


def read_files(
    recognizer: Recognizer, files: Sequence[File | DigitpadError], *, several: bool
) -> Iterator[tuple[int, list[Row]]]:
    """Read files.

    Args:
        recognizer: Reads.
        files: What `files_of` has found.
        several: Whether to read several digits in each, left to right.

    Yields:
        How many files are done, and the next rows; at most `MOST_ROWS` in all.
    """
    batch: list[_Item] = []
    begun = monotonic()
    for count, item in enumerate(_items(files), 1):
        batch.append(item)
        is_due = len(batch) >= _BATCH or monotonic() - begun > _SECONDS
        if is_due or count >= MOST_ROWS:
            yield item.done, _rows(recognizer, batch, several)
            batch, begun = [], monotonic()
        if count >= MOST_ROWS:
            return
    if batch:
        yield len(files), _rows(recognizer, batch, several)


def _items(files: Sequence[File | DigitpadError]) -> Iterator[_Item]:
    for done, file in enumerate(files, 1):
        if isinstance(file, DigitpadError):
            place = Path(str(file.parameters.get("path", "")))
            yield _Item(done, place, printable(place.name), 0, file)
        elif is_ink_file(file.path):
            yield from _drawings(done, file)
        else:
            yield _Item(done, file.path, file.name, 0, _picture(file.path))


def _picture(path: Path) -> Source:
    try:
        return open_picture(path)
    except DigitpadError as error:
        return error


def _drawings(done: int, file: File) -> Iterator[_Item]:
    line = 0
    try:
        for line, found in read_ink_file(file.path):
            source = found.drawing if isinstance(found, Sample) else found
            yield _Item(done, file.path, f"{file.name}:{line}", line, source)
    except DigitpadError as error:
        # Of the whole file: the last line that could be read has a row of its own.
        yield _Item(done, file.path, file.name, 0, error)
    else:
        if not line:
            yield _Item(done, file.path, file.name, 0, no_drawing_in(file.path))


def _rows(recognizer: Recognizer, batch: list[_Item], several: bool) -> list[Row]:
    sources = [i.source for i in batch if not isinstance(i.source, DigitpadError)]
    readings = iter(_readings(recognizer, sources, several))
    return [
        _row(i, i.source if isinstance(i.source, DigitpadError) else next(readings))
        for i in batch
    ]


def _readings(
    recognizer: Recognizer, sources: list[Image.Image | Drawing], several: bool
) -> list[Reading | DigitpadError]:
    if not several:
        try:
            return list(recognizer.read_digits(sources))
        except DigitpadError:
            pass  # one of them cannot be read: which one, and why, is found out below
    return [_reading(recognizer, source, several) for source in sources]


def _reading(
    recognizer: Recognizer, source: Image.Image | Drawing, several: bool
) -> Reading | DigitpadError:
    try:
        if several:
            return recognizer.read_number(source)
        return recognizer.read_digit(source)
    except EmptyDrawingError:
        return no_ink()
    except DigitpadError as error:
        return error


def _row(item: _Item, found: Reading | DigitpadError) -> Row:
    row = Row(str(item.path), item.name, item.line)
    if isinstance(item.source, Image.Image):
        row = row._replace(thumbnail=of_picture(item.source))
    elif isinstance(item.source, Drawing):
        row = row._replace(thumbnail=of_drawing(item.source))
    if isinstance(found, DigitpadError):
        sentence = str(found.about(item.name) if item.name else found)
        return row._replace(note=sentence, is_problem=True)
    row = row._replace(confidence=round(confidence_of(found), 4))
    if isinstance(found, NumberReading):
        doubts = sum(len(digit.candidates) > 1 for digit in found.digits)
        return row._replace(
            reading=found.text.replace("\n", " "),
            is_unsure=doubts > 0,
            note=f"{doubts} unsure" if doubts else "" if found.text else "no digits",
        )
    if not found.is_digit:
        return row._replace(note=found.refusal)
    rivals = [str(digit) for digit in found.candidates if digit != found.digit]
    return row._replace(
        reading=str(found.digit),
        is_unsure=bool(rivals),
        note=f"or {' or '.join(rivals)}?" if rivals else "",
    )
