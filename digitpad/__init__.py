"""Digitpad: draw a digit and see at once what a small neural network reads in it."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from digitpad.readings import DigitReading, NumberReading
    from digitpad.recognizer import Recognizer

__version__ = "0.1.0"
__all__ = ["DigitReading", "NumberReading", "Recognizer", "__version__"]


def __getattr__(name: str) -> object:
    """Load what reads only when it is asked for: the window paints before numpy."""
    if name == "Recognizer":
        from digitpad.recognizer import Recognizer

        return Recognizer
    if name in ("DigitReading", "NumberReading"):
        from digitpad import readings

        return getattr(readings, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
