"""The program that reads many files: which it finds, and what it says of each."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image
from user import SEVEN, THREE, picture_file

from digitpad import Recognizer
from digitpad.errors import DigitpadError
from digitpad.ink import Drawing
from digitpad.inkfiles import write_ink_file
from digitpad.table.reading import files_of, read_files
from digitpad.table.row import THUMBNAIL, Row


@pytest.fixture
def recognizer() -> Recognizer:
    return Recognizer.load()


def drawing(shape: list[tuple[float, float]]) -> Drawing:
    return Drawing.of([[(100 * x, 140 * y) for x, y in shape]])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A picture, two drawings, a blank one, one of nothing, and a file below."""
    root = tmp_path / "folder"
    (root / "below").mkdir(parents=True)
    picture_file(root / "a.png", [THREE])
    write_ink_file(root / "b.jsonl", [drawing(SEVEN), drawing([(0.5, 0.5)])])
    (root / "c.png").write_bytes(b"no picture")
    Image.new("L", (40, 30), 255).save(root / "d.png")
    picture_file(root / "below" / "e.png", [THREE, SEVEN])
    (root / "notes.txt").touch()
    return root


def read(recognizer: Recognizer, *paths: Path, several: bool = False) -> list[Row]:
    found = read_files(recognizer, files_of(paths), several=several)
    return [row for _, rows in found for row in rows]


def test_everything_in_a_folder_has_a_row(recognizer: Recognizer, folder: Path) -> None:
    rows = {row.name: row for row in read(recognizer, folder)}
    assert list(rows) == [
        "a.png", "b.jsonl:1", "b.jsonl:2", str(Path("below", "e.png")), "c.png", "d.png"
    ]  # fmt: skip
    assert (rows["a.png"].reading, rows["b.jsonl:1"].reading) == ("3", "7")
    assert rows["a.png"].confidence > 0.5
    assert (rows["b.jsonl:2"].reading, rows["b.jsonl:2"].note) == ("", "just a dot")
    assert rows["c.png"].is_problem
    assert rows["c.png"].note.startswith("c.png is no picture")
    assert (rows["d.png"].reading, rows["d.png"].is_problem) == ("", False)
    assert rows["b.jsonl:2"].line == 2
    assert rows["b.jsonl:1"].path == str(folder / "b.jsonl")


def test_numbers_are_read_where_they_are_wanted(
    recognizer: Recognizer, folder: Path
) -> None:
    (row,) = read(recognizer, folder / "below" / "e.png", several=True)
    assert row.reading == "37"
    (blank,) = read(recognizer, folder / "d.png", several=True)
    assert (blank.reading, blank.is_problem) == ("", False)


def test_thumbnails_are_small_and_show_dark_ink(
    recognizer: Recognizer, folder: Path
) -> None:
    for row in read(recognizer, folder / "a.png", folder / "b.jsonl"):
        assert max(row.thumbnail.width, row.thumbnail.height) == THUMBNAIL
        assert min(row.thumbnail.grey) < 100 < max(row.thumbnail.grey)


def test_a_file_that_breaks_off_has_a_row_beside_those_of_its_lines(
    recognizer: Recognizer, tmp_path: Path
) -> None:
    path = tmp_path / "cut.jsonl.gz"
    write_ink_file(path, [drawing(SEVEN)] * 50)
    path.write_bytes(path.read_bytes()[:-9])
    *rows, last = read(recognizer, path)
    assert len(rows) > 1
    assert last.is_problem
    assert (last.name, last.line) == ("cut.jsonl.gz", 0)


def test_a_folder_with_nothing_in_it_is_told(
    recognizer: Recognizer, tmp_path: Path
) -> None:
    (row,) = read(recognizer, tmp_path)
    assert row.is_problem
    assert "no pictures and no ink files" in row.note
    assert isinstance(files_of([tmp_path])[0], DigitpadError)


def test_rows_go_from_one_program_to_the_other(
    recognizer: Recognizer, folder: Path
) -> None:
    asked = json.dumps({"paths": [str(folder)], "several": False})
    done = subprocess.run(
        [sys.executable, "-m", "digitpad.table"],
        input=asked,
        capture_output=True,
        text=True,
        check=True,
    )
    head, *lines = map(json.loads, done.stdout.splitlines())
    assert head == {"files": 5}
    assert lines[-1]["done"] == 5
    rows, expected = [Row.of(line["row"]) for line in lines], read(recognizer, folder)
    # In a batch of another size the network's sums are rounded otherwise.
    assert [r.confidence for r in rows] == pytest.approx(
        [r.confidence for r in expected], abs=0.001
    )
    assert [r._replace(confidence=0) for r in rows] == [
        r._replace(confidence=0) for r in expected
    ]


@pytest.mark.parametrize(
    "values", [[], ["a"] * 11, [*["a"] * 8, 2, 2, "AA=="], [*["a"] * 8, 1, 1, 5]]
)
def test_what_is_no_row_is_refused(values: list[object]) -> None:
    with pytest.raises(
        ValueError, match=r"no row|no thumbnail|not enough|invalid literal"
    ):
        Row.of(values)
