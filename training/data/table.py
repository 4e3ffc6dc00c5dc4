"""Tables of images, as Kaggle has them: a row an image, a column a pixel.

A sound table is read at once, as numbers. One that cannot be is read again as text, to
tell where it is wrong.
"""

import codecs
import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv

from digitpad.errors import DataError
from training.data.columns import Columns, columns_of
from training.data.files import reading, unpacked, up_to
from training.data.problems import MOST_NAMED, Problems
from training.data.repeats import repeats_in
from training.data.samples import DIGITS, SIDE, Labels, Samples

MAX_FILE: Final = 2 * 2**30  # bytes, unpacked; some 900,000 images
_PIECE: Final = 2**20
_LONGEST_ROW: Final = 2**16  # bytes of the first row
_BRIGHTEST: Final = 255

_WHOLE: Final = r"^\s*\+?[0-9]+(\.0*)?\s*$"
_NUMBER: Final = r"^\s*[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?\s*$"
_NOT_A_NUMBER: Final = r"^\s*[+-]?[nN][aA][nN]\s*$"

_ASCII: Final = bytes(range(128)) + b"?" * 128

# Columns of strings; the library has no types.
Text = Any
Mask = npt.NDArray[np.bool_]


def read_table(path: Path) -> Samples:
    """Read a .csv or .csv.gz file.

    Raises:
        DataError: It cannot be opened, or some of it is wrong: all of that is told,
            by row and column.
    """
    problems = Problems(str(path))
    content = _content(path, problems)
    columns = columns_of(_first_row(content), problems)
    problems.refuse_if_any()
    values = _as_numbers(content, columns)
    numbers: range | list[int]
    if values is None:
        values, numbers = _as_text(content, columns, problems)
    else:
        first = 1 + columns.header_rows
        numbers = range(first, first + values.shape[1])
    if not values.shape[1]:
        problems.add("it has no rows")
    problems.refuse_if_any()
    ink = np.ascontiguousarray(values[list(columns.pixels)].T)
    labels = None if columns.label is None else values[columns.label].copy()
    samples = Samples(
        str(path),
        hashlib.sha256(content).hexdigest(),
        ink.reshape(-1, SIDE, SIDE),
        labels,
        "row",
        numbers,
    )
    if labels is not None:
        _refuse_labels_and_repeats(samples, labels, problems)
    return samples


def _content(path: Path, problems: Problems) -> memoryview:
    with reading(path), unpacked(path) as file:
        content = up_to(file, _PIECE)
        # Of what is no table, no more is unpacked.
        _note_other_form(bytes(content[:_LONGEST_ROW]), problems)
        problems.refuse_if_any()
        content += up_to(file, MAX_FILE + 1 - len(content))
    if len(content) > MAX_FILE:
        raise DataError(
            "{path} is larger than {limit} GB: divide it and name the parts.",
            path=path,
            limit=MAX_FILE >> 30,
        )
    return memoryview(content)


def _note_other_form(begin: bytes, problems: Problems) -> None:
    """Tell what is no table of this form by the form, and not by its columns."""
    if not begin.strip():
        problems.add("it is empty")
    elif begin.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        problems.add("it is text in UTF-16, and UTF-8 is needed")
    elif b"," not in begin.splitlines()[0]:
        problems.add("row 1 has no comma, and commas have to divide its cells")


def _first_row(content: memoryview) -> list[str]:
    # The mark that some programs set before UTF-8.
    begin = bytes(content[:_LONGEST_ROW]).removeprefix(codecs.BOM_UTF8)
    row = begin.splitlines()[0] if begin else b""
    text = row.decode("utf-8", errors="replace")
    return [cell.strip().strip('"') for cell in text.split(",")]


def _as_numbers(content: memoryview, columns: Columns) -> Labels | None:
    """All cells as (columns, rows), uint8; None if one is no number from 0 to 255."""
    try:
        table = csv.read_csv(
            pa.BufferReader(content),
            read_options=_options(columns),
            convert_options=_conversion(columns, pa.uint8()),
        )
    except pa.ArrowInvalid:
        return None
    label = columns.label
    if any(column.null_count for column in table.columns):
        return None
    values = np.empty((table.num_columns, table.num_rows), np.uint8)
    for place, column in enumerate(table.columns):
        values[place] = column.to_numpy()
    if label is not None and values.shape[1] and values[label].max() >= DIGITS:
        return None
    return values


