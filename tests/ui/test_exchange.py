"""What comes by a drop or from the clipboard, and what is copied."""

from math import cos, sin
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import (
    QClipboard,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QImage,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot
from user import SEVEN, THREE, draw_digit, picture_file, shown_window

from digitpad import Recognizer
from digitpad.ink import Drawing
from digitpad.inkfiles import write_ink_file
from digitpad.ui.main_window import MainWindow
from digitpad.ui.notice import Notice

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def window(qtbot: QtBot) -> MainWindow:
    made = shown_window(qtbot)
    with qtbot.waitActive(made):
        made.activateWindow()
    return made


def text(window: MainWindow, name: str) -> str:
    label = window.findChild(QLabel, name)
    assert isinstance(label, QLabel)
    return label.text()


def of_files(*paths: Path) -> QMimeData:
    content = QMimeData()
    content.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return content


def drop(window: MainWindow, content: QMimeData) -> bool:
    """Drag over the window and drop; whether the window wanted it."""
    copy, button = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(200, 200), copy, content, button, none)
    QApplication.sendEvent(window, enter)
    if not enter.isAccepted():
        return False
    event = QDropEvent(QPointF(200, 200), copy, content, button, none)
    QApplication.sendEvent(window, event)
    return event.isAccepted()


def test_a_dropped_picture_is_opened(window: MainWindow, tmp_path: Path) -> None:
    assert drop(window, of_files(picture_file(tmp_path / "three.png", [THREE])))
    assert text(window, "answer") == "3"
    assert text(window, "status") == "Opened three.png."


def test_a_dropped_ink_file_is_opened(window: MainWindow, tmp_path: Path) -> None:
    seven = Drawing.of([[(200 * x + 100, 300 * y + 100) for x, y in SEVEN]])
    write_ink_file(tmp_path / "seven.jsonl", [seven])
    assert drop(window, of_files(tmp_path / "seven.jsonl"))
    assert window.pad.drawing == seven


def test_a_dropped_picture_that_is_no_file_is_read(
    window: MainWindow, tmp_path: Path
) -> None:
    content = QMimeData()
    content.setImageData(QImage(str(picture_file(tmp_path / "37.png", [THREE, SEVEN]))))
    assert drop(window, content)
    assert text(window, "answer") == "37"


def test_what_is_no_picture_is_not_wanted(window: MainWindow) -> None:
    content = QMimeData()
    content.setText("seven")
    assert not drop(window, content)
    content.setUrls([QUrl("https://example.org/seven.png")])
    assert not drop(window, content)


def test_a_copied_picture_is_pasted(window: MainWindow, tmp_path: Path) -> None:
    picture = QImage(str(picture_file(tmp_path / "seven.png", [SEVEN])))
    draw_digit(window.pad, THREE)
    QGuiApplication.clipboard().setImage(picture)
    QTest.keyClick(window, Qt.Key.Key_V, CONTROL)
    assert text(window, "answer") == "7"
    window.undo()
    assert text(window, "answer") == "3"


def test_a_copied_file_is_pasted(
    window: MainWindow, tmp_path: Path, clipboard: QClipboard
) -> None:
    path = picture_file(tmp_path / "seven.png", [SEVEN])
    clipboard.setMimeData(of_files(path))
    window.exchange.paste()
    assert text(window, "answer") == "7"
    assert window.files.recent.paths == [path]


def test_a_transparent_picture_keeps_its_ink(
    window: MainWindow, tmp_path: Path
) -> None:
    picture_file(tmp_path / "three.png", [THREE])
    with Image.open(tmp_path / "three.png") as picture:
        ink = picture.convert("L").point(lambda grey: 255 if grey < 128 else 0)
    clear = Image.new("RGBA", ink.size)
    clear.putalpha(ink)
    clear.save(tmp_path / "clear.png")
    QGuiApplication.clipboard().setImage(QImage(str(tmp_path / "clear.png")))
    window.exchange.paste()
    assert text(window, "answer") == "3"


@pytest.mark.parametrize("content", ["seven", ""])
def test_a_clipboard_without_a_picture_is_told(
    window: MainWindow, content: str
) -> None:
    clipboard = QGuiApplication.clipboard()
    # An empty one has not even content without a picture.
    clipboard.setText(content) if content else clipboard.clear()
    window.exchange.paste()
    notice = window.findChild(Notice, "notice")
    assert isinstance(notice, Notice)
    assert "no picture on the clipboard" in notice.text
    assert window.pad.is_empty


def test_the_answer_is_copied_as_text(window: MainWindow) -> None:
    draw_digit(window.pad, THREE, left=0.05, size=0.4)
    draw_digit(window.pad, SEVEN, left=0.6, size=0.4)
    QTest.keyClick(window, Qt.Key.Key_C, CONTROL)
    assert QGuiApplication.clipboard().text() == "37"
    assert text(window, "status") == "Copied 37."


def test_what_is_no_digit_is_not_copied(window: MainWindow) -> None:
    QGuiApplication.clipboard().setText("before")
    draw_digit(window.pad, [(0.5, 0.5), (0.5, 0.5)])
    window.exchange.copy_answer()
    assert QGuiApplication.clipboard().text() == "before"
    assert text(window, "status") == "There is no digit to copy."


