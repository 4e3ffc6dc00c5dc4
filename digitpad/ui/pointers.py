"""Mouse, finger and tablet events as the steps of a pen."""

from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from enum import Enum, auto
from time import monotonic
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QPointF, Qt
from PySide6.QtGui import (
    QEventPoint,
    QMouseEvent,
    QPointingDevice,
    QTabletEvent,
    QTouchEvent,
)

_FRAME_MS: Final = 17
_ANOTHER_CLOCK_MS: Final = 10_000


class Move(Enum):
    """What a pointer does."""

    DOWN = auto()
    ON = auto()
    UP = auto()
    LOST = auto()  # it is up, and nobody said where
    CANCELLED = auto()  # the system wants the gesture for itself


@dataclass(frozen=True)
class Step:
    """One move of one pointer.

    Attributes:
        move: What it does.
        holder: Which pointer it is.
        place: Where, in the widget's pixels.
        ms: When, on the system's clock.
        pressure: 0 to 1; None where the device does not know it.
    """

    move: Move
    holder: Hashable
    place: QPointF
    ms: int
    pressure: float | None = None


def steps_of(event: QEvent) -> list[Step]:
    """The steps in an event; none if it is no pointer's or not for a pen."""
    if isinstance(event, QMouseEvent):
        return _of_mouse(event)
    if isinstance(event, QTabletEvent):
        return _of_tablet(event)
    if isinstance(event, QTouchEvent):
        return list(_of_touch(event))
    return []


def deliver_every_move() -> None:
    """Have Qt hand over all moves; on X11 it would leave out those that queue up."""
    attribute = Qt.ApplicationAttribute.AA_CompressHighFrequencyEvents
    QCoreApplication.setAttribute(attribute, False)


def is_behind(ms: int) -> bool:
    """Whether an event of this time has waited for more than a frame.

    Events carry the clock since the start of the system, as Python's monotonic clock
    does. Where they carry another, the difference is of another order and says nothing.
    """
    return _FRAME_MS < monotonic() * 1000 - ms < _ANOTHER_CLOCK_MS


def _of_mouse(event: QMouseEvent) -> list[Step]:
    move = _button_move(event)
    return [Step(move, "mouse", event.position(), event.timestamp())] if move else []


def _button_move(event: QMouseEvent) -> Move | None:
    left = Qt.MouseButton.LeftButton
    if event.type() == QEvent.Type.MouseMove:
        return Move.ON if event.buttons() & left else Move.LOST
    if event.button() != left:
        return None
    # The second press of a double click is a stroke like any other.
    return Move.UP if event.type() == QEvent.Type.MouseButtonRelease else Move.DOWN


def _of_tablet(event: QTabletEvent) -> list[Step]:
    if event.pointerType() == QPointingDevice.PointerType.Eraser:
        return []
    move = _TABLET.get(event.type())
    if move is Move.ON and not event.buttons() & Qt.MouseButton.LeftButton:
        move = Move.LOST  # it hovers
    if move is None:
        return []
    place, ms, pressure = event.position(), event.timestamp(), event.pressure()
    return [Step(move, "tablet", place, ms, pressure)]


def _of_touch(event: QTouchEvent) -> Iterator[Step]:
    for point in event.points():
        if event.type() == QEvent.Type.TouchCancel:
            move: Move | None = Move.CANCELLED
        else:
            move = _TOUCH.get(point.state())
        if move:
            yield Step(move, point.id(), point.position(), event.timestamp())


_TABLET = {
    QEvent.Type.TabletPress: Move.DOWN,
    QEvent.Type.TabletMove: Move.ON,
    QEvent.Type.TabletRelease: Move.UP,
}
_TOUCH = {
    QEventPoint.State.Pressed: Move.DOWN,
    QEventPoint.State.Updated: Move.ON,
    QEventPoint.State.Released: Move.UP,
}
