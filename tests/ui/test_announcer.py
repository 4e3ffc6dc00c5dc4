"""What people hear who do not look at the window."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from user import THREE, draw_digit, draw_stroke, move, press, shown_window

from digitpad.ui.announcer import in_words
from digitpad.ui.caret import HINT
from digitpad.ui.main_window import MainWindow
from digitpad.ui.verdict import Verdict


@pytest.fixture
def window(qtbot: QtBot) -> MainWindow:
    return shown_window(qtbot)


def test_the_answer_is_told_when_the_pen_is_lifted(
    window: MainWindow, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(window.tools.announcer.announced) as told:
        draw_digit(window.pad, THREE)
    assert told.args is not None
    assert told.args[0].startswith("3, ")
    assert told.args[0].endswith(" %")


def test_a_refusal_is_told_with_its_reason(window: MainWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.tools.announcer.announced) as told:
        draw_stroke(window.pad, [(200, 200)])
    assert told.args == ["not a digit, Just a dot"]


def test_while_the_pen_is_down_nothing_is_told(
    window: MainWindow, qapp: QApplication
) -> None:
    told: list[str] = []
    window.tools.announcer.announced.connect(told.append)
    press(window.pad, 100, 100)
    for x in range(110, 200, 10):
        move(window.pad, x, 100)
        qapp.processEvents()
    assert told == []


def test_how_the_keys_draw_is_told(window: MainWindow, qtbot: QtBot) -> None:
    window.pad.setFocus()
    with qtbot.waitSignal(window.tools.announcer.announced) as told:
        QTest.keyClick(window.pad, Qt.Key.Key_Left)
    assert told.args == [HINT]


@pytest.mark.parametrize(
    ("verdict", "words"),
    [
        (Verdict(), ""),
        (Verdict("7", confidence="97 %"), "7, 97 %"),
        (
            Verdict("4", doubt="or 9?", detail="61 % for 4, 37 % for 9"),
            "4 or 9? 61 % for 4, 37 % for 9",
        ),
        (Verdict("37", detail="2 digits"), "37, 2 digits"),
    ],
)
def test_a_verdict_is_one_sentence(verdict: Verdict, words: str) -> None:
    assert in_words(verdict) == words
