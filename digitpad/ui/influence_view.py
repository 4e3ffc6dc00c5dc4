"""The model input in two colours: ink that speaks for the answer, and against it."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QSizePolicy, QWidget

from digitpad.ui import theme
from digitpad.ui.model_input_view import GREYS, ModelInputView, shades, to_image

if TYPE_CHECKING:
    from digitpad.explain import Explanation

# Blue and orange differ for every kind of colour-blindness, in lightness as well.
_FOR: Final = ("#0062b1", "#3f9bea")  # on light paper, on dark
_AGAINST: Final = ("#dd6b00", "#ffb040")
_NEUTRAL_SHARE: Final = 0.45  # of the way from paper to ink


class InfluenceView(ModelInputView):
    """Shows how much each pixel of ink has to do with the answer."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: Explanation | None = None

    def show_explanation(self, explanation: "Explanation | None") -> None:
        """Show another explanation; None for none."""
        self._shown = explanation
        self.show_anew()

    def made_image(self) -> QImage | None:
        """Ink as dark as it is, coloured by its influence."""
        if self._shown is None:
            return None
        import numpy as np

        palette, influence = self.palette(), self._shown.influence
        speaks_for = shades(neutral(palette), for_colour(palette))
        against = shades(neutral(palette), against_colour(palette))
        strength = (np.abs(influence) * (GREYS - 1)).round().astype(np.uint8)
        ink = np.where(influence > 0, speaks_for[strength], against[strength])
        channels = ink.view(np.uint8).reshape(*ink.shape, 4)
        paper = np.array([palette.base().color().rgb()], np.uint32).view(np.uint8)
        cover = self._shown.model_input[..., None]
        mixed = (paper + (channels.astype(np.float32) - paper) * cover).round()
        return to_image(mixed.astype(np.uint8).view(np.uint32)[..., 0])


class Swatch(QWidget):
    """A little square of one of the two colours, beside its meaning in words."""

    def __init__(self, *, speaks_for: bool) -> None:
        super().__init__()
        self._speaks_for = speaks_for
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the square."""
        palette = self.palette()
        colour = for_colour if self._speaks_for else against_colour
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), colour(palette))

    def sizeHint(self) -> QSize:
        """As high as small letters are."""
        return QSize(theme.GRID, theme.GRID) * 1.5


def for_colour(palette: QPalette) -> QColor:
    """Ink that speaks for the answer."""
    return QColor(_FOR[_is_dark(palette)])


def against_colour(palette: QPalette) -> QColor:
    """Ink that speaks against the answer."""
    return QColor(_AGAINST[_is_dark(palette)])


def neutral(palette: QPalette) -> QColor:
    """Ink that has nothing to do with the answer."""
    paper, ink = palette.base().color(), palette.text().color()
    return theme.mixed(paper, ink, _NEUTRAL_SHARE)


def _is_dark(palette: QPalette) -> bool:
    return palette.base().color().lightness() < palette.text().color().lightness()
