"""Files are replaced whole or not at all."""

import os
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from digitpad.atomic import remove_abandoned, replacing, write_bytes
from digitpad.leftovers import remove_leftovers


def test_a_file_and_its_folder_are_made(tmp_path: Path) -> None:
    write_bytes(tmp_path / "new" / "file.txt", b"content")
    assert (tmp_path / "new" / "file.txt").read_bytes() == b"content"


def test_a_failure_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    write_bytes(tmp_path / "file.txt", b"old")

    def fail() -> None:
        with replacing(tmp_path / "file.txt") as temporary:
            temporary.write_bytes(b"half")
            raise ValueError

    with pytest.raises(ValueError, match=r"^$"):
        fail()
    assert [file.name for file in tmp_path.iterdir()] == ["file.txt"]
    assert (tmp_path / "file.txt").read_bytes() == b"old"


def test_the_old_file_stands_until_the_new_one_is_whole(tmp_path: Path) -> None:
    write_bytes(tmp_path / "file.txt", b"old")
    with replacing(tmp_path / "file.txt") as temporary:
        temporary.write_bytes(b"new")
        assert (tmp_path / "file.txt").read_bytes() == b"old"
        assert temporary.suffix == ".txt"
    assert (tmp_path / "file.txt").read_bytes() == b"new"


def test_a_new_file_can_be_read_like_any_other(tmp_path: Path) -> None:
    (tmp_path / "plain").touch()
    write_bytes(tmp_path / "file.txt", b"")
    assert (tmp_path / "file.txt").stat().st_mode == (tmp_path / "plain").stat().st_mode


def test_what_a_killed_process_left_is_removed_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "[a].h5"
    kept = {"[a].h5", ".a-12345678.h5", ".[a]-1234567.h5", ".[a]-12345678.txt"}
    for name in (*kept, ".[a]-12345678.h5"):
        (tmp_path / name).touch()
    remove_abandoned(path)
    assert {file.name for file in tmp_path.iterdir()} == kept


def test_the_next_writing_removes_what_was_abandoned_long_ago(tmp_path: Path) -> None:
    old, recent, other, later = (
        tmp_path / name
        for name in (
            ".notes-abcd1234.txt", ".notes-abcd1235.txt", ".other-abcd1234.txt",
            ".notes-abcd1236.txt",
        )
    )  # fmt: skip
    now = time.time()
    for path, mtime in ((old, -7200), (recent, -60), (other, -7200), (later, 7200)):
        path.write_text("half of it")
        os.utime(path, (now + mtime, now + mtime))
    write_bytes(tmp_path / "notes.txt", b"whole")
    left = {path.name for path in tmp_path.iterdir()}
    # Another process may be writing just now; a clock may have been set back.
    assert left == {"notes.txt", recent.name, other.name}


def test_the_start_removes_what_was_abandoned_long_ago(home: Path) -> None:
    then = time.time() - 7200
    names = (
        "models/.mine-abcd1234.h5", "models/.adopted-abcd1234.json",
        "drawings/.pad-1-abcd1234.jsonl", "lessons/.0f12-abcd1234.npz",
        ".someone-elses00.txt", "models/mine-abcd1234.h5",
    )  # fmt: skip
    for name in names:
        path = home / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("half of it")
        os.utime(path, (then, then))
    remove_leftovers()
    left = {str(p.relative_to(home)) for p in home.rglob("*") if p.is_file()}
    assert left == {".someone-elses00.txt", "models/mine-abcd1234.h5"}


@pytest.mark.skipif(sys.platform == "win32", reason="counts letters, not bytes")
@pytest.mark.parametrize("stem", ["a" * 250, "ä" * 125, "\udcff" * 250])
def test_a_file_may_have_the_longest_name_that_there_is(
    tmp_path: Path, stem: str
) -> None:
    path = tmp_path / f"{stem}.json"
    write_bytes(path, b"7")
    assert path.read_bytes() == b"7"
    with suppress(KeyError), replacing(path) as temporary:
        left = temporary.with_name(
            temporary.name.replace(temporary.name[18:26], "x" * 8)
        )
        left.touch()
        raise KeyError
    remove_abandoned(path)
    assert list(tmp_path.iterdir()) == [path]
