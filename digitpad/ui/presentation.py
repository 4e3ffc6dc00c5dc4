"""Presentation: the pad, the answer and the bars alone, on the whole screen."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from digitpad.ui import theme
from digitpad.ui.action import Command
from digitpad.ui.action_button import ActionButton
from digitpad.ui.named import named
from digitpad.ui.words import tr

if TYPE_CHECKING:
    from digitpad.ui.main_window import MainWindow
    from digitpad.ui.reading_panel import ReadingPanel

_FULL: Final = Qt.WindowState.WindowFullScreen
_KEYS: Final = (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride)


class Presentation(QObject):
    """Lets the window fill the screen, and brings back what it was before.

    The keys of all commands go on working; Escape leaves.
    """

    def __init__(self, window: "MainWindow", panel: "ReadingPanel") -> None:
        super().__init__(window)
        self._window = window
        self._panel = panel
        self._hidden: list[QWidget] = []
        self._keys: list[QAction] = []
        self._buttons: QWidget | None = None

    @property
    def is_on(self) -> bool:
        """Whether it goes on."""
        return self._buttons is not None

    def toggle(self) -> None:
        """Begin it, or leave it."""
        if self.is_on:
            self.leave()
        else:
            self._begin()

    def leave(self) -> None:
        """Show the window as it was, if this goes on."""
        if self._buttons is None:
            return
        window = self._window
        window.removeEventFilter(self)
        buttons, self._buttons = self._buttons, None
        buttons.hide()
        buttons.deleteLater()
        self._panel.present(None)
        for widget in self._hidden:
            widget.show()
        for action in self._keys:
            window.removeAction(action)
        window.setWindowState(window.windowState() & ~_FULL)
        self._tell()

    def _begin(self) -> None:
        window = self._window
        # Commands of a menu bar that is hidden do not listen to their keys.
        own = window.actions()  # these listen anyway, and are to go on
        # Those of its dialogs are not its own, and go with them.
        direct = Qt.FindChildOption.FindDirectChildrenOnly
        actions = window.findChildren(QAction, options=direct)
        self._keys = [each for each in actions if each.shortcuts() and each not in own]
        window.addActions(self._keys)
        self._hidden = [each for each in window.furniture if not each.isHidden()]
        for widget in self._hidden:
            widget.hide()
        undo, clear = window.commands.undo, window.commands.clear
        self._buttons = _Buttons((undo, clear), self.leave)
        self._panel.present(self._buttons)
        window.setWindowState(window.windowState() | _FULL)
        window.installEventFilter(self)
        window.pad.setFocus()
        self._tell()

    def _tell(self) -> None:
        self._window.commands.presentation.setChecked(self.is_on)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leave with Escape, and when the system ends the full screen."""
        if _is_escape(event):
            # It comes twice: first it is asked whether the key is ours.
            event.accept()
            if event.type() == QEvent.Type.KeyPress:
                self.leave()
            return True
        is_small = not self._window.windowState() & _FULL
        if event.type() == QEvent.Type.WindowStateChange and is_small:
            self.leave()
        return super().eventFilter(watched, event)


def _is_escape(event: QEvent) -> bool:
    if not (isinstance(event, QKeyEvent) and event.type() in _KEYS):
        return False
    return event.key() == Qt.Key.Key_Escape and not event.modifiers()


class _Buttons(QWidget):
    """For those who have a finger or a pen on the screen, and no keys."""

    def __init__(self, actions: tuple[QAction, ...], leave: Command) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GRID)
        for action in actions:
            name = action.objectName().replace("action_", "present_")
            button = ActionButton(action, name, action.iconText())
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            row.addWidget(button)
        row.addStretch(1)
        leaving = named(QToolButton(), "leave_presentation", tr("Leave"))
        leaving.setText(tr("Leave (Esc)"))
        leaving.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        leaving.setAutoRaise(True)
        # The pad keeps the keyboard.
        leaving.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        leaving.clicked.connect(leave)
        row.addWidget(leaving)
