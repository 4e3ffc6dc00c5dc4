"""The table of many pictures in its window, read by the real program."""

import csv
import json
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QClipboard
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QPushButton,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot
from user import SEVEN, THREE, draw_digit, picture_file, shown_window

from digitpad import paths
from digitpad.errors import DigitpadError
from digitpad.ink import Drawing
from digitpad.inkfiles import write_ink_file
from digitpad.ui.main_window import MainWindow
from digitpad.ui.table_commands import TableCommands
from digitpad.ui.table_model import At
from digitpad.ui.table_process import TableProcess


@pytest.fixture
def window(qtbot: QtBot) -> MainWindow:
    return shown_window(qtbot)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "folder"
    root.mkdir()
    picture_file(root / "a.png", [SEVEN])
    picture_file(root / "b.png", [THREE])
    seven = Drawing.of([[(200 * x + 100, 300 * y + 100) for x, y in SEVEN]])
    write_ink_file(root / "c.jsonl", [Drawing.of([[(1, 1)]]), seven])
    (root / "d.png").write_bytes(b"no picture")
    return root


@pytest.fixture
def table(window: MainWindow, folder: Path, qtbot: QtBot) -> TableCommands:
    """The table of the folder, all read."""
    made = window.files.open_table([folder])
    with qtbot.waitSignal(made.process.ended, timeout=240_000):
        pass
    return made


def cells(table: TableCommands, column: At) -> list[str]:
    model = table.model
    return [model.index(n, column).data() for n in range(model.rowCount())]


def view(table: TableCommands) -> QTableView:
    found = table.window.findChild(QTableView, "table")
    assert isinstance(found, QTableView)
    return found


def test_a_folder_fills_the_table(table: TableCommands) -> None:
    assert cells(table, At.NAME) == [
        "a.png", "b.png", "c.jsonl:1", "c.jsonl:2", "d.png"
    ]  # fmt: skip
    assert cells(table, At.READING) == ["7", "3", "not a digit", "7", ""]
    assert cells(table, At.CONFIDENCE)[0].endswith("%")
    assert "no picture" in cells(table, At.NOTE)[4]
    assert table.window.status.text() == "5 read"
    pixmap = table.model.index(0, At.PICTURE).data(Qt.ItemDataRole.DecorationRole)
    assert not pixmap.isNull()
    for hidden in ("stop_table", "table_progress"):
        assert not table.window.findChild(QWidget, hidden).isVisible()


def test_every_control_has_a_name(table: TableCommands) -> None:
    for kind in (QLineEdit, QComboBox, QCheckBox, QPushButton, QTableView):
        for each in table.window.findChildren(kind):
            assert each.objectName(), each
            assert each.accessibleName(), each.objectName()


def test_the_table_is_sorted_and_filtered(table: TableCommands) -> None:
    view(table).setCurrentIndex(table.model.index(1, At.READING))
    view(table).sortByColumn(At.READING, Qt.SortOrder.AscendingOrder)
    assert cells(table, At.NAME)[:3] == ["b.png", "a.png", "c.jsonl:2"]
    assert view(table).currentIndex().row() == 0
    show = table.window.findChild(QComboBox, "table_show")
    show.setCurrentText("Not a digit")
    assert cells(table, At.NAME) == ["c.jsonl:1"]
    assert table.window.status.text() == "5 read, 1 of them shown"
    show.setCurrentText("All rows")
    table.window.findChild(QComboBox, "table_digit").setCurrentText("7")
    assert cells(table, At.NAME) == ["a.png", "c.jsonl:2"]
    QTest.keyClicks(table.window.findChild(QLineEdit, "table_filter"), "A.P")
    assert cells(table, At.NAME) == ["a.png"]


def test_a_reading_is_corrected_in_place(table: TableCommands, qtbot: QtBot) -> None:
    view(table).setFocus()
    view(table).setCurrentIndex(table.model.index(0, At.READING))
    QTest.keyClick(view(table), Qt.Key.Key_1)
    editor = view(table).findChild(QLineEdit, "correction")
    assert isinstance(editor, QLineEdit)
    QTest.keyClicks(editor, "x")  # which is no digit
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: cells(table, At.READING)[0] == "1")
    assert cells(table, At.NOTE)[0] == "corrected; read as 7"
    assert table.model.index(0, At.READING).data(Qt.ItemDataRole.FontRole).bold()
    assert table.window.status.text() == "5 read, 1 corrected"


def test_corrections_that_nobody_exported_are_kept_when_digitpad_closes(
    window: MainWindow, table: TableCommands
) -> None:
    model = table.model
    assert model.setData(model.index(0, At.READING), "9")
    window.close()
    (kept,) = paths.reports_folder().glob("corrected-*.csv")
    rows = list(csv.DictReader(kept.read_text(encoding="utf-8").splitlines()))
    assert len(rows) == 5
    assert [row["label"] for row in rows if row["corrected"] == "yes"] == ["9"]


