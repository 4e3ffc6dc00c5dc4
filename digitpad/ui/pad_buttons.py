"""The row of buttons at the pad's foot."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from digitpad.ui import theme
from digitpad.ui.named import named


class PadButtons(QWidget):
    """A row of buttons, one for each command, whose icons follow the palette.

    Args:
        actions: The commands.
        last: What stands at the right end of the row.
    """

    def __init__(self, actions: Iterable[QAction], last: QWidget) -> None:
        super().__init__()
        self._actions = list(actions)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GRID)
        self._tint()
        for action in self._actions:
            row.addWidget(_button(action))
        row.addStretch(1)
        row.addWidget(last)

    def _tint(self) -> None:
        for action in self._actions:
            action.setIcon(theme.icon(_short_name(action), self.palette()))

    def changeEvent(self, event: QEvent) -> None:
        """Tint the icons for a new palette."""
        if event.type() == QEvent.Type.PaletteChange:
            self._tint()
        super().changeEvent(event)


def _button(action: QAction) -> QToolButton:
    name = f"button_{_short_name(action)}"
    button = named(QToolButton(), name, action.iconText())
    button.setDefaultAction(action)
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    button.setIconSize(QSize(theme.ICON_SIDE, theme.ICON_SIDE))
    button.setAutoRaise(True)
    # The pad keeps the keyboard.
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button


def _short_name(action: QAction) -> str:
    return action.objectName().removeprefix("action_")
