"""The small grey picture that the network sees, each pixel crisp."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from digitpad.ui import theme
from digitpad.ui.words import tr

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

GREYS: Final = 256
_USUAL_SIDE: Final = 28  # of a model input


class ModelInputView(QWidget):
    """Shows a model input as ink on paper; a subclass may show it in other colours.

    Args:
        least_times: How many pixels of the screen a pixel takes at least.
    """

    def __init__(self, parent: QWidget | None = None, *, least_times: int = 4) -> None:
        super().__init__(parent)
        self.setObjectName("model_input")
        self.setAccessibleName(tr("What the network sees"))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._least_times = least_times
        self._grey: npt.NDArray[np.uint8] | None = None
        self._image: QImage | None = None
        self._shades: npt.NDArray[np.uint32] | None = None

    @property
    def image(self) -> QImage | None:
        """The picture in the palette's colours; None if there is none."""
        if self._image is None:
            self._image = self.made_image()
        return self._image

    def show_model_input(self, model_input: "npt.NDArray[np.float32] | None") -> None:
        """Show another model input.

        Args:
            model_input: (28, 28), float32, 0 is paper and 1 is ink; None for none.
        """
        if model_input is None:
            self.show_grey(None)
        else:
            self.show_grey((model_input * (GREYS - 1)).round().astype("uint8"))

    def show_grey(self, grey: "npt.NDArray[np.uint8] | None") -> None:
        """Show a picture, (28, 28), uint8, 0 is paper and 255 is ink; None for none."""
        self._grey = grey
        self.show_anew()

    def show_anew(self) -> None:
        """Make the picture again when it is painted next."""
        self._image = None
        self.update()

    def made_image(self) -> QImage | None:
        """Make the picture, in the colours of paper and ink."""
        if self._grey is None:
            return None
        if self._shades is None:
            palette = self.palette()
            self._shades = shades(palette.base().color(), palette.text().color())
        return to_image(self._shades[self._grey])

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the pixels and a border."""
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), self.palette().base())
            if image := self.image:
                painter.drawImage(self.rect(), image)
            painter.setPen(theme.faint(self.palette()))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the palette."""
        if event.type() == QEvent.Type.PaletteChange:
            self._shades = self._image = None
        super().changeEvent(event)

    def fit(self, room: int) -> None:
        """Be as large as goes into `room` pixels with whole pixels a pixel."""
        times = max(self._least_times, room // _USUAL_SIDE)
        self.setFixedSize(times * _USUAL_SIDE, times * _USUAL_SIDE)

    def sizeHint(self) -> QSize:
        """As small as it may be."""
        return QSize(self._least_times * _USUAL_SIDE, self._least_times * _USUAL_SIDE)


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