def test_corrections_that_nobody_exported_are_kept_when_others_are_opened(
    window: MainWindow, table: TableCommands, tmp_path: Path, qtbot: QtBot
) -> None:
    model = table.model
    assert model.setData(model.index(0, At.READING), "9")
    picture_file(tmp_path / "other.png", [SEVEN])
    with qtbot.waitSignal(table.process.ended, timeout=240_000):
        window.files.open_table([tmp_path / "other.png"])
    (kept,) = paths.reports_folder().glob("corrected-*.csv")
    rows = list(csv.DictReader(kept.read_text(encoding="utf-8").splitlines()))
    assert len(rows) == 5
    assert [row["label"] for row in rows if row["corrected"] == "yes"] == ["9"]
    told = f"The corrected table is kept as {kept.name}. 1 read"
    assert table.window.status.text() == told
    window.close()
    assert list(paths.reports_folder().glob("corrected-*.csv")) == [kept]


def test_corrections_that_cannot_be_kept_are_not_given_up_for_other_files(
    window: MainWindow, table: TableCommands, tmp_path: Path
) -> None:
    assert table.model.setData(table.model.index(0, At.READING), "9")
    paths.reports_folder().parent.mkdir(parents=True, exist_ok=True)
    paths.reports_folder().write_text("in the way")
    picture_file(tmp_path / "other.png", [SEVEN])
    window.files.open_table([tmp_path / "other.png"])
    assert "export it before" in table.window.status.text()
    assert cells(table, At.READING)[0] == "9"
    assert table.model.rowCount() == 5
    paths.reports_folder().unlink()
    window.close()
    assert list(paths.reports_folder().glob("corrected-*.csv"))


def test_corrections_stay_when_the_same_is_opened_again(
    window: MainWindow, table: TableCommands, folder: Path, qtbot: QtBot
) -> None:
    model = table.model
    assert model.setData(model.index(0, At.READING), "9")
    with qtbot.waitSignal(table.process.ended, timeout=240_000):
        window.files.open_table([folder])
    assert cells(table, At.READING)[0] == "9"
    assert not list(paths.reports_folder().glob("corrected-*.csv"))
    window.close()
    assert list(paths.reports_folder().glob("corrected-*.csv"))


def test_an_exported_table_is_not_kept_twice(
    window: MainWindow, table: TableCommands, tmp_path: Path, qtbot: QtBot
) -> None:
    model = table.model
    assert model.setData(model.index(0, At.READING), "9")
    table.export(tmp_path / "saved.csv")
    qtbot.waitUntil((tmp_path / "saved.csv").exists)
    window.close()
    assert not list(paths.reports_folder().glob("corrected-*.csv"))


def test_a_table_that_cannot_be_exported_when_digitpad_closes_is_kept(
    window: MainWindow, table: TableCommands, tmp_path: Path
) -> None:
    assert table.model.setData(table.model.index(0, At.READING), "9")
    (tmp_path / "file").touch()
    table.export(tmp_path / "file" / "readings.csv")
    window.close()
    (kept,) = paths.reports_folder().glob("corrected-*.csv")
    assert "corrected; read as 7" in kept.read_text()


def test_what_cannot_be_read_cannot_be_corrected(table: TableCommands) -> None:
    editable = Qt.ItemFlag.ItemIsEditable
    flags = [table.model.flags(table.model.index(n, At.READING)) for n in range(5)]
    assert [bool(f & editable) for f in flags] == [True] * 4 + [False]


def test_the_table_is_exported(
    table: TableCommands, tmp_path: Path, qtbot: QtBot
) -> None:
    table.model.setData(table.model.index(0, At.READING), "1")
    for kind in ("csv", "json"):
        table.export(tmp_path / f"readings.{kind}")
        saved = f"Saved readings.{kind}."
        qtbot.waitUntil(lambda saved=saved: table.window.status.text() == saved)
    with (tmp_path / "readings.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["label"] for row in rows] == ["1", "3", "", "7", ""]
    found = json.loads((tmp_path / "readings.json").read_text())
    assert [row["file"] for row in found] == [row["file"] for row in rows]


def test_what_is_being_exported_is_exported_whatever_comes_next(
    table: TableCommands, window: MainWindow, tmp_path: Path
) -> None:
    table.export(tmp_path / "first.csv")
    table.export(tmp_path / "second.csv")
    window.close()
    for name in ("first.csv", "second.csv"):
        assert len((tmp_path / name).read_text().splitlines()) == 6


def test_a_table_that_cannot_be_saved_is_told(
    table: TableCommands, tmp_path: Path, qtbot: QtBot
) -> None:
    table.export(tmp_path / "readings.xls")
    assert ".csv" in table.window.status.text()
    (tmp_path / "file").touch()
    table.export(tmp_path / "file" / "readings.csv")
    qtbot.waitUntil(lambda: "cannot be saved" in table.window.status.text())


def test_rows_that_come_leave_in_sight_how_an_export_went(
    table: TableCommands, tmp_path: Path, qtbot: QtBot
) -> None:
    (tmp_path / "file").touch()
    table.export(tmp_path / "file" / "readings.csv")
    qtbot.waitUntil(lambda: "cannot be saved" in table.window.status.text())
    another = table.model.table.rows[0]._replace(path="another.png")
    table.process.came.emit(5, [another])
    assert "cannot be saved" in table.window.status.text()
    assert table.window.status.text().endswith(" 6 read")
    table.model.setData(table.model.index(0, At.READING), "1")
    assert table.window.status.text() == "6 read, 1 corrected"


def test_an_export_is_whole_whatever_comes_next(
    table: TableCommands, tmp_path: Path, qtbot: QtBot
) -> None:
    first, second = tmp_path / "first.csv", tmp_path / "second.csv"
    table.export(first)
    table.export(second)
    several = table.window.findChild(QCheckBox, "table_several")
    assert isinstance(several, QCheckBox)
    several.click()  # all is read anew
    qtbot.waitUntil(second.exists)
    assert len(first.read_text().splitlines()) == 6
    assert first.read_bytes() == second.read_bytes()


def test_a_row_is_opened_on_the_pad(
    table: TableCommands, window: MainWindow, qtbot: QtBot
) -> None:
    table.window.open_wanted.emit(table.model.index(1, At.NAME))
    assert window.pad.picture is not None
    view(table).setCurrentIndex(table.model.index(3, At.NAME))
    button = table.window.findChild(QPushButton, "open_row")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not window.pad.drawing.is_empty)
    assert window.keeping.strip.isVisible()


