"""The answer: the digit in very large type, how sure it is, and why not."""

from dataclasses import replace
from typing import Final

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from digitpad.ui import theme
from digitpad.ui.muted_label import MutedLabel
from digitpad.ui.verdict import Verdict
from digitpad.ui.words import tr

_LARGEST: Final = 320  # pixels; enough for three metres on the largest screen
_LARGEST_OF_ALL: Final = 2000
_SECOND_SHARE: Final = 0.32  # height of the confidence to that of a lone digit
_SECOND_SHARE_OF_WIDTH: Final = 0.15  # on tall panels, where it would crowd the digit
_DETAIL_SHARE: Final = 0.07  # of the panel's height, on large screens
_SMALLEST_DETAIL: Final = 0.5  # of the system's type
# A doubt is part of the answer: "4 or 9?" is read as one.
_DOUBT_SHARE: Final = 0.6  # of the answer's size
_LONG_DOUBT_SHARE: Final = 0.4
_SHORT_DOUBT: Final = 6  # characters
_MEASURED: Final = 100  # pixels; the size in which texts are measured


class AnswerPanel(QWidget):
    """Shows a verdict; the type shrinks to fit, the place stays.

    Args:
        prefix: Begins the object names, where there are two of it.
    """

    def __init__(self, parent: QWidget | None = None, *, prefix: str = "") -> None:
        super().__init__(parent)
        self._prefix = prefix
        self._is_large = False
        self._names: dict[QLabel, str] = {}
        self._answer = self._named(QLabel(self), "answer", tr("Answer"))
        self._doubt = self._named(
            MutedLabel("", self), "doubt", tr("What else it may be")
        )
        self._confidence = self._named(
            MutedLabel("", self), "confidence", tr("Confidence")
        )
        self._detail = self._named(MutedLabel("", self), "detail", tr("Explanation"))
        self._verdict = Verdict()
        self._whole = self._verdict
        self._shows_confidence = True
        self._sizes: dict[QLabel, int] = {}
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)

    @property
    def verdict(self) -> Verdict:
        """What is shown."""
        return self._verdict

    def enlarge(self, *, is_wanted: bool) -> None:
        """Be as large as there is room, or no larger than usual."""
        self._is_large = is_wanted
        self._sizes.clear()
        self._arrange()

    def show_confidence(self, *, is_shown: bool) -> None:
        """Say how sure an answer is, or keep it back."""
        self._shows_confidence = is_shown
        self.show_verdict(self._whole)

    def show_verdict(self, verdict: Verdict) -> None:
        """Show another verdict, at once."""
        self._whole = verdict
        if not self._shows_confidence:
            verdict = replace(verdict, confidence="")
        if verdict == self._verdict:
            return
        self._verdict = verdict
        for label, text in (
            (self._answer, verdict.answer),
            (self._doubt, verdict.doubt),
            (self._confidence, verdict.confidence),
            (self._detail, verdict.detail),
        ):
            if label.text() != text:
                label.setText(text)
                # A name takes the place of the text for a screen reader.
                label.setAccessibleName(f"{self._names[label]}: {text}".rstrip(": "))
        self._arrange()

    def _named(self, label: QLabel, name: str, accessible_name: str) -> QLabel:
        label.setObjectName(f"{self._prefix}{name}")
        label.setAccessibleName(accessible_name)
        self._names[label] = accessible_name
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        return label

    def _arrange(self) -> None:
        """Set the four texts: sizes that fit, on one baseline."""
        width, detail_height = self.width(), self._fit_detail()
        height = self.height() - detail_height
        second_size = min(height * _SECOND_SHARE, width * _SECOND_SHARE_OF_WIDTH)
        second = self._sized(self._confidence, round(second_size))
        right = second.horizontalAdvance(self._verdict.confidence)
        room = width - right - 2 * theme.GRID * bool(right)
        size = self._fitting(room, height)
        self._sized(self._answer, size, QFont.Weight.Bold)
        doubt = self._sized(self._doubt, round(size * self._doubt_share))
        answer_width = self._answer.sizeHint().width()
        base = self._baseline(self._answer, height)
        self._place(self._answer, 0, base, answer_width)
        doubt_width = doubt.horizontalAdvance(self._verdict.doubt) + 4
        self._place(self._doubt, answer_width + 2 * theme.GRID, base, doubt_width)
        self._place(self._confidence, width - right, base, right)
        self._detail.setGeometry(0, height, width, detail_height)

    def _fit_detail(self) -> int:
        """Let the detail be as wide as the panel at most; the height of its line."""
        usual = self.fontInfo().pixelSize()
        size = max(usual, round(self.height() * _DETAIL_SHARE))
        if text := self._verdict.detail:
            needed = self._sized(self._detail, size).horizontalAdvance(text)
            if needed > self.width():
                share = max(self.width() / needed, _SMALLEST_DETAIL)
                self._sized(self._detail, int(size * share))
        # The line is always as high, so that the answer stays in its place.
        return self.fontMetrics().height() * size // usual

    @property
    def _doubt_share(self) -> float:
        is_short = len(self._verdict.doubt) <= _SHORT_DOUBT
        return _DOUBT_SHARE if is_short else _LONG_DOUBT_SHARE

    def _fitting(self, width: int, height: int) -> int:
        """The largest type in which the answer fits, its doubt beside it."""
        lines, doubt = self._verdict.answer.split("\n"), self._verdict.doubt
        bold = _metrics(self.font(), QFont.Weight.Bold)
        plain = _metrics(self.font(), QFont.Weight.Normal)
        widest = max(bold.horizontalAdvance(line) for line in lines)
        if doubt:
            widest += round(plain.horizontalAdvance(doubt) * self._doubt_share)
            width -= 2 * theme.GRID + 4
        tall = bold.height() * len(lines)
        share = min(max(width, 1) / max(widest, 1), height / tall)
        largest = _LARGEST_OF_ALL if self._is_large else _LARGEST
        return max(1, min(largest, int(_MEASURED * share)))

    def _sized(
        self, label: QLabel, size: int, weight: QFont.Weight = QFont.Weight.Normal
    ) -> QFontMetrics:
        if self._sizes.get(label) != size:
            self._sizes[label] = size
            font = QFont(self.font())
            font.setPixelSize(max(size, 1))
            font.setWeight(weight)
            label.setFont(font)
        return label.fontMetrics()

    def _baseline(self, label: QLabel, height: int) -> int:
        """Where the last line stands when the text is centred in the height."""
        metrics = label.fontMetrics()
        lines = self._verdict.answer.count("\n") + 1
        return (height + metrics.height() * lines) // 2 - metrics.descent()

    def _place(self, label: QLabel, left: int, baseline: int, width: int) -> None:
        hint = label.sizeHint()
        top = baseline + label.fontMetrics().descent() - hint.height()
        label.setGeometry(left, top, width, hint.height())

    def sizeHint(self) -> QSize:
        """Room for a large digit."""
        return QSize(36 * theme.GRID, 18 * theme.GRID)

    def minimumSizeHint(self) -> QSize:
        """Room for a digit that is still the largest thing in the window."""
        return QSize(30 * theme.GRID, 14 * theme.GRID)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the type to the new size."""
        self._sizes.clear()
        self._arrange()
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the font."""
        if event.type() == QEvent.Type.FontChange:
            self._sizes.clear()
            self._arrange()
        super().changeEvent(event)


def _metrics(font: QFont, weight: QFont.Weight) -> QFontMetrics:
    measured = QFont(font)
    measured.setWeight(weight)
    measured.setPixelSize(_MEASURED)
    return QFontMetrics(measured)
