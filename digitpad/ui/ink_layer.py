"""The ink drawn so far, on the pad and in a picture to save.

On the pad it is kept as pixels, so that a move paints only what it adds.
"""

from collections.abc import Iterable
from math import ceil
from typing import Final

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QImage,
    QPainter,
    QPen,
    QPixmap,
)

from digitpad.ink import Drawing, Stroke
from digitpad.ui import ink_path
from digitpad.ui.ink_pieces import Piece
from digitpad.ui.pad_view import PadView, Paper

_PICTURE_RATIO: Final = 2  # pixels of a saved picture to a unit of the drawing
_MOST_AT_ONCE: Final = 3000  # points of a picture; Qt takes seconds for some of more


class InkLayer:
    """A transparent pixmap of the pad's size with the ink on it.

    Args:
        size: Of the pad, in logical pixels.
        ratio: Device pixels a logical pixel.
        view: Where the drawing lies on the pad.
        pen: Colour and width of the ink, the width in the drawing's units.

    Attributes:
        view: As given.
    """

    def __init__(self, size: QSize, ratio: float, view: PadView, pen: QPen) -> None:
        self.pixmap = QPixmap(size * ratio)
        self.pixmap.setDevicePixelRatio(ratio)
        self.pixmap.fill(Qt.GlobalColor.transparent)
        self.view = view
        self._pen = pen

    def draw(self, pieces: Iterable[Piece], clip: QRect | None = None) -> None:
        """Add some ink; with `clip`, only within these pixels of the pad."""
        with QPainter(self.pixmap) as painter:
            if clip is not None:
                painter.setClipRect(clip)
            self.paint(painter, pieces)

    def wipe(self, changed: Iterable[Stroke]) -> tuple[QRectF, QRect]:
        """Take all ink away where some strokes have come or gone.

        Args:
            changed: These strokes, each with a point.

        Returns:
            Where that is in the drawing's units, and the pad's pixels.
        """
        area = QRectF()
        for stroke in changed:
            area = area.united(self._bounds(stroke))
        dirty = self._on_pad(area)
        with QPainter(self.pixmap) as painter:
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Clear)
            painter.fillRect(dirty, Qt.GlobalColor.transparent)
        return area, dirty

    def part(self, drawing: Drawing, area: QRectF) -> Drawing:
        """The strokes whose ink may reach into an area of the drawing."""
        near = (s for s in drawing.strokes if len(s))
        return Drawing(tuple(s for s in near if self._bounds(s).intersects(area)))

    def paint(self, painter: QPainter, pieces: Iterable[Piece]) -> None:
        """Paint ink on something else of the pad's size."""
        self._prepare(painter)
        _paint_pieces(painter, self._pen, pieces)

    def show(self, painter: QPainter, dirty: QRectF) -> None:
        """Show all ink in a part of the pad."""
        ratio = self.pixmap.devicePixelRatio()
        source = QRectF(dirty.topLeft() * ratio, dirty.size() * ratio)
        painter.drawPixmap(dirty, self.pixmap, source)

    def reach(self, piece: Piece) -> QRect:
        """The pad's pixels that a piece of ink touches."""
        half = self._pen.widthF() * piece.share / 2
        bounds = piece.path.controlPointRect()
        return self._on_pad(bounds.adjusted(-half, -half, half, half))

    def _bounds(self, stroke: Stroke) -> QRectF:
        """All that a stroke with points may touch, in the drawing's units."""
        xs, ys, wide = stroke.xy[::2], stroke.xy[1::2], self._pen.widthF()
        corners = QPointF(min(xs), min(ys)), QPointF(max(xs), max(ys))
        return QRectF(*corners).adjusted(-wide, -wide, wide, wide)

    def _on_pad(self, area: QRectF) -> QRect:
        """The pad's pixels of a part of the drawing, and some beside it."""
        x, y = self.view.to_pad(area.x(), area.y())
        scale = self.view.scale
        return QRect(
            int(x) - 2,
            int(y) - 2,
            int(area.width() * scale) + 5,
            int(area.height() * scale) + 5,
        )

    def _prepare(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(self.view.dx, self.view.dy)
        painter.scale(self.view.scale, self.view.scale)


def ink_pen(colour: QColor, width: float) -> QPen:
    """The pen of all ink: round at ends and corners."""
    return QPen(
        colour,
        width,
        Qt.PenStyle.SolidLine,
        Qt.PenCapStyle.RoundCap,
        Qt.PenJoinStyle.RoundJoin,
    )


def is_large(drawing: Drawing) -> bool:
    """Whether a window that waited for its picture would seem dead."""
    return sum(map(len, drawing.strokes)) > _MOST_AT_ONCE


def picture_of(drawing: Drawing, paper: Paper) -> QImage:
    """The drawing as a picture to save: dark ink on white paper, in any scheme."""
    size = QSize(ceil(paper.width), ceil(paper.height))
    image = QImage(size * _PICTURE_RATIO, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    with QPainter(image) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(_PICTURE_RATIO, _PICTURE_RATIO)
        painter.translate(-paper.x, -paper.y)
        painter.setPen(ink_pen(QColor(Qt.GlobalColor.black), paper.pen_width))
        paint_drawing(painter, drawing)
    return image


def paint_drawing(painter: QPainter, drawing: Drawing, every: int = 1) -> None:
    """Paint all ink, evenly wide, with the pen and the view that the painter has.

    Args:
        painter: What paints.
        drawing: The ink.
        every: Of each stroke, only every so many-th point is seen.
    """
    for stroke in drawing.strokes:
        if len(stroke):
            for path in ink_path.pieces(ink_path.thinned(stroke.xy, every)):
                painter.drawPath(path)


def _paint_pieces(painter: QPainter, pen: QPen, pieces: Iterable[Piece]) -> None:
    width = 1.0
    painter.setPen(pen)
    for path, share in pieces:
        if share != width:
            width, pressed = share, QPen(pen)
            pressed.setWidthF(pen.widthF() * share)
            painter.setPen(pressed)
        painter.drawPath(path)
