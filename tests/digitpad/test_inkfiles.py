"""Reading and writing ink files."""

import gzip
import json
import os
import tracemalloc
from pathlib import Path

import pytest

from digitpad import inkfiles
from digitpad.errors import InkError
from digitpad.ink import Drawing
from digitpad.inkfiles import (
    MAX_LINE,
    MAX_LINES,
    Sample,
    is_ink_file,
    read_ink_file,
    write_ink_file,
)

SEVEN = Drawing.of([[(10, 10), (60, 10), (30, 90)]])
TIMED = Drawing.of([[(1, 2, 3, 0.5), (4, 5, 6, 0.25)], [(7, 8, 9, 1)]])


@pytest.mark.parametrize("name", ["ink.jsonl", "ink.jsonl.gz"])
def test_what_is_written_is_read_again(tmp_path: Path, name: str) -> None:
    write_ink_file(tmp_path / name, [SEVEN, TIMED])
    assert list(read_ink_file(tmp_path / name)) == [
        (1, Sample(SEVEN)),
        (2, Sample(TIMED)),
    ]


def test_label_and_writer_are_kept(tmp_path: Path) -> None:
    row = {"strokes": [[[1, 2]]], "label": 7, "writer": "w1"}
    (tmp_path / "ink.jsonl").write_text(json.dumps(row))
    [(_, sample)] = read_ink_file(tmp_path / "ink.jsonl")
    assert isinstance(sample, Sample)
    assert (sample.label, sample.writer) == ("7", "w1")


@pytest.mark.parametrize(
    "line",
    [
        "no json",
        "[]",
        "{}",
        '{"strokes": 3}',
        '{"strokes": [[["a", "b"]]]}',
        '{"strokes": [[[NaN, 1]]]}',
        '{"strokes": [[[1]]]}',
        "[" * 100_000,
    ],
)
def test_a_bad_line_is_an_error_and_the_others_are_still_read(
    tmp_path: Path, line: str
) -> None:
    good = json.dumps({"strokes": [[[1, 2], [3, 4]]]})
    (tmp_path / "ink.jsonl").write_text(f"{good}\n\n{line}\n{good}\n")
    found = list(read_ink_file(tmp_path / "ink.jsonl"))
    assert [number for number, _ in found] == [1, 3, 4]
    assert [isinstance(sample, Sample) for _, sample in found] == [True, False, True]
    assert str(found[1][1]).endswith(".")


@pytest.mark.parametrize(
    "content",
    [b"\x1f\x8bjunk", gzip.compress(b"x" * 999, mtime=0)[:-20]],
    ids=["junk", "cut"],
)
def test_a_damaged_gzip_is_an_error_in_a_sentence(
    tmp_path: Path, content: bytes
) -> None:
    (tmp_path / "ink.jsonl.gz").write_bytes(content)
    with pytest.raises(InkError, match=r"cannot be read .*choose another file"):
        list(read_ink_file(tmp_path / "ink.jsonl.gz"))


