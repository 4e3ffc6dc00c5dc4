"""A hand that writes numbers on the pad with the mouse, as real events of the window.

The digits are those of tests/data, written by people's rules and not by chance alone.
"""

import gzip
import json
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import accumulate, pairwise
from math import dist
from pathlib import Path
from random import Random
from time import monotonic

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

Place = tuple[float, float]
Way = list[Place]

_DIGITS = Path(__file__).parents[1] / "data" / "written_digits.jsonl.gz"
_LEFT, _RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton
_NONE = Qt.MouseButton.NoButton


class Hand:
    """Draws and erases on a pad.

    Args:
        pad: The pad.
        chance: Decides what is written, and where.
        moves: Into how many moves each stroke is cut.
    """

    def __init__(self, pad: QWidget, chance: Random, moves: int = 20) -> None:
        self._pad, self._chance, self._moves = pad, chance, moves
        self._digits = _written_digits()

    def number(self, digits: int) -> Iterator[Way]:
        """The strokes of so many digits side by side."""
        across = self._pad.width() / digits
        for place in range(digits):
            size = min(across, self._pad.height()) * self._chance.uniform(0.3, 0.8)
            left = across * place + self._chance.uniform(0, across - size)
            top = self._chance.uniform(0, self._pad.height() - size)
            yield from self._digit(left, top, size)

    def stroke(self) -> Way:
        """One stroke anywhere, straight across."""
        width, height = self._pad.width() - 1, self._pad.height() - 1
        ends = [
            (self._chance.uniform(0, width), self._chance.uniform(0, height))
            for _ in range(2)
        ]
        return _evenly(ends, self._moves)

    def down(self, place: Place, *, erases: bool = False) -> None:
        """Press the mouse's button: the left one draws, the right one erases."""
        button = _RIGHT if erases else _LEFT
        self._send(QEvent.Type.MouseButtonPress, place, button, button)

    def move(self, place: Place, *, erases: bool = False) -> None:
        """Move the mouse with the button pressed."""
        self._send(QEvent.Type.MouseMove, place, _NONE, _RIGHT if erases else _LEFT)

    def up(self, place: Place, *, erases: bool = False) -> None:
        """Let the button go."""
        button = _RIGHT if erases else _LEFT
        self._send(QEvent.Type.MouseButtonRelease, place, button, _NONE)

    def _digit(self, left: float, top: float, size: float) -> Iterator[Way]:
        strokes = self._chance.choice(self._digits)
        xs = [x for stroke in strokes for x, *_ in stroke]
        ys = [y for stroke in strokes for _, y, *_ in stroke]
        scale = size / max(max(xs) - min(xs), max(ys) - min(ys), 1)
        for stroke in strokes:
            way = [
                (left + (x - min(xs)) * scale, top + (y - min(ys)) * scale)
                for x, y, *_ in stroke
            ]
            yield _evenly(way, self._moves)

    def _send(
        self,
        kind: QEvent.Type,
        place: Place,
        button: Qt.MouseButton,
        buttons: Qt.MouseButton,
    ) -> None:
        here = QPointF(*place)
        there = self._pad.mapToGlobal(here)
        none = Qt.KeyboardModifier.NoModifier
        event = QMouseEvent(kind, here, there, button, buttons, none)
        # The window leaves out readings for events that have waited.
        event.setTimestamp(int(monotonic() * 1000))
        QApplication.sendEvent(self._pad, event)


@cache
def _written_digits() -> list[list[list[Place]]]:
    """The strokes of each digit."""
    with gzip.open(_DIGITS, "rt") as lines:
        return [json.loads(line)["strokes"] for line in lines]


def _evenly(way: Sequence[Place], moves: int) -> Way:
    """The same way in so many steps that are equally long."""
    far = [0.0, *accumulate(dist(a, b) for a, b in pairwise(way))]
    if far[-1] == 0:
        return [way[0]]
    found, i = [way[0]], 0
    for step in range(1, moves + 1):
        at = far[-1] * step / moves
        while i < len(far) - 2 and far[i + 1] < at:
            i += 1
        share = (at - far[i]) / ((far[i + 1] - far[i]) or 1)
        (x0, y0), (x1, y1) = way[i], way[i + 1]
        found.append((x0 + (x1 - x0) * share, y0 + (y1 - y0) * share))
    return found
