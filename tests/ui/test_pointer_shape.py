"""The pointer over the pad tells what a press would do, and how wide."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from user import Pen, draw_stroke

from digitpad.ui.looks import Looks
from digitpad.ui.pad import Pad


@pytest.fixture
def pad(qtbot: QtBot) -> Pad:
    made = Pad()
    made.resize(320, 320)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


def hover(pad: Pad, x: int = 100, y: int = 100) -> None:
    # Where the mouse has been before, it does not come again.
    QTest.mouseMove(pad, QPoint(x + 20, y + 20))
    QTest.mouseMove(pad, QPoint(x, y))


def width(pad: Pad) -> float:
    """How wide the pointer's ring is."""
    pixmap = pad.cursor().pixmap()
    return pixmap.width() / pixmap.devicePixelRatio() - 6


@pytest.mark.parametrize("share", [1.0, 2.0])
def test_it_is_as_wide_as_the_ink(pad: Pad, share: float) -> None:
    pad.looks = Looks(pen_share=share)
    hover(pad)
    assert width(pad) == round(10 * share)
    draw_stroke(pad, [(50, 150), (250, 150)])
    image = pad.grab().toImage()
    inked = sum(image.pixelColor(150, y).lightness() < 128 for y in range(320))
    assert inked == pytest.approx(width(pad), abs=1)


def test_it_grows_with_what_is_shown(pad: Pad) -> None:
    draw_stroke(pad, [(50, 150), (250, 150)])
    pad.resize(640, 640)
    hover(pad)
    assert width(pad) == 20


def test_a_very_thin_pen_is_still_found(pad: Pad) -> None:
    pad.looks = Looks(pen_share=0.25)
    hover(pad)
    assert width(pad) == 6


def test_the_eraser_looks_otherwise(pad: Pad) -> None:
    hover(pad)
    pen = pad.cursor().pixmap().toImage()
    pad.erases = True
    hover(pad, 110)
    assert pad.cursor().pixmap().toImage() != pen
    pad.erases = False
    hover(pad, 100)
    assert pad.cursor().pixmap().toImage() == pen


def test_the_other_end_of_a_hovering_pen_is_seen(pad: Pad) -> None:
    hover(pad)
    pen = pad.cursor().pixmap().toImage()
    Pen(pad, erases=True).hover(100, 100)
    assert pad.cursor().pixmap().toImage() != pen


def test_it_is_a_ring_from_the_first_move_on(pad: Pad) -> None:
    assert pad.cursor().shape() == Qt.CursorShape.CrossCursor
    hover(pad)
    assert pad.cursor().shape() == Qt.CursorShape.BitmapCursor
