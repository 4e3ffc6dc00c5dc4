"""Erasing on the pad: by the button, the other mouse button, a pen's other end."""

import pytest
from PIL import Image
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from user import Pen, cancel_touch, draw_stroke, move, press, release, shown_pad

from digitpad.ui.looks import Looks
from digitpad.ui.pad import Pad
from digitpad.ui.pad_picture import PadPicture
from digitpad.ui.verdict import Mark

LEFT = [(60.0, 50.0), (60.0, 250.0)]
RIGHT = [(240.0, 50.0), (240.0, 250.0)]


@pytest.fixture
def pad(qtbot: QtBot) -> Pad:
    """A pad with two upright strokes."""
    made = shown_pad(qtbot)
    draw_stroke(made, LEFT)
    draw_stroke(made, RIGHT)
    return made


def strokes(pad: Pad) -> list[list[tuple[float, float]]]:
    return [[(x, y) for x, y, *_ in s.points] for s in pad.drawing.strokes]


def is_inked(pad: Pad, x: int, y: int) -> bool:
    return pad.grab().toImage().pixelColor(x, y).lightness() < 128


def erase(pad: Pad, *points: tuple[int, int]) -> None:
    """Go over the pad with the right button down."""
    right = Qt.MouseButton.RightButton
    QTest.mousePress(pad, right, pos=QPoint(*points[0]))
    for point in points[1:]:
        QTest.mouseMove(pad, QPoint(*point))
    QTest.mouseRelease(pad, right, pos=QPoint(*points[-1]))


def test_the_other_button_takes_the_strokes_it_crosses(pad: Pad) -> None:
    erase(pad, (20, 150), (100, 150))
    assert strokes(pad) == [RIGHT]
    assert not is_inked(pad, 60, 150)
    assert is_inked(pad, 240, 150)


def test_a_touch_of_the_ink_is_enough(pad: Pad) -> None:
    erase(pad, (66, 150))
    assert strokes(pad) == [RIGHT]


def test_strokes_go_while_the_eraser_is_down(pad: Pad) -> None:
    QTest.mousePress(pad, Qt.MouseButton.RightButton, pos=QPoint(20, 150))
    move(pad, 100, 150)
    assert strokes(pad) == [RIGHT]
    assert not is_inked(pad, 60, 150)


def test_each_stroke_taken_is_told_of_before_the_event_returns(pad: Pad) -> None:
    told: list[int] = []
    pad.changed.connect(lambda: told.append(len(pad.drawing.strokes)))
    QTest.mousePress(pad, Qt.MouseButton.RightButton, pos=QPoint(20, 150))
    move(pad, 100, 150)
    move(pad, 280, 150)
    assert told == [1, 0]


def test_what_one_gesture_took_is_one_step_of_undo(pad: Pad) -> None:
    erase(pad, (20, 150), (150, 150), (280, 150))
    assert pad.is_empty
    pad.undo()
    assert strokes(pad) == [LEFT, RIGHT]
    assert is_inked(pad, 60, 150)
    pad.redo()
    assert pad.is_empty


def test_a_gesture_that_takes_nothing_leaves_nothing_to_undo(pad: Pad) -> None:
    pad.undo()
    erase(pad, (150, 20), (150, 280))
    assert pad.can_redo
    assert strokes(pad) == [LEFT]


def test_undo_amid_erasing_brings_back_what_the_gesture_took(pad: Pad) -> None:
    QTest.mousePress(pad, Qt.MouseButton.RightButton, pos=QPoint(20, 150))
    move(pad, 100, 150)
    assert pad.can_undo
    assert not pad.can_redo
    pad.undo()
    move(pad, 280, 150)
    assert strokes(pad) == [LEFT, RIGHT]


