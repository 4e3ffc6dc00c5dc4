"""Small pictures of drawings."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap, QPolygonF

from digitpad.ink import Drawing, Stroke
from digitpad.ui.ink_path import enough_of, thinned

_PEN_SHARE: Final = 0.07  # of the picture's side
_AIR_SHARE: Final = 0.12


def thumbnail(
    drawing: Drawing, side: int, ink: QColor, pixel_ratio: float = 1.0
) -> QPixmap:
    """A drawing fitted into a square on nothing.

    Args:
        drawing: Some ink.
        side: Of the square.
        ink: Its colour.
        pixel_ratio: How many pixels of the screen a unit of the side is.
    """
    picture = QPixmap(round(side * pixel_ratio), round(side * pixel_ratio))
    picture.setDevicePixelRatio(pixel_ratio)
    picture.fill(Qt.GlobalColor.transparent)
    width = side * _PEN_SHARE
    room = side * (1 - 2 * _AIR_SHARE) - width
    box = _box(drawing.strokes)
    scale = room / max(box.width(), box.height(), 1e-9)
    with QPainter(picture) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        round_pen = Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
        painter.setPen(QPen(ink, width, Qt.PenStyle.SolidLine, *round_pen))
        every = enough_of(sum(map(len, drawing.strokes)))
        for stroke in drawing.strokes:
            xy = thinned(stroke.xy, every)
            _paint(painter, _placed(xy, box.center(), scale, side / 2))
    return picture


def _box(strokes: Sequence[Stroke]) -> QRectF:
    xs = [x for stroke in strokes for x in stroke.xy[::2]]
    ys = [y for stroke in strokes for y in stroke.xy[1::2]]
    return QRectF(QPointF(min(xs), min(ys)), QPointF(max(xs), max(ys)))


def _placed(
    xy: Sequence[float], centre: QPointF, scale: float, middle: float
) -> QPolygonF:
    return QPolygonF(
        [
            QPointF(
                (xy[i] - centre.x()) * scale + middle,
                (xy[i + 1] - centre.y()) * scale + middle,
            )
            for i in range(0, len(xy), 2)
        ]
    )


def _paint(painter: QPainter, path: QPolygonF) -> None:
    if path.size() == 1:
        painter.drawPoint(path.first())
    else:
        painter.drawPolyline(path)
