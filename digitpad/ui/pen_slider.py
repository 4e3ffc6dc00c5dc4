"""The slider at the pad's foot that makes the ink wider or thinner."""

from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QSlider

from digitpad.ui import theme
from digitpad.ui.looks import THICKEST, THINNEST
from digitpad.ui.named import named
from digitpad.ui.words import tr

_WHOLE: Final = 100  # a felt-tip's width
_STEP: Final = 5
_LARGE_STEP: Final = 25


class PenSlider(QSlider):
    """Chooses how wide ink looks, in hundredths of a felt-tip's width.

    Args:
        share: Of a felt-tip's width, at first.

    Signals:
        chosen: The user has moved it; carries the share.
    """

    chosen = Signal(float)

    def __init__(self, share: float) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        named(self, "pen_width", tr("Pen width"))
        self.setAccessibleDescription(
            tr(
                "How wide ink looks, in hundredths of a felt-tip's width. It does not "
                "change what is read."
            )
        )
        self.setToolTip(tr("Pen width"))
        self.setRange(round(THINNEST * _WHOLE), round(THICKEST * _WHOLE))
        self.setSingleStep(_STEP)
        self.setPageStep(_LARGE_STEP)
        self.setValue(round(share * _WHOLE))
        # The pad keeps the keyboard.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.valueChanged.connect(lambda value: self.chosen.emit(value / _WHOLE))

    def sizeHint(self) -> QSize:
        """Short enough to stand beside the buttons."""
        return QSize(12 * theme.GRID, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Half of that where the window is narrow."""
        return QSize(6 * theme.GRID, super().minimumSizeHint().height())
