"""The strip under the pad for those who ask how the network comes to its answer."""

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QVBoxLayout, QWidget

from digitpad.ui import theme
from digitpad.ui.actions import WHY

if TYPE_CHECKING:
    from digitpad.h5model import Network
    from digitpad.readings import DigitReading
    from digitpad.ui.feature_maps_panel import FeatureMapsPanel
    from digitpad.ui.why_panel import WhyPanel

_ROOM_SHARE: Final = 0.19  # of the window's height


class Insights(QWidget):
    """Shows one panel or none; each is made when it is asked for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._panel: WhyPanel | FeatureMapsPanel | None = None
        self._shown = ""
        self._room = 0
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, theme.GRID, 0, 0)
        self.hide()

    def toggle(self, name: str) -> str:
        """Show a panel, or none if it is shown already.

        Args:
            name: `WHY` or `FEATURE_MAPS`.

        Returns:
            Which panel is shown now; empty for none.
        """
        self._shown = "" if name == self._shown else name
        if self._panel is not None:
            self._panel.hide()
            self._panel.deleteLater()
        self._panel = _made(name) if self._shown else None
        if self._panel is not None:
            self._panel.fit(self._room)
            self._column.addWidget(self._panel)
            # What comes into a visible strip is else shown only with the next event.
            self._panel.show()
        self.setVisible(self._panel is not None)
        return self._shown

    def follow(
        self,
        network: "Network | None",
        digit: "DigitReading | None",
        *,
        is_settled: bool,
    ) -> None:
        """Let the panel show another reading; it is settled when the pen is up."""
        if self._panel:
            self._panel.follow(network, digit, is_settled=is_settled)

    def fit(self, height: int) -> None:
        """Take a share of a window of this height."""
        self._room = round(height * _ROOM_SHARE)
        if self._panel:
            self._panel.fit(self._room)


def _made(name: str) -> "WhyPanel | FeatureMapsPanel":
    if name == WHY:
        from digitpad.ui.why_panel import WhyPanel

        return WhyPanel()
    from digitpad.ui.feature_maps_panel import FeatureMapsPanel

    return FeatureMapsPanel()
