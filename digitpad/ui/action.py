"""Makes one command: an entry of a menu, with its keys."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence

Keys = QKeySequence.StandardKey | str
Command = Callable[[], object]


def make_action(
    parent: QObject, name: str, text: str, tip: str, command: Command, *on: Keys
) -> QAction:
    """A command with the object name `action_<name>`.

    Args:
        parent: Who keeps it.
        name: How the program finds it.
        text: What the menus call it.
        tip: What it does, in a few words.
        command: What it does.
        *on: The keys that do it.
    """
    action = QAction(text, parent)
    action.setObjectName(f"action_{name}")
    action.setToolTip(tip)
    action.setShortcuts(list(dict.fromkeys(QKeySequence(each) for each in on)))
    # The signal's "checked" is of no interest to a command.
    action.triggered.connect(lambda: command())
    return action


def key_of(action: QAction) -> str:
    """The first key of a command, as the system writes it."""
    return action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
