"""A picture file shown on the pad, with what was found in it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPalette, QPen, QPixmap

from digitpad.ui import theme
from digitpad.ui.verdict import Mark

if TYPE_CHECKING:
    from PIL.Image import Image

_MARK_WIDTH: Final = 2.0
_AIR: Final = 4.0  # between the ink and its box
_MARGIN: Final = 4.0  # between the picture and the border of the paper, which is round


class PadPicture:
    """The picture, ready to be painted, and its marks.

    Attributes:
        source: The picture as it was opened; what the recognizer reads.
        marks: What was found in it.
    """

    def __init__(self, source: "Image") -> None:
        self.source = source
        self.marks: Sequence[Mark] = ()
        self._pixmap = QPixmap.fromImage(to_qimage(source))

    def paint(self, painter: QPainter, pad: QRectF, palette: QPalette) -> None:
        """Paint the picture into the pad's middle, whole, and the marks on it."""
        inside = pad.adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
        place = placed(self._pixmap.size(), inside)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawPixmap(place, self._pixmap, QRectF(self._pixmap.rect()))
        scale = place.width() / self._pixmap.width()
        for mark in self.marks:
            _paint_mark(painter, mark, place.topLeft(), scale, pad, palette)


def placed(picture: QSize, pad: QRectF) -> QRectF:
    """Where a picture of this size lies on the pad: in the middle, as large as fits."""
    scale = min(pad.width() / picture.width(), pad.height() / picture.height())
    place = QRectF(0, 0, picture.width() * scale, picture.height() * scale)
    place.moveCenter(pad.center())
    return place


def to_qimage(picture: "Image") -> QImage:
    """The same picture for Qt."""
    rgba = picture.convert("RGBA")
    image = QImage(
        rgba.tobytes(),
        rgba.width,
        rgba.height,
        4 * rgba.width,
        QImage.Format.Format_RGBA8888,
    )
    # Qt only borrows the bytes, which end with this function.
    return image.copy()


def _paint_mark(
    painter: QPainter,
    mark: Mark,
    origin: QPointF,
    scale: float,
    pad: QRectF,
    palette: QPalette,
) -> None:
    x, y, width, height = (scale * value for value in mark.box)
    box = QRectF(origin.x() + x, origin.y() + y, width, height)
    # Ink at the picture's border still gets a whole box.
    box = box.adjusted(-_AIR, -_AIR, _AIR, _AIR) & pad.adjusted(1, 1, -1, -1)
    painter.setPen(QPen(theme.accent(palette), _MARK_WIDTH))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box, 4, 4)
    _paint_tag(painter, mark.text, box, pad, palette)


def _paint_tag(
    painter: QPainter, text: str, box: QRectF, pad: QRectF, palette: QPalette
) -> None:
    """Name the box at its upper left corner, inside the pad."""
    font = theme.scaled_font(painter.font(), 1.0, bold=True)
    painter.save()
    painter.setFont(font)
    tag = QRectF(painter.fontMetrics().boundingRect(text)).adjusted(-6, -2, 6, 2)
    tag.moveBottomLeft(box.topLeft())
    tag.moveTop(max(tag.top(), pad.top()))
    tag.moveRight(min(tag.right(), pad.right()))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.accent(palette))
    painter.drawRoundedRect(tag, 4, 4)
    painter.setPen(theme.on_accent(palette))
    painter.drawText(tag, Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()