def test_the_picture_of_the_pad_is_copied(window: MainWindow, tmp_path: Path) -> None:
    draw_digit(window.pad, THREE)
    QTest.keyClick(window, Qt.Key.Key_C, CONTROL | SHIFT)
    assert QGuiApplication.clipboard().image().save(str(tmp_path / "copied.png"))
    assert Recognizer.load().read_digit(tmp_path / "copied.png").digit == 3
    window.files.open_image(picture_file(tmp_path / "seven.png", [SEVEN]))
    window.exchange.copy_picture()
    assert QGuiApplication.clipboard().image().size().toTuple() == (200, 240)


def spiral(points: int) -> Drawing:
    """A large drawing."""
    turns = (n / 50 for n in range(points))
    return Drawing.of([[(300 + t * cos(t), 300 + t * sin(t)) for t in turns]])


def test_the_window_does_not_wait_for_the_picture_of_a_large_drawing(
    window: MainWindow, qtbot: QtBot, clipboard: QClipboard
) -> None:
    window.pad.show_drawing(spiral(5000))
    window.exchange.copy_picture()
    assert text(window, "status") == "Painting the picture…"
    qtbot.waitUntil(lambda: text(window, "status") == "Copied the picture.")
    assert clipboard.image() == window.pad.picture_to_save()


def test_a_picture_that_comes_late_does_not_replace_what_was_copied_since(
    window: MainWindow, qtbot: QtBot, clipboard: QClipboard
) -> None:
    window.pad.show_drawing(spiral(5000))
    window.exchange.copy_picture()
    window.clear()
    draw_digit(window.pad, THREE)
    window.exchange.copy_answer()
    with qtbot.assertNotEmitted(clipboard.dataChanged, wait=1000):
        pass
    assert clipboard.text() == "3"


def test_a_large_drawing_is_saved_while_the_window_goes_on(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    window.pad.show_drawing(spiral(5000))
    large, path = window.pad.picture_to_save(), tmp_path / "large.png"
    window.files.save_drawing(path)
    assert text(window, "status") == "Saving large.png…"
    window.clear()
    qtbot.waitUntil(lambda: text(window, "status") == "Saved large.png.")
    assert QImage(str(path)) == large
    assert window.files.recent.paths == [path]


def test_what_is_saved_last_is_what_stays(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "drawing.png"
    window.pad.show_drawing(spiral(50_000))
    window.files.save_drawing(path)
    window.pad.show_drawing(spiral(50))
    window.files.save_drawing(path)
    window.close()
    assert text(window, "status").endswith("then the window closes.")
    qtbot.waitUntil(window.isHidden, timeout=60_000)
    assert QImage(str(path)) == window.pad.picture_to_save()


@pytest.fixture
def unsaved(window: MainWindow, tmp_path: Path) -> Path:
    """A large drawing is being saved where that is impossible."""
    (tmp_path / "file").touch()
    path = tmp_path / "file" / "large.png"
    window.pad.show_drawing(spiral(5000))
    window.files.save_drawing(path)
    return path


def notice(window: MainWindow) -> str:
    found = window.findChild(Notice, "notice")
    assert isinstance(found, Notice)
    return found.text


def test_a_window_whose_drawing_cannot_be_saved_does_not_close(
    window: MainWindow, unsaved: Path, qtbot: QtBot
) -> None:
    assert not window.close()
    qtbot.waitUntil(lambda: "large.png" in notice(window))
    assert window.isVisible()
    assert text(window, "status") == ""
    # It came late, so it stays until somebody says that it is seen.
    draw_digit(window.pad, THREE)
    assert "large.png" in notice(window)
    # It is told, so the next time it closes.
    assert window.close()


def test_what_was_not_saved_stays_told_when_another_file_is_saved(
    window: MainWindow, unsaved: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    window.files.save_drawing(tmp_path / "other.png")
    assert not window.close()
    qtbot.waitUntil(lambda: text(window, "status") == "Saved other.png.")
    assert window.isVisible()
    assert "large.png" in notice(window)


def test_a_window_that_waits_to_close_tells_of_another_file_that_is_not_saved(
    window: MainWindow, unsaved: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    window.files.shut_down()
    window.files.save_drawing(tmp_path / "large.png")
    assert not window.close()
    window.files.save_drawing(unsaved.with_suffix(".svg"))
    qtbot.waitUntil(lambda: text(window, "status") == "Saved large.png.")
    assert window.isVisible()
    assert "large.svg" in notice(window)


def test_who_draws_on_wants_no_window_to_close(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    window.pad.show_drawing(spiral(5000))
    window.files.save_drawing(tmp_path / "large.png")
    assert not window.close()
    draw_digit(window.pad, THREE)
    qtbot.waitUntil(lambda: text(window, "status") == "Saved large.png.")
    assert window.isVisible()


def test_the_log_is_told_when_nobody_else_is_there(
    window: MainWindow, unsaved: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    window.files.save_drawing(tmp_path / "saved.png")
    window.files.shut_down()
    assert (tmp_path / "saved.png").exists()
    (message,) = (r.message for r in caplog.records if r.name == "digitpad.ui.saving")
    assert message.startswith(f"{unsaved} was not saved: ")
    assert window.close()
