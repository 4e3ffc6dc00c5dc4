"""The smooth curve of a stroke, and its parts while it is drawn."""

from array import array
from itertools import pairwise
from math import hypot

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath

from digitpad.ui import ink_path
from digitpad.ui.ink_layer import ink_pen

ZIGZAG = [20, 20, 60, 30, 100, 90, 40, 120, 180, 60, 150, 150]


def painted(*paths: QPainterPath, width: float = 12.0) -> QImage:
    image = QImage(200, 200, QImage.Format.Format_Grayscale8)
    image.fill(Qt.GlobalColor.white)
    with QPainter(image) as painter:
        painter.setPen(ink_pen(QColor("black"), width))
        for path in paths:
            painter.drawPath(path)
    return image


@pytest.mark.parametrize("count", [1, 2, 3, 4, 6])
def test_a_stroke_drawn_step_by_step_is_the_stroke_drawn_whole(count: int) -> None:
    xy = array("d", ZIGZAG[: 2 * count])
    steps = [ink_path.newest_curve(xy[: 2 * n]) for n in range(1, count + 1)]
    assert painted(*steps, ink_path.tail(xy)) == painted(*ink_path.pieces(xy))


@pytest.mark.parametrize("count", [1, 2, 63, 64, 65, 66, 129, 130, 200])
def test_a_stroke_of_any_length_reaches_from_end_to_end(count: int) -> None:
    xy = array("d", [value for i in range(count) for value in (i + 1.0, 5.0)])
    pieces = list(ink_path.pieces(xy))
    assert pieces[0].elementAt(0).x == 1.0
    assert pieces[-1].currentPosition().x() == pytest.approx(count, abs=0.02)
    for before, after in pairwise(pieces):
        assert before.currentPosition().x() == after.elementAt(0).x


def test_the_last_four_points_are_enough_for_what_is_new() -> None:
    xy = array("d", ZIGZAG)
    assert ink_path.newest_curve(xy) == ink_path.newest_curve(xy[-8:])
    assert ink_path.tail(xy) == ink_path.tail(xy[-8:])


def test_sharp_turns_leave_no_hole_in_the_ink() -> None:
    # A wide pen along Qt's own curves leaves these strokes with holes.
    for turning in (
        [109, 102, 104, 96, 109, 95, 108, 102, 88, 106, 108, 102],
        [93, 89, 91, 111, 91, 102, 91, 111, 103, 112, 110, 99],
    ):
        (path,) = ink_path.pieces(array("d", turning))
        image = painted(path, width=20.0)
        on_it = [path.elementAt(i) for i in range(path.elementCount())]
        holes = [
            (x, y)
            for x in range(70, 130)
            for y in range(70, 130)
            if any(hypot(x - e.x, y - e.y) < 8 for e in on_it)
            and image.pixelColor(x, y).lightness() > 40
        ]
        assert holes == []


def test_a_thinned_stroke_keeps_its_ends() -> None:
    xy = [float(i) for i in range(14)]
    assert list(ink_path.thinned(xy, 1)) == xy
    assert list(ink_path.thinned(xy, 3)) == [0, 1, 6, 7, 12, 13]
    assert list(ink_path.thinned(xy, 100)) == [0, 1, 12, 13]
    assert list(ink_path.thinned(xy[:2], 3)) == [0, 1]


def test_a_small_picture_needs_no_more_than_some_thousand_points() -> None:
    for points in (1, 1999):
        assert ink_path.enough_of(points) == 1
    for points in (2000, 100_000, 250_000):
        assert points / ink_path.enough_of(points) <= 2000
