"""Tells a tap on something that lies on the pad from a stroke that begins there."""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QWidget

from digitpad.ui.pointers import Move, Step

_STILL: Final = 6.0  # pixels; a finger moves so far while it taps
Target = Callable[[QPointF], int | None]


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

    def _begin(self, step: Step, target_at: Target) -> Sequence[Step]:
        self._target = target_at(step.place)
        if self._target is None:
            return (step,)
        self._held = step
        return ()


def show_pointer(widget: QWidget, *, is_hand: bool = False) -> None:
    """Let the pointer be the cross that draws, or the hand that taps."""
    shapes = Qt.CursorShape
    shape = shapes.PointingHandCursor if is_hand else shapes.CrossCursor
    if widget.cursor().shape() != shape:
        widget.setCursor(shape)
