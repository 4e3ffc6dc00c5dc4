"""Small pictures of drawings, however large these are."""

from math import cos, sin, tau
from time import thread_time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from digitpad.ink import Drawing
from digitpad.ui.thumbnails import thumbnail

SIDE = 64
INK = QColor(Qt.GlobalColor.black)


def ring(points: int) -> Drawing:
    """A circle."""
    turns = (tau * n / (points - 1) for n in range(points))
    return Drawing.of([[(100 * cos(turn), 100 * sin(turn)) for turn in turns]])


def ink_of(image: QImage) -> list[int]:
    """How much ink there is at each pixel."""
    size = range(SIDE)
    return [image.pixelColor(x, y).alpha() for y in size for x in size]


@pytest.mark.usefixtures("qtbot")
def test_of_a_large_drawing_enough_is_painted() -> None:
    small, large = (
        ink_of(thumbnail(ring(points), SIDE, INK).toImage())
        for points in (100, 100_000)
    )
    differences = [abs(a - b) for a, b in zip(small, large, strict=True)]
    assert max(differences) < 64
    assert max(large) == 255


@pytest.mark.slow
def test_a_large_drawing_takes_no_second(qtbot: QtBot) -> None:
    drawing = Drawing.of([[(n * 37 % 997, n * 61 % 991) for n in range(250_000)]])
    before = thread_time()
    thumbnail(drawing, SIDE, INK)
    assert thread_time() - before < 0.5
