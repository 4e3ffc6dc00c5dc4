"""Tells a tap on a target from the beginning of a stroke."""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QPointF

from digitpad.ui.steps import Move, Step

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
