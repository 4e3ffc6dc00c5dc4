"""Boxes on the pad: where they lie, and what a tap on them does and a stroke not."""

import pytest
from PIL import Image
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from user import draw_stroke, move, press, release, shown_pad

from digitpad.ui import theme
from digitpad.ui.pad import Pad
from digitpad.ui.pad_picture import PadPicture
from digitpad.ui.verdict import Mark

INK = [(60.0, 100.0), (60.0, 160.0)]
MARKS = [Mark((60, 100, 0, 60), "1"), Mark((150, 100, 40, 60), "7")]
# The tags stand on the upper left corners of the boxes.
FIRST_TAG, SECOND_TAG = (60.0, 83.0), (152.0, 83.0)


@pytest.fixture
def pad(qtbot: QtBot) -> Pad:
    return shown_pad(qtbot)


@pytest.fixture
def marked(pad: Pad) -> Pad:
    """A pad with a stroke and two marks."""
    draw_stroke(pad, INK)
    pad.mark(MARKS)
    return pad


@pytest.fixture
def tapped(marked: Pad) -> list[int]:
    """Collects the marks that are tapped."""
    numbers: list[int] = []
    marked.mark_tapped.connect(numbers.append)
    return numbers


def strokes(pad: Pad) -> list[list[tuple[float, float]]]:
    return [[(x, y) for x, y, *_ in s.points] for s in pad.drawing.strokes]


def picture() -> PadPicture:
    return PadPicture(Image.new("RGB", (300, 300), "white"))


def image_of(pad: Pad) -> QImage:
    return pad.grab().toImage()


def has_accent(pad: Pad, left: int, top: int, width: int, height: int) -> bool:
    image, accent = image_of(pad), theme.accent(pad.palette())
    return any(
        image.pixelColor(x, y) == accent
        for x in range(left, left + width)
        for y in range(top, top + height)
    )


def test_a_tap_on_a_tag_is_told_and_draws_nothing(
    marked: Pad, tapped: list[int]
) -> None:
    draw_stroke(marked, [SECOND_TAG])
    draw_stroke(marked, [FIRST_TAG])
    assert tapped == [1, 0]
    assert strokes(marked) == [INK]


def test_a_hand_that_shakes_still_taps(marked: Pad, tapped: list[int]) -> None:
    x, y = FIRST_TAG
    draw_stroke(marked, [(x, y), (x + 2, y + 1), (x + 1, y - 2)])
    assert tapped == [0]
    assert strokes(marked) == [INK]


def test_a_stroke_that_begins_on_a_tag_is_whole(marked: Pad, tapped: list[int]) -> None:
    x, y = FIRST_TAG
    way = [(x, y), (x + 20, y + 20), (x + 40, y + 50)]
    draw_stroke(marked, way)
    assert tapped == []
    assert strokes(marked) == [INK, way]


def test_a_stroke_without_moves_between_its_ends_is_no_tap(
    marked: Pad, tapped: list[int]
) -> None:
    x, y = FIRST_TAG
    press(marked, x, y)
    release(marked, x + 60, y + 60)
    assert tapped == []
    assert strokes(marked)[1:] == [[(x, y), (x + 60, y + 60)]]


def test_a_dot_in_the_box_of_a_drawn_digit_is_ink(
    marked: Pad, tapped: list[int]
) -> None:
    draw_stroke(marked, [(170, 130)])
    assert tapped == []
    assert len(strokes(marked)) == 2


def test_a_finger_taps_a_tag(marked: Pad, tapped: list[int]) -> None:
    finger = QTest.createTouchDevice()
    place = QPoint(*map(round, SECOND_TAG))
    QTest.touchEvent(marked, finger).press(0, place, marked).commit()
    QTest.touchEvent(marked, finger).release(0, place, marked).commit()
    assert tapped == [1]
    assert strokes(marked) == [INK]


def test_a_tap_in_a_box_of_a_picture_leaves_the_picture(pad: Pad) -> None:
    numbers: list[int] = []
    pad.mark_tapped.connect(numbers.append)
    pad.show_picture(picture())
    pad.mark(MARKS)
    draw_stroke(pad, [(170, 130)])
    assert numbers == [1]
    assert pad.picture is not None


def test_a_stroke_through_a_box_of_a_picture_takes_its_place(pad: Pad) -> None:
    pad.show_picture(picture())
    pad.mark(MARKS)
    way = [(170.0, 130.0), (200.0, 180.0)]
    draw_stroke(pad, way)
    assert pad.picture is None
    assert strokes(pad) == [way]
    assert not pad.marks


def test_a_hand_shows_where_a_tap_is_no_ink(marked: Pad) -> None:
    move(marked, *FIRST_TAG)
    assert marked.cursor().shape() == Qt.CursorShape.PointingHandCursor
    move(marked, 250, 250)
    assert marked.cursor().shape() == Qt.CursorShape.BitmapCursor


def test_the_mark_that_is_looked_at_stands_out(marked: Pad) -> None:
    first, second = (57, 78, 20, 14), (148, 78, 20, 14)
    assert has_accent(marked, *first)
    assert not has_accent(marked, *second)
    marked.mark(MARKS, 1)
    assert has_accent(marked, *second)
    assert not has_accent(marked, *first)


def test_boxes_follow_the_drawing_when_the_pad_grows(
    marked: Pad, tapped: list[int], qtbot: QtBot
) -> None:
    marked.resize(600, 600)
    qtbot.waitUntil(lambda: marked.width() == 600)
    draw_stroke(marked, [(308, 184)])
    assert tapped == [1]


def test_the_box_has_room_for_the_pens_width(marked: Pad) -> None:
    marked.mark([])
    bare = image_of(marked)
    marked.mark([Mark((60, 100, 0, 60), "1")])
    boxed = image_of(marked)
    half = marked.pen_width / 2
    inked = [x for x in range(20, 100) if bare.pixelColor(x, 130).lightness() < 200]
    changed = [x for x in range(20, 100) if bare.pixel(x, 130) != boxed.pixel(x, 130)]
    assert min(changed) < min(inked) <= 60 - half + 1
    assert max(changed) > max(inked)


def test_a_press_whose_release_is_lost_is_neither_tap_nor_ink(
    marked: Pad, tapped: list[int]
) -> None:
    press(marked, *FIRST_TAG)
    hover(marked, 200, 250)
    release(marked, 200, 250)
    assert tapped == []
    assert strokes(marked) == [INK]


def hover(pad: Pad, x: float, y: float) -> None:
    """Move the mouse without a button, whatever is pressed."""
    none = Qt.MouseButton.NoButton
    place, keys = QPointF(x, y), Qt.KeyboardModifier.NoModifier
    event = QMouseEvent(QEvent.Type.MouseMove, place, place, none, none, keys)
    QApplication.sendEvent(pad, event)
