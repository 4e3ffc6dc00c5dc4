"""A button that stands for a command."""

from PySide6.QtCore import SIGNAL, QObject, Qt
from PySide6.QtGui import QAction, QIcon, QPixmap
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot
from user import SEVEN, draw_digit

from digitpad.ui import create_window
from digitpad.ui.action_button import ActionButton


def connections(actions: list[QAction]) -> list[int]:
    """How many wait for each to change."""
    return [QObject.receivers(action, SIGNAL("changed()")) for action in actions]


def button_of(qtbot: QtBot, action: QAction) -> ActionButton:
    button = ActionButton(action, "button_undo", "Undo")
    qtbot.addWidget(button)
    button.show()
    return button


def test_a_button_looks_as_its_action_does(qtbot: QtBot) -> None:
    action = QAction("&Undo what was done")
    button = button_of(qtbot, action)
    assert button.text() == "Undo what was done"
    pixmap = QPixmap(4, 4)
    pixmap.fill(Qt.GlobalColor.red)
    action.setIconText("Undo")
    action.setIcon(QIcon(pixmap))
    action.setToolTip("Takes a stroke back")
    action.setEnabled(False)
    assert button.text() == "Undo"
    assert button.icon().pixmap(4, 4).toImage() == pixmap.toImage()
    assert button.toolTip() == "Takes a stroke back"
    assert not button.isEnabled()


def test_a_click_does_what_the_action_does(qtbot: QtBot) -> None:
    action = QAction("Undo")
    button = button_of(qtbot, action)
    with qtbot.waitSignal(action.triggered):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    action.setEnabled(False)
    with qtbot.assertNotEmitted(action.triggered):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_a_checkable_action_and_its_button_agree(qtbot: QtBot) -> None:
    action = QAction("Why?", checkable=True)
    button = button_of(qtbot, action)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert action.isChecked()
    assert button.isChecked()
    action.trigger()
    assert not button.isChecked()
    # What refuses to be turned on is off in both.
    action.toggled.connect(lambda: action.setChecked(False))
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert not action.isChecked()
    assert not button.isChecked()


def test_a_button_that_is_gone_does_not_hinder_its_action(qtbot: QtBot) -> None:
    menu = QMenu()
    qtbot.addWidget(menu)
    action = menu.addAction("Undo")
    button = button_of(qtbot, action)
    with qtbot.waitSignal(button.destroyed):
        button.deleteLater()
    action.setEnabled(False)
    assert connections([action]) == connections([menu.addAction("Redo")])


def test_drawing_leaves_no_connection_behind(qtbot: QtBot) -> None:
    window = create_window()
    qtbot.addWidget(window)
    with qtbot.waitSignal(window.pad.first_painted):
        window.show()

    def draw_and_clear() -> None:
        draw_digit(window.pad, SEVEN)
        window.clear()

    draw_and_clear()  # what is made at the first drawing is there now
    draw_and_clear()
    actions = window.findChildren(QAction)
    before = connections(actions)
    for _ in range(5):
        draw_and_clear()
    assert connections(actions) == before
