"""A tablet's pen and fingers on the pad, as Qt tells of them, whole or in part."""

from collections.abc import Callable
from random import Random
from time import monotonic

from hand import Hand
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QInputDevice, QPointingDevice, QTabletEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from digitpad.ui.main_window import MainWindow

_NONE, _LEFT = Qt.MouseButton.NoButton, Qt.MouseButton.LeftButton
_PLAIN = Qt.KeyboardModifier.NoModifier


class Pens:
    """What can be done with them, each at random.

    Args:
        chance: Decides everything.
        note: Is told of everything before it is done.
        between: Is called after each event.
    """

    def __init__(
        self,
        chance: Random,
        note: Callable[[str], None],
        between: Callable[[], None],
    ) -> None:
        self._chance, self._note, self._between = chance, note, between
        kinds, can = QPointingDevice.PointerType, QInputDevice.Capability
        self._pen = QPointingDevice(
            "pen", 1, QInputDevice.DeviceType.Stylus, kinds.Pen,
            can.Position | can.Pressure, 1, 3,
        )  # fmt: skip
        self._finger = QTest.createTouchDevice()

    def use_pen(self, window: MainWindow) -> None:
        """A stroke, or a part of one, with a tablet's pen."""
        way = Hand(window.pad, self._chance, 6).stroke()
        kinds = QEvent.Type
        steps = [kinds.TabletPress, *(kinds.TabletMove,) * 6, kinds.TabletRelease]
        kept = [k for k in steps if self._chance.random() < 0.95]
        self._note(f"pen, {len(kept)} events")
        for kind, place in zip(kept, (*way, way[-1]), strict=False):
            here, there = QPointF(*place), window.pad.mapToGlobal(QPointF(*place))
            button = _NONE if kind is kinds.TabletMove else _LEFT
            held = _NONE if kind is kinds.TabletRelease else _LEFT
            pressure = self._chance.random()
            event = QTabletEvent(
                kind, self._pen, here, there, pressure, 0.0, 0.0, 0.0, 0.0, 0.0,
                _PLAIN, button, held,
            )  # fmt: skip
            event.setTimestamp(int(monotonic() * 1000))
            QApplication.sendEvent(window.pad, event)
            self._between()

    def touch(self, window: MainWindow) -> None:
        """One or two fingers on the pad."""
        fingers = self._chance.choice((1, 1, 2))
        ways = [Hand(window.pad, self._chance, 5).stroke() for _ in range(fingers)]
        self._note(f"touch with {fingers}")
        for step in range(len(ways[0])):
            touches = QTest.touchEvent(window.pad, self._finger)
            for number, way in enumerate(ways):
                here = QPointF(*way[step]).toPoint()
                if step == 0:
                    touches.press(number, here, window.pad)
                elif step == len(way) - 1:
                    touches.release(number, here, window.pad)
                else:
                    touches.move(number, here, window.pad)
            touches.commit(False)
            self._between()
