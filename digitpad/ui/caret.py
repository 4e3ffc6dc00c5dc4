"""A pen that is led by keys: the caret on the pad."""

from typing import Final

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPalette, QPen

from digitpad.ui import theme
from digitpad.ui.steps import Move, Step
from digitpad.words import mark

HINT: Final = mark(
    "Arrow keys move the pen, Space puts it down; Shift makes larger steps."
)
HELP: Final = mark(
    "With the keys alone: arrow keys move the pen, Space puts it down and lifts it; "
    "Shift makes larger steps, Home, End and the Page keys slanting ones."
)
PEN_IS_DOWN: Final = mark("The pen is down: arrow keys draw, Space lifts it.")

_HOLDER: Final = "caret"
_STEP: Final = 1 / 48  # of the pad's shorter side
_LARGE_STEP: Final = 1 / 8
_ARM: Final = 6.0  # of the cross, beyond the ring
_LEAST: Final = 3.0  # the ring's radius
_HALO_WIDTH: Final = 4.0
_RING_WIDTH: Final = 1.5
_FOCUS_WIDTH: Final = 2.0

_Keys = Qt.Key
_DIRECTIONS: Final[dict[int, tuple[int, int]]] = {
    _Keys.Key_Left: (-1, 0),
    _Keys.Key_Right: (1, 0),
    _Keys.Key_Up: (0, -1),
    _Keys.Key_Down: (0, 1),
    _Keys.Key_Home: (-1, -1),
    _Keys.Key_PageUp: (1, -1),
    _Keys.Key_End: (-1, 1),
    _Keys.Key_PageDown: (1, 1),
}
# Keys with Alt and Ctrl are commands.
_MODIFIERS: Final = (
    Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
)


class Caret:
    """Where the keyboard's pen is, and whether it is down.

    Attributes:
        is_shown: Whether the user has the keyboard in hand.
        is_down: Whether the pen touches the paper.
    """

    def __init__(self) -> None:
        self.is_shown = False
        self.is_down = False
        # Shares of the pad's sides: it keeps its place when the pad is resized.
        self._x = self._y = 0.5

    def is_for(self, event: QKeyEvent) -> bool:
        """Whether a key that goes down leads the pen."""
        is_plain = not event.modifiers() & ~_MODIFIERS
        is_known = event.key() == Qt.Key.Key_Space or event.key() in _DIRECTIONS
        return is_plain and is_known

    def steps_of(self, event: QKeyEvent, pad: QSize) -> list[Step]:
        """What such a key does.

        Args:
            event: A key that goes down.
            pad: The size of the pad.
        """
        if event.key() == Qt.Key.Key_Space:
            if event.isAutoRepeat():
                return []
            self.is_down = not self.is_down
            return [self._step(Move.DOWN if self.is_down else Move.UP, event, pad)]
        is_large = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        side = min(pad.width(), pad.height()) * (_LARGE_STEP if is_large else _STEP)
        across, down = _DIRECTIONS[event.key()]
        self._x = min(max(self._x + across * side / pad.width(), 0.0), 1.0)
        self._y = min(max(self._y + down * side / pad.height(), 0.0), 1.0)
        return [self._step(Move.ON, event, pad)] if self.is_down else []

    def put_away(self) -> list[Step]:
        """Hide it; the step that lifts the pen, if it was down."""
        was_down, self.is_down, self.is_shown = self.is_down, False, False
        return [Step(Move.LOST, _HOLDER, QPointF(), 0)] if was_down else []

    def paint(
        self, painter: QPainter, pad: QRectF, palette: QPalette, width: float
    ) -> None:
        """Paint it, and a line round the pad that has the keyboard.

        Args:
            painter: What paints.
            pad: All of the pad.
            palette: Its colours.
            width: How wide the pen is on the screen.
        """
        accent, paper = theme.accent(palette), palette.base().color()
        inner = _FOCUS_WIDTH / 2
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(accent, _FOCUS_WIDTH))
        frame = pad.adjusted(inner, inner, -inner, -inner)
        painter.drawRoundedRect(frame, theme.CORNER, theme.CORNER)
        place, radius = self._place(pad.size().toSize()), max(width / 2, _LEAST)
        for colour, line in ((paper, _HALO_WIDTH), (accent, _RING_WIDTH)):
            painter.setPen(QPen(colour, line))
            painter.drawLines(_cross(place, radius))
            painter.drawEllipse(place, radius, radius)
        if self.is_down:
            painter.setBrush(accent)
            painter.drawEllipse(place, radius, radius)

    def _step(self, move: Move, event: QKeyEvent, pad: QSize) -> Step:
        return Step(move, _HOLDER, self._place(pad), event.timestamp())

    def _place(self, pad: QSize) -> QPointF:
        return QPointF(self._x * (pad.width() - 1), self._y * (pad.height() - 1))


def _cross(place: QPointF, radius: float) -> list[QLineF]:
    """Four arms outside a ring."""
    return [
        QLineF(
            place + QPointF(dx, dy) * radius, place + QPointF(dx, dy) * (radius + _ARM)
        )
        for dx, dy in ((1, 0), (-1, 0), (0, 1), (0, -1))
    ]
