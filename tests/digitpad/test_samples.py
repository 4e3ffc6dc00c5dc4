"""The user's own drawings: kept, changed, carried away, and never lost."""

import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from bad_places import powerless

from digitpad import paths
from digitpad.errors import InkError, SamplesError
from digitpad.ink import Drawing
from digitpad.inkfiles import read_ink_file
from digitpad.samples import Samples

SEVEN = Drawing.of([[(10, 10), (60, 10), (30, 90)]])
TIMED = Drawing.of([[(1, 2, 3, 0.5), (4, 5, 6, 0.25)], [(7, 8, 9, 1)]])


def test_a_sample_is_kept_with_all_that_is_known_of_it() -> None:
    Samples().add(TIMED, 4, answered="9", confidence=0.75, model="ab12")
    (found,) = Samples().kept()
    assert found.drawing == TIMED
    assert (found.label, found.answered, found.confidence) == (4, "9", 0.75)
    assert found.model == "ab12"
    assert found.time.endswith("+00:00")
    assert len(found.sha256) == 64


def test_a_folder_that_nobody_has_taught_stays_empty(home: Path) -> None:
    assert Samples().kept() == []
    assert Samples().counts() == (0,) * 10
    assert not home.exists()


def test_the_same_drawing_is_kept_once_with_its_latest_label() -> None:
    samples = Samples()
    assert samples.add(SEVEN, 1) == samples.add(SEVEN, 7)
    assert [sample.label for sample in samples.kept()] == [7]


def test_a_drawing_knows_its_label() -> None:
    samples = Samples()
    assert samples.label_of(SEVEN) is None
    number = samples.add(SEVEN, 7)
    assert samples.label_of(SEVEN) == 7
    samples.delete([number])
    assert samples.label_of(SEVEN) is None


def test_samples_are_listed_by_digit_the_latest_first() -> None:
    samples = Samples()
    samples.add(SEVEN, 7)
    samples.add(TIMED, 4)
    assert [sample.label for sample in samples.kept()] == [4, 7]
    assert [sample.drawing for sample in samples.kept(7)] == [SEVEN]
    assert samples.counts() == (0, 0, 0, 0, 1, 0, 0, 1, 0, 0)


def test_a_deleted_sample_comes_back() -> None:
    samples = Samples()
    number = samples.add(SEVEN, 7)
    samples.delete([number])
    assert samples.kept() == []
    samples.put_back([number])
    assert [sample.number for sample in samples.kept()] == [number]


def test_a_sample_is_relabelled() -> None:
    samples = Samples()
    number = samples.add(SEVEN, 1)
    samples.relabel({number: 7})
    assert samples.kept()[0].label == 7
    with pytest.raises(SamplesError, match="is no digit"):
        samples.relabel({number: 3, number + 1: 10})
    assert samples.kept()[0].label == 7


@pytest.mark.parametrize("label", [-1, 10])
def test_what_is_no_digit_is_no_label(label: int) -> None:
    with pytest.raises(SamplesError, match="is no digit"):
        Samples().add(SEVEN, label)


def test_no_ink_is_no_sample() -> None:
    with pytest.raises(SamplesError, match="draw a digit"):
        Samples().add(Drawing(), 7)


@pytest.mark.parametrize("name", ["mine.jsonl", "mine.jsonl.gz"])
def test_what_is_exported_can_be_imported_elsewhere(tmp_path: Path, name: str) -> None:
    samples = Samples()
    samples.add(SEVEN, 7)
    samples.add(TIMED, 4)
    assert samples.export(tmp_path / name) == 2
    other = Samples(tmp_path / "other.sqlite3")
    assert other.import_from(tmp_path / name) == (2, 0, 0)
    assert [(s.drawing, s.label) for s in other.kept()] == [(TIMED, 4), (SEVEN, 7)]
    written = [sample.label for _, sample in read_ink_file(tmp_path / name)]  # type: ignore[union-attr]
    assert written == ["7", "4"]


def test_nothing_is_imported_twice_and_what_cannot_be_used_is_counted(
    tmp_path: Path,
) -> None:
    lines = [
        json.dumps({"strokes": [[[10, 10], [60, 10], [30, 90]]], "label": "7"}),
        json.dumps({"strokes": [[[10, 10], [60, 10], [30, 90]]], "label": "7"}),
        json.dumps({"strokes": [[[1, 1], [2, 90]]], "label": "1"}),
        json.dumps({"strokes": [[[1, 1], [2, 80]]]}),
        json.dumps({"strokes": [[[1, 1], [2, 70]]], "label": "x"}),
        json.dumps({"strokes": [], "label": "1"}),
        "{",
    ]
    ink = tmp_path / "ink.jsonl"
    ink.write_text("\n".join(lines))
    samples = Samples()
    number = samples.add(SEVEN, 7)
    assert samples.import_from(ink) == (1, 1, 4)
    samples.delete([number])
    assert samples.import_from(ink) == (1, 1, 4)


