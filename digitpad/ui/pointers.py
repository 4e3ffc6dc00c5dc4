"""Mouse, finger and tablet events as the steps of a pen."""

from time import monotonic
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QMouseEvent, QPointingDevice, QTabletEvent, QTouchEvent
from PySide6.QtWidgets import QWidget

from digitpad.ui.fingers import Fingers, is_on_screen
from digitpad.ui.steps import Move, Step

_FRAME_MS: Final = 17
_ANOTHER_CLOCK_MS: Final = 10_000
_OTHER: Final = Qt.MouseButton.RightButton
_BUTTONS: Final = (Qt.MouseButton.LeftButton, _OTHER)
_ERASING: Final = {(_OTHER, move) for move in (Move.DOWN, Move.ON, Move.UP)}
# A pen has buttons beside its tip, which may be pressed anywhere.
_TIP: Final = (Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton)


class Pointers:
    """All that point at one widget."""

    def __init__(self) -> None:
        self._fingers = Fingers()

    def steps_of(self, event: QEvent) -> list[Step]:
        """The steps in an event; none if it is no pointer's or not for a pen."""
        if isinstance(event, QMouseEvent):
            return _of_mouse(event)
        if isinstance(event, QTabletEvent):
            return [*self._fingers.see_pen(), *_of_tablet(event)]
        if isinstance(event, QTouchEvent) and is_on_screen(event):
            return self._fingers.steps_of(event)
        return []


def is_taken(event: QEvent) -> bool:
    """Whether an event must not come again as a mouse: a touch, or a pen."""
    if isinstance(event, QTouchEvent):
        return is_on_screen(event)
    return isinstance(event, QTabletEvent)


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
    place, ms = event.position(), event.timestamp()
    return [
        Step(move, button, place, ms, erases=(button, move) in _ERASING)
        for button, move in _button_moves(event)
    ]


def _button_moves(event: QMouseEvent) -> list[tuple[Qt.MouseButton, Move]]:
    """What each button does that draws or erases; each is a pointer of its own."""
    if event.type() == QEvent.Type.MouseMove:
        down = [(button, Move.ON) for button in _BUTTONS if event.buttons() & button]
        return down or [(button, Move.LOST) for button in _BUTTONS]
    if event.button() not in _BUTTONS:
        return []
    # The second press of a double click is a stroke like any other.
    is_up = event.type() == QEvent.Type.MouseButtonRelease
    return [(event.button(), Move.UP if is_up else Move.DOWN)]


def _of_tablet(event: QTabletEvent) -> list[Step]:
    move = _TABLET.get(event.type())
    if move is Move.ON and not event.buttons() & Qt.MouseButton.LeftButton:
        move = Move.LOST  # it hovers
    if move is None or event.button() not in _TIP:
        return []
    place, ms, pressure = event.position(), event.timestamp(), event.pressure()
    erases = event.pointerType() == QPointingDevice.PointerType.Eraser
    return [Step(move, "tablet", place, ms, pressure, erases)]


_TABLET: Final = {
    QEvent.Type.TabletPress: Move.DOWN,
    QEvent.Type.TabletMove: Move.ON,
    QEvent.Type.TabletRelease: Move.UP,
}
