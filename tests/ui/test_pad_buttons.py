"""The row of buttons at the pad's foot."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QSlider, QToolButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from digitpad.ui.pad_buttons import PadButtons

NAMED = Qt.ToolButtonStyle.ToolButtonTextBesideIcon
BARE = Qt.ToolButtonStyle.ToolButtonIconOnly


def narrowable(qtbot: QtBot) -> QWidget:
    """A window with nothing but the row in it."""
    actions = []
    for name in ("undo", "clear"):
        action = QAction(f"{name} what was done")
        action.setObjectName(f"action_{name}")
        actions.append(action)
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(PadButtons(actions, QSlider(), QLabel("Pen")))
    window.show()
    return window


def styles(window: QWidget) -> set[Qt.ToolButtonStyle]:
    return {button.toolButtonStyle() for button in window.findChildren(QToolButton)}


def test_names_stand_beside_the_icons_where_there_is_room(qtbot: QtBot) -> None:
    window = narrowable(qtbot)
    window.resize(900, 40)
    assert styles(window) == {NAMED}
    window.resize(window.minimumSizeHint())
    assert styles(window) == {BARE}
    assert not window.findChild(QLabel).isVisible()
    assert all(
        button.accessibleName().endswith("what was done")
        for button in window.findChildren(QToolButton)
    )


def test_a_larger_font_needs_more_room(qtbot: QtBot) -> None:
    window = narrowable(qtbot)
    window.resize(window.sizeHint())
    assert styles(window) == {NAMED}
    font = window.font()
    font.setPointSize(font.pointSize() * 3)
    window.setFont(font)
    assert styles(window) == {BARE}
