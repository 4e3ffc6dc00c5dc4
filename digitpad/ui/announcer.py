"""Tells people who do not look at the window what is read on the pad."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from digitpad.ui.verdict import Verdict, verdict_of

if TYPE_CHECKING:
    from digitpad.ui.main_window import MainWindow


class Announcer(QObject):
    """Has a screen reader say the answer whenever the pen has been lifted.

    Args:
        window: The window with the pad.

    Signals:
        announced: This has been handed to the screen reader, if there is one.
    """

    announced = Signal(str)

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        # Fires when the window has read what is on the pad, and nothing else comes.
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._tell_answer)
        window.pad.changed.connect(self._on_changed)

    def tell(self, sentence: str) -> None:
        """Have a sentence said when the reader has time for it."""
        if sentence:
            # Imported late: the first paint does not wait for what is said after it.
            from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

            event = QAccessibleAnnouncementEvent(self._window.pad, sentence)
            QAccessible.updateAccessibility(event)
            self.announced.emit(sentence)

    def _on_changed(self) -> None:
        # It would not end while one draws.
        if not self._window.pad.is_amid_change:
            self._soon.start()

    def _tell_answer(self) -> None:
        pad = self._window.pad
        if not pad.is_amid_change:
            self.tell(in_words(verdict_of(self._window.reading, pad.drawing)))


def in_words(verdict: Verdict) -> str:
    """A verdict as it is said: "4 or 9? 61 % for 4, 37 % for 9"."""
    answer = f"{verdict.answer} {verdict.doubt}".strip()
    rest = ", ".join(filter(None, (verdict.confidence, verdict.detail)))
    between = " " if verdict.doubt else ", "
    return between.join(filter(None, (answer, rest)))