def test_several_digits_in_each_are_read_anew(
    table: TableCommands, folder: Path, qtbot: QtBot
) -> None:
    picture_file(folder / "b.png", [THREE, SEVEN])
    with qtbot.waitSignal(table.process.ended, timeout=240_000):
        table.window.findChild(QCheckBox, "table_several").click()
    assert cells(table, At.READING)[1] == "37"


def test_several_files_open_the_table_and_one_the_pad(
    window: MainWindow, folder: Path, clipboard: QClipboard
) -> None:
    content = QMimeData()
    paths = [folder / "a.png", folder / "b.png"]
    content.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    clipboard.setMimeData(content)
    window.exchange.paste()
    assert window.pad.is_empty
    shown = [w for w in QApplication.topLevelWidgets() if w.isVisible()]
    (opened,) = (w for w in shown if w.objectName() == "table_window")
    assert opened.windowTitle() == "Pictures: a.png and 1 more"
    window.close()
    assert not opened.isVisible()


def test_without_a_working_folder_it_is_told_that_nothing_is_there(
    window: MainWindow,
    folder: Path,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    table = window.files.open_table([Path("a.png"), folder / "b.png"])
    with qtbot.waitSignal(table.process.ended, timeout=240_000):
        pass
    assert cells(table, At.READING) == ["", "3"]
    assert "cannot be read" in cells(table, At.NOTE)[0]


def program(*lines: str, end: str = "") -> list[str]:
    """A program that prints these lines instead of reading anything."""
    text = "\n".join(lines)
    code = f"import sys, time; sys.stdin.read(); print({text!r}); {end}"
    return [sys.executable, "-c", code]


ROW = '{"done": 1, "row": ["/a", "a", 0, "7", 0.5, false, "", false, 0, 0, ""]}'


def test_stop_keeps_the_rows_so_far(window: MainWindow, qtbot: QtBot) -> None:
    endless = "sys.stdout.flush(); time.sleep(600)"
    process = TableProcess(program=program('{"files": 2}', ROW, end=endless))
    commands = TableCommands(window, process)
    with qtbot.waitSignal(process.came, timeout=240_000):
        commands.open([Path("a")])
    stop = commands.window.findChild(QPushButton, "stop_table")
    qtbot.mouseClick(stop, Qt.MouseButton.LeftButton)
    assert not process.is_running
    assert commands.window.status.text() == "Stopped: 1 read"
    assert not stop.isVisible()
    commands.shut_down()


@pytest.mark.parametrize(
    ("command", "sentence"),
    [
        (program(ROW, "rubbish", '{"row": 3}', end="sys.exit(3)"), "ended before all"),
        (program('{"problem": "No model."}', end="sys.exit(1)"), "No model."),
        (["/no/such/program"], "ended before all"),
    ],
)
def test_a_program_that_fails_is_told(
    qtbot: QtBot, command: list[str], sentence: str
) -> None:
    process = TableProcess(program=command)
    with qtbot.waitSignal(process.ended, timeout=240_000) as ended:
        process.start([Path("a")], several=False)
    (error,) = ended.args
    assert isinstance(error, DigitpadError)
    assert sentence in str(error)


def test_a_drawing_goes_to_the_strip_when_a_row_is_opened(
    table: TableCommands, window: MainWindow
) -> None:
    draw_digit(window.pad, THREE)
    table.window.open_wanted.emit(table.model.index(0, At.NAME))
    window.undo()
    assert not window.pad.drawing.is_empty
