"""The replay: it shows how a drawing was drawn, and changes nothing."""

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAction, QInputDevice, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot
from user import SEVEN, THREE, Pen, answer_of, draw_digit, shown_window

from digitpad.ink import Drawing
from digitpad.ui.main_window import MainWindow
from digitpad.ui.pad import Pad
from digitpad.ui.replay import Replay

# A 7 whose second half takes so long that no test waits for it.
SLOW = Drawing.of(
    [
        [(100, 100, 0), (200, 100, 10), (300, 100, 20)],
        [(300 - i, 100 + 3 * i, 400 * i + 100) for i in range(30)],
    ]
)


@pytest.fixture
def window(qtbot: QtBot) -> MainWindow:
    made = shown_window(qtbot)
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


@pytest.fixture
def pad(window: MainWindow) -> Pad:
    return window.pad


def start(window: MainWindow) -> Replay:
    action = window.findChild(QAction, "action_replay")
    assert action.isEnabled()
    action.trigger()
    found = window.tools.shown
    assert isinstance(found, Replay)
    return found


def is_running(window: MainWindow) -> bool:
    return window.tools.shown is not window.pad


def start_slowly(window: MainWindow, qtbot: QtBot) -> Replay:
    """Start a replay that goes on until it is ended, and see some of it."""
    window.pad.show_drawing(SLOW)
    replay = start(window)
    qtbot.waitUntil(lambda: not replay.drawing.is_empty)
    return replay


def test_it_ends_by_itself_and_nothing_has_changed(
    window: MainWindow, pad: Pad, qtbot: QtBot
) -> None:
    draw_digit(pad, THREE, left=0.05, size=0.4)
    draw_digit(pad, SEVEN, left=0.6, size=0.4)
    drawing, image = pad.drawing, pad.grab().toImage()
    can = (pad.can_undo, pad.can_redo)
    seen: list[int] = []
    replay = start(window)
    replay.moved.connect(lambda: seen.append(sum(map(len, replay.drawing.strokes))))
    with qtbot.waitSignal(replay.ended, timeout=20_000):
        assert answer_of(window) == ""
    assert seen == sorted(seen)
    assert seen[-1] == sum(map(len, drawing.strokes))
    assert pad.drawing == drawing
    assert (pad.can_undo, pad.can_redo) == can
    assert pad.grab().toImage() == image
    assert answer_of(window) == "37"
    assert [mark.text for mark in pad.marks] == ["3", "7"]


def test_the_reading_follows_what_is_drawn_so_far(
    window: MainWindow, qtbot: QtBot
) -> None:
    replay = start_slowly(window, qtbot)
    assert window.reading is not None
    assert replay.drawing != window.pad.drawing
    assert window.pad.drawing == SLOW


def test_what_is_drawn_so_far_is_seen_and_the_rest_is_not(
    window: MainWindow, qtbot: QtBot
) -> None:
    replay = start_slowly(window, qtbot)
    qtbot.waitUntil(lambda: len(replay.drawing.strokes) == 2)
    image = window.pad.grab().toImage()
    assert image.pixelColor(200, 100).lightness() < 128
    assert image.pixelColor(272, 184).lightness() > 128


@pytest.mark.parametrize(
    "key", [Qt.Key.Key_Escape, Qt.Key.Key_Space, Qt.Key.Key_Delete]
)
def test_any_key_ends_it_and_does_nothing_else(
    window: MainWindow, qtbot: QtBot, key: Qt.Key
) -> None:
    start_slowly(window, qtbot)
    QTest.keyClick(window, key)
    assert not is_running(window)
    assert window.pad.drawing == SLOW
    assert not window.pad.pen_is_down


def test_a_click_on_the_pad_ends_it_and_leaves_no_ink(
    window: MainWindow, qtbot: QtBot
) -> None:
    replay = start_slowly(window, qtbot)
    window_handle = window.windowHandle()
    on_window = replay.mapTo(window, QPoint(50, 50))
    QTest.mousePress(window_handle, Qt.MouseButton.LeftButton, pos=on_window)
    assert not is_running(window)
    QTest.mouseMove(window_handle, on_window + QPoint(30, 0))
    QTest.mouseRelease(window_handle, Qt.MouseButton.LeftButton, pos=on_window)
    assert window.pad.drawing == SLOW


def test_a_click_on_a_button_ends_it_and_is_done(
    window: MainWindow, qtbot: QtBot
) -> None:
    start_slowly(window, qtbot)
    button = window.findChild(QToolButton, "button_undo")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert not is_running(window)
    assert window.pad.is_empty


def test_a_pen_and_a_finger_end_it_and_leave_no_ink(
    window: MainWindow, qtbot: QtBot
) -> None:
    replay = start_slowly(window, qtbot)
    Pen(replay).down(50, 50)
    assert not is_running(window)
    replay = start(window)
    finger = QTest.createTouchDevice(QInputDevice.DeviceType.TouchScreen)
    QTest.touchEvent(replay, finger).press(0, QPoint(50, 50)).commit()
    QTest.touchEvent(window.pad, finger).release(0, QPoint(50, 50)).commit()
    assert not is_running(window)
    assert window.pad.drawing == SLOW


@pytest.mark.parametrize("change", ["undo", "clear"])
def test_what_changes_the_drawing_ends_it(
    window: MainWindow, qtbot: QtBot, change: str
) -> None:
    start_slowly(window, qtbot)
    getattr(window.pad, change)()
    assert not is_running(window)
    assert answer_of(window) == ""


def test_another_size_of_the_pad_ends_it(window: MainWindow, qtbot: QtBot) -> None:
    start_slowly(window, qtbot)
    window.resize(900, 640)
    qtbot.waitUntil(lambda: not is_running(window))


def test_the_key_that_began_it_may_be_held_down(
    window: MainWindow, qtbot: QtBot
) -> None:
    replay = start_slowly(window, qtbot)
    control = Qt.KeyboardModifier.ControlModifier
    kind = QEvent.Type.KeyPress
    again = QKeyEvent(kind, Qt.Key.Key_R, control, "r", autorep=True)
    QApplication.sendEvent(window.pad, again)
    assert window.tools.shown is replay


def test_nothing_is_replayed_without_strokes_or_amid_one(window: MainWindow) -> None:
    action = window.findChild(QAction, "action_replay")
    assert not action.isEnabled()
    QTest.mousePress(window.pad, Qt.MouseButton.LeftButton, pos=QPoint(50, 50))
    action.trigger()
    assert not is_running(window)
