"""What is drawn is kept: the file of the pad, and the strip of the last drawings."""

import shutil
from pathlib import Path
from time import thread_time

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton, QWidget
from pytestqt.qtbot import QtBot
from user import SEVEN, THREE, draw_digit, picture_file, shown_window

from digitpad import paths
from digitpad.ink import Drawing
from digitpad.last_drawings import LastDrawing, read_last, write_last
from digitpad.ui.main_window import MainWindow
from digitpad.ui.notice import Notice
from digitpad.ui.slot import Slot


@pytest.fixture
def window(qtbot: QtBot) -> MainWindow:
    return shown_window(qtbot)


def kept(number: int = 1) -> Path:
    return paths.drawings_folder() / f"pad-{number}.jsonl"


def strip(window: MainWindow) -> list[str]:
    """What is written below the last drawings that can be seen."""
    found = window.keeping.strip.findChildren(QToolButton)
    return [button.text() for button in found if button.isVisible()]


def notice(window: MainWindow) -> str:
    found = window.findChild(Notice, "notice")
    assert isinstance(found, Notice)
    return found.text


def waits(window: MainWindow) -> bool:
    """Whether what is on the pad is still to be written."""
    return any(timer.isActive() for timer in window.keeping.findChildren(QTimer))


def test_a_drawing_is_in_its_file_soon_and_clear_removes_it(
    window: MainWindow, qtbot: QtBot
) -> None:
    draw_digit(window.pad, THREE)
    qtbot.waitUntil(kept().exists)
    assert read_last(kept()) == [LastDrawing(window.pad.drawing, "3")]
    window.clear()
    qtbot.waitUntil(lambda: not kept().exists())


def test_what_is_undone_is_not_kept_either(window: MainWindow, qtbot: QtBot) -> None:
    draw_digit(window.pad, THREE, left=0.05, size=0.4)
    draw_digit(window.pad, SEVEN, left=0.6, size=0.4)
    qtbot.waitUntil(lambda: [k.reading for k in read_last(kept())] == ["37"])
    window.undo()
    qtbot.waitUntil(lambda: [k.reading for k in read_last(kept())] == ["3"])
    assert strip(window) == []


def test_a_window_that_closes_leaves_its_drawing_among_the_last(
    window: MainWindow, qtbot: QtBot
) -> None:
    draw_digit(window.pad, THREE)
    drawing = window.pad.drawing
    window.close()
    assert not kept().exists()
    again = shown_window(qtbot)
    assert again.pad.is_empty
    assert strip(again) == ["3"]
    again.keeping.bring_back(0)
    assert again.pad.drawing == drawing


def test_each_of_two_windows_has_a_file_of_its_own(
    window: MainWindow, qtbot: QtBot
) -> None:
    other = shown_window(qtbot)
    draw_digit(window.pad, THREE)
    draw_digit(other.pad, SEVEN)
    qtbot.waitUntil(lambda: kept(1).exists() and kept(2).exists())
    assert read_last(kept(1))[0].reading == "3"
    assert read_last(kept(2))[0].reading == "7"
    other.clear()
    qtbot.waitUntil(lambda: not kept(2).exists())
    assert kept(1).exists()


def test_what_a_second_window_left_comes_to_the_first_ones_strip(qtbot: QtBot) -> None:
    drawing = Drawing.of([[(10, 10), (20, 200)]])
    write_last(kept(2), [LastDrawing(drawing, "1")])
    window = shown_window(qtbot)
    assert window.pad.is_empty
    assert strip(window) == ["1"]
    qtbot.waitUntil(
        lambda: (
            [p.name for p in paths.drawings_folder().glob("*.jsonl")]
            == ["last-1.jsonl"]
        )
    )


def test_a_number_is_free_again_when_its_window_closes(tmp_path: Path) -> None:
    first, second = Slot(tmp_path), Slot(tmp_path)
    assert [first.drawing.name, second.drawing.name] == ["pad-1.jsonl", "pad-2.jsonl"]
    second.drawing.touch()
    assert first.take_orphans() == []
    first.release()
    assert Slot(tmp_path).drawing == first.drawing


def test_a_window_whose_lock_was_deleted_leaves_its_number_to_the_next_one(
    tmp_path: Path,
) -> None:
    first = Slot(tmp_path)
    (tmp_path / "pad-1.lock").unlink()
    first.keep_hold()
    assert first.drawing.name == "pad-1.jsonl"
    (tmp_path / "pad-1.lock").unlink()
    second = Slot(tmp_path)
    first.keep_hold()
    names = [slot.drawing.name for slot in (first, second)]
    assert sorted(names) == ["pad-1.jsonl", "pad-2.jsonl"]


