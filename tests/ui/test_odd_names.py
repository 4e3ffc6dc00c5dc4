"""Files with odd names, and what is no file, in the window."""

import csv
import io
import sys
from pathlib import Path

import pytest
from hostile_pictures import write_no_files
from odd_names import ODD_NAMES
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot
from user import SEVEN, picture_file, shown_window

from digitpad.table.export import csv_pieces
from digitpad.table.reading import files_of
from digitpad.table.row import Row
from digitpad.ui.actions import fill_recent
from digitpad.ui.notice import Notice
from digitpad.ui.table_model import At, TableModel
from training.data.pictures import read_folder

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="elsewhere files cannot have such names"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The picture of a digit under every odd name."""
    content = picture_file(tmp_path / "plain.png", [SEVEN]).read_bytes()
    folder = tmp_path / "odd"
    folder.mkdir()
    for name in ODD_NAMES:
        (folder / f"{name}.png").write_bytes(content)
    return folder


@pytest.mark.slow
def test_each_picture_is_opened_told_and_kept_whatever_its_name(
    qtbot: QtBot, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = shown_window(qtbot)
    said: list[str] = []
    monkeypatch.setattr(window.status_line, "tell", lambda text, *_: said.append(text))
    for path in sorted(folder.iterdir()):
        said.clear()
        window.files.open_files([path])
        assert window.pad.picture is not None, path
        assert any(text.startswith("Opened ") for text in said), path
        assert all(text.isprintable() for text in said), said
        assert window.files.recent.paths[0] == path
    window.close()
    again = shown_window(qtbot)
    assert again.files.recent.paths == sorted(folder.iterdir())[:-9:-1]
    menu = QMenu()
    fill_recent(again, menu)
    texts = [action.text() for action in menu.actions()]
    assert len(texts) == 8 + 2
    assert all(text.isprintable() for text in texts)


def test_every_odd_name_is_kept_among_the_files_opened_last(
    qtbot: QtBot, folder: Path
) -> None:
    window = shown_window(qtbot)
    for path in folder.iterdir():
        window.files.recent.add(path)
        assert window.files.recent.paths[0] == path


def test_what_stands_in_place_of_a_file_is_refused_at_once(
    qtbot: QtBot, tmp_path: Path
) -> None:
    window = shown_window(qtbot)
    notice = window.findChild(Notice)
    assert isinstance(notice, Notice)
    for suffix in (".png", ".jsonl", ".jsonl.gz", ".inkml"):
        place = tmp_path / suffix[1:]
        place.mkdir()
        for path in write_no_files(place, suffix):
            window.files.open_image(path)
            assert notice.text.startswith(f"{path.name} is no file: choose a")
    assert window.files.recent.paths == []
    assert window.pad.is_empty


def test_a_name_that_no_file_can_have_is_told(qtbot: QtBot) -> None:
    window = shown_window(qtbot)
    notice = window.findChild(Notice)
    assert isinstance(notice, Notice)
    for name in ("x" * 300 + ".png", "null\0.png", "x" * 300 + ".jsonl"):
        window.files.open_files([Path("/nowhere") / name])
        assert "cannot be read" in notice.text
        assert notice.text.isprintable()
    (told,) = files_of([Path("/", "x" * 300)])
    assert not isinstance(told, Exception)


def test_the_table_shows_and_exports_every_name_on_one_line(folder: Path) -> None:
    found = files_of([folder])
    rows = [
        Row(str(f.path), f.name, reading="7") for f in found if isinstance(f, tuple)
    ]
    assert len(rows) == len(ODD_NAMES)
    model = TableModel()
    model.add(rows)
    for line in range(model.rowCount()):
        for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            text = model.data(model.index(line, At.NAME, QModelIndex()), role)
            assert isinstance(text, str)
            assert text.isprintable()
    text = "".join(csv_pieces(model.table))
    assert len(text.splitlines()) == len(rows) + 1
    cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]


def test_names_like_formulas_are_exported_as_files_that_are_found(
    tmp_path: Path,
) -> None:
    names = ("=1+1.png", "+1.png", "-n.png", "@x.png", "plain.png")
    for name in names:
        picture_file(tmp_path / name, [SEVEN])
    model = TableModel()
    note = "=1+1.png cannot be read."
    model.add([Row(str(tmp_path / n), n, reading="7", note=note) for n in names])
    text = "".join(csv_pieces(model.table))
    (tmp_path / "labels.csv").write_text(text)
    found = list(csv.DictReader(io.StringIO(text)))
    assert [row["file"] for row in found] == [
        "./=1+1.png", "./+1.png", "./-n.png", "./@x.png", "plain.png",
    ]  # fmt: skip
    assert {row["note"] for row in found} == {f"'{note}"}
    assert len(read_folder(tmp_path)) == len(names)
