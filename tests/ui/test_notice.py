"""The strip that tells what did not work."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QToolButton, QWidget
from pytestqt.qtbot import QtBot

from digitpad.ui.notice import Notice
from digitpad.ui.pad import Pad


def test_a_notice_lies_over_the_lower_edge_and_moves_nothing(qtbot: QtBot) -> None:
    below = QWidget()
    qtbot.addWidget(below)
    below.resize(400, 300)
    below.show()
    notice = Notice(below)
    assert notice.text == ""
    notice.tell("The file is damaged: choose another one.")
    assert notice.text == "The file is damaged: choose another one."
    assert below.rect().contains(notice.geometry())
    below.resize(600, 500)
    assert below.rect().bottom() - notice.geometry().bottom() == 16


def test_a_long_sentence_is_shown_whole(qtbot: QtBot) -> None:
    below = QWidget()
    qtbot.addWidget(below)
    below.resize(300, 300)
    below.show()
    notice = Notice(below)
    notice.tell("short")
    low = notice.height()
    notice.tell("A sentence that does not go into one line of this narrow pad. " * 3)
    assert notice.height() > 2 * low


def test_a_notice_can_be_closed(qtbot: QtBot) -> None:
    below = QWidget()
    qtbot.addWidget(below)
    below.show()
    notice = Notice(below)
    notice.tell("Something is wrong.")
    close = notice.findChild(QToolButton, "close_notice")
    qtbot.mouseClick(close, Qt.MouseButton.LeftButton)
    assert notice.text == ""


def test_a_press_on_a_notice_does_not_reach_the_widget_below(qtbot: QtBot) -> None:
    pad = Pad()
    qtbot.addWidget(pad)
    pad.resize(400, 300)
    pad.show()
    notice = Notice(pad)
    notice.tell("Something is wrong.")
    qtbot.mouseClick(notice, Qt.MouseButton.LeftButton, pos=QPoint(2, 2))
    assert pad.is_empty


def test_an_important_sentence_comes_back_after_a_passing_one(qtbot: QtBot) -> None:
    below = QWidget()
    qtbot.addWidget(below)
    below.show()
    notice = Notice(below)
    notice.tell("There is no model.", is_important=True)
    notice.tell("There is no ink.")
    notice.go_on()
    assert notice.text == "There is no model."
    notice.retract("There is no model.")
    assert notice.text == ""
