"""A line of text that ends in an ellipsis where there is no room for all of it."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel

from digitpad.ui import theme


class ElidedLabel(QLabel):
    """A one-line label that may be narrower than its text.

    Args:
        elided: Which part of the text gives way.
        is_muted: Whether the text is of second rank.
    """

    def __init__(
        self,
        text: str = "",
        elided: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
        *,
        is_muted: bool = False,
    ) -> None:
        super().__init__(text)
        self._elided = elided
        self._is_muted = is_muted
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setToolTip(_as_plain_text(text))

    def setText(self, text: str) -> None:  # noqa: N802 (Qt's name)
        """Show another text; all of it is in the tool tip."""
        super().setText(text)
        self.setToolTip(_as_plain_text(text))

    def minimumSizeHint(self) -> QSize:
        """Room for a word."""
        hint = super().minimumSizeHint()
        return QSize(min(hint.width(), 8 * hint.height()), hint.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint as much as there is room for."""
        metrics = self.fontMetrics()
        text = metrics.elidedText(self.text(), self._elided, self.width())
        with QPainter(self) as painter:
            if self._is_muted:
                painter.setPen(theme.muted(self.palette()))
            painter.drawText(self.rect(), self.alignment(), text)


def _as_plain_text(text: str) -> str:
    """The text such that a tool tip, which takes markup, shows it as it is."""
    if "<" not in text:
        return text
    from html import escape

    return f"<span>{escape(text)}</span>"
