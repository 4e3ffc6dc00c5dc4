"""Which drawing it is that the window shows in detail."""

from typing import TYPE_CHECKING

from digitpad.errors import SamplesError
from digitpad.ink import Drawing
from digitpad.part_of_drawing import part_in
from digitpad.readings import DigitReading, NumberReading

if TYPE_CHECKING:
    from digitpad.ui.main_window import MainWindow


def shown_drawing(window: "MainWindow") -> tuple[Drawing, DigitReading]:
    """The drawing on the pad, or the strokes of the digit shown of a number.

    Returns:
        The strokes, and what is read in them.

    Raises:
        SamplesError: It is a picture, or nothing.
    """
    reading, index = window.reading, window.shown_index
    if window.pad.picture is not None:
        raise SamplesError(
            "Digitpad learns from strokes, and a picture has none: draw the digit on "
            "the pad, then press its key."
        )
    drawing = window.pad.drawing
    if isinstance(reading, NumberReading) and index is not None:
        return part_in(drawing, reading.boxes, index), reading.digits[index]
    if not isinstance(reading, DigitReading):
        raise SamplesError("Nothing is drawn: draw a digit first.")
    return drawing, reading
