"""Opens pictures through the real menu command and its dialog."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog
from pytestqt.qtbot import QtBot
from user import (
    SEVEN,
    THREE,
    answer_of,
    draw_digit,
    picture_file,
    shown_dialog,
    shown_window,
)

from digitpad.ui.main_window import MainWindow


@pytest.fixture(autouse=True)
def qt_dialogs(qapp: QApplication) -> Iterator[None]:
    """Qt's own file dialog: a test cannot drive the desktop's."""
    attribute = Qt.ApplicationAttribute.AA_DontUseNativeDialogs
    before = QApplication.testAttribute(attribute)
    QApplication.setAttribute(attribute, True)
    yield
    QApplication.setAttribute(attribute, before)


@pytest.fixture
def window(qtbot: QtBot) -> MainWindow:
    return shown_window(qtbot)


def choose(window: MainWindow, command: str, dialog_name: str, path: Path) -> None:
    """Trigger a command of the menu and choose a file in its dialog."""
    action = window.findChild(QAction, f"action_{command}")
    assert isinstance(action, QAction)
    action.trigger()
    dialog = shown_dialog(dialog_name)
    assert isinstance(dialog, QFileDialog)
    dialog.setDirectory(str(path.parent))
    dialog.selectFile(str(path))
    dialog.accept()


@pytest.mark.parametrize("suffix", ["png", "jpg", "webp", "bmp", "gif", "tiff"])
def test_a_picture_of_a_digit_is_opened_from_the_menu_and_read(
    window: MainWindow, tmp_path: Path, suffix: str
) -> None:
    path = picture_file(tmp_path / f"three.{suffix}", [THREE])
    choose(window, "open_image", "open_image_dialog", path)
    assert answer_of(window) == "3"
    assert window.pad.picture is not None


def test_drawing_after_a_picture_starts_anew(
    window: MainWindow, tmp_path: Path
) -> None:
    path = picture_file(tmp_path / "three.png", [THREE])
    choose(window, "open_image", "open_image_dialog", path)
    draw_digit(window.pad, SEVEN)
    assert answer_of(window) == "7"
    assert window.pad.picture is None


def test_a_saved_drawing_is_opened_again(window: MainWindow, tmp_path: Path) -> None:
    draw_digit(window.pad, SEVEN)
    choose(window, "save_drawing", "save_drawing_dialog", tmp_path / "seven.png")
    window.pad.clear()
    choose(window, "open_image", "open_image_dialog", tmp_path / "seven.png")
    assert answer_of(window) == "7"


@pytest.mark.parametrize(
    ("kind", "suffix"),
    [("Picture", ".png"), ("SVG", ".svg"), ("Ink", ".jsonl"), ("W3C", ".inkml")],
)
def test_the_chosen_kind_decides_how_the_proposed_name_ends(
    window: MainWindow, tmp_path: Path, kind: str, suffix: str
) -> None:
    draw_digit(window.pad, SEVEN)
    action = window.findChild(QAction, "action_save_drawing")
    assert isinstance(action, QAction)
    action.trigger()
    dialog = shown_dialog("save_drawing_dialog")
    assert isinstance(dialog, QFileDialog)
    dialog.setDirectory(str(tmp_path))
    box = dialog.findChild(QComboBox, "fileTypeCombo")
    assert isinstance(box, QComboBox)
    QTest.keyClicks(box, kind)
    dialog.accept()
    assert [path.suffix for path in tmp_path.glob("drawing*")] == [suffix]
