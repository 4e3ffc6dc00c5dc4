"""The place below the pad for what is shown of the network; empty until it is asked."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

if TYPE_CHECKING:
    from digitpad.h5model import Network
    from digitpad.readings import DigitReading
    from digitpad.ui.insights import Insights


class InsightStrip(QWidget):
    """Holds the insights, which most windows open without."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._insights: Insights | None = None
        self._height = 0
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.hide()

    def toggle(self, name: str) -> str:
        """Show a panel, or none if it is shown already.

        Args:
            name: `WHY` or `FEATURE_MAPS`.

        Returns:
            Which panel is shown now; empty for none.
        """
        if self._insights is None:
            # Imported late: most windows open without it.
            from digitpad.ui.insights import Insights

            self._insights = Insights(self)
            self._insights.fit(self._height)
            self._column.addWidget(self._insights)
        shown = self._insights.toggle(name)
        self.setVisible(bool(shown))
        return shown

    def follow(
        self,
        network: "Network | None",
        digit: "DigitReading | None",
        *,
        is_settled: bool,
    ) -> None:
        """Let what is shown follow the reading; it is settled when the pen is up."""
        if self._insights:
            self._insights.follow(network, digit, is_settled=is_settled)

    def fit(self, height: int) -> None:
        """Take a share of a window of this height."""
        self._height = height
        if self._insights:
            self._insights.fit(height)
