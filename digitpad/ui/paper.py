"""The paper of the pad: its guides, and what it asks for while it is empty."""

from collections.abc import Iterator
from typing import Final

from PySide6.QtCore import QLineF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPalette, QPen

from digitpad.ui import theme
from digitpad.ui.looks import GRID, LINES
from digitpad.ui.words import tr
from digitpad.words import mark

PROMPT: Final = mark("Draw a digit")

_SQUARES: Final = 8  # of the grid, along the pad's shorter side
_WRITING_LINES: Final = (0.25, 0.5, 0.75)  # shares of the height; dashed amid
_PALENESS: Final = 0.12  # of guides: seen through ink, and never taken for it


def paint_paper(
    painter: QPainter, pad: QRect, palette: QPalette, guides: str, *, asks: bool
) -> None:
    """Paint the paper.

    Args:
        painter: What paints.
        pad: All of the pad.
        palette: Its colours.
        guides: What helps to draw straight: one of `looks.GUIDES`.
        asks: Whether it says what one can do with it.
    """
    painter.setPen(theme.faint(palette))
    painter.setBrush(palette.base())
    paper = QRectF(pad).adjusted(0.5, 0.5, -0.5, -0.5)
    painter.drawRoundedRect(paper, theme.CORNER, theme.CORNER)
    if guides:
        _paint_guides(painter, paper, palette, guides)
    if asks:
        painter.setFont(theme.scaled_font(painter.font(), 1.8))
        painter.setPen(palette.placeholderText().color())
        painter.drawText(pad, Qt.AlignmentFlag.AlignCenter, tr(PROMPT))


def _paint_guides(
    painter: QPainter, paper: QRectF, palette: QPalette, guides: str
) -> None:
    line = theme.mixed(palette.base().color(), palette.text().color(), _PALENESS)
    painter.setPen(QPen(line, 1.0))
    if guides == GRID:
        painter.drawLines(list(_grid(paper)))
    elif guides == LINES:
        top, middle, base = _writing_lines(paper)
        painter.drawLines([top, base])
        painter.setPen(QPen(line, 1.0, Qt.PenStyle.DashLine))
        painter.drawLine(middle)


def _grid(paper: QRectF) -> Iterator[QLineF]:
    """Squares from the middle on, so that both sides are alike."""
    side = min(paper.width(), paper.height()) / _SQUARES
    across, down = (int(each / 2 / side) for each in (paper.width(), paper.height()))
    for number in range(-across, across + 1):
        x = _sharp(paper.center().x() + number * side)
        if paper.left() + 1 < x < paper.right() - 1:
            yield QLineF(x, paper.top(), x, paper.bottom())
    for number in range(-down, down + 1):
        y = _sharp(paper.center().y() + number * side)
        if paper.top() + 1 < y < paper.bottom() - 1:
            yield QLineF(paper.left(), y, paper.right(), y)


def _writing_lines(paper: QRectF) -> list[QLineF]:
    """Between which digits stand, as in a school book."""
    heights = [_sharp(paper.top() + paper.height() * each) for each in _WRITING_LINES]
    return [QLineF(paper.left(), y, paper.right(), y) for y in heights]


def _sharp(place: float) -> float:
    """The middle of a pixel: a line there is one pixel wide."""
    return int(place) + 0.5
