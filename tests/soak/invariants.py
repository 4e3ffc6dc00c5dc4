"""What must be true of every window, whatever has been done to it."""

import logging
import sys
from collections.abc import Callable
from operator import is_
from pathlib import Path
from random import Random
from types import TracebackType

import numpy as np
from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QLabel

from digitpad.errors import DigitpadError
from digitpad.ink import Drawing
from digitpad.readings import DigitReading, NumberReading
from digitpad.recognizer import Recognizer
from digitpad.ui.main_window import MainWindow
from digitpad.ui.verdict import answer_of

_NEAR = 1e-4
_MOST_READERS = 2
# The offscreen platform's own; nobody has such a screen.
_HARMLESS = ("This plugin does not support", "QFileSystemWatcher")


class Ears(logging.Handler):
    """Hears all that goes wrong without ending the program.

    Attributes:
        heard: A line for each exception, and for each warning of Qt's.
    """

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.heard: list[str] = []
        logging.getLogger().addHandler(self)
        sys.excepthook = self._on_exception
        sys.unraisablehook = lambda raised: self._hear(repr(raised.exc_value))
        qInstallMessageHandler(self._on_message)

    def emit(self, record: logging.LogRecord) -> None:
        """Hear of what the program itself calls an error."""
        self._hear(f"log: {self.format(record)}")

    def _hear(self, line: str) -> None:
        self.heard.append(line)

    def _on_exception(
        self,
        kind: type[BaseException],
        error: BaseException,
        trace: TracebackType | None,
    ) -> None:
        told = logging.Formatter().formatException((kind, error, trace))
        self._hear(f"exception: {told}")

    def _on_message(
        self, kind: QtMsgType, context: QMessageLogContext, message: str
    ) -> None:
        is_bad = kind not in (QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg)
        if is_bad and not message.startswith(_HARMLESS):
            self._hear(f"Qt: {message}")


class Judge:
    """Reads anew what is on a window's pad, and knows nothing of what was before."""

    def __init__(self) -> None:
        self._readers: dict[tuple[object, ...], Recognizer] = {}
        self._seen: tuple[object, ...] = ()
        self.judged = 0

    def fault(self, window: MainWindow) -> str:
        """What the window says wrongly of its pad; empty if nothing."""
        pad, recognizer = window.pad, window.recognizer
        if recognizer is None or pad.is_amid_change or window.tools.shown is not pad:
            return ""
        seen = window, pad.drawing, pad.picture, window.reading
        if all(map(is_, seen, self._seen)) and self._seen:
            return ""
        self._seen = seen
        label = window.findChild(QLabel, "answer")
        assert isinstance(label, QLabel)
        if label.text() != answer_of(window.reading):
            return f"the answer is {label.text()!r} for {window.reading!r}"
        return self._misread(window, recognizer)

    def _misread(self, window: MainWindow, recognizer: Recognizer) -> str:
        pad = window.pad
        if pad.is_empty:
            return "" if window.reading is None else "an empty pad is read"
        if not Path(recognizer.path).exists():
            return ""  # its file was removed; the window reads on with what it has
        source = pad.picture.source if pad.picture else pad.drawing
        self.judged += 1
        try:
            anew = self._reader(recognizer).read(source, pen_width=pad.pen_width)
        except DigitpadError:
            anew = None  # a picture without ink, of which the window tells
        if _alike(anew, window.reading):
            return ""
        ways = [stroke.xy.tolist() for stroke in pad.drawing.strokes]
        return f"read as {window.reading!r}, and anew as {anew!r}: {ways}"

    def _reader(self, recognizer: Recognizer) -> Recognizer:
        # Neither is equal to another; two windows take turns.
        known = recognizer.network, recognizer.lesson
        if known not in self._readers:
            while len(self._readers) >= _MOST_READERS:
                del self._readers[next(iter(self._readers))]
            reader = self._readers[known] = Recognizer.load(recognizer.path)
            reader.learn(recognizer.lesson)
        return self._readers[known]


def way_back_fault(window: MainWindow, chance: Random) -> str:
    """What goes wrong on the way back to the empty pad, and forth again."""
    pad = window.pad
    was_amid, before, picture = pad.is_amid_change, pad.drawing, pad.picture
    steps = 0
    while pad.can_undo:
        window.undo()
        steps += 1
    if not pad.is_empty or pad.can_undo:
        return f"undo ends after {steps} steps at {_points(pad.drawing)} points"
    for _ in range(steps):
        window.redo()
    if pad.is_amid_change:
        return "redo leaves the pen down"
    if not was_amid and (pad.drawing, pad.picture) != (before, picture):
        return f"{steps} steps back and forth end at another drawing"
    for _ in range(chance.randint(0, min(steps, 3))):
        window.undo()
    return ""


def first_fault(checks: list[Callable[[], str]]) -> str:
    """The first sentence that is not empty."""
    return next((fault for check in checks if (fault := check())), "")


def _points(drawing: Drawing) -> int:
    return sum(map(len, drawing.strokes))


def _alike(one: object, other: object) -> bool:
    if isinstance(one, NumberReading) and isinstance(other, NumberReading):
        pairs = zip(one.digits, other.digits, strict=False)
        return (
            one.text == other.text
            and np.allclose(one.boxes, other.boxes, atol=1e-3)
            and all(_alike(a, b) for a, b in pairs)
        )
    if isinstance(one, DigitReading) and isinstance(other, DigitReading):
        return (
            (one.digit, one.is_digit) == (other.digit, other.is_digit)
        ) and np.allclose(one.probabilities, other.probabilities, atol=_NEAR)
    return one is other is None
