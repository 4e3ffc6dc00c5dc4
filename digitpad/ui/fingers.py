"""The touches of fingers as the steps of a pen, without those of a palm."""

from collections.abc import Callable, Iterator
from time import monotonic
from typing import Final

from PySide6.QtCore import QEvent, QPointF
from PySide6.QtGui import QEventPoint, QInputDevice, QTouchEvent

from digitpad.ui.steps import Move, Step

# A hand that writes rests on the screen between two strokes, too.
PALM_SECONDS: Final = 0.5


class Fingers:
    """Follows every finger from its touch to its end.

    While a pen is near, what touches the screen is the hand that holds it.

    Args:
        clock: Seconds since whenever.
    """

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._pen_seen: float | None = None
        self._drawing: dict[int, Step] = {}

    def see_pen(self) -> list[Step]:
        """A pen is down or hovers: take back what its hand has begun to draw."""
        self._pen_seen = self._clock()
        return self._cancelled()

    def steps_of(self, event: QTouchEvent) -> list[Step]:
        """The steps of those fingers that may draw."""
        if event.type() == QEvent.Type.TouchCancel:
            return self._cancelled()
        return list(self._steps_of(event))

    def _steps_of(self, event: QTouchEvent) -> Iterator[Step]:
        for point in event.points():
            move = _TOUCH.get(point.state())
            if move is None or not self._may_draw(move, point.id()):
                continue
            step = Step(move, point.id(), point.position(), event.timestamp())
            self._drawing[point.id()] = step
            if move is Move.UP:
                del self._drawing[point.id()]
            yield step

    def _may_draw(self, move: Move, finger: int) -> bool:
        """Whether it came down as a finger: a palm remains one until it is lifted."""
        if move is not Move.DOWN:
            return finger in self._drawing
        seen = self._pen_seen
        return seen is None or self._clock() - seen > PALM_SECONDS

    def _cancelled(self) -> list[Step]:
        # The system names no fingers when it takes a gesture for itself.
        taken = list(self._drawing.values())
        self._drawing.clear()
        return [Step(Move.CANCELLED, s.holder, QPointF(s.place), s.ms) for s in taken]


def is_on_screen(event: QTouchEvent) -> bool:
    """Whether one touches what one sees, and no pad beside the keyboard."""
    device = event.device()
    return device is None or device.type() != QInputDevice.DeviceType.TouchPad


_TOUCH: Final = {
    QEventPoint.State.Pressed: Move.DOWN,
    QEventPoint.State.Updated: Move.ON,
    QEventPoint.State.Released: Move.UP,
}
