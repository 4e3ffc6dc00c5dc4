"""The window; the only folder that imports Qt."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from digitpad.ui.main_window import MainWindow


def create_window() -> "MainWindow":
    """Make the window on the adopted model; it needs a QApplication and is not shown.

    The model itself is read after the first paint, or at the first touch of the pad
    if that comes earlier.
    """
    # Imported late, so that the program's start can name a missing system library.
    from digitpad.ui.main_window import MainWindow

    return MainWindow()
