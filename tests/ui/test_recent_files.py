"""The list of files opened last."""

from pathlib import Path

import pytest
from PySide6.QtCore import QSettings

from digitpad.ui.recent_files import RecentFiles


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    made = [tmp_path / f"{n}.png" for n in range(10)]
    for path in made:
        path.write_bytes(b"")
    return made


def recent(folder: Path) -> RecentFiles:
    return RecentFiles(QSettings(str(folder / "s.ini"), QSettings.Format.IniFormat))


@pytest.mark.parametrize("count", [0, 1, 2])
def test_files_are_remembered_by_the_next_run(
    tmp_path: Path, files: list[Path], count: int
) -> None:
    now = recent(tmp_path)
    for path in files[:count]:
        now.add(path)
    del now
    assert recent(tmp_path).paths == files[:count][::-1]


def test_the_newest_of_eight_comes_first(tmp_path: Path, files: list[Path]) -> None:
    now = recent(tmp_path)
    for path in [*files, files[5]]:
        now.add(path)
    assert [path.stem for path in now.paths] == list("59876432")


def test_files_that_are_gone_drop_out(tmp_path: Path, files: list[Path]) -> None:
    now = recent(tmp_path)
    now.add(files[0])
    now.add(files[1])
    files[1].unlink()
    assert now.paths == [files[0]]


def test_the_list_can_be_cleared(tmp_path: Path, files: list[Path]) -> None:
    now = recent(tmp_path)
    now.add(files[0])
    now.clear()
    assert now.paths == []


def test_a_damaged_list_is_an_empty_one(tmp_path: Path) -> None:
    (tmp_path / "s.ini").write_bytes(
        b"[General]\nrecent_files=@Variant(\\0\\0\n\xff\xfe"
    )
    assert recent(tmp_path).paths == []
