"""The strip under the pad for those who ask how the network comes to its answer."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QVBoxLayout, QWidget

from digitpad.ui import theme

if TYPE_CHECKING:
    from digitpad.h5model import Network
    from digitpad.readings import DigitReading
    from digitpad.ui.feature_maps_panel import FeatureMapsPanel
    from digitpad.ui.why_panel import WhyPanel

WHY: Final = "why"
FEATURE_MAPS: Final = "feature_maps"

_SHOWN: Final = "insight"
_ROOM_SHARE: Final = 0.19  # of the window's height


class Insights(QWidget):
    """Shows one panel or none, and remembers which; makes it when it is asked for."""

    def __init__(self, state: QSettings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self._panel: WhyPanel | FeatureMapsPanel | None = None
        self._shown = ""
        self._room = 0
        self._followed: tuple[Network | None, DigitReading | None] = (None, None)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.GRID, 0, 0)
        self.hide()

    @property
    def remembered(self) -> str:
        """Which panel was shown last; empty for none."""
        return str(self._state.value(_SHOWN, ""))

    @property
    def shown(self) -> str:
        """Which panel is shown; empty for none."""
        return self._shown

    def toggle(self, name: str) -> None:
        """Show a panel, or none if it is shown already."""
        self.show_panel("" if name == self._shown else name)

    def show_panel(self, name: str) -> None:
        """Show a panel in place of the one before; none for an empty name."""
        if name == self._shown:
            return
        self._shown = name
        self._state.setValue(_SHOWN, name)
        if self._panel is not None:
            self._panel.hide()
            self._panel.deleteLater()
        self._panel = None
        if name:
            self._put(name)
        self.setVisible(bool(name))

    def follow(
        self,
        network: "Network | None",
        digit: "DigitReading | None",
        *,
        is_settled: bool,
    ) -> None:
        """Let the panel show another reading; it is settled when the pen is up."""
        self._followed = network, digit
        if self._panel:
            self._panel.follow(network, digit, is_settled=is_settled)

    def fit(self, height: int) -> None:
        """Take a share of a window of this height."""
        self._room = round(height * _ROOM_SHARE)
        if self._panel:
            self._panel.fit(self._room)

    def _put(self, name: str) -> None:
        panel = _made(name)
        self._panel = panel
        panel.fit(self._room)
        layout = self.layout()
        assert layout is not None
        layout.addWidget(panel)
        # What comes into a visible strip would be shown only with the next event.
        panel.show()
        panel.follow(*self._followed, is_settled=True)


def _made(name: str) -> "WhyPanel | FeatureMapsPanel":
    # Imported late: most windows open without either.
    if name == WHY:
        from digitpad.ui.why_panel import WhyPanel

        return WhyPanel()
    from digitpad.ui.feature_maps_panel import FeatureMapsPanel

    return FeatureMapsPanel()
