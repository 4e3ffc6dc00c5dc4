"""The row of buttons at the pad's foot."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QToolButton, QWidget
from pytestqt.qtbot import QtBot

from digitpad.ui.pad_buttons import PadButtons

NAMED = Qt.ToolButtonStyle.ToolButtonTextBesideIcon
BARE = Qt.ToolButtonStyle.ToolButtonIconOnly


def row(qtbot: QtBot) -> PadButtons:
    actions = []
    for name in ("undo", "clear"):
        action = QAction(f"{name} what was done")
        action.setObjectName(f"action_{name}")
        actions.append(action)
    made = PadButtons(actions, QWidget())
    qtbot.addWidget(made)
    made.show()
    return made


def styles(made: PadButtons) -> set[Qt.ToolButtonStyle]:
    return {button.toolButtonStyle() for button in made.findChildren(QToolButton)}


def test_names_stand_beside_the_icons_where_there_is_room(qtbot: QtBot) -> None:
    made = row(qtbot)
    made.resize(900, 40)
    assert styles(made) == {NAMED}
    made.resize(made.minimumSizeHint())
    assert styles(made) == {BARE}
    assert all(
        button.accessibleName().endswith("what was done")
        for button in made.findChildren(QToolButton)
    )


def test_a_larger_font_needs_more_room(qtbot: QtBot) -> None:
    made = row(qtbot)
    made.resize(made.sizeHint())
    assert styles(made) == {NAMED}
    font = made.font()
    font.setPointSize(font.pointSize() * 3)
    made.setFont(font)
    assert styles(made) == {BARE}
