"""A small picture whose pixels are shown as squares, without smoothing."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from digitpad.ui import theme

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

GREYS: Final = 256
USUAL_SIDE: Final = 28  # of a model input


class CrispView(QWidget):
    """Shows a picture that a subclass makes, its border in the colour of borders.

    Args:
        least_times: How many pixels of the screen a pixel takes at least.
    """

    def __init__(self, parent: QWidget | None = None, *, least_times: int = 4) -> None:
        super().__init__(parent)
        self._least_times = least_times
        self._image: QImage | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @property
    def image(self) -> QImage | None:
        """The picture in the palette's colours; None if there is none."""
        if self._image is None:
            self._image = self.made_image()
        return self._image

    def made_image(self) -> QImage | None:
        """Make the picture from what is to be shown; for the subclass."""
        raise NotImplementedError

    def show_anew(self) -> None:
        """Make the picture again when it is painted next."""
        self._image = None
        self.update()

    def fit(self, room: int) -> None:
        """Be as large as goes into `room` pixels with whole pixels a pixel."""
        times = max(self._least_times, room // USUAL_SIDE)
        self.setFixedSize(times * USUAL_SIDE, times * USUAL_SIDE)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the pixels and the border."""
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), self.palette().base())
            if image := self.image:
                painter.drawImage(self.rect(), image)
            painter.setPen(theme.faint(self.palette()))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the palette."""
        if event.type() == QEvent.Type.PaletteChange:
            self._image = None
        super().changeEvent(event)

    def sizeHint(self) -> QSize:
        """As small as it may be."""
        return QSize(self._least_times * USUAL_SIDE, self._least_times * USUAL_SIDE)


def to_image(colours: "npt.NDArray[np.uint32]") -> QImage:
    """A picture of colours, (height, width), each 0xffRRGGBB."""
    height, width = colours.shape
    # Qt paints this format at once, and one with a colour table only after turning it
    # into this one. It borrows the bytes, which end here.
    rgb = QImage.Format.Format_RGB32
    return QImage(colours.tobytes(), width, height, 4 * width, rgb).copy()


def shades(first: QColor, last: QColor) -> "npt.NDArray[np.uint32]":
    """The colours from the first to the last, one for each of 256 greys."""
    # Only where there are pixels to show, so numpy is there already.
    import numpy as np

    steps = [theme.mixed(first, last, i / (GREYS - 1)).rgb() for i in range(GREYS)]
    return np.array(steps, np.uint32)