def test_an_ink_file_that_is_none_is_told(tmp_path: Path) -> None:
    with pytest.raises(InkError, match="cannot be read"):
        Samples().import_from(tmp_path / "absent.jsonl")


def test_a_damaged_file_is_moved_aside_and_told() -> None:
    samples = Samples()
    samples.add(SEVEN, 7)
    content = b"no database at all" * 100
    paths.samples_file().write_bytes(content)
    samples.add(TIMED, 4)
    assert [sample.label for sample in samples.kept()] == [4]
    assert "damaged file is kept as" in samples.notice
    (aside,) = paths.home().glob("samples-damaged-*.sqlite3")
    assert aside.read_bytes() == content
    assert aside.name in samples.notice


@pytest.mark.parametrize(
    "strokes", ["'[[[1'", "'[[[1e999, 2]]]'", "CAST(X'FF' AS TEXT)"]
)
def test_a_damaged_drawing_leaves_all_others(strokes: str) -> None:
    samples = Samples()
    damaged = samples.add(SEVEN, 7)
    samples.add(TIMED, 4)
    with closing(sqlite3.connect(paths.samples_file())) as file, file:
        file.execute(f"UPDATE samples SET strokes = {strokes} WHERE label = 7")
    assert [sample.drawing for sample in samples.kept()] == [TIMED]
    assert samples.add(Drawing.of([[(1, 1), (2, 2)]]), 1) > damaged


def test_a_damaged_drawing_is_mended_by_the_same_drawn_again() -> None:
    samples = Samples()
    number = samples.add(SEVEN, 7)
    with closing(sqlite3.connect(paths.samples_file())) as file, file:
        file.execute("UPDATE samples SET strokes = '[[[1'")
    assert samples.label_of(SEVEN) is None
    assert samples.add(SEVEN, 7) == number
    assert [sample.drawing for sample in samples.kept()] == [SEVEN]


@pytest.mark.parametrize("does", ["add", "import"])
def test_a_damaged_index_gives_no_drawing_the_label_of_another(
    does: str, tmp_path: Path
) -> None:
    samples = Samples()
    first, exported = Drawing.of([[(1, 1)]]), tmp_path / "own.jsonl"
    for drawing, label in ((first, 1), (SEVEN, 7), (TIMED, 4)):
        samples.add(drawing, label)
    exchange_in_index(*(sample.sha256 for sample in samples.kept()[:2]))
    assert (samples.label_of(SEVEN), samples.label_of(TIMED)) == (None, None)
    if does == "import":
        assert samples.export(exported) == 3
        assert samples.import_from(exported) == (0, 3, 0)
    else:
        assert samples.add(SEVEN, 7) == 2
    found = [(sample.drawing, sample.label) for sample in samples.kept()]
    assert found == [(TIMED, 4), (SEVEN, 7), (first, 1)]
    assert (samples.label_of(SEVEN), samples.label_of(TIMED)) == (7, 4)


def test_a_drawing_that_is_there_twice_does_not_stand_in_the_way_of_all_others(
    tmp_path: Path,
) -> None:
    samples = Samples()
    for drawing, label in ((Drawing.of([[(1, 1)]]), 1), (SEVEN, 7), (TIMED, 4)):
        samples.add(drawing, label)
    timed, seven, first = (sample.sha256 for sample in samples.kept())
    place = place_in_index(first)
    content = paths.samples_file().read_bytes()
    paths.samples_file().write_bytes(content[:place] + b"z" + content[place + 1 :])
    samples.add(Drawing.of([[(1, 1)]]), 1)
    assert samples.counts()[1] == 2
    exchange_in_index(timed, seven)
    with pytest.raises(SamplesError, match="export what it has") as told:
        samples.add(SEVEN, 2)
    assert "samples.sqlite3" in str(told.value)
    assert samples.export(tmp_path / "own.jsonl") == 4
    paths.samples_file().rename(tmp_path / "damaged.sqlite3")
    assert samples.import_from(tmp_path / "own.jsonl") == (3, 0, 0)


def exchange_in_index(*found: str) -> None:
    """Make the file's index lead to one drawing where the other is looked for."""
    # The number of a row from 2 to 127 is one byte after what it is found by.
    first, second = (place_in_index(digest) + 64 for digest in found)
    content = bytearray(paths.samples_file().read_bytes())
    content[first], content[second] = content[second], content[first]
    paths.samples_file().write_bytes(content)


def place_in_index(digest: str) -> int:
    """Where the file's index has a digest."""
    with closing(sqlite3.connect(paths.samples_file())) as file:
        file.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        query = "SELECT rootpage FROM sqlite_master WHERE name LIKE '%autoindex%'"
        (page,) = file.execute(query).fetchone()
        (size,) = file.execute("PRAGMA page_size").fetchone()
    content = paths.samples_file().read_bytes()
    return content.index(digest.encode(), (page - 1) * size)


def test_another_programs_file_is_moved_aside() -> None:
    paths.home().mkdir()
    other = sqlite3.connect(paths.samples_file())
    other.execute("CREATE TABLE samples (price REAL)")
    other.close()
    samples = Samples()
    samples.add(SEVEN, 7)
    assert len(samples.kept()) == 1
    assert len(list(paths.home().glob("samples-damaged-*"))) == 1