def test_a_number_is_taken_again_when_there_can_be_a_folder_again(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "drawings"
    slot = Slot(folder)
    shutil.rmtree(folder)
    folder.touch()
    for _ in range(2):
        with pytest.raises(FileExistsError):
            slot.keep_hold()
    slot.release()
    folder.unlink()
    slot.keep_hold()
    assert Slot(folder).drawing.name == "pad-2.jsonl"


def take_folder_away(window: MainWindow, home: Path, qtbot: QtBot) -> None:
    """Let the folder vanish for good while one draws, which is told."""
    draw_digit(window.pad, THREE)
    qtbot.waitUntil(kept().exists)
    shutil.rmtree(home)
    home.touch()
    draw_digit(window.pad, SEVEN)
    qtbot.waitUntil(lambda: "A crash would lose your drawing" in notice(window))


def test_a_folder_that_vanishes_stops_nobody(
    window: MainWindow, home: Path, qtbot: QtBot
) -> None:
    take_folder_away(window, home, qtbot)
    for _ in range(2):
        draw_digit(window.pad, SEVEN)
        qtbot.waitUntil(lambda: not waits(window))
    home.unlink()
    draw_digit(window.pad, SEVEN, left=0.1)
    qtbot.waitUntil(kept().exists)


def test_a_window_closes_without_its_folder(
    window: MainWindow, home: Path, qtbot: QtBot
) -> None:
    take_folder_away(window, home, qtbot)
    assert window.close()


def test_a_folder_that_cannot_be_written_stops_nobody(home: Path, qtbot: QtBot) -> None:
    home.touch()
    window = shown_window(qtbot)
    draw_digit(window.pad, THREE)
    qtbot.waitUntil(lambda: "A crash would lose your drawing" in notice(window))
    window.clear()
    assert strip(window) == ["3"]


def test_a_disk_that_fails_is_told_once(window: MainWindow, qtbot: QtBot) -> None:
    kept().mkdir()  # in the place of the file
    draw_digit(window.pad, THREE)
    qtbot.waitUntil(lambda: "A crash would lose your drawing" in notice(window))


def test_what_cannot_be_put_among_the_last_stays_where_it_is(qtbot: QtBot) -> None:
    (paths.drawings_folder() / "last-1.jsonl").mkdir(parents=True)
    left = LastDrawing(Drawing.of([[(10, 10), (20, 200)]]), "1")
    write_last(kept(2), [left])
    window = shown_window(qtbot)
    draw_digit(window.pad, THREE)
    qtbot.waitUntil(kept().exists)
    now = LastDrawing(window.pad.drawing, "3")
    window.close()
    (orphan,) = paths.drawings_folder().glob("orphan-of-1-*.jsonl")
    assert (read_last(kept()), read_last(orphan)) == ([now], [left])


def test_one_orphan_takes_no_others_place(tmp_path: Path) -> None:
    slot = Slot(tmp_path)
    for count in (1, 2):
        (tmp_path / "pad-2.jsonl").touch()
        assert len(slot.take_orphans()) == count


def test_a_small_drawing_that_is_back_is_in_the_strip_no_more(qtbot: QtBot) -> None:
    small = Drawing.of([[(10, 10), (11, 14)]])
    write_last(paths.drawings_folder() / "last-1.jsonl", [LastDrawing(small, "1")])
    window = shown_window(qtbot)
    window.keeping.bring_back(0)
    assert not window.pad.is_empty
    assert strip(window) == []


def test_the_strip_brings_a_drawing_back_and_undo_the_other(
    window: MainWindow, qtbot: QtBot
) -> None:
    draw_digit(window.pad, THREE)
    three = window.pad.drawing
    window.clear()
    draw_digit(window.pad, SEVEN)
    seven = window.pad.drawing
    assert strip(window) == ["3"]
    button = window.findChild(QToolButton, "button_last_drawing_1")
    assert isinstance(button, QToolButton)
    assert button.accessibleName() == "Bring back the drawing read as 3"
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert (window.pad.drawing, strip(window)) == (three, ["7"])
    window.undo()
    assert (window.pad.drawing, strip(window)) == (seven, ["3"])
    window.redo()
    assert (window.pad.drawing, strip(window)) == (three, ["7"])


def test_a_key_brings_a_drawing_back(window: MainWindow, qtbot: QtBot) -> None:
    with qtbot.waitActive(window):
        window.activateWindow()
    for shape in (THREE, SEVEN):
        draw_digit(window.pad, shape)
        window.clear()
    assert strip(window) == ["7", "3"]
    QTest.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert strip(window) == ["7"]
    assert window.reading is not None


def test_a_picture_that_is_opened_puts_the_drawing_away(
    window: MainWindow, tmp_path: Path
) -> None:
    draw_digit(window.pad, THREE)
    window.files.open_image(picture_file(tmp_path / "seven.png", [SEVEN]))
    assert strip(window) == ["3"]
    window.undo()
    assert strip(window) == []


def test_a_clear_that_is_undone_leaves_nothing_in_the_strip(
    window: MainWindow,
) -> None:
    draw_digit(window.pad, THREE)
    window.clear()
    assert strip(window) == ["3"]
    window.undo()
    assert strip(window) == []


def test_no_more_drawings_are_shown_than_there_is_room_for(window: MainWindow) -> None:
    for n in range(8):
        window.pad.show_drawing(Drawing.of([[(100 + n, 100), (100, 300 - n)]]))
        window.clear()
    window.resize(1100, 760)
    assert len(strip(window)) == 8
    window.resize(640, 620)
    window.centralWidget().layout().activate()
    assert 0 < len(strip(window)) < 8
    shown = window.findChildren(QWidget, "last_drawings")
    assert len(shown) == 1
    window.resize(640, 540)
    assert not shown[0].isVisible()
    window.resize(1100, 760)
    assert shown[0].isVisible()


@pytest.mark.slow
def test_thousands_of_strokes_after_thousands_of_points_take_seconds(
    window: MainWindow,
) -> None:
    points = [(100 + n % 97, 100 + n % 89) for n in range(50_000)]
    window.pad.show_drawing(Drawing.of([points]))
    before = thread_time()
    window.pad.show_drawing(Drawing.of([[(n, n)] for n in range(50_000)]))
    # Each stroke was once looked for among the points of all others.
    assert thread_time() - before < 8
