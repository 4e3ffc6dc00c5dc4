"""A label of second rank: captions, units, names beside values."""

from PySide6.QtCore import QEvent
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel, QWidget

from digitpad.ui import theme


class MutedLabel(QLabel):
    """A label in a softer colour, which follows the palette."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._mute()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the palette."""
        if event.type() == QEvent.Type.PaletteChange:
            self._mute()
        super().changeEvent(event)

    def _mute(self) -> None:
        colour = theme.muted(QPalette())
        # To set it is itself a change of the palette.
        if self.palette().windowText().color() != colour:
            palette = QPalette()
            palette.setColor(QPalette.ColorRole.WindowText, colour)
            self.setPalette(palette)
