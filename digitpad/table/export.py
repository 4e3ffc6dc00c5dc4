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
    yield _csv([_HEAD])
    for rows in _pieces(table):
        yield _csv([[_cell(fact) for fact in _facts(table, row)] for row in rows])


def json_pieces(table: Table) -> Pieces:
    """What is shown, as a JSON array of objects, one a line."""
    lead = "[\n"
    for rows in _pieces(table):
        facts = (dict(zip(_HEAD, _facts(table, row), strict=True)) for row in rows)
        yield lead + ",\n".join(json.dumps(f, ensure_ascii=False) for f in facts)
        lead = ",\n"
    yield "[]\n" if lead == "[\n" else "\n]\n"


def _pieces(table: Table) -> Iterator[list[Row]]:
    # The order may change while this goes on.
    order = list(table.order)
    for first in range(0, len(order), _PIECE):
        yield [table.rows[n] for n in order[first : first + _PIECE]]


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


def _csv(rows: Sequence[Sequence[object]]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()
