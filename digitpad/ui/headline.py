"""The one large line at the top of a page of a dialog."""

from PySide6.QtWidgets import QLabel, QWidget

from digitpad.ui import theme


class Headline(QLabel):
    """A label in larger, heavier type."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent, wordWrap=True)
        self.setFont(theme.scaled_font(self.font(), 1.35, bold=True))
