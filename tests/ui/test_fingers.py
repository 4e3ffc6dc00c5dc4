"""Fingers on the pad, and the palm of the hand that holds a pen."""

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QInputDevice, QPointingDevice
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from user import Pen, cancel_touch, shown_pad

from digitpad.ui.pad import Pad


@pytest.fixture
def pad(qtbot: QtBot) -> Pad:
    return shown_pad(qtbot)


@pytest.fixture
def screen() -> QPointingDevice:
    return QTest.createTouchDevice()


def touch(pad: Pad, device: QPointingDevice) -> None:
    """Draw a short stroke with a finger."""
    QTest.touchEvent(pad, device).press(0, QPoint(200, 200)).commit()
    QTest.touchEvent(pad, device).move(0, QPoint(220, 220)).commit()
    QTest.touchEvent(pad, device).release(0, QPoint(240, 240)).commit()


def lengths(pad: Pad) -> list[int]:
    return [len(stroke) for stroke in pad.drawing.strokes]


def test_a_palm_does_not_draw_while_the_pen_is_down(
    pad: Pad, screen: QPointingDevice
) -> None:
    pen = Pen(pad)
    pen.down(20, 20)
    touch(pad, screen)
    pen.move(60, 60)
    pen.up(60, 60)
    assert lengths(pad) == [2]


def test_a_palm_does_not_draw_between_two_strokes_of_the_pen(
    pad: Pad, screen: QPointingDevice
) -> None:
    pen = Pen(pad)
    pen.down(20, 20)
    pen.up(60, 60)
    touch(pad, screen)
    assert lengths(pad) == [2]


def test_a_palm_does_not_draw_below_a_hovering_pen(
    pad: Pad, screen: QPointingDevice
) -> None:
    Pen(pad).hover(20, 20)
    touch(pad, screen)
    assert pad.is_empty


def test_what_a_palm_drew_before_the_pen_came_is_taken_back(
    pad: Pad, screen: QPointingDevice
) -> None:
    QTest.touchEvent(pad, screen).press(0, QPoint(200, 200)).commit()
    QTest.touchEvent(pad, screen).move(0, QPoint(220, 220)).commit()
    pen = Pen(pad)
    pen.down(20, 20)
    pen.move(60, 60)
    QTest.touchEvent(pad, screen).move(0, QPoint(240, 240)).commit()
    pen.up(90, 90)
    QTest.touchEvent(pad, screen).release(0, QPoint(240, 240)).commit()
    assert lengths(pad) == [3]
    pad.undo()
    assert pad.is_empty
    assert not pad.can_undo


def test_a_palm_that_rests_after_the_pen_has_gone_is_still_none(
    pad: Pad, screen: QPointingDevice, qtbot: QtBot
) -> None:
    Pen(pad).hover(20, 20)
    QTest.touchEvent(pad, screen).press(0, QPoint(200, 200)).commit()

    def another_finger_draws() -> bool:
        QTest.touchEvent(pad, screen).stationary(0).press(1, QPoint(50, 50)).commit()
        QTest.touchEvent(pad, screen).stationary(0).release(1, QPoint(50, 50)).commit()
        return not pad.is_empty

    qtbot.waitUntil(another_finger_draws)
    before = lengths(pad)
    QTest.touchEvent(pad, screen).move(0, QPoint(240, 240)).commit()
    assert lengths(pad) == before


def test_a_finger_draws_again_moments_after_the_pen_has_gone(
    pad: Pad, screen: QPointingDevice, qtbot: QtBot
) -> None:
    Pen(pad).hover(20, 20)

    def it_draws() -> bool:
        touch(pad, screen)
        return not pad.is_empty

    qtbot.waitUntil(it_draws)


def test_a_stroke_whose_gesture_the_system_takes_leaves_nothing(
    pad: Pad, screen: QPointingDevice
) -> None:
    QTest.touchEvent(pad, screen).press(0, QPoint(200, 200)).commit()
    QTest.touchEvent(pad, screen).move(0, QPoint(220, 220)).commit()
    cancel_touch(pad, screen)
    assert pad.is_empty
    assert not pad.can_undo
    touch(pad, screen)
    assert lengths(pad) == [3]


def test_fingers_beside_the_keyboard_do_not_draw(pad: Pad) -> None:
    can = QInputDevice.Capability
    kind = QInputDevice.DeviceType.TouchPad
    # They move the mouse, too, which draws when its button is down.
    touch(pad, QTest.createTouchDevice(kind, can.Position | can.MouseEmulation))
    assert pad.is_empty
