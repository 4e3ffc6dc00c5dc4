"""The table as CSV or JSON, in pieces: ten thousand rows take longer than a glance."""

import csv
import io
import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final

from digitpad.table.row import Row
from digitpad.table.view import Table

_PIECE: Final = 250  # rows
_FORMULAS: Final = ("=", "+", "-", "@")  # what a spreadsheet computes begins so
_HEAD: Final = (
    "file", "line", "label", "reading", "confidence", "is_digit", "corrected", "note",
)  # fmt: skip

Pieces = Iterator[str]


def pieces_for(path: Path) -> Callable[[Table], Pieces] | None:
    """What makes the content of such a file; None if nothing does."""
    return {".csv": csv_pieces, ".json": json_pieces}.get(path.suffix.lower())


def csv_pieces(table: Table) -> Pieces:
    """What is shown, as comma-separated values under a head.

    With its columns "file" and "label" it can be the labels.csv of its folder.
    """
    return _csv_of(table, _shown(table))


def all_as_csv(table: Table) -> str:
    """The same of all rows, those too that are not shown."""
    return "".join(_csv_of(table, table.rows))


def _csv_of(table: Table, shown: Sequence[Row]) -> Pieces:
    yield _csv([_HEAD])
    for rows in _pieces(shown):
        cells = ([_cell(fact) for fact in _facts(table, row)] for row in rows)
        yield _csv([_no_formula(each) for each in cells])


def json_pieces(table: Table) -> Pieces:
    """What is shown, as a JSON array of objects, one a line."""
    return _json_of(table, _shown(table))


def _json_of(table: Table, shown: Sequence[Row]) -> Pieces:
    lead = "[\n"
    for rows in _pieces(shown):
        facts = (dict(zip(_HEAD, _facts(table, row), strict=True)) for row in rows)
        yield lead + ",\n".join(json.dumps(f, ensure_ascii=False) for f in facts)
        lead = ",\n"
    yield "[]\n" if lead == "[\n" else "\n]\n"


def _shown(table: Table) -> Sequence[Row]:
    """The rows as they stand now: while they are written they may be read anew."""
    return [table.rows[n] for n in table.order]


def _pieces(shown: Sequence[Row]) -> Iterator[Sequence[Row]]:
    for first in range(0, len(shown), _PIECE):
        yield shown[first : first + _PIECE]


def _facts(table: Table, row: Row) -> tuple[object, ...]:
    """The cells of a row; label is the correction, or else the reading."""
    label = table.reading_of(row)
    name = row.name.rpartition(":")[0] if row.line else row.name
    return (
        name or row.path,
        row.line or None,
        label,
        row.reading,
        row.confidence,
        bool(label),
        table.is_corrected(row),
        table.note_of(row),
    )


def _cell(fact: object) -> object:
    if isinstance(fact, bool):
        return "yes" if fact else "no"
    return "" if fact is None else fact


def _no_formula(cells: Sequence[object]) -> list[object]:
    """Cells of which a spreadsheet computes none: a file's name is anybody's text.

    The name is still that of the file, and the note, which may begin with it, a note.
    """
    file, *others, note = cells
    return [_led(file, "./"), *others, _led(note, "'")]


def _led(cell: object, lead: str) -> object:
    is_formula = isinstance(cell, str) and cell.startswith(_FORMULAS)
    return f"{lead}{cell}" if is_formula else cell


def _csv(rows: Sequence[Sequence[object]]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()
