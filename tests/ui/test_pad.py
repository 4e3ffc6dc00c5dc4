"""The pad: strokes from every kind of pointer, undo, resizing, pictures."""

from time import monotonic

import pytest
from PIL import Image
from PySide6.QtCore import QEvent, QPoint, QPointF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QImage,
    QMouseEvent,
    QPalette,
    QPointingDevice,
    QTabletEvent,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from user import draw_stroke, move, press, release, shown_pad

from digitpad.ink import Drawing, Stroke
from digitpad.ui.pad import Pad
from digitpad.ui.pad_picture import PadPicture
from digitpad.ui.verdict import Mark

LINE = [(20.0, 20.0), (60.0, 30.0), (100.0, 90.0)]


@pytest.fixture
def pad(qtbot: QtBot) -> Pad:
    return shown_pad(qtbot)


def places(pad: Pad) -> list[list[tuple[float, float]]]:
    """The drawing's strokes as plain coordinates."""
    return [[(x, y) for x, y, *_ in s.points] for s in pad.drawing.strokes]


def shape(pad: Pad) -> list[tuple[float, float]]:
    """The only stroke, seen from its first point.

    QTest sends fingers through the screen's coordinates, from which the window's frame
    takes a few pixels.
    """
    (stroke,) = places(pad)
    return [(x - stroke[0][0], y - stroke[0][1]) for x, y in stroke]


def picture(colour: str) -> PadPicture:
    return PadPicture(Image.new("RGB", (40, 40), colour))


def image_of(pad: Pad) -> QImage:
    return pad.grab().toImage()


def is_inked(pad: Pad, x: int, y: int) -> bool:
    return image_of(pad).pixelColor(x, y).lightness() < 128


def mouse_move(x: float, y: float, buttons: Qt.MouseButton) -> QMouseEvent:
    return QMouseEvent(
        QEvent.Type.MouseMove,
        QPointF(x, y),
        QPointF(x, y),
        Qt.MouseButton.NoButton,
        buttons,
        Qt.KeyboardModifier.NoModifier,
    )


def tablet(pad: Pad, kind: QEvent.Type, x: float, y: float, pressure: float) -> None:
    place = QPointF(x, y)
    down = kind != QEvent.Type.TabletRelease
    left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
    event = QTabletEvent(
        kind,
        QPointingDevice.primaryPointingDevice(),
        place,
        QPointF(pad.mapToGlobal(place.toPoint())),
        pressure,
        0.0,
        0.0,
        0.0,
        0.0,
        0.0,
        Qt.KeyboardModifier.NoModifier,
        none if kind == QEvent.Type.TabletMove else left,
        left if down else none,
    )
    QApplication.sendEvent(pad, event)


def test_a_mouse_stroke_keeps_every_point(pad: Pad) -> None:
    draw_stroke(pad, LINE)
    assert places(pad) == [LINE]


def test_the_stroke_under_the_pen_is_part_of_the_drawing(pad: Pad) -> None:
    press(pad, 20, 20)
    move(pad, 60, 30)
    assert places(pad) == [[(20, 20), (60, 30)]]


def test_every_move_tells_of_a_change_before_it_returns(pad: Pad) -> None:
    counts: list[int] = []
    pad.changed.connect(lambda: counts.append(len(pad.drawing.strokes[-1])))
    press(pad, 20, 20)
    move(pad, 60, 30)
    move(pad, 100, 90)
    assert counts == [1, 2, 3]


def test_points_keep_their_time_from_the_first_touch_on(pad: Pad) -> None:
    draw_stroke(pad, LINE)
    times = [point[2] for point in pad.drawing.strokes[0].points]
    assert times[0] == 0
    assert times == sorted(times)


def test_ink_is_on_the_screen_while_the_pen_is_down(pad: Pad) -> None:
    press(pad, 50, 150)
    move(pad, 150, 150)
    assert is_inked(pad, 100, 150)
    assert is_inked(pad, 149, 150)
    assert not is_inked(pad, 100, 100)


