"""Draws a digit with real mouse events on the real pad with the shipped model."""

import shutil
import subprocess
from itertools import pairwise

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from user import SEVEN, THREE, active_window, answer_of, draw_digit

from digitpad import Recognizer
from digitpad.readings import NumberReading
from digitpad.ui.main_window import MainWindow


@pytest.fixture
def window(qtbot: QtBot) -> MainWindow:
    return active_window(qtbot)


@pytest.fixture
def pad(window: MainWindow) -> QWidget:
    found = window.findChild(QWidget, "pad")
    assert isinstance(found, QWidget)
    return found


def ink_on_the_screen(pad: QWidget) -> int:
    image = pad.grab().toImage()
    return sum(
        image.pixelColor(x, y).lightness() < 100
        for x in range(0, image.width(), 4)
        for y in range(0, image.height(), 4)
    )


def test_a_three_drawn_with_the_mouse_is_read(window: MainWindow, pad: QWidget) -> None:
    draw_digit(pad, THREE)
    assert answer_of(window) == "3"
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
    assert answer_of(window) == ""
    assert window.reading is None
    draw_digit(pad, SEVEN)
    assert answer_of(window) == "7"


@pytest.mark.skipif(shutil.which("xdotool") is None, reason="xdotool moves the mouse")
def test_a_movement_faster_than_reading_loses_no_point(
    window: MainWindow, pad: QWidget, qtbot: QtBot
) -> None:
    if QGuiApplication.platformName() != "xcb":
        pytest.skip("only X11 has a mouse that another program can move")
    corners = [(60, 60), (160, 60), (260, 60), (210, 140), (170, 220), (140, 300)]
    places = [corners[0]]
    for (x0, y0), (x1, y1) in pairwise(corners):
        steps = [
            (x0 + (x1 - x0) * i // 40, y0 + (y1 - y0) * i // 40) for i in range(41)
        ]
        places += [place for place in steps if place != places[-1]]
    on_screen = [pad.mapToGlobal(QPoint(*place)).toTuple() for place in places]
    moves = [f"mousemove {x} {y}" for x, y in on_screen]
    order = [moves[0], "mousedown 1", *moves[1:], "mouseup 1"]
    drawn = list(dict.fromkeys(places))

    def all_has_come() -> None:
        strokes = [stroke.points for stroke in window.pad.drawing.strokes]
        assert [[point[:2] for point in points] for points in strokes] == [drawn]
        assert answer_of(window) == "7"

    with subprocess.Popen(["xdotool", *" ".join(order).split()]):
        qtbot.waitUntil(all_has_come, timeout=20_000)
