"""Draws a digit with real mouse events on the real pad with the shipped model."""

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot
from user import SEVEN, THREE, draw_digit

from digitpad import Recognizer
from digitpad.readings import NumberReading
from digitpad.ui import create_window
from digitpad.ui.main_window import MainWindow


@pytest.fixture
def window(qtbot: QtBot) -> MainWindow:
    made = create_window()
    qtbot.addWidget(made)
    with qtbot.waitSignal(made.pad.first_painted), qtbot.waitActive(made):
        made.show()
        # Without a window manager nobody else gives the window the keyboard.
        made.activateWindow()
    return made


@pytest.fixture
def pad(window: MainWindow) -> QWidget:
    found = window.findChild(QWidget, "pad")
    assert isinstance(found, QWidget)
    return found


def answer(window: MainWindow) -> str:
    label = window.findChild(QLabel, "answer")
    assert isinstance(label, QLabel)
    return label.text()


def ink_on_the_screen(pad: QWidget) -> int:
    image = pad.grab().toImage()
    return sum(
        image.pixelColor(x, y).lightness() < 100
        for x in range(0, image.width(), 4)
        for y in range(0, image.height(), 4)
    )


def test_a_three_drawn_with_the_mouse_is_read(window: MainWindow, pad: QWidget) -> None:
    draw_digit(pad, THREE)
    assert answer(window) == "3"
    assert ink_on_the_screen(pad) > 100


def test_the_window_says_what_the_api_says_at_every_move(
    window: MainWindow, pad: QWidget
) -> None:
    recognizer = Recognizer.load()
    same: list[bool] = []

    def compare() -> None:
        expected = recognizer.read(window.pad.drawing, pen_width=window.pad.pen_width)
        read = window.reading
        assert read is not None
        assert expected is not None
        if isinstance(read, NumberReading) or isinstance(expected, NumberReading):
            same.append(getattr(read, "text", "") == getattr(expected, "text", "-"))
        else:
            same.append(np.allclose(read.probabilities, expected.probabilities))

    # Connected after the window, so called when it has read.
    window.pad.changed.connect(compare)
    draw_digit(pad, SEVEN)
    assert len(same) > 20
    assert all(same)


def test_after_ctrl_n_another_digit_is_read(window: MainWindow, pad: QWidget) -> None:
    draw_digit(pad, THREE)
    QTest.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert answer(window) == ""
    assert window.reading is None
    draw_digit(pad, SEVEN)
    assert answer(window) == "7"
