"""Ten bars, one for each digit, in the order of the digits."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, QVariantAnimation, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from digitpad.ui import theme
from digitpad.ui.verdict import per_cent
from digitpad.ui.words import tr
from digitpad.words import mark

LONGEST_GLIDE_MS: Final = 120
NOTHING_DRAWN: Final = mark("Nothing is drawn.")

_HOW_TO_CORRECT: Final = mark("Read wrongly? Click the right digit, or press its key.")

_DIGITS: Final = 10
_NOTHING: Final = (0.0,) * _DIGITS
_BAR_SHARE: Final = 0.5  # of a row's height
_TYPE_SHARE: Final = 0.4  # of a row's height, on large screens
_MOST_TYPE_SHARE: Final = 0.75  # and on small ones
_LOWEST_ROW: Final = 0.75  # of a line of the system's font
# The winner's row is bold; to load that font for the first paint would delay it.
_BOLD_SHARE: Final = 1.15
_SPOKEN: Final = 3  # so many digits are told to a screen reader


class ProbabilityBars(QWidget):
    """Shows how likely each digit is: at once in figures, gliding in bars.

    Signals:
        clicked: The row of this digit was clicked.
    """

    clicked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("probabilities")
        self.setAccessibleName(tr("Probabilities"))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self._probabilities: Sequence[float] = _NOTHING
        self._winner: int | None = None
        self._why_blank = NOTHING_DRAWN
        self._glides = True
        self._from: Sequence[float] = _NOTHING
        self._shown: Sequence[float] = _NOTHING
        self._hovered: int | None = None
        self.setMouseTracking(True)
        self._glide = QVariantAnimation(self)
        self._glide.setStartValue(0.0)
        self._glide.setEndValue(1.0)
        self._glide.valueChanged.connect(self._on_glide)

    @property
    def probabilities(self) -> Sequence[float]:
        """The ten figures shown; all 0 when there is nothing to show."""
        return self._probabilities

    @property
    def shown_lengths(self) -> Sequence[float]:
        """How long the bars are just now, 0 to 1 each."""
        return self._shown

    @property
    def winner(self) -> int | None:
        """The digit in the accent colour; None if there is no answer."""
        return self._winner

    def show_probabilities(
        self, probabilities: Sequence[float], winner: int | None = None
    ) -> None:
        """Show other figures.

        Args:
            probabilities: Ten, each 0 to 1.
            winner: The digit that is the answer; None if none is.
        """
        self._why_blank = ""
        self._show(probabilities, winner)

    def show_none(self, why: str = NOTHING_DRAWN) -> None:
        """Show no figures; a screen reader says why."""
        self._why_blank = why
        self._show(_NOTHING, None)

    def glide(self, *, is_wanted: bool) -> None:
        """Let bars glide to their new length, if the system does, or jump."""
        self._glides = is_wanted

    def _show(self, probabilities: Sequence[float], winner: int | None) -> None:
        self._probabilities = probabilities
        self._winner = winner
        self.setAccessibleDescription(self._spoken())
        self.setToolTip("" if self._is_blank else tr(_HOW_TO_CORRECT))
        if self._is_blank:
            self.unsetCursor()
        else:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._from = self._shown
        self._glide.stop()
        duration = _glide_ms(self) if self._glides and self.isVisible() else 0
        if duration:
            self._glide.setDuration(duration)
            self._glide.start()
        else:
            self._on_glide(1.0)

    def _on_glide(self, progress: float) -> None:
        self._shown = [
            start + (end - start) * progress
            for start, end in zip(self._from, self._probabilities, strict=True)
        ]
        self.update()

    @property
    def _is_blank(self) -> bool:
        """Whether nothing is drawn that could be put right."""
        return self._why_blank == NOTHING_DRAWN

    def _spoken(self) -> str:
        if self._why_blank:
            return tr(self._why_blank)
        likeliest = sorted(range(_DIGITS), key=self._probabilities.__getitem__)
        return ", ".join(
            f"{digit}: {per_cent(self._probabilities[digit])}"
            for digit in likeliest[: -_SPOKEN - 1 : -1]
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ten rows."""
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            height = self.height() / _DIGITS
            painter.setFont(self._row_font(height))
            metrics = painter.fontMetrics()
            label = metrics.horizontalAdvance("0") * _BOLD_SHARE
            figure = metrics.horizontalAdvance("> 99 %") * _BOLD_SHARE
            for digit in range(_DIGITS):
                row = QRectF(0, digit * height, self.width(), height)
                self._paint_row(painter, digit, row, label, figure)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show which row a click would mean."""
        self._hover(self._row_at(event.position().y()))

    def leaveEvent(self, event: QEvent) -> None:
        """Show none any more."""
        self._hover(None)
        super().leaveEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the click; the window has no other use for it."""
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tell which row was clicked."""
        is_here = self.rect().contains(event.position().toPoint())
        row = self._row_at(event.position().y())
        if event.button() == Qt.MouseButton.LeftButton and is_here and row is not None:
            self.clicked.emit(row)

    def _row_at(self, y: float) -> int | None:
        """The digit in whose row a place is; None where nothing is drawn."""
        row = int(y * _DIGITS / max(self.height(), 1))
        return None if self._is_blank else min(max(row, 0), _DIGITS - 1)

    def _hover(self, row: int | None) -> None:
        if row != self._hovered:
            self._hovered = row
            self.update()

    def _row_font(self, height: float) -> QFont:
        """The system's font, larger in tall rows, smaller where it would not fit."""
        font = QFont(self.font())
        usual = self.fontInfo().pixelSize()
        wanted = max(usual, round(height * _TYPE_SHARE))
        font.setPixelSize(max(1, min(wanted, int(height * _MOST_TYPE_SHARE))))
        return font

    def _paint_row(
        self, painter: QPainter, digit: int, row: QRectF, label: float, figure: float
    ) -> None:
        palette = self.palette()
        is_winner = digit == self._winner
        middle = Qt.AlignmentFlag.AlignVCenter
        if digit == self._hovered and not self._is_blank:
            painter.setBrush(theme.faint(palette))
            painter.drawRoundedRect(row, theme.CORNER / 2, theme.CORNER / 2)
        usual = painter.font()
        if is_winner:
            # Colour alone tells nothing to who does not see it.
            painter.setFont(_bold(usual))
        painter.setPen(self._text_colour(palette, is_winner=is_winner))
        painter.drawText(row, middle | Qt.AlignmentFlag.AlignLeft, str(digit))
        if not self._why_blank:
            text = per_cent(self._probabilities[digit])
            painter.drawText(row, middle | Qt.AlignmentFlag.AlignRight, text)
        painter.setFont(usual)
        painter.setPen(Qt.PenStyle.NoPen)
        air = 1.5 * theme.GRID
        track = row.adjusted(label + air, 0, -figure - air, 0)
        _paint_bar(painter, track, 1.0, theme.faint(palette))
        colour = theme.accent(palette) if is_winner else _second(palette)
        _paint_bar(painter, track, self._shown[digit], colour)

    def _text_colour(self, palette: QPalette, *, is_winner: bool) -> QColor:
        return palette.windowText().color() if is_winner else theme.muted(palette)

    def sizeHint(self) -> QSize:
        """Rows as high as buttons."""
        return QSize(36 * theme.GRID, _DIGITS * 4 * theme.GRID)

    def minimumSizeHint(self) -> QSize:
        """Rows in which a smaller type than the system's still fits."""
        rows = max(2 * theme.GRID, int(self.fontMetrics().height() * _LOWEST_ROW))
        return QSize(24 * theme.GRID, _DIGITS * rows)


def _paint_bar(painter: QPainter, track: QRectF, share: float, colour: QColor) -> None:
    height = track.height() * _BAR_SHARE
    bar = QRectF(track.x(), 0, track.width() * share, height)
    if bar.width() < 1:
        return
    bar.moveTop(track.center().y() - height / 2)
    painter.setBrush(colour)
    corner = min(height, bar.width()) / 2
    painter.drawRoundedRect(bar, corner, corner)


def _bold(font: QFont) -> QFont:
    bold = QFont(font)
    bold.setWeight(QFont.Weight.Bold)
    return bold


def _second(palette: QPalette) -> QColor:
    """The bars that did not win."""
    return theme.mixed(palette.windowText().color(), palette.window().color(), 0.55)


def _glide_ms(widget: QWidget) -> int:
    """How long bars glide; 0 where the user wants nothing to move."""
    # The first paint comes sooner without this class.
    from PySide6.QtWidgets import QStyle

    hint = QStyle.StyleHint.SH_Widget_Animation_Duration
    return min(LONGEST_GLIDE_MS, widget.style().styleHint(hint, None, widget))
