"""The row of buttons at the pad's foot; where it is narrow, they have icons alone."""

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from digitpad.ui import theme
from digitpad.ui.action_button import ActionButton

_NAMED: Final = Qt.ToolButtonStyle.ToolButtonTextBesideIcon
_BARE: Final = Qt.ToolButtonStyle.ToolButtonIconOnly


class PadButtons(QWidget):
    """A row of buttons, one for each command, whose icons follow the palette.

    Args:
        actions: The commands.
        last: What stands at the right end of the row.
        name: What that is, in a word; left out where there is no room.
    """

    def __init__(
        self, actions: Iterable[QAction], last: QWidget, name: QWidget
    ) -> None:
        super().__init__()
        self._name = name
        self._actions = list(actions)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GRID)
        self._tint()
        self._buttons = [_button(action) for action in self._actions]
        for button in self._buttons:
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(name)
        row.addWidget(last)
        self._measure()

    def minimumSizeHint(self) -> QSize:
        """Room for the icons."""
        return QSize(self._narrow, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Write the commands' names beside their icons where there is room."""
        super().resizeEvent(event)
        self._choose()

    def _measure(self) -> None:
        """Find the least widths with icons alone and with names."""
        self._narrow, self._wide = (self._least(style) for style in (_BARE, _NAMED))
        self._choose()

    def _least(self, style: Qt.ToolButtonStyle) -> int:
        self._show(style)
        return super().minimumSizeHint().width()

    def _choose(self) -> None:
        self._show(_NAMED if self.width() >= self._wide else _BARE)

    def _show(self, style: Qt.ToolButtonStyle) -> None:
        for button in self._buttons:
            button.setToolButtonStyle(style)
        self._name.setVisible(style == _NAMED)

    def _tint(self) -> None:
        for action in self._actions:
            action.setIcon(theme.icon(_short_name(action), self.palette()))

    def changeEvent(self, event: QEvent) -> None:
        """Tint the icons for a new palette."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._tint()
        elif event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._measure()


def _button(action: QAction) -> ActionButton:
    name = f"button_{_short_name(action)}"
    button = ActionButton(action, name, action.iconText())
    button.setIconSize(QSize(theme.ICON_SIDE, theme.ICON_SIDE))
    return button


def _short_name(action: QAction) -> str:
    return action.objectName().removeprefix("action_")
