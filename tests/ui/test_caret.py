"""Drawing with the keyboard alone."""

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from user import draw_stroke, shown_window

from digitpad.ui import caret
from digitpad.ui.main_window import MainWindow
from digitpad.ui.pad import Pad

Key = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def window(qtbot: QtBot) -> MainWindow:
    made = shown_window(qtbot)
    made.activateWindow()
    qtbot.waitUntil(made.pad.hasFocus)
    return made


@pytest.fixture
def pad(window: MainWindow) -> Pad:
    return window.pad


def text(window: MainWindow, name: str) -> str:
    found = window.findChild(QLabel, name)
    assert isinstance(found, QLabel)
    return found.text()


def press(pad: Pad, *keys: Key, shift: bool = False, times: int = 1) -> None:
    none = Qt.KeyboardModifier.NoModifier
    for _ in range(times):
        for key in keys:
            QTest.keyClick(pad, key, SHIFT if shift else none)


def image_of(pad: Pad) -> QImage:
    return pad.grab().toImage()


def test_a_seven_is_drawn_with_keys_and_read(window: MainWindow, pad: Pad) -> None:
    press(pad, Key.Key_Left, Key.Key_Up, shift=True, times=2)
    press(pad, Key.Key_Space)
    press(pad, Key.Key_Right, shift=True, times=3)
    press(pad, Key.Key_End, times=6)
    press(pad, Key.Key_Down, shift=True, times=2)
    press(pad, Key.Key_Down, Key.Key_Left, times=4)
    press(pad, Key.Key_Space)
    assert len(pad.drawing.strokes) == 1
    assert not pad.pen_is_down
    assert text(window, "answer") == "7"


def test_arrows_move_the_pen_and_draw_nothing_while_it_is_up(pad: Pad) -> None:
    press(pad, Key.Key_Left, Key.Key_Up, Key.Key_PageDown, times=5)
    assert pad.is_empty
    assert not pad.can_undo


def test_steps_go_where_the_keys_point_and_shift_makes_them_larger(pad: Pad) -> None:
    pad.parentWidget().layout()
    side = min(pad.width(), pad.height())
    press(pad, Key.Key_Space, Key.Key_Right)
    press(pad, Key.Key_Down, shift=True)
    press(pad, Key.Key_PageUp)
    press(pad, Key.Key_Space)
    (stroke,) = pad.drawing.strokes
    (x0, y0), (x1, y1), (x2, y2), (x3, y3) = (p[:2] for p in stroke.points)
    assert (x1 - x0, y1 - y0) == pytest.approx((side / 48, 0), rel=0.01)
    assert (x2 - x1, y2 - y1) == pytest.approx((0, side / 8), rel=0.01)
    assert (x3 - x2, y3 - y2) == pytest.approx((side / 48, -side / 48), rel=0.01)


def test_the_pen_stays_on_the_pad(pad: Pad) -> None:
    press(pad, Key.Key_Space)
    press(pad, Key.Key_Home, shift=True, times=12)
    press(pad, Key.Key_Space)
    assert pad.drawing.strokes[0].points[-1][:2] == pytest.approx((0, 0), abs=0.01)


def test_the_first_key_says_how_it_works_and_space_that_the_pen_is_down(
    window: MainWindow, pad: Pad
) -> None:
    press(pad, Key.Key_Left)
    assert text(window, "status") == caret.HINT
    assert caret.HELP in pad.accessibleDescription()
    press(pad, Key.Key_Space)
    assert text(window, "status") == caret.PEN_IS_DOWN


def test_the_caret_and_the_focus_are_seen_when_the_keyboard_comes(
    window: MainWindow, pad: Pad
) -> None:
    without = image_of(pad)
    window.findChild(QLabel, "status")
    QTest.keyClick(window, Key.Key_Tab)
    assert not pad.hasFocus()
    QTest.keyClick(window, Key.Key_Backtab)
    assert pad.hasFocus()
    shown = image_of(pad)
    edge = (pad.width() // 2, 1)
    assert shown.pixel(*edge) != without.pixel(*edge)
    at_middle = image_of(pad)
    press(pad, Key.Key_Up, shift=True)
    assert image_of(pad) != at_middle
    QTest.keyClick(window, Key.Key_Tab)
    assert image_of(pad) == without


def test_a_pen_that_is_down_looks_otherwise(pad: Pad) -> None:
    press(pad, Key.Key_Left, Key.Key_Space, Key.Key_Space)
    pad.undo()
    up = image_of(pad)  # without the first hint, which a stroke takes away
    press(pad, Key.Key_Space, Key.Key_Space)
    pad.undo()
    assert image_of(pad) == up
    press(pad, Key.Key_Space)
    assert image_of(pad) != up


def test_the_mouse_puts_the_caret_away_and_ends_its_stroke(pad: Pad) -> None:
    press(pad, Key.Key_Space, Key.Key_Right, Key.Key_Right)
    draw_stroke(pad, [(50, 50), (90, 90)])
    assert [len(stroke) for stroke in pad.drawing.strokes] == [3, 2]
    shown = image_of(pad)
    edge = (pad.width() // 2, 1)
    assert shown.pixel(*edge) != shown.pixel(edge[0], 0)
    press(pad, Key.Key_Right)
    assert [len(stroke) for stroke in pad.drawing.strokes] == [3, 2]


def test_losing_the_keyboard_lifts_the_pen(window: MainWindow, pad: Pad) -> None:
    press(pad, Key.Key_Space, Key.Key_Right)
    QTest.keyClick(window, Key.Key_Tab)
    assert not pad.pen_is_down
    assert len(pad.drawing.strokes) == 1


def test_with_the_eraser_the_keys_erase(window: MainWindow, pad: Pad) -> None:
    press(pad, Key.Key_Space, Key.Key_Right, Key.Key_Space)
    press(pad, Key.Key_E)
    assert pad.erases
    press(pad, Key.Key_Space)
    assert pad.is_empty
    press(pad, Key.Key_Space)
    pad.undo()
    assert not pad.is_empty


def test_keys_of_commands_are_left_to_them(pad: Pad) -> None:
    press(pad, Key.Key_Space)
    QTest.keyClick(pad, Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    press(pad, Key.Key_Space)
    assert [len(stroke) for stroke in pad.drawing.strokes] == [1]


def test_the_caret_keeps_its_place_on_a_pad_of_another_size(
    window: MainWindow, pad: Pad, qtbot: QtBot
) -> None:
    press(pad, Key.Key_Home, shift=True, times=12)
    before = pad.size()
    window.resize(before + QSize(500, 300))
    qtbot.waitUntil(lambda: pad.size() != before)
    press(pad, Key.Key_Space, Key.Key_Space)
    assert pad.drawing.strokes[0].points[0][:2] == pytest.approx((0, 0), abs=0.01)
