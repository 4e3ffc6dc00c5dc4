"""What the Help menu does."""

from typing import TYPE_CHECKING

from PySide6.QtGui import QAction

if TYPE_CHECKING:
    from digitpad.ui.main_window import MainWindow


class HelpCommands:
    """Shows what the program can do and is."""

    def __init__(self, window: "MainWindow") -> None:
        self._window = window

    def show_shortcuts(self) -> None:
        """Show all keys at a glance."""
        from digitpad.ui.about import shortcuts_dialog

        shortcuts_dialog(self._window.findChildren(QAction), self._window).open()

    def show_about(self) -> None:
        """Show what this program is and which model reads."""
        from digitpad.ui.about import about_dialog

        about_dialog(self._window.recognizer, self._window).open()