def test_with_the_tool_chosen_the_left_button_erases_and_then_draws_again(
    pad: Pad,
) -> None:
    pad.erases = True
    draw_stroke(pad, [(20, 150), (100, 150)])
    assert strokes(pad) == [RIGHT]
    pad.erases = False
    draw_stroke(pad, [(20, 150), (100, 150)])
    assert strokes(pad) == [RIGHT, [(20, 150), (100, 150)]]


def test_with_the_tool_chosen_a_finger_erases(pad: Pad) -> None:
    pad.erases = True
    finger = QTest.createTouchDevice()
    QTest.touchEvent(pad, finger).press(0, QPoint(20, 150)).commit()
    QTest.touchEvent(pad, finger).move(0, QPoint(100, 150)).commit()
    QTest.touchEvent(pad, finger).release(0, QPoint(100, 150)).commit()
    assert strokes(pad) == [RIGHT]


def test_the_other_end_of_a_pen_erases(pad: Pad) -> None:
    other_end = Pen(pad, erases=True)
    other_end.down(20, 150)
    other_end.move(100, 150)
    other_end.up(100, 150)
    assert strokes(pad) == [RIGHT]
    assert pad.can_undo


def test_a_pen_hovering_with_its_other_end_takes_nothing(pad: Pad) -> None:
    other_end = Pen(pad, erases=True)
    other_end.hover(20, 150)
    other_end.hover(100, 150)
    assert strokes(pad) == [LEFT, RIGHT]


def test_the_system_may_take_the_gesture_back(pad: Pad) -> None:
    pad.erases = True
    finger = QTest.createTouchDevice()
    QTest.touchEvent(pad, finger).press(0, QPoint(20, 150)).commit()
    QTest.touchEvent(pad, finger).move(0, QPoint(100, 150)).commit()
    assert strokes(pad) == [RIGHT]
    cancel_touch(pad, finger)
    assert strokes(pad) == [LEFT, RIGHT]


def test_the_left_button_does_not_draw_while_the_other_erases(pad: Pad) -> None:
    QTest.mousePress(pad, Qt.MouseButton.RightButton, pos=QPoint(150, 20))
    press(pad, 150, 20)
    release(pad, 150, 40)
    QTest.mouseRelease(pad, Qt.MouseButton.RightButton, pos=QPoint(150, 40))
    assert strokes(pad) == [LEFT, RIGHT]


def test_on_a_resized_pad_it_takes_what_one_sees_under_it(pad: Pad) -> None:
    pad.resize(600, 600)
    erase(pad, (60, 300), (90, 300))
    assert strokes(pad) == [LEFT, RIGHT]
    erase(pad, (60, 300), (115, 300))
    assert strokes(pad) == [RIGHT]


def test_a_picture_has_no_strokes_to_take(pad: Pad) -> None:
    shown = PadPicture(Image.new("RGB", (40, 40), "red"))
    pad.show_picture(shown)
    erase(pad, (20, 150), (280, 150))
    assert pad.picture is shown


def test_a_tap_on_a_tag_still_means_the_tag(pad: Pad, qtbot: QtBot) -> None:
    pad.mark([Mark((60, 100, 10, 100), "1")])
    pad.erases = True
    with qtbot.waitSignal(pad.mark_tapped):
        draw_stroke(pad, [(55, 85)])
    assert strokes(pad) == [LEFT, RIGHT]


def test_what_is_left_looks_as_if_nothing_else_had_been_drawn(pad: Pad) -> None:
    draw_stroke(pad, [(20, 70), (40, 90), (280, 80), (200, 120)])
    erase(pad, (20, 200), (100, 200))
    erased = pad.grab().toImage()
    pad.looks = Looks(pen_share=2.0)
    pad.looks = Looks()
    anew = pad.grab().toImage()
    differing = sum(
        abs(erased.pixelColor(x, y).lightness() - anew.pixelColor(x, y).lightness())
        > 80
        for x in range(300)
        for y in range(300)
    )
    assert len(pad.drawing.strokes) == 2
    assert differing < 10