def test_a_stroke_looks_the_same_drawn_live_and_painted_anew(pad: Pad) -> None:
    draw_stroke(pad, [(30, 40), (90, 60), (120, 140), (60, 200), (200, 230), (250, 90)])
    live = image_of(pad)
    pad.undo()
    pad.redo()
    anew = image_of(pad)
    differing = sum(
        abs(live.pixelColor(x, y).lightness() - anew.pixelColor(x, y).lightness()) > 80
        for x in range(300)
        for y in range(300)
    )
    assert differing < 10


def test_a_click_leaves_a_dot(pad: Pad) -> None:
    draw_stroke(pad, [(150, 150)])
    assert places(pad) == [[(150, 150)]]
    assert is_inked(pad, 150, 150)


def test_a_double_click_leaves_two_dots(pad: Pad) -> None:
    draw_stroke(pad, [(150, 150)])
    QTest.mouseDClick(pad, Qt.MouseButton.LeftButton, pos=QPoint(150, 200))
    assert len(places(pad)) >= 2


def test_the_right_button_does_not_draw(pad: Pad) -> None:
    QTest.mousePress(pad, Qt.MouseButton.RightButton, pos=QPoint(20, 20))
    move(pad, 90, 90)
    QTest.mouseRelease(pad, Qt.MouseButton.RightButton, pos=QPoint(90, 90))
    assert pad.is_empty


def test_the_right_button_does_not_end_a_stroke(pad: Pad) -> None:
    press(pad, 20, 20)
    QTest.mousePress(pad, Qt.MouseButton.RightButton, pos=QPoint(20, 20))
    QTest.mouseRelease(pad, Qt.MouseButton.RightButton, pos=QPoint(20, 20))
    press(pad, 20, 20)
    move(pad, 60, 30)
    release(pad, 100, 90)
    assert places(pad)[-1] == LINE


def test_a_stroke_beyond_the_border_stays_on_the_pad(pad: Pad) -> None:
    draw_stroke(pad, [(150, 150), (400, 150), (150, -80)])
    assert places(pad) == [[(150, 150), (299, 150), (150, 0)]]


def test_a_lost_release_ends_the_stroke_at_the_next_move(pad: Pad) -> None:
    press(pad, 20, 20)
    move(pad, 60, 30)
    # The release went to another window: the next move comes without a button.
    without_button = mouse_move(200, 200, Qt.MouseButton.NoButton)
    QApplication.sendEvent(pad, without_button)
    move(pad, 200, 200)
    assert places(pad) == [[(20, 20), (60, 30)]]


def test_hiding_the_pad_ends_the_stroke(pad: Pad) -> None:
    press(pad, 20, 20)
    move(pad, 60, 30)
    pad.hide()
    pad.show()
    move(pad, 200, 200)
    assert places(pad) == [[(20, 20), (60, 30)]]


def test_a_finger_draws(pad: Pad) -> None:
    finger = QTest.createTouchDevice()
    QTest.touchEvent(pad, finger).press(0, QPoint(20, 20)).commit()
    QTest.touchEvent(pad, finger).move(0, QPoint(60, 30)).commit()
    QTest.touchEvent(pad, finger).release(0, QPoint(100, 90)).commit()
    assert shape(pad) == [(0, 0), (40, 10), (80, 70)]


def test_a_second_finger_is_ignored(pad: Pad) -> None:
    finger = QTest.createTouchDevice()
    QTest.touchEvent(pad, finger).press(0, QPoint(20, 20)).commit()
    QTest.touchEvent(pad, finger).stationary(0).press(1, QPoint(200, 200)).commit()
    QTest.touchEvent(pad, finger).move(0, QPoint(60, 30)).move(
        1, QPoint(250, 250)
    ).commit()
    QTest.touchEvent(pad, finger).release(0, QPoint(100, 90)).release(
        1, QPoint(250, 250)
    ).commit()
    assert shape(pad) == [(0, 0), (40, 10), (80, 70)]