def _as_text(
    content: memoryview, columns: Columns, problems: Problems
) -> tuple[Labels, list[int]]:
    """The same where it can be, with the rows' numbers; notes what is wrong."""
    uneven: list[int] = []

    def skip(row: csv.InvalidRow) -> str:
        uneven.append(row.number)
        _note_length(row, problems)
        return "skip"

    content = _as_utf8(content)
    options = _options(columns)
    options.use_threads = False  # or rows have no numbers
    try:
        table = csv.read_csv(
            pa.BufferReader(content),
            read_options=options,
            parse_options=csv.ParseOptions(
                invalid_row_handler=skip, ignore_empty_lines=False
            ),
            convert_options=_conversion(columns, pa.string()),
        )
    except pa.ArrowInvalid as error:
        raise DataError(
            "{path} is no table of numbers ({reason}): choose another file.",
            path=problems.source,
            reason=str(error).splitlines()[0],
        ) from error
    numbers = _numbers(table.num_rows, uneven, 1 + columns.header_rows)
    kept = ~_is_empty(table)
    values = np.zeros((table.num_columns, table.num_rows), np.uint8)
    for place, column in enumerate(table.columns):
        most = DIGITS - 1 if place == columns.label else _BRIGHTEST
        sound = _is_sound(column, most)
        wrong = np.flatnonzero(~sound & kept)
        for row in wrong[:MOST_NAMED]:
            where = f"row {numbers[row]}, column {columns.names[place]}"
            what = _what_is_wrong(column[row].as_py(), most)
            problems.add(f"{where}: {what}", int(numbers[row]))
        problems.add_unnamed(len(wrong[MOST_NAMED:]))
        values[place] = _numbers_of(column, sound)
    return values[:, kept], numbers[kept].tolist()


def _as_utf8(content: memoryview) -> memoryview:
    """The same, without letters that are no ASCII if some are not UTF-8.

    The library would not even say what is wrong with a row that has them.
    """
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for start in range(0, len(content), _PIECE):
            decoder.decode(content[start : start + _PIECE])
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return memoryview(bytes(content).translate(_ASCII))
    return content


def _options(columns: Columns) -> csv.ReadOptions:
    return csv.ReadOptions(
        column_names=list(columns.names),
        skip_rows=columns.header_rows,
        block_size=8 * 2**20,
    )


def _conversion(columns: Columns, kind: pa.DataType) -> csv.ConvertOptions:
    return csv.ConvertOptions(
        column_types=dict.fromkeys(columns.names, kind),
        strings_can_be_null=False,
        check_utf8=False,
    )


def _note_length(row: csv.InvalidRow, problems: Problems) -> None:
    if row.text.strip():
        problems.add(
            f"row {row.number} has {row.actual_columns:,} cells, and "
            f"{row.expected_columns:,} are needed",
            row.number,
        )


def _numbers(rows: int, uneven: list[int], first: int) -> npt.NDArray[np.int64]:
    """Which row of the file each row is that was read."""
    every = np.arange(first, first + rows + len(uneven))
    return every[~np.isin(every, uneven)][:rows]


def _is_empty(table: pa.Table) -> Mask:
    """Rows of nothing, which a table may end with."""
    empty = np.ones(table.num_rows, bool)
    for column in table.columns:
        empty &= _mask(pc.equal(pc.utf8_length(column), 0))
    return empty


def _is_sound(column: Text, most: int) -> Mask:
    whole = _mask(pc.match_substring_regex(column, _WHOLE))
    values = np.full(len(column), np.inf)
    values[whole] = _floats(column, whole)
    sound: Mask = values <= most
    return sound


def _numbers_of(column: Text, sound: Mask) -> Labels:
    values = np.zeros(len(column), np.uint8)
    values[sound] = _floats(column, sound)
    return values


def _floats(column: Text, which: Mask) -> npt.NDArray[np.float64]:
    chosen = pc.utf8_trim_whitespace(column.filter(pa.array(which)))
    return np.asarray(pc.cast(pc.utf8_ltrim(chosen, "+"), pa.float64()))


def _mask(found: pa.ChunkedArray) -> Mask:
    return np.asarray(found.to_numpy(), bool)


def _what_is_wrong(cell: str, most: int) -> str:
    if not cell.strip():
        return "the cell is empty"
    shown = cell if len(cell) <= 20 else f"{cell[:20]}..."
    for pattern, sentence in _sentences(most):
        if pc.match_substring_regex(pa.array([cell]), pattern)[0].as_py():
            return sentence.format(cell=shown.strip())
    return f'"{shown}" is no number'


def _sentences(most: int) -> Iterator[tuple[str, str]]:
    yield _NOT_A_NUMBER, "it is NaN"
    yield _WHOLE, f"{{cell}} is outside 0 to {most}"
    yield r"^\s*-", f"{{cell}} is outside 0 to {most}"
    yield _NUMBER, "{cell} is no whole number"


def _refuse_labels_and_repeats(
    samples: Samples, labels: Labels, problems: Problems
) -> None:
    """Two equal rows are one too many, or one is labelled wrongly."""
    later, first = repeats_in(samples.ink)
    for here, there in zip(later[:MOST_NAMED], first[:MOST_NAMED], strict=True):
        number, before = samples.numbers[here], samples.numbers[there]
        if labels[here] == labels[there]:
            what = f"row {number} repeats row {before}"
        else:
            what = (
                f"row {number} is labelled {labels[here]}, and row {before}, which has "
                f"the same pixels, {labels[there]}"
            )
        problems.add(what, int(str(number)))
    problems.add_unnamed(len(later[MOST_NAMED:]))
    problems.refuse_if_any()