def test_a_drawing_or_a_file_of_endless_size_is_refused(tmp_path: Path) -> None:
    strokes = b'{"strokes": [' + b"[]," * (MAX_LINE // 3)
    (tmp_path / "line.jsonl.gz").write_bytes(gzip.compress(strokes, 1))
    (tmp_path / "blank.jsonl").write_bytes(b"\n" * 2 * MAX_LINES)
    with pytest.raises(InkError, match="too large at line 1:"):
        list(read_ink_file(tmp_path / "line.jsonl.gz"))
    with pytest.raises(InkError, match=f"too large at line {MAX_LINES + 1}:"):
        list(read_ink_file(tmp_path / "blank.jsonl"))


@pytest.mark.parametrize(
    ("name", "reason"),
    [("none.jsonl", "No such file"), ("nu\0ll.jsonl", "embedded null byte")],
)
def test_a_missing_file_is_an_error_in_a_sentence(
    tmp_path: Path, name: str, reason: str
) -> None:
    with pytest.raises(InkError, match=rf"\({reason}.*\): choose another file"):
        list(read_ink_file(tmp_path / name))


def test_inkml_traces_become_strokes(tmp_path: Path) -> None:
    (tmp_path / "seven.inkml").write_text(
        '<ink xmlns="http://www.w3.org/2003/InkML"><traceGroup>'
        '<trace id="a">10 10, 60 10, 30 90</trace></traceGroup>'
        "<trace>1 2 99,3 4 98</trace></ink>"
    )
    [(_, sample)] = read_ink_file(tmp_path / "seven.inkml")
    assert isinstance(sample, Sample)
    assert sample.drawing == Drawing(
        (*SEVEN.strokes, *Drawing.of([[(1, 2), (3, 4)]]).strokes)
    )


@pytest.mark.parametrize(
    "content",
    [
        "<ink><trace>1 2",
        "<ink><trace>1</trace></ink>",
        "<ink><trace>a b</trace></ink>",
        "<ink><trace>nan 1</trace></ink>",
        '<!DOCTYPE ink [<!ENTITY e "1 2">]><ink><trace>&e;</trace></ink>',
        '<!DOCTYPE ink SYSTEM "file:///etc/passwd"><ink/>',
    ],
)
def test_inkml_that_is_broken_or_has_entities_is_refused(
    tmp_path: Path, content: str
) -> None:
    (tmp_path / "bad.inkml").write_text(content)
    with pytest.raises(InkError, match=r"\."):
        list(read_ink_file(tmp_path / "bad.inkml"))


def test_ink_files_are_known_by_their_names() -> None:
    assert all(map(is_ink_file, map(Path, ["a.jsonl", "B.JSONL.GZ", "c.inkml"])))
    assert not is_ink_file(Path("a.png"))


@pytest.mark.parametrize("piece", [b"\n", b"[", b" "])
def test_a_packed_file_that_grows_without_end_is_refused_early(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, piece: bytes
) -> None:
    monkeypatch.setattr(inkfiles, "MAX_LINES", 10_000)  # or the tracing takes long
    path = tmp_path / "bomb.jsonl.gz"
    unpacked = 200 * 2**20
    with gzip.open(path, "wb", compresslevel=1) as file:
        for _ in range(unpacked >> 20):
            file.write(piece * 2**20)
    assert path.stat().st_size < 2 * 2**20
    tracemalloc.start()
    try:
        with pytest.raises(InkError, match="is too large at line"):
            list(read_ink_file(path))
        assert tracemalloc.get_traced_memory()[1] < 50 * 2**20
    finally:
        tracemalloc.stop()


def test_a_file_that_grows_while_it_is_read_is_read_to_its_limit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inkfiles, "MAX_LINES", 100)
    path = tmp_path / "grows.jsonl"
    line = '{"strokes": [[[1, 2]]]}\n'
    path.write_text(line)
    lines = read_ink_file(path)
    with path.open("a") as file:
        for number in range(1, 101):
            assert next(lines)[0] == number
            file.write(line)
            file.flush()
    with pytest.raises(InkError, match="too large at line 101"):
        next(lines)


def test_a_file_that_is_cut_while_it_is_read_ends_with_an_error_or_early(
    tmp_path: Path,
) -> None:
    path = tmp_path / "cut.jsonl"
    path.write_text('{"strokes": [[[1, 2]]]}\n' * 100_000)
    found = 0
    for _, sample in read_ink_file(path):
        found += 1
        os.truncate(path, 10)
        assert isinstance(sample, Sample | InkError)
    assert 1 <= found < 100_000


def test_a_drawing_of_too_many_points_is_refused_and_the_others_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inkfiles, "MAX_POINTS", 3)
    path = tmp_path / "ink.jsonl"
    write_ink_file(path, [SEVEN, Drawing.of([[(1, 2), (3, 4)], [(5, 6), (7, 8)]])])
    (_, read), (_, refused) = read_ink_file(path)
    assert read == Sample(SEVEN)
    assert "has 4 points, and at most 3 are read" in str(refused)
    (tmp_path / "ink.inkml").write_text("<ink><trace>1 2,3 4,5 6,7 8</trace></ink>")
    with pytest.raises(InkError, match="has 4 points"):
        list(read_ink_file(tmp_path / "ink.inkml"))
