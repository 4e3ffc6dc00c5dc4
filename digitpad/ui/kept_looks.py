"""How the pad is to look, kept between runs of the program."""

from math import isfinite
from typing import Final

from PySide6.QtCore import QSettings

from digitpad.ui.looks import GUIDES, PLAIN, THICKEST, THINNEST, Looks

_PEN_SHARE: Final = "pen_width_share"
_GUIDES: Final = "guides"


class KeptLooks:
    """Reads and writes choices; whatever is damaged counts as not chosen.

    Args:
        state: The file that keeps them.
    """

    def __init__(self, state: QSettings) -> None:
        self._state = state

    @property
    def looks(self) -> Looks:
        """How the pad looks."""
        guides = self._state.value(_GUIDES)
        return Looks(
            pen_share=_between(self._state.value(_PEN_SHARE), THINNEST, THICKEST),
            guides=guides if guides in GUIDES else PLAIN,
        )

    @looks.setter
    def looks(self, looks: Looks) -> None:
        self._state.setValue(_PEN_SHARE, looks.pen_share)
        self._state.setValue(_GUIDES, looks.guides)


def _between(kept: object, least: float, most: float) -> float:
    """A number as the file keeps it, within its bounds; 1 for none."""
    try:
        number = float(str(kept))
    except ValueError:
        return 1.0
    return min(max(number, least), most) if isfinite(number) else 1.0
