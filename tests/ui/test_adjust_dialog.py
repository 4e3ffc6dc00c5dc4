"""Turning and cutting the picture on the pad, by mouse and keys."""

from pathlib import Path

import pytest
from PIL import Image, ImageDraw
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLabel, QPushButton, QSlider, QWidget
from pytestqt.qtbot import QtBot
from user import answer_of, move, press, release, shown_window

from digitpad.picture.crop import WHOLE
from digitpad.ui.adjust_dialog import AdjustDialog
from digitpad.ui.crop_view import CropView
from digitpad.ui.main_window import MainWindow


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> MainWindow:
    """With a picture of 47 on the pad, lying on its side."""
    picture = Image.new("RGB", (400, 300), (225, 222, 215))
    draw = ImageDraw.Draw(picture)
    draw.line([(90, 50), (60, 160), (150, 160)], fill=(20, 30, 80), width=12)
    draw.line([(130, 100), (120, 240)], fill=(20, 30, 80), width=12)
    draw.line([(240, 60), (330, 60), (270, 240)], fill=(20, 30, 80), width=12)
    path = tmp_path / "aside.png"
    picture.rotate(90, expand=True).save(path)
    shown = shown_window(qtbot)
    shown.files.open_image(path)
    return shown


@pytest.fixture
def dialog(window: MainWindow, qtbot: QtBot) -> AdjustDialog:
    action = window.findChild(QAction, "action_adjust")
    assert isinstance(action, QAction)
    action.trigger()
    found = window.findChild(AdjustDialog, "adjust_dialog")
    assert isinstance(found, AdjustDialog)
    qtbot.waitExposed(found)
    return found


def click(dialog: AdjustDialog, name: str) -> None:
    button = dialog.findChild(QPushButton, name)
    assert isinstance(button, QPushButton)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def view(dialog: AdjustDialog) -> QWidget:
    found = dialog.findChild(QWidget, "crop")
    assert isinstance(found, QWidget)
    return found


def answer(dialog: AdjustDialog) -> str:
    label = dialog.findChild(QLabel, "adjusted_answer")
    assert isinstance(label, QLabel)
    return label.text()


def test_without_a_picture_there_is_nothing_to_adjust(qtbot: QtBot) -> None:
    action = shown_window(qtbot).findChild(QAction, "action_adjust")
    assert isinstance(action, QAction)
    assert not action.isEnabled()


def test_turned_upright_it_is_read_and_undo_brings_it_back(
    window: MainWindow, dialog: AdjustDialog, qtbot: QtBot
) -> None:
    before = window.pad.picture
    click(dialog, "turn_right")
    qtbot.waitUntil(lambda: answer(dialog) == "47", timeout=20_000)
    click(dialog, "use_adjusted")
    qtbot.waitUntil(lambda: answer_of(window) == "47")
    window.undo()
    assert window.pad.picture is before


def test_a_rectangle_drawn_by_mouse_is_all_that_is_read(
    window: MainWindow, dialog: AdjustDialog, qtbot: QtBot
) -> None:
    click(dialog, "turn_right")
    crop = view(dialog)
    width, height = crop.width(), crop.height()
    # The picture is 4 wide to 3 high, in the middle of the view.
    top = (height - 0.75 * width) / 2
    press(crop, 0.55 * width, top + 0.1 * width)
    move(crop, 0.7 * width, top + 0.4 * width)
    move(crop, 0.93 * width, top + 0.68 * width)
    release(crop, 0.93 * width, top + 0.68 * width)
    qtbot.waitUntil(lambda: answer(dialog) == "7", timeout=20_000)
    click(dialog, "use_adjusted")
    qtbot.waitUntil(lambda: answer_of(window) == "7")


def test_keys_alone_cut_it(dialog: AdjustDialog) -> None:
    crop = view(dialog)
    for _ in range(5):
        QTest.keyClick(crop, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
        QTest.keyClick(crop, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    cut = dialog.adjustment.crop
    assert cut == pytest.approx((0, 0.05, 0.95, 1))
    QTest.keyClick(crop, Qt.Key.Key_Right)
    assert dialog.adjustment.crop == pytest.approx((0.01, 0.05, 0.96, 1))


def test_what_is_chosen_is_taken_back(dialog: AdjustDialog) -> None:
    click(dialog, "turn_left")
    for name in ("angle", "threshold"):
        slider = dialog.findChild(QSlider, name)
        assert isinstance(slider, QSlider)
        slider.setValue(slider.value() + 10)
    automatic = dialog.findChild(QCheckBox, "automatic")
    assert isinstance(automatic, QCheckBox)
    automatic.click()
    changed = dialog.adjustment
    assert (changed.degrees, changed.threshold) == (280, 0.6)
    click(dialog, "reset_adjusting")
    assert dialog.adjustment.degrees == 0
    assert dialog.adjustment.threshold is None
    assert dialog.adjustment.crop == WHOLE


def test_closed_while_it_reads_it_says_nothing_more(
    window: MainWindow, dialog: AdjustDialog, qtbot: QtBot
) -> None:
    click(dialog, "turn_right")
    click(dialog, "cancel_adjusting")
    qtbot.waitUntil(lambda: not window.findChildren(AdjustDialog))


@pytest.mark.parametrize("size", [(16, 300), (300, 16), (1, 1)])
def test_the_smallest_view_can_still_be_pointed_at(
    qtbot: QtBot, size: tuple[int, int]
) -> None:
    shown = CropView()
    qtbot.addWidget(shown)
    shown.show_picture(Image.new("RGB", (40, 30)))
    shown.resize(*size)
    with qtbot.waitExposed(shown):
        shown.show()
    move(shown, 8, 8)
    press(shown, 8, 8)
    move(shown, 30, 30)
    release(shown, 30, 30)
    assert shown.crop != WHOLE
