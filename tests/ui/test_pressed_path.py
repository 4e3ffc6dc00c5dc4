"""Ink as wide as the pen was pressed."""

from array import array
from math import nan

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot
from user import Pen, draw_stroke, shown_pad

from digitpad.ink import Drawing, Stroke
from digitpad.ui import ink_pieces
from digitpad.ui.ink_layer import InkLayer, ink_pen
from digitpad.ui.pad import Pad
from digitpad.ui.pad_view import PadView

WAY = [20, 20, 60, 30, 100, 90, 40, 120, 180, 60, 150, 150]
PRESSED = [0.1, 0.4, 0.9, 0.6, 0.2, 0.0]


@pytest.fixture
def pad(qtbot: QtBot) -> Pad:
    return shown_pad(qtbot)


def painted(*pieces: ink_pieces.Piece) -> QImage:
    layer = InkLayer(QSize(200, 200), 1.0, PadView(), ink_pen(QColor("black"), 12.0))
    layer.draw(pieces)
    image = QImage(200, 200, QImage.Format.Format_Grayscale8)
    image.fill(Qt.GlobalColor.white)
    with QPainter(image) as painter:
        painter.drawPixmap(0, 0, layer.pixmap)
    return image


def height_of_ink(pad: Pad, x: int) -> int:
    image = pad.grab().toImage()
    return sum(image.pixelColor(x, y).lightness() < 128 for y in range(300))


def draw_pressed(pad: Pad, y: float, pressure: float) -> None:
    pen = Pen(pad)
    pen.down(50, y, pressure)
    for x in range(70, 251, 20):
        pen.move(x, y, pressure)
    pen.up(250, y, pressure)


@pytest.mark.parametrize("count", [1, 2, 3, 4, 6])
def test_a_stroke_drawn_step_by_step_is_the_stroke_drawn_whole(
    qtbot: QtBot, count: int
) -> None:
    xy, pressed = array("d", WAY[: 2 * count]), array("d", PRESSED[:count])
    steps = [
        piece
        for n in range(1, count + 1)
        for piece in ink_pieces.newest_curve(xy[: 2 * n][-8:], pressed[:n][-4:])
    ]
    stroke = Stroke.of_columns(xy, array("d", [nan] * count), pressed)
    whole = painted(*ink_pieces.whole(stroke))
    step_by_step = painted(*steps, ink_pieces.tail(xy, pressed))
    differing = sum(
        abs(
            whole.pixelColor(x, y).lightness()
            - step_by_step.pixelColor(x, y).lightness()
        )
        > 80
        for x in range(200)
        for y in range(200)
    )
    assert differing < 10


@pytest.mark.parametrize(("pressure", "width"), [(0.0, 3.75), (0.5, 9.375), (1.0, 15)])
def test_ink_is_as_wide_as_the_pen_was_pressed(
    pad: Pad, pressure: float, width: float
) -> None:
    draw_pressed(pad, 150, pressure)
    assert height_of_ink(pad, 150) == pytest.approx(width, abs=1.5)


def test_a_mouse_draws_as_wide_as_a_pen_pressed_halfway(pad: Pad) -> None:
    draw_stroke(pad, [(50, 150), (150, 150), (250, 150)])
    assert height_of_ink(pad, 100) == pytest.approx(9.375, abs=1.5)


def test_pressed_ink_is_whole_on_the_screen_while_the_pen_is_down(pad: Pad) -> None:
    pen = Pen(pad)
    pen.down(50, 150, 0.2)
    pen.move(150, 150, 0.6)
    pen.move(250, 150, 1.0)
    heights = [height_of_ink(pad, x) for x in (60, 150, 245)]
    assert heights == sorted(heights)
    assert heights[0] > 2
    assert heights[2] > 12


def test_pressure_is_no_part_of_what_is_saved_as_a_picture(pad: Pad) -> None:
    draw_pressed(pad, 150, 1.0)
    hard = pad.picture_to_save()
    pad.clear()
    draw_pressed(pad, 150, 0.1)
    assert pad.picture_to_save() == hard


def test_a_stroke_of_which_the_pressure_is_known_in_parts_is_shown(pad: Pad) -> None:
    known_in_parts = [(50, 150, 0, 0.3), (150, 150, 9), (250, 150, 20, 0.9)]
    pad.show_drawing(Drawing.of([known_in_parts]))
    assert height_of_ink(pad, 150) == pytest.approx(9.375, abs=1.5)
