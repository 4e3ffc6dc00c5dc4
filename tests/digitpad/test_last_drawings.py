"""The last drawings: which are kept, and their file."""

from pathlib import Path

import pytest

from digitpad.ink import Drawing
from digitpad.inkfiles import Sample, read_ink_file
from digitpad.last_drawings import (
    MOST,
    LastDrawing,
    LastDrawings,
    read_last,
    write_last,
)

DRAWINGS = [LastDrawing(Drawing.of([[(n, 1), (n, 2)]]), str(n)) for n in range(12)]


def test_the_newest_eight_are_kept() -> None:
    last = LastDrawings()
    for each in DRAWINGS:
        last.add(each)
    assert [each.reading for each in last] == ["11", "10", "9", "8", "7", "6", "5", "4"]
    assert len(last) == MOST


def test_a_drawing_that_comes_again_moves_to_the_front() -> None:
    last = LastDrawings(DRAWINGS[:3])
    last.add(DRAWINGS[2])
    assert [each.reading for each in last] == ["2", "0", "1"]
    assert last.drop(Drawing.of([[(0, 1), (0, 2)]]))
    assert not last.drop(Drawing.of([[(0, 1), (0, 2)]]))
    assert [each.reading for each in last] == ["2", "1"]


def test_no_ink_is_not_kept() -> None:
    last = LastDrawings()
    last.add(LastDrawing(Drawing()))
    assert len(last) == 0


def test_what_is_written_is_read_again_also_as_an_ink_file(tmp_path: Path) -> None:
    path = tmp_path / "new" / "last.jsonl"
    long = Drawing.of([[(n / 3, n / 7, n, 0.5) for n in range(2500)], [(1, 2)]])
    kept = [LastDrawing(long, "1\n2"), LastDrawing(DRAWINGS[0].drawing)]
    write_last(path, kept)
    assert read_last(path) == kept
    assert [s for _, s in read_ink_file(path)] == [Sample(k.drawing) for k in kept]


@pytest.mark.parametrize(
    "line", ["", "no json", "[]", "3", "{}", '{"strokes": 3}', '{"strokes": [[]]}']
)
def test_what_is_damaged_is_left_out(tmp_path: Path, line: str) -> None:
    path = tmp_path / "last.jsonl"
    write_last(path, DRAWINGS[:1])
    path.write_text(f"{line}\n{path.read_text()}")
    assert read_last(path) == DRAWINGS[:1]


def test_no_file_is_no_drawing(tmp_path: Path) -> None:
    assert read_last(tmp_path / "none.jsonl") == []
