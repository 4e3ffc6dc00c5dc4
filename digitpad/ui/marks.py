"""The boxes on the pad round each digit that was found, and their tags."""

from collections.abc import Iterable
from typing import Final, NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPalette, QPen

from digitpad.ui import theme
from digitpad.ui.pad_view import PadView
from digitpad.ui.verdict import Mark

_WIDTH: Final = 1.0
_SHOWN_WIDTH: Final = 2.0  # of the one whose probabilities are shown
_FINGER: Final = 4.0
_PALENESS: Final = 0.4  # of the others
_CORNER: Final = 4.0
_AIR: Final = 4.0  # between the ink and its box


class PlacedMark(NamedTuple):
    """A mark in the pad's pixels; the tag is the small label at the box's corner."""

    box: QRectF
    tag: QRectF
    text: str


class LaidMarks:
    """Marks as they lie on a pad.

    Args:
        marks: What was found, in the units of the drawing or the picture.
        view: Where these lie on the pad.
        pad: The pad.
        font: The pad's.
        pen_width: By how much the ink is wider than its box, in the box's units.

    Attributes:
        asked: These arguments.
    """

    def __init__(
        self,
        marks: Iterable[Mark],
        view: PadView,
        pad: QRectF,
        font: QFont,
        pen_width: float = 0.0,
    ) -> None:
        self.asked = (marks, view, pad, font, pen_width)
        self._font = theme.scaled_font(font, 1.0, bold=True)
        metrics = QFontMetricsF(self._font)
        self._placed = [_placed(mark, view, pad, metrics, pen_width) for mark in marks]

    def paint(
        self, painter: QPainter, shown: int, palette: QPalette, dirty: QRectF
    ) -> None:
        """Paint the marks that lie in a part of the pad; one of them stands out."""
        painter.setFont(self._font)
        for number, mark in enumerate(self._placed):
            if mark.box.united(mark.tag).adjusted(-2, -2, 2, 2).intersects(dirty):
                _paint(painter, mark, palette, is_shown=number == shown)

    def at(self, place: QPointF, *, with_boxes: bool) -> int | None:
        """Which mark's tag, or else box, is at a place of the pad; None for none."""
        tags = [_reach(mark.tag) for mark in self._placed]
        boxes = [mark.box for mark in self._placed] if with_boxes else []
        for areas in (tags, boxes):
            for number, area in enumerate(areas):
                if area.contains(place):
                    return number
        return None


def _reach(tag: QRectF) -> QRectF:
    """Where a tap means the tag: a finger is not that exact."""
    return tag.adjusted(-_FINGER, -_FINGER, _FINGER, _FINGER)


def _placed(
    mark: Mark, view: PadView, pad: QRectF, metrics: QFontMetricsF, pen_width: float
) -> PlacedMark:
    x, y, width, height = mark.box
    left, top = view.to_pad(x, y)
    box = QRectF(left, top, width * view.scale, height * view.scale)
    air = _AIR + pen_width * view.scale / 2
    # Ink at the border still gets a whole box.
    box = box.adjusted(-air, -air, air, air) & pad.adjusted(1, 1, -1, -1)
    tag = QRectF(metrics.boundingRect(mark.text)).adjusted(-6, -2, 6, 2)
    tag.setWidth(max(tag.width(), 3 * theme.GRID))
    tag.moveBottomLeft(box.topLeft())
    tag.moveTop(max(tag.top(), pad.top()))
    tag.moveRight(min(tag.right(), pad.right()))
    return PlacedMark(box, tag, mark.text)


def _paint(
    painter: QPainter, mark: PlacedMark, palette: QPalette, *, is_shown: bool
) -> None:
    accent, paper = theme.accent(palette), palette.base().color()
    line = accent if is_shown else theme.mixed(accent, paper, _PALENESS)
    painter.setPen(QPen(line, _SHOWN_WIDTH if is_shown else _WIDTH))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(mark.box, _CORNER, _CORNER)
    painter.setBrush(accent if is_shown else paper)
    painter.drawRoundedRect(mark.tag.adjusted(0.5, 0.5, -0.5, -0.5), _CORNER, _CORNER)
    painter.setPen(theme.on_accent(palette) if is_shown else palette.text().color())
    painter.drawText(mark.tag, Qt.AlignmentFlag.AlignCenter, mark.text)
