"""A button that stands for a command."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QToolButton

from digitpad.ui.named import named


class ActionButton(QToolButton):
    """Looks as its action does, and does what it does.

    Up to Qt 6.11, `QToolButton.setDefaultAction` connects the two once more at each
    change of the action and never lets go: 144 bytes, and a slower change, each time.

    Args:
        action: The command.
        object_name: How the program finds the button.
        accessible_name: How a screen reader calls it.
    """

    def __init__(self, action: QAction, object_name: str, accessible_name: str) -> None:
        super().__init__()
        named(self, object_name, accessible_name)
        self._action = action
        self.setAutoRaise(True)
        # The pad keeps the keyboard.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._follow()
        action.changed.connect(self._follow)
        self.clicked.connect(self._trigger)

    def _follow(self) -> None:
        action = self._action
        self.setText(action.iconText())
        self.setIcon(action.icon())
        self.setToolTip(action.toolTip())
        self.setEnabled(action.isEnabled())
        self.setCheckable(action.isCheckable())
        self.setChecked(action.isChecked())

    def _trigger(self) -> None:
        self._action.trigger()
        # A click turned the button; what the action made of it is what counts.
        self._follow()