@pytest.mark.parametrize(
    ("sound", "damaged"),
    [
        # A column has another name, and a table; and what SQLite says of it is no text.
        (b"confidence REAL", b"confidencX REAL"),
        (b"\x17-samplessamples", b"\x17-samplessamqles"),
        (b"model TEXT NOT NULL", b"model TEXT NOT \xff\xff\xff\xff"),
        (b"by_labelsamples", b"by_lab\xff\xffsamples"),
    ],
)
def test_a_file_whose_form_is_damaged_is_moved_aside(
    sound: bytes, damaged: bytes
) -> None:
    Samples().add(SEVEN, 7)
    with closing(sqlite3.connect(paths.samples_file())) as file:
        file.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    content = paths.samples_file().read_bytes()
    place = content.find(sound)
    if place < 0:
        place = content.index(sound[-14:])
        sound, damaged = sound[-14:], damaged[-14:]
    content = content.replace(sound, damaged, 1)
    paths.samples_file().write_bytes(content)
    samples = Samples()
    assert samples.kept() == []
    assert "damaged file is kept as" in samples.notice
    samples.add(TIMED, 4)
    assert [sample.label for sample in samples.kept()] == [4]
    (aside,) = paths.home().glob("samples-damaged-*.sqlite3")
    assert aside.read_bytes() == content


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("label", "77"), ("label", "'x'"), ("answered", "X'FF'"),
        ("confidence", "9e99"),
        ("confidence", "'x'"), ("model", "X'FF'"), ("time", "5"),
    ],
)  # fmt: skip
def test_a_damaged_fact_of_a_drawing_is_not_believed(column: str, value: str) -> None:
    samples = Samples()
    samples.add(SEVEN, 7, answered="1", confidence=0.5, model="a")
    with closing(sqlite3.connect(paths.samples_file())) as file, file:
        file.execute("PRAGMA ignore_check_constraints = ON")
        file.execute(f"UPDATE samples SET {column} = {value}")
    kept = samples.kept()
    if column == "label":
        assert kept == []
        assert samples.label_of(SEVEN) is None
    else:
        assert [sample.drawing for sample in kept] == [SEVEN]
        assert getattr(kept[0], column) in ("", None, "5")


def test_damage_that_is_met_late_is_told_and_nothing_is_deleted() -> None:
    samples = Samples()
    for shift in range(200):
        samples.add(Drawing.of([[(shift, 0), (9, 99), (shift, 50)]]), 1)
    content = bytearray(paths.samples_file().read_bytes())
    content[4 * 4096 :] = b"\xff" * (len(content) - 4 * 4096)
    paths.samples_file().write_bytes(content)
    with pytest.raises(SamplesError, match="damaged file is kept as"):
        samples.kept()
    (aside,) = paths.home().glob("samples-damaged-*.sqlite3")
    assert aside.read_bytes() == content
    assert samples.kept() == []


def test_a_newer_versions_file_is_left_alone() -> None:
    Samples().add(SEVEN, 7)
    file = sqlite3.connect(paths.samples_file())
    file.execute("PRAGMA user_version = 99")
    file.close()
    before = paths.samples_file().read_bytes()
    with pytest.raises(SamplesError, match="newer Digitpad"):
        Samples().kept()
    assert paths.samples_file().read_bytes() == before


@pytest.mark.skipif(sys.platform == "win32", reason="permissions are POSIX")
@pytest.mark.parametrize("mode", [0o500, 0])
def test_a_file_that_may_not_be_written_is_told(home: Path, mode: int) -> None:
    Samples().add(SEVEN, 7)
    paths.samples_file().chmod(mode & 0o444)
    home.chmod(mode)
    code = (
        "from digitpad.errors import SamplesError\n"
        "from digitpad.ink import Drawing\n"
        "from digitpad.samples import Samples\n"
        "drawing = Drawing.of([[(1, 2), (3, 4)]])\n"
        "for ask in (Samples().kept, lambda: Samples().add(drawing, 1)):\n"
        "    try:\n"
        "        print(len(ask()))\n"
        "    except SamplesError as error:\n"
        "        print(error)\n"
    )
    command = powerless([sys.executable, "-c", code])
    try:
        told = subprocess.run(command, capture_output=True, text=True, check=True)
    finally:
        home.chmod(0o700)
    # Even who reads writes: that somebody reads.
    read, written = told.stdout.splitlines()
    assert "permit writing" in read
    assert "permit writing" in written


def test_a_place_that_is_no_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    samples = Samples(tmp_path / "file" / "samples.sqlite3")
    with pytest.raises(SamplesError, match="permit writing"):
        samples.add(SEVEN, 7)


def test_two_windows_write_into_one_file() -> None:
    first, second = Samples(), Samples()
    first.add(SEVEN, 7)
    second.add(TIMED, 4)
    assert len(first.kept()) == 2
