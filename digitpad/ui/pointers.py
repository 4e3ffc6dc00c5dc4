"""Mouse, finger and tablet events as the steps of a pen, or as taps."""

from collections.abc import Callable, Hashable, Iterator, Sequence
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
from PySide6.QtWidgets import QWidget

_FRAME_MS: Final = 17
_ANOTHER_CLOCK_MS: Final = 10_000
_STILL: Final = 6.0  # pixels; a finger moves so far while it taps

Target = Callable[[QPointF], int | None]


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


class Tap:
    """Holds a press on a target back until it moves or is let go.

    Attributes:
        tapped: What was tapped with the last step; None if nothing was.
    """

    def __init__(self) -> None:
        self.tapped: int | None = None
        self._held: Step | None = None
        self._target: int | None = None

    def drawing_steps(self, step: Step, target_at: Target) -> Sequence[Step]:
        """The steps that draw, now that this one has come.

        Args:
            step: What a pointer does.
            target_at: Which target lies at a place of the pad.
        """
        self.tapped = None
        held = self._held
        if held is None:
            return self._begin(step, target_at) if step.move is Move.DOWN else (step,)
        if step.holder != held.holder:
            return (step,)
        is_still = (step.place - held.place).manhattanLength() <= _STILL
        if step.move is Move.ON and is_still:
            return ()
        self._held = None
        if step.move is Move.UP and is_still:
            self.tapped = self._target
            return ()
        # Nothing was drawn yet by what the system takes for itself, or loses.
        return (held, step) if step.move in (Move.ON, Move.UP) else ()

    def show_pointer(self, widget: QWidget, *, is_over: bool) -> None:
        """Let the pointer be a hand over what can be tapped, else the cross."""
        shapes = Qt.CursorShape
        shape = shapes.PointingHandCursor if is_over else shapes.CrossCursor
        if widget.cursor().shape() != shape:
            widget.setCursor(shape)

    def _begin(self, step: Step, target_at: Target) -> Sequence[Step]:
        self._target = target_at(step.place)
        if self._target is None:
            return (step,)
        self._held = step
        return ()


def steps_of(event: QEvent) -> list[Step]:
    """The steps in an event; none if it is no pointer's or not for a pen."""
    if isinstance(event, QMouseEvent):
        return _of_mouse(event)
    if isinstance(event, QTabletEvent):
        return _of_tablet(event)
    if isinstance(event, QTouchEvent):
        return list(_of_touch(event))
    return []


def prepare(widget: QWidget) -> None:
    """Have a widget get all that pointers do."""
    # On X11 Qt would leave out moves that queue up.
    attribute = Qt.ApplicationAttribute.AA_CompressHighFrequencyEvents
    QCoreApplication.setAttribute(attribute, False)
    widget.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
    # A move without a button tells that a release was lost.
    widget.setMouseTracking(True)
    widget.setCursor(Qt.CursorShape.CrossCursor)


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
