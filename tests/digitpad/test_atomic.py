"""Files are replaced whole or not at all."""

from pathlib import Path

import pytest

from digitpad.atomic import remove_abandoned, replacing, write_bytes


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
