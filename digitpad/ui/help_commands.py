"""What the Help menu does."""

from typing import TYPE_CHECKING, Final

from PySide6.QtGui import QAction

from digitpad.ui.words import tr
from digitpad.words import mark

if TYPE_CHECKING:
    from digitpad.ui.main_window import MainWindow

COPIED: Final = mark(
    "The versions and the end of the log are in the clipboard: paste them into your "
    "report. Nothing was sent."
)


class HelpCommands:
    """Shows what the program can do and is."""

    def __init__(self, window: "MainWindow") -> None:
        self._window = window

    def show_shortcuts(self) -> None:
        """Show all keys at a glance."""
        from digitpad.ui.about import shortcuts_dialog

        shortcuts_dialog(self._window.findChildren(QAction), self._window).open()

    def report_problem(self) -> None:
        """Put into the clipboard what helps to understand a problem."""
        from digitpad.ui.report_problem import copy_report

        copy_report(self._window)
        self._window.say(tr(COPIED))

    def show_about(self) -> None:
        """Show what this program is and which model reads."""
        from digitpad.ui.about import about_dialog

        about_dialog(self._window.recognizer, self._window).open()
