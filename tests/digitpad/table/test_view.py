"""The table as one looks at it, and as it is exported."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from digitpad.table.export import Pieces, csv_pieces, json_pieces, pieces_for
from digitpad.table.row import Row
from digitpad.table.view import Column, Filter, Show, Table

ROWS = [
    Row("/d/b.png", "b.png", 0, "7", 0.9),
    Row("/d/a.png", "a.png", 0, "41", 0.5, True, "1 unsure"),
    Row("/d/c.png", "c.png", 0, "", 0.3, note="like no digit"),
    Row("/d/D.jsonl", "D.jsonl:2", 2, "4", 0.7, True, "or 9?"),
    Row("/d/e.png", "e.png", note="e.png is no picture", is_problem=True),
]


@pytest.fixture
def table() -> Table:
    made = Table()
    made.add(ROWS[:2])
    made.add(ROWS[2:])
    return made


def names(table: Table) -> str:
    return "".join(table.rows[n].name[0] for n in table.order)


def test_rows_stand_as_they_came(table: Table) -> None:
    assert names(table) == "bacDe"


@pytest.mark.parametrize(
    ("column", "up", "down"),
    [
        (Column.NAME, "abcDe", "eDcba"),
        (Column.READING, "Dbace", "ceabD"),
        (Column.CONFIDENCE, "ecaDb", "bDace"),
        (None, "bacDe", "bacDe"),
    ],
)
def test_rows_are_sorted(
    table: Table, column: Column | None, up: str, down: str
) -> None:
    table.sort_by(column)
    assert names(table) == up
    table.sort_by(column, descends=True)
    assert names(table) == down


@pytest.mark.parametrize(
    ("wanted", "left"),
    [
        (Filter("C"), "ce"),
        (Filter("NO DIGIT"), "c"),
        (Filter(reading="4"), "aD"),
        (Filter(show=Show.UNSURE), "aD"),
        (Filter("d", "4", Show.UNSURE), "D"),
        (Filter(show=Show.NO_DIGIT), "c"),
        (Filter(show=Show.PROBLEM), "e"),
        (Filter(show=Show.CORRECTED), ""),
        (Filter("nothing"), ""),
    ],
)
def test_rows_are_filtered(table: Table, wanted: Filter, left: str) -> None:
    table.filter_by(wanted)
    assert names(table) == left
    table.filter_by(Filter())
    assert names(table) == "bacDe"


def test_rows_that_come_later_are_filtered_and_sorted_in(table: Table) -> None:
    table.clear()
    table.filter_by(Filter(reading="4"))
    table.sort_by(Column.NAME)
    table.add(ROWS[3:])
    table.add(ROWS[:3])
    table.arrange()
    assert names(table) == "aD"


def test_a_correction_counts_as_the_reading(table: Table) -> None:
    row = ROWS[0]
    table.correct(row, "1")
    assert (table.reading_of(row), table.is_corrected(row)) == ("1", True)
    assert table.note_of(row) == "corrected; read as 7"
    assert table.corrected == 1
    table.filter_by(Filter(reading="1", show=Show.CORRECTED))
    assert names(table) == "b"
    table.correct(row, "7")
    assert (table.is_corrected(row), table.note_of(row)) == (False, "")


def test_what_is_no_digit_can_be_said_to_be_one_and_the_other_way_round(
    table: Table,
) -> None:
    table.correct(ROWS[2], "5")
    table.correct(ROWS[0], "")
    assert table.note_of(ROWS[2]) == "corrected; read as not a digit (like no digit)"
    table.filter_by(Filter(show=Show.NO_DIGIT))
    assert names(table) == "b"


def test_corrections_outlive_another_reading_of_the_same_files(table: Table) -> None:
    table.correct(ROWS[0], "1")
    table.clear()
    table.add(ROWS)
    assert table.reading_of(ROWS[0]) == "1"


def test_what_is_shown_is_exported_as_csv(table: Table) -> None:
    table.correct(ROWS[0], "1")
    table.sort_by(Column.NAME)
    table.filter_by(Filter("D"))
    found = list(csv.DictReader(io.StringIO("".join(csv_pieces(table)))))
    assert [row["file"] for row in found] == ["c.png", "D.jsonl"]
    assert found[1] == {
        "file": "D.jsonl",
        "line": "2",
        "label": "4",
        "reading": "4",
        "confidence": "0.7",
        "is_digit": "yes",
        "corrected": "no",
        "note": "or 9?",
    }


@pytest.mark.parametrize("count", [0, 1, 5, 600])
def test_what_is_shown_is_exported_as_json(count: int) -> None:
    table = Table()
    table.add([ROWS[n % 5]._replace(path=f"/{n}") for n in range(count)])
    if count:
        table.correct(table.rows[0], "1")
    found = json.loads("".join(json_pieces(table)))
    assert [row["file"] for row in found] == [
        row.name.removesuffix(":2") for row in table.rows
    ]
    if count:
        assert (found[0]["label"], found[0]["reading"]) == ("1", "7")
        assert found[0]["corrected"] is True


@pytest.mark.parametrize("pieces", [csv_pieces, json_pieces])
def test_rows_that_are_read_anew_meanwhile_are_exported_all_the_same(
    table: Table, pieces: Callable[[Table], Pieces]
) -> None:
    whole = "".join(pieces(table))
    exported = pieces(table)
    table.clear()
    assert "".join(exported) == whole


def test_the_end_of_the_name_decides() -> None:
    assert pieces_for(Path("a.CSV")) is csv_pieces
    assert pieces_for(Path("a.json")) is json_pieces
    assert pieces_for(Path("a.xls")) is None
