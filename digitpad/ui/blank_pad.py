"""The pad without ink: the paper, and what it asks for."""

from typing import Final

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPalette

from digitpad.ui import theme

PROMPT: Final = "Draw a digit"


def paint_paper(painter: QPainter, pad: QRect, palette: QPalette) -> None:
    """Paint the paper and its border."""
    painter.setPen(theme.faint(palette))
    painter.setBrush(palette.base())
    paper = QRectF(pad).adjusted(0.5, 0.5, -0.5, -0.5)
    painter.drawRoundedRect(paper, theme.CORNER, theme.CORNER)


def paint_prompt(painter: QPainter, pad: QRect, palette: QPalette) -> None:
    """Say in the middle what the pad is for, in the painter's type."""
    painter.setFont(theme.scaled_font(painter.font(), 1.8))
    painter.setPen(palette.placeholderText().color())
    painter.drawText(pad, Qt.AlignmentFlag.AlignCenter, PROMPT)
