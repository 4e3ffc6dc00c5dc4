"""Puts a wrong answer right and draws anew: by a real mouse and keyboard on X11."""

import shutil
import subprocess
from collections.abc import Iterator, Sequence
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot
from user import active_window, answer_of, draw_stroke

from digitpad import Recognizer, models
from digitpad.ui.main_window import MainWindow

# A hand's own 7, with a foot, in a box one wide and one high; and once more.
SEVEN = [(0.0, 0.1), (1.0, 0.1), (0.5, 1.0), (1.0, 1.0)]
SEVEN_AGAIN = [(0.0, 0.05), (1.0, 0.12), (0.5, 1.0), (1.0, 0.97)]

Points = Sequence[tuple[float, float]]


class Hand:
    """Moves the mouse and presses keys; on X11 as another program does."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._is_real = QGuiApplication.platformName() == "xcb" and shutil.which(
            "xdotool"
        )

    def draw(self, points: Points, left: float, top: float, size: float) -> None:
        """Draw a stroke into a square of the pad."""
        pad = self._window.pad
        places = [
            (round(left + x * size), round(top + y * size))
            for x, y in _in_small_steps(points)
        ]
        if not self._is_real:
            draw_stroke(pad, places)
            return
        shown = [pad.mapToGlobal(QPoint(*place)).toTuple() for place in places]
        moves = [f"mousemove {x} {y}" for x, y in shown]
        self._do(" ".join([moves[0], "mousedown 1", *moves[1:], "mouseup 1"]))

    def press(self, key: str) -> None:
        """Press a key, or a key with Control."""
        if self._is_real:
            self._do(f"key {key}")
        elif key.startswith("ctrl+"):
            control = Qt.KeyboardModifier.ControlModifier
            QTest.keyClick(self._window.pad, key[-1], control)
        else:
            QTest.keyClick(self._window.pad, key)

    def _do(self, order: str) -> None:
        subprocess.Popen(["xdotool", *order.split()]).wait(20)


def _in_small_steps(points: Points) -> Iterator[tuple[float, float]]:
    yield points[0]
    for (x0, y0), (x1, y1) in pairwise(points):
        for step in range(1, 13):
            yield x0 + (x1 - x0) * step / 12, y0 + (y1 - y0) * step / 12


@pytest.fixture
def window(qtbot: QtBot) -> MainWindow:
    return active_window(qtbot)


def test_a_digit_that_was_put_right_is_right_when_it_is_drawn_again(
    window: MainWindow, qtbot: QtBot
) -> None:
    hand = Hand(window)
    hand.draw(SEVEN, left=80, top=70, size=300)
    qtbot.waitUntil(lambda: answer_of(window) == "2")

    hand.press("7")
    qtbot.waitUntil(lambda: answer_of(window) == "7", timeout=60_000)
    hand.press("ctrl+n")
    qtbot.waitUntil(lambda: answer_of(window) == "")
    hand.draw(SEVEN_AGAIN, left=150, top=120, size=220)
    qtbot.waitUntil(lambda: answer_of(window) == "7")

    # A program that starts now knows it too; the model's own file does not.
    again = window.pad.drawing
    assert Recognizer.load().read_digit(again).digit == 7
    assert Recognizer.load(models.builtin_model()).read_digit(again).digit == 2


def test_what_was_learnt_is_taken_back(window: MainWindow, qtbot: QtBot) -> None:
    hand = Hand(window)
    hand.draw(SEVEN, left=80, top=70, size=300)
    hand.press("7")
    qtbot.waitUntil(lambda: answer_of(window) == "7", timeout=60_000)
    button = window.findChild(QToolButton, "take_back")
    assert isinstance(button, QToolButton)
    qtbot.waitUntil(button.isVisible)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: answer_of(window) == "2", timeout=60_000)
