"""Ink that is brought to a layer a little at a time, so that the window stays alive.

Most drawings are done at once; one of 100,000 points takes Qt seconds.
"""

from collections.abc import Iterator
from itertools import chain
from time import monotonic
from typing import Final

from PySide6.QtCore import QObject, QRect, QTimer, Signal

from digitpad.ink import Drawing
from digitpad.ui import ink_pieces
from digitpad.ui.ink_layer import InkLayer
from digitpad.ui.ink_pieces import Piece

_TURN_SECONDS: Final = 0.012  # well within a frame of the screen
# So many lines are drawn in any turn: a hand's drawing is there at once, always.
_TURN_LINES: Final = 3000


class SlowInk(QObject):
    """Draws on a layer, turn by turn of the event loop, until all ink is there.

    Signals:
        went_on: There is more ink than before.
    """

    went_on = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._layer: InkLayer | None = None
        self._clip: QRect | None = None
        self._rest: Iterator[Piece] = iter(())
        self._next_turn = QTimer(self, singleShot=True, interval=0)
        self._next_turn.timeout.connect(self._go_on)

    @property
    def is_done(self) -> bool:
        """Whether all ink is on the layer."""
        return self._layer is None

    def begin(
        self, layer: InkLayer, drawing: Drawing, clip: QRect | None = None
    ) -> None:
        """Draw as much as one turn allows, and the rest in the next ones.

        Args:
            layer: Where to.
            drawing: What; what was begun before is given up.
            clip: The pad's pixels that may change; None for all.
        """
        strokes = (stroke for stroke in drawing.strokes if len(stroke))
        self._rest = chain.from_iterable(map(ink_pieces.whole, strokes))
        self._layer, self._clip = layer, clip
        self._take_turn()

    def give_up(self) -> None:
        """Leave the layer as it is."""
        self._layer, self._rest = None, iter(())
        self._next_turn.stop()

    def _go_on(self) -> None:
        self._take_turn()
        self.went_on.emit()

    def _take_turn(self) -> None:
        if self._layer is None:
            return
        self._layer.draw(self._in_time(), self._clip)
        if self._layer is not None:
            self._next_turn.start()

    def _in_time(self) -> Iterator[Piece]:
        """Yield pieces until the turn is over."""
        until, lines = monotonic() + _TURN_SECONDS, 0
        for piece in self._rest:
            yield piece
            lines += piece.path.elementCount()
            if lines > _TURN_LINES and monotonic() > until:
                return
        self.give_up()
