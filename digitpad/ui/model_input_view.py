"""The small grey picture that the network sees, each pixel crisp."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QSizePolicy, QWidget

from digitpad.ui import theme

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

_GREYS: Final = 256
_USUAL_SIDE: Final = 28  # of a model input
_LEAST_TIMES: Final = 4


class ModelInputView(QWidget):
    """Shows a model input as ink on paper, without smoothing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("model_input")
        self.setAccessibleName("What the network sees")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._grey: npt.NDArray[np.uint8] | None = None
        self._image: QImage | None = None
        self._shades: npt.NDArray[np.uint32] | None = None

    @property
    def image(self) -> QImage | None:
        """The picture in the colours of paper and ink; None if there is none."""
        if self._image is None and self._grey is not None:
            if self._shades is None:
                self._shades = _shades(self.palette())
            height, width = self._grey.shape
            rows = self._shades[self._grey].tobytes()
            # Qt paints this format at once, and one with a colour table only after
            # turning it into this one. It borrows the bytes, which end here.
            rgb = QImage.Format.Format_RGB32
            self._image = QImage(rows, width, height, 4 * width, rgb).copy()
        return self._image

    def show_model_input(self, model_input: "npt.NDArray[np.float32] | None") -> None:
        """Show another model input.

        Args:
            model_input: (28, 28), float32, 0 is paper and 1 is ink; None for none.
        """
        self._grey = self._image = None
        if model_input is not None:
            self._grey = (model_input * (_GREYS - 1)).round().astype("uint8")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the pixels in the colours of paper and ink."""
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
        times = max(_LEAST_TIMES, room // _USUAL_SIDE)
        self.setFixedSize(times * _USUAL_SIDE, times * _USUAL_SIDE)

    def sizeHint(self) -> QSize:
        """Four pixels a pixel."""
        return QSize(_LEAST_TIMES * _USUAL_SIDE, _LEAST_TIMES * _USUAL_SIDE)


def _shades(palette: QPalette) -> "npt.NDArray[np.uint32]":
    """The colours from paper to ink, one for each grey."""
    # Only a model input asks for them, so numpy is there already.
    import numpy as np

    paper, ink = palette.base().color(), palette.text().color()
    shades = [theme.mixed(paper, ink, i / (_GREYS - 1)).rgb() for i in range(_GREYS)]
    return np.array(shades, np.uint32)
