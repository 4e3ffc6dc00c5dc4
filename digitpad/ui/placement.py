"""Where a window goes that must not hide another one."""

from typing import Final

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtWidgets import QDialog, QWidget

from digitpad.ui.theme import GRID

_GAP: Final = 2 * GRID
_MARGIN_OF_SCREEN: Final = 6 * GRID  # for a window's title bar


def place_beside(dialog: QDialog, window: QWidget) -> None:
    """Give a dialog its own size, and a place where it leaves the window to be used."""
    dialog.resize(dialog.sizeHint())
    outer = window.frameGeometry()
    frame = outer.size() - window.size()
    room = window.screen().availableGeometry()
    dialog.move(beside(outer, dialog.size() + frame, room))


def beside(window: QRect, size: QSize, screen: QRect) -> QPoint:
    """Where a window of this size goes so that the other one can still be used.

    To the right of it, else to the left; where neither has room, as far to the side as
    the screen allows.

    Args:
        window: The other window, with its frame.
        size: Of the window that is to be placed.
        screen: The part of the screen that windows may take.

    Returns:
        The place of the upper left corner.
    """
    furthest = screen.right() + 1 - size.width()
    right = window.right() + 1 + _GAP
    left = window.left() - _GAP - size.width()
    x = right if right <= furthest else left if left >= screen.left() else furthest
    lowest = screen.bottom() + 1 - size.height()
    return QPoint(max(screen.left(), x), max(screen.top(), min(window.top(), lowest)))


def on_screen(window: QWidget, usual: QSize) -> QSize:
    """The usual size of a window, as far as its screen has room for it."""
    room = window.screen().availableGeometry().size()
    return usual.boundedTo(room - QSize(_MARGIN_OF_SCREEN, _MARGIN_OF_SCREEN))


def come_up(dialog: QWidget) -> None:
    """Show it above all others, with the keyboard."""
    dialog.show()
    dialog.raise_()
    dialog.activateWindow()
