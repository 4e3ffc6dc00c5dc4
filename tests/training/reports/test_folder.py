"""A report's folder is written whole or not at all."""

from pathlib import Path

import pytest

from digitpad.errors import DataError
from training.reports import folder
from training.reports.folder import write_folder

NAMES = {"report.html", "chart.png"}


def names_in(path: Path) -> list[str]:
    return sorted(entry.name for entry in path.iterdir())


def test_folders_above_are_made(tmp_path: Path) -> None:
    out = tmp_path / "a" / "b"
    write_folder(out, {"report.html": b"page"}, NAMES)
    assert (out / "report.html").read_bytes() == b"page"
    assert names_in(out.parent) == ["b"]


def test_an_earlier_report_is_replaced_with_all_its_files(tmp_path: Path) -> None:
    out = tmp_path / "out"
    write_folder(out, {"report.html": b"old", "chart.png": b"old"}, NAMES)
    write_folder(out, {"report.html": b"new"}, NAMES)
    assert names_in(out) == ["report.html"]
    assert (out / "report.html").read_bytes() == b"new"
    assert names_in(tmp_path) == ["out"]


def test_an_empty_folder_may_be_there(tmp_path: Path) -> None:
    write_folder(tmp_path, {"chart.png": b"chart"}, NAMES)
    assert names_in(tmp_path) == ["chart.png"]


@pytest.mark.parametrize("name", ["thesis.txt", ".hidden"])
def test_a_folder_with_foreign_files_is_left_alone(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("mine")
    with pytest.raises(DataError, match=rf"none of this report \({name}\)"):
        write_folder(tmp_path, {"report.html": b"page"}, NAMES)
    assert names_in(tmp_path) == [name]


def test_a_folder_that_is_called_like_a_file_of_the_report_is_foreign(
    tmp_path: Path,
) -> None:
    (tmp_path / "report.html").mkdir()
    with pytest.raises(DataError, match=r"none of this report \(report.html\)"):
        write_folder(tmp_path, {"report.html": b"page"}, NAMES)


def test_of_many_foreign_files_some_are_named(tmp_path: Path) -> None:
    for name in "abcde":
        (tmp_path / name).touch()
    with pytest.raises(DataError, match=r"\(a, b, c and 2 more\)"):
        write_folder(tmp_path, {"report.html": b"page"}, NAMES)


def test_a_file_in_the_way_is_told(tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.write_text("mine")
    with pytest.raises(DataError, match=r"is a file\. Name a folder with --out\."):
        write_folder(out, {"report.html": b"page"}, NAMES)
    assert out.read_text() == "mine"


def test_a_link_to_a_folder_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to("real")
    write_folder(tmp_path / "link", {"report.html": b"page"}, NAMES)
    assert (tmp_path / "link").is_symlink()
    assert names_in(tmp_path / "real") == ["report.html"]


def test_when_a_file_cannot_be_written_the_earlier_report_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    write_folder(out, {"report.html": b"old"}, NAMES)
    whole = folder.write_bytes

    def full_disk(path: Path, content: bytes) -> None:
        if path.name == "chart.png":
            raise OSError(28, "No space left on device")
        whole(path, content)

    monkeypatch.setattr(folder, "write_bytes", full_disk)
    with pytest.raises(DataError, match="No space left on device"):
        write_folder(out, {"report.html": b"new", "chart.png": b"new"}, NAMES)
    assert (out / "report.html").read_bytes() == b"old"
    assert names_in(tmp_path) == ["out"]