def test_a_tablet_pen_draws_and_keeps_its_pressure(pad: Pad) -> None:
    tablet(pad, QEvent.Type.TabletPress, 20, 20, 0.25)
    tablet(pad, QEvent.Type.TabletMove, 60, 30, 0.5)
    tablet(pad, QEvent.Type.TabletRelease, 100, 90, 0.0)
    assert places(pad) == [LINE]
    pressures = [point[3] for point in pad.drawing.strokes[0].points]
    assert pressures == pytest.approx([0.25, 0.5, 0.0], abs=0.01)


def test_the_mouse_does_not_disturb_a_tablet_stroke(pad: Pad) -> None:
    tablet(pad, QEvent.Type.TabletPress, 20, 20, 0.25)
    draw_stroke(pad, [(200, 200), (250, 250)])
    tablet(pad, QEvent.Type.TabletMove, 60, 30, 0.5)
    tablet(pad, QEvent.Type.TabletRelease, 100, 90, 0.5)
    assert places(pad) == [LINE]


def test_undo_removes_only_the_last_stroke(pad: Pad) -> None:
    draw_stroke(pad, LINE)
    draw_stroke(pad, [(200, 200), (250, 250)])
    pad.undo()
    assert places(pad) == [LINE]
    assert not is_inked(pad, 225, 225)


def test_redo_brings_the_stroke_back(pad: Pad) -> None:
    draw_stroke(pad, LINE)
    pad.undo()
    assert pad.is_empty
    pad.redo()
    assert places(pad) == [LINE]


def test_clearing_can_be_undone(pad: Pad) -> None:
    draw_stroke(pad, LINE)
    pad.clear()
    assert pad.is_empty
    pad.undo()
    assert places(pad) == [LINE]


def test_undo_while_drawing_takes_the_stroke_under_the_pen(pad: Pad) -> None:
    draw_stroke(pad, LINE)
    press(pad, 200, 200)
    move(pad, 250, 250)
    pad.undo()
    move(pad, 280, 280)
    assert places(pad) == [LINE]


def test_while_the_pen_is_down_there_is_something_to_undo_and_nothing_to_redo(
    pad: Pad,
) -> None:
    draw_stroke(pad, LINE)
    pad.undo()
    assert pad.can_redo
    press(pad, 200, 200)
    assert pad.can_undo
    assert not pad.can_redo
    pad.redo()
    move(pad, 250, 250)
    assert places(pad) == [[(200, 200), (250, 250)]]


def test_resizing_scales_what_one_sees_and_keeps_the_points(pad: Pad) -> None:
    draw_stroke(pad, [(50, 150), (250, 150)])
    pad.resize(600, 600)
    assert places(pad) == [[(50, 150), (250, 150)]]
    assert is_inked(pad, 300, 300)
    assert not is_inked(pad, 300, 150)


def test_a_stroke_after_resizing_lies_where_it_is_drawn(pad: Pad) -> None:
    draw_stroke(pad, [(50, 150), (250, 150)])
    pad.resize(600, 600)
    draw_stroke(pad, [(300, 100), (300, 500)])
    assert places(pad)[1] == [(150, 50), (150, 250)]
    assert is_inked(pad, 300, 400)


def test_ink_beside_the_first_paper_is_seen_at_every_size(pad: Pad) -> None:
    draw_stroke(pad, [(50, 150), (150, 150)])
    pad.resize(900, 300)
    draw_stroke(pad, [(850, 100), (850, 200)])
    assert is_inked(pad, 850, 150)
    pad.resize(300, 300)
    # All of the wide pad is shown, a third as large.
    assert is_inked(pad, 283, 150)
    assert is_inked(pad, 133, 150)


