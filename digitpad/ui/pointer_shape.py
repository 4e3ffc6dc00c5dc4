"""The mouse pointer over the pad: as wide as the pen, or as what the eraser reaches."""

from enum import Enum, auto
from math import ceil
from typing import Final

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QColor, QCursor, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QWidget

_MARGIN: Final = 3
_LEAST: Final = 6  # narrower pens are hard to find again
_MOST: Final = 96  # systems draw no larger pointers, or none at all
_HALO_WIDTH: Final = 3.0
_PALENESS: Final = 200  # of the eraser, through which one sees the ink


class Pointer(Enum):
    """What a press would do."""

    DRAWS = auto()
    ERASES = auto()
    TAPS = auto()


class PointerShape:
    """Gives a widget the pointer that tells what a press would do.

    Args:
        widget: The pad.
    """

    def __init__(self, widget: QWidget) -> None:
        self._widget = widget
        self._shown: tuple[object, ...] = ()

    def show(self, pointer: Pointer, width: float) -> None:
        """Show a pointer.

        Args:
            pointer: What a press would do.
            width: How wide the pen is, or what the eraser reaches, in pixels.
        """
        palette = self._widget.palette()
        side = min(max(round(width), _LEAST), _MOST)
        ink, paper = palette.text().color(), palette.base().color()
        wanted = (pointer, side, ink.rgb(), paper.rgb())
        # A system takes long to change its pointer, and every move asks for it.
        if wanted == self._shown:
            return
        self._shown = wanted
        if pointer is Pointer.TAPS:
            self._widget.setCursor(Qt.CursorShape.PointingHandCursor)
            return
        ratio = self._widget.devicePixelRatioF()
        fill = None if pointer is Pointer.DRAWS else paper
        middle = side // 2 + _MARGIN
        self._widget.setCursor(
            QCursor(_ring(side, ratio, ink, paper, fill), middle, middle)
        )


def _ring(
    side: int, ratio: float, ink: QColor, paper: QColor, fill: QColor | None
) -> QPixmap:
    """A ring in the colour of ink, on dark ink seen by its halo."""
    whole = side + 2 * _MARGIN
    pixmap = QPixmap(QSize(ceil(whole * ratio), ceil(whole * ratio)))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    middle = QPointF(side // 2 + _MARGIN, side // 2 + _MARGIN)
    with QPainter(pixmap) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if fill:
            seen = QColor(fill)
            seen.setAlpha(_PALENESS)
            painter.setBrush(seen)
        for colour, line in ((paper, _HALO_WIDTH), (ink, 1.0)):
            painter.setPen(QPen(colour, line))
            painter.drawEllipse(middle, side / 2, side / 2)
            if not fill:
                painter.drawPoint(middle)
    return pixmap
