"""What any pointer does to the pad, step by step."""

from collections.abc import Hashable
from enum import Enum, auto
from typing import NamedTuple

from PySide6.QtCore import QPointF


class Move(Enum):
    """What a pointer does."""

    DOWN = auto()
    ON = auto()
    UP = auto()
    LOST = auto()  # it is up, and nobody said where
    CANCELLED = auto()  # the system wants the gesture for itself


class Step(NamedTuple):
    """One move of one pointer.

    Attributes:
        move: What it does.
        holder: Which pointer it is.
        place: Where, in the widget's pixels.
        ms: When, on the system's clock.
        pressure: 0 to 1; None where the device does not know it.
        erases: Whether it is a pointer that only takes ink away.
    """

    move: Move
    holder: Hashable
    place: QPointF
    ms: int
    pressure: float | None = None
    erases: bool = False
