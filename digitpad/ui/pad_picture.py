"""A picture file shown on the pad."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QImage, QPainter, QPixmap

from digitpad.ui.pad_view import PadView

if TYPE_CHECKING:
    from PIL.Image import Image

_MARGIN: Final = 4.0  # between the picture and the border of the paper, which is round


class PadPicture:
    """The picture, ready to be painted.

    Attributes:
        source: The picture as it was opened; what the recognizer reads.
    """

    def __init__(self, source: "Image") -> None:
        self.source = source
        self._pixmap = QPixmap.fromImage(to_qimage(source))

    def paint(self, painter: QPainter, pad: QRectF) -> None:
        """Paint the picture into the pad's middle, whole."""
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        place = self._place_on(pad)
        painter.drawPixmap(place, self._pixmap, QRectF(self._pixmap.rect()))

    def view(self, pad: QRectF) -> PadView:
        """Where the picture's pixels lie on the pad."""
        place = self._place_on(pad)
        scale = place.width() / self._pixmap.width()
        return PadView(scale, place.x(), place.y())

    def _place_on(self, pad: QRectF) -> QRectF:
        inside = pad.adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
        return placed(self._pixmap.size(), inside)


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
