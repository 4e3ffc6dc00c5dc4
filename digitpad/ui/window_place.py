"""Where the window is on the screen, kept between runs of the program."""

import stat
from contextlib import suppress
from pathlib import Path
from typing import Final

from PySide6.QtCore import QByteArray, QSettings
from PySide6.QtWidgets import QWidget

_GEOMETRY: Final = "geometry"
_USUAL_SIZE: Final = (1100, 760)


def kept_state(file: Path) -> QSettings:
    """What a file keeps; nothing is kept where something else stands in its place."""
    with suppress(OSError):
        kind = stat.S_IFMT(file.stat().st_mode)
        if kind not in (stat.S_IFREG, stat.S_IFDIR):
            # Qt would wait until a pipe is written to, and read a device for ever. What
            # would be inside of it, Qt can neither read nor write.
            file /= file.name
    return QSettings(str(file), QSettings.Format.IniFormat)


def restore_place(window: QWidget, state: QSettings) -> None:
    """Put the window where it was last, or give it its usual size."""
    geometry = state.value(_GEOMETRY)
    if not (isinstance(geometry, QByteArray) and window.restoreGeometry(geometry)):
        window.resize(*_USUAL_SIZE)


def keep_place(window: QWidget, state: QSettings) -> None:
    """Note where the window is."""
    state.setValue(_GEOMETRY, window.saveGeometry())