def test_ink_beside_the_first_paper_is_saved(pad: Pad) -> None:
    draw_stroke(pad, [(50, 150), (150, 150)])
    pad.resize(900, 300)
    draw_stroke(pad, [(50, 100), (50, 200)])
    saved = pad.picture_to_save()
    assert saved.size() == QSize(1800, 600)
    assert saved.pixelColor(100, 300) == QColor("black")
    assert saved.pixelColor(800, 300) == QColor("black")


def test_ink_beside_the_paper_leaves_the_rest_where_it_is_and_as_wide(
    pad: Pad,
) -> None:
    draw_stroke(pad, [(50, 150), (250, 150)])
    pad.resize(300, 900)
    before, pen = image_of(pad), pad.pen_width
    draw_stroke(pad, [(150, 850)])
    assert pad.pen_width == pen
    assert image_of(pad).copy(0, 300, 300, 300) == before.copy(0, 300, 300, 300)


def test_undo_takes_the_wider_paper_back_too(pad: Pad) -> None:
    draw_stroke(pad, [(50, 150), (150, 150)])
    pad.resize(900, 300)
    draw_stroke(pad, [(850, 100), (850, 200)])
    pad.resize(300, 300)
    pad.undo()
    assert is_inked(pad, 100, 150)
    pad.redo()
    assert is_inked(pad, 283, 150)


def test_a_cleared_pad_of_another_size_has_points_in_its_own_pixels(pad: Pad) -> None:
    draw_stroke(pad, LINE)
    pad.clear()
    pad.resize(600, 600)
    draw_stroke(pad, [(100, 100), (500, 500)])
    assert places(pad) == [[(100, 100), (500, 500)]]


def test_the_empty_pad_invites_to_draw(pad: Pad) -> None:
    with_prompt = image_of(pad)
    draw_stroke(pad, [(10, 290)])
    without = image_of(pad)
    middle = [(x, 150) for x in range(60, 240)]
    assert any(with_prompt.pixel(*p) != without.pixel(*p) for p in middle)


def test_ink_follows_the_palette(pad: Pad) -> None:
    draw_stroke(pad, [(50, 150), (250, 150)])
    palette = QPalette(pad.palette())
    palette.setColor(QPalette.ColorRole.Base, QColor("#202020"))
    palette.setColor(QPalette.ColorRole.Text, QColor("#f0f0f0"))
    pad.setPalette(palette)
    assert image_of(pad).pixelColor(150, 150).lightness() > 200
    assert image_of(pad).pixelColor(150, 60).lightness() < 60


def test_an_opened_drawing_is_brought_to_the_middle(pad: Pad) -> None:
    pad.show_drawing(Drawing((Stroke([(5000, 5000), (5001, 5004)]),)))
    (stroke,) = places(pad)
    assert all(0 <= value <= 300 for point in stroke for value in point)
    assert stroke[1][1] - stroke[0][1] == pytest.approx(210)


def test_a_drawing_that_lies_well_stays_where_it_is(pad: Pad) -> None:
    pad.show_drawing(Drawing((Stroke(LINE),)))
    assert places(pad) == [LINE]


def test_a_picture_takes_the_place_of_the_drawing_and_undo_brings_it_back(
    pad: Pad,
) -> None:
    draw_stroke(pad, LINE)
    pad.show_picture(picture("red"))
    assert pad.picture is not None
    assert pad.drawing.is_empty
    assert image_of(pad).pixelColor(150, 150) == QColor("red")
    pad.undo()
    assert pad.picture is None
    assert places(pad) == [LINE]


def test_an_opened_picture_can_be_undone_and_redone(pad: Pad) -> None:
    red = picture("red")
    pad.show_picture(red)
    assert pad.can_undo
    pad.undo()
    assert pad.is_empty
    pad.redo()
    assert pad.picture is red


def test_undo_goes_back_picture_by_picture(pad: Pad) -> None:
    red, blue = picture("red"), picture("blue")
    pad.show_picture(red)
    pad.show_picture(blue)
    pad.undo()
    assert pad.picture is red


