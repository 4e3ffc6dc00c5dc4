"""The Help menu's dialogs: all can be read, also where the screen is low."""

import pytest
from PySide6.QtWidgets import QLabel, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from digitpad import Recognizer
from digitpad.ui.about import FactsDialog, about_dialog


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    return widget


@pytest.fixture
def dialog(parent: QWidget) -> FactsDialog:
    dialog = about_dialog(Recognizer.load(), parent)
    dialog.show()
    return dialog


def room_to_scroll(dialog: FactsDialog) -> int:
    area = dialog.findChild(QScrollArea)
    assert isinstance(area, QScrollArea)
    return area.verticalScrollBar().maximum()


def test_with_room_everything_is_seen_at_once(dialog: FactsDialog) -> None:
    assert dialog.height() < dialog.screen().availableGeometry().height()
    assert room_to_scroll(dialog) == 0


def test_on_a_low_screen_one_scrolls_and_no_row_is_cut(
    dialog: FactsDialog, qtbot: QtBot
) -> None:
    dialog.resize(dialog.width(), 300)
    qtbot.waitUntil(lambda: room_to_scroll(dialog) > 0)
    labels = [each for each in dialog.findChildren(QLabel) if not each.wordWrap()]
    assert all(each.height() >= each.sizeHint().height() for each in labels)
