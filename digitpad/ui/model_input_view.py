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
        self._image: QImage | None = None
        self._shades: list[int] = []

    @property
    def image(self) -> QImage | None:
        """The picture, one pixel a pixel, index 0 paper to 255 ink; None if blank."""
        return self._image

    def show_model_input(self, model_input: "npt.NDArray[np.float32] | None") -> None:
        """Show another model input.

        Args:
            model_input: (28, 28), float32, 0 is paper and 1 is ink; None for none.
        """
        self._image = None
        if model_input is not None:
            grey = (model_input * (_GREYS - 1)).round().astype("uint8")
            height, width = grey.shape
            indexed = QImage.Format.Format_Indexed8
            # Qt only borrows the bytes, which end with this function.
            self._image = QImage(grey.tobytes(), width, height, width, indexed).copy()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the pixels in the colours of paper and ink."""
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), self.palette().base())
            if self._image:
                self._shades = self._shades or _shades(self.palette())
                self._image.setColorTable(self._shades)
                painter.drawImage(self.rect(), self._image)
            painter.setPen(theme.faint(self.palette()))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the palette."""
        if event.type() == QEvent.Type.PaletteChange:
            self._shades = []
        super().changeEvent(event)

    def fit(self, room: int) -> None:
        """Be as large as goes into `room` pixels with whole pixels a pixel."""
        times = max(_LEAST_TIMES, room // _USUAL_SIDE)
        self.setFixedSize(times * _USUAL_SIDE, times * _USUAL_SIDE)

    def sizeHint(self) -> QSize:
        """Four pixels a pixel."""
        return QSize(_LEAST_TIMES * _USUAL_SIDE, _LEAST_TIMES * _USUAL_SIDE)


def _shades(palette: QPalette) -> list[int]:
    """The colours from paper to ink."""
    paper, ink = palette.base().color(), palette.text().color()
    return [theme.mixed(paper, ink, i / (_GREYS - 1)).rgb() for i in range(_GREYS)]