def test_a_picture_opened_on_a_cleared_pad_goes_back_to_the_cleared_pad(
    pad: Pad,
) -> None:
    draw_stroke(pad, LINE)
    pad.clear()
    pad.show_picture(picture("red"))
    pad.undo()
    assert pad.is_empty
    pad.undo()
    assert places(pad) == [LINE]


def test_a_cleared_picture_and_one_drawn_upon_come_back(pad: Pad) -> None:
    red = picture("red")
    pad.show_picture(red)
    pad.clear()
    assert pad.is_empty
    pad.undo()
    assert pad.picture is red
    draw_stroke(pad, [(150, 150)])
    pad.undo()
    assert pad.picture is red


def test_drawing_on_a_picture_starts_a_new_drawing(pad: Pad) -> None:
    pad.show_picture(picture("red"))
    draw_stroke(pad, LINE)
    assert pad.picture is None
    assert places(pad) == [LINE]


def test_a_picture_leaves_the_border_of_the_paper(pad: Pad) -> None:
    pad.resize(600, 300)
    paper = image_of(pad)
    pad.show_picture(PadPicture(Image.new("RGB", (200, 100), "red")))
    shown = image_of(pad)
    for place in ((0, 150), (599, 150), (300, 0), (2, 2)):
        assert shown.pixel(*place) == paper.pixel(*place)
    assert shown.pixelColor(10, 150) == QColor("red")


def test_marks_are_painted_around_what_was_found(pad: Pad) -> None:
    pad.show_picture(PadPicture(Image.new("RGB", (100, 100), "white")))
    before = image_of(pad)
    pad.mark([Mark((40, 40, 20, 20), "7")])
    after = image_of(pad)
    # The picture is shown three times as large; the box has some air.
    assert before.pixel(116, 150) != after.pixel(116, 150)
    assert before.pixel(150, 150) == after.pixel(150, 150)


def test_the_picture_to_save_is_dark_ink_on_white(pad: Pad) -> None:
    draw_stroke(pad, [(50, 150), (250, 150)])
    picture = pad.picture_to_save()
    assert picture.size() == QSize(600, 600)
    assert picture.pixelColor(300, 300) == QColor("black")
    assert picture.pixelColor(300, 100) == QColor("white")


def test_moves_that_had_to_wait_are_told_of_once_and_all_kept(
    pad: Pad, qtbot: QtBot
) -> None:
    told: list[int] = []
    press(pad, 20, 20)
    pad.changed.connect(lambda: told.append(len(pad.drawing.strokes[0])))
    with qtbot.waitSignal(pad.changed):
        for x in range(30, 130, 2):
            waiting = mouse_move(x, 20, Qt.MouseButton.LeftButton)
            waiting.setTimestamp(int(monotonic() * 1000) - 100)
            QApplication.sendEvent(pad, waiting)
        assert told == []
    assert told == [51]


def test_the_end_of_a_stroke_is_told_at_once_even_when_moves_had_to_wait(
    pad: Pad,
) -> None:
    press(pad, 20, 20)
    told: list[int] = []
    pad.changed.connect(lambda: told.append(len(pad.drawing.strokes[0])))
    waiting = mouse_move(90, 20, Qt.MouseButton.LeftButton)
    waiting.setTimestamp(int(monotonic() * 1000) - 100)
    QApplication.sendEvent(pad, waiting)
    release(pad, 120, 20)
    assert told[-1] == 3


def test_20_000_moves_do_not_end_the_program(pad: Pad) -> None:
    # A release of PySide6 dropped a reference to None with each painted move.
    press(pad, 10, 10)
    for i in range(20_000):
        if i % 200 == 0:
            release(pad, 10, 10)
            pad.clear()
            press(pad, 10, 10)
        move(pad, 10 + i * 7 % 280, 10 + i * 13 % 280)
    assert not pad.is_empty
