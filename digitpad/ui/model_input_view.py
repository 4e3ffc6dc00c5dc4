"""The small grey picture that the network sees, each pixel crisp."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from digitpad.ui.crisp_view import GREYS, CrispView, shades, to_image

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt


class ModelInputView(CrispView):
    """Shows a model input as ink on paper, without smoothing."""

    def __init__(self, parent: QWidget | None = None, *, least_times: int = 4) -> None:
        super().__init__(parent, least_times=least_times)
        self.setObjectName("model_input")
        self.setAccessibleName("What the network sees")
        self._grey: npt.NDArray[np.uint8] | None = None
        self._shades: npt.NDArray[np.uint32] | None = None

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

    def made_image(self) -> QImage | None:
        """The picture in the colours of paper and ink."""
        if self._grey is None:
            return None
        if self._shades is None:
            palette = self.palette()
            self._shades = shades(palette.base().color(), palette.text().color())
        return to_image(self._shades[self._grey])

    def changeEvent(self, event: QEvent) -> None:
        """Follow the palette."""
        if event.type() == QEvent.Type.PaletteChange:
            self._shades = None
        super().changeEvent(event)
