"""Presentation: what is hidden, what goes on working, and the ways out."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QToolButton, QWidget
from pytestqt.qtbot import QtBot
from user import THREE, answer_of, draw_digit, shown_window

from digitpad.errors import ModelError
from digitpad.ui.main_window import MainWindow
from digitpad.ui.notice import Notice

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(qtbot: QtBot) -> MainWindow:
    window = shown_window(qtbot)
    with qtbot.waitActive(window):
        window.activateWindow()
    return window


@pytest.fixture
def presented(window: MainWindow) -> MainWindow:
    QTest.keyClick(window, Qt.Key.Key_F11)
    return window


def is_seen(window: MainWindow, name: str) -> bool:
    found = window.findChild(QWidget, name)
    return isinstance(found, QWidget) and found.isVisibleTo(window)


def test_the_keys_of_the_last_drawings_work_afterwards(window: MainWindow) -> None:
    draw_digit(window.pad, THREE)
    window.clear()
    for _ in range(2):
        QTest.keyClick(window, Qt.Key.Key_F11)
    window.keeping.strip.hide()  # as where it has no room
    QTest.keyClick(window, Qt.Key.Key_1, CONTROL)
    assert not window.pad.is_empty


def test_a_dialog_may_be_closed_meanwhile(window: MainWindow, qtbot: QtBot) -> None:
    dialog = QDialog(window)
    dialog.addAction(QAction("Its own", dialog, shortcut="Ctrl+7"))
    window.view.presentation.toggle()
    assert not {"Its own"} & {action.text() for action in window.actions()}
    with qtbot.waitSignal(dialog.destroyed):
        dialog.deleteLater()
    QTest.keyClick(window.pad, Qt.Key.Key_Escape)
    assert is_seen(window, "status")


@pytest.mark.parametrize("key", [Qt.Key.Key_F11, Qt.Key.Key_F5])
def test_a_key_begins_it_and_ends_it(window: MainWindow, key: Qt.Key) -> None:
    QTest.keyClick(window, key)
    assert window.view.presentation.is_on
    assert window.isFullScreen()
    QTest.keyClick(window, key)
    assert not window.view.presentation.is_on
    assert not window.isFullScreen()


def test_the_pad_the_answer_and_the_bars_are_alone(presented: MainWindow) -> None:
    assert all(is_seen(presented, n) for n in ("pad", "answer", "probabilities"))
    hidden = ("button_redo", "status", "model_in_use", "model_input")
    assert not any(is_seen(presented, name) for name in hidden)
    assert not presented.menuBar().isVisible()


@pytest.mark.parametrize("height", [540, 760])
def test_the_last_drawings_stay_away_however_large_the_screen(
    window: MainWindow, height: int
) -> None:
    window.resize(1100, height)
    QTest.keyClick(window, Qt.Key.Key_F11)
    window.resize(1600, 1200)
    assert not is_seen(window, "last_drawings")
    QTest.keyClick(window, Qt.Key.Key_Escape)
    window.resize(1100, 760)
    assert is_seen(window, "last_drawings")


def test_escape_brings_everything_back(presented: MainWindow) -> None:
    QTest.keyClick(presented.pad, Qt.Key.Key_Escape)
    assert not presented.isFullScreen()
    back = ("button_redo", "status", "model_in_use", "model_input")
    assert all(is_seen(presented, name) for name in back)
    assert presented.menuBar().isVisible()


def test_escape_leaves_also_where_a_notice_would_take_it(presented: MainWindow) -> None:
    presented.show_error(ModelError("It cannot be read: choose another one."))
    QTest.keyClick(presented.pad, Qt.Key.Key_Escape)
    assert not presented.view.presentation.is_on
    notice = presented.findChild(Notice, "notice")
    assert isinstance(notice, Notice)
    assert notice.text == "It cannot be read: choose another one."


def test_drawing_and_the_keys_go_on_working(presented: MainWindow) -> None:
    draw_digit(presented.pad, THREE)
    assert answer_of(presented) == "3"
    QTest.keyClick(presented.pad, Qt.Key.Key_Z, CONTROL)
    assert answer_of(presented) == ""
    QTest.keyClick(presented.pad, Qt.Key.Key_Y, CONTROL)
    assert answer_of(presented) == "3"
    QTest.keyClick(presented.pad, Qt.Key.Key_Delete)
    assert presented.pad.is_empty


def test_keys_work_once_after_it(presented: MainWindow) -> None:
    presented.view.presentation.leave()
    draw_digit(presented.pad, THREE)
    draw_digit(presented.pad, THREE, left=0.6)
    QTest.keyClick(presented.pad, Qt.Key.Key_Z, CONTROL)
    assert len(presented.pad.drawing.strokes) == 1


def test_who_has_no_keys_finds_buttons(presented: MainWindow) -> None:
    draw_digit(presented.pad, THREE)
    for name in ("present_undo", "leave_presentation"):
        button = presented.findChild(QToolButton, name)
        assert isinstance(button, QToolButton)
        assert button.accessibleName()
        button.click()
    assert presented.pad.is_empty
    assert not presented.view.presentation.is_on


def test_a_window_closed_meanwhile_opens_as_it_was(
    presented: MainWindow, qtbot: QtBot
) -> None:
    presented.close()
    again = shown_window(qtbot)
    assert not again.isFullScreen()
    assert again.menuBar().isVisible()


def test_a_system_that_ends_the_full_screen_ends_it(presented: MainWindow) -> None:
    presented.showNormal()
    assert not presented.view.presentation.is_on
    assert presented.menuBar().isVisible()
