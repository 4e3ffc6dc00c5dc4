"""Where the window is on the screen, kept between runs of the program."""

from typing import Final

from PySide6.QtCore import QByteArray, QSettings
from PySide6.QtWidgets import QWidget

_GEOMETRY: Final = "geometry"
_USUAL_SIZE: Final = (1100, 760)


def restore_place(window: QWidget, state: QSettings) -> None:
    """Put the window where it was last, or give it its usual size."""
    geometry = state.value(_GEOMETRY)
    if not (isinstance(geometry, QByteArray) and window.restoreGeometry(geometry)):
        window.resize(*_USUAL_SIZE)


def keep_place(window: QWidget, state: QSettings) -> None:
    """Note where the window is."""
    state.setValue(_GEOMETRY, window.saveGeometry())
