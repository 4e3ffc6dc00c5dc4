"""Drawings that take long to paint: they come little by little."""

from math import cos, sin

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot
from user import draw_stroke, shown_pad

from digitpad.ink import Drawing
from digitpad.ui.looks import Looks
from digitpad.ui.pad import Pad

POINTS = 6_000


@pytest.fixture
def pad(qtbot: QtBot) -> Pad:
    return shown_pad(qtbot)


def large_drawing() -> Drawing:
    """A ball of wool, in one stroke."""
    turns = [(0.37 * i, 60 + 55 * sin(i / 97)) for i in range(POINTS)]
    return Drawing.of([[(150 + r * cos(a), 150 + r * sin(a)) for a, r in turns]])


def shown(pad: Pad) -> QImage:
    return pad.grab().toImage()


def wait_for_ink(qtbot: QtBot, pad: Pad) -> None:
    pad.repaint()
    qtbot.waitUntil(lambda: pad.surface.is_complete, timeout=60_000)


def test_a_large_drawing_comes_in_several_turns(qtbot: QtBot, pad: Pad) -> None:
    pad.show_drawing(large_drawing())
    pad.repaint()
    assert not pad.surface.is_complete
    turns: list[bool] = []
    others = QTimer(interval=0)
    others.timeout.connect(lambda: turns.append(pad.surface.is_complete))
    others.start()
    wait_for_ink(qtbot, pad)
    assert turns.count(False) > 1


def test_a_hands_drawing_is_there_at_once(pad: Pad) -> None:
    draw_stroke(pad, [(20 + i, 150 + 40 * sin(i / 9)) for i in range(260)])
    pad.looks = Looks(pen_share=2.0)
    pad.repaint()
    assert pad.surface.is_complete


def test_what_was_drawn_meanwhile_is_there_too(qtbot: QtBot, pad: Pad) -> None:
    pad.show_drawing(large_drawing())
    pad.repaint()
    draw_stroke(pad, [(10, 20), (290, 20)])
    assert not pad.surface.is_complete
    wait_for_ink(qtbot, pad)
    little_by_little = shown(pad)
    assert little_by_little.pixelColor(100, 20).lightness() < 128
    pad.surface.repaint_all()
    wait_for_ink(qtbot, pad)
    assert_alike(shown(pad), little_by_little)


@pytest.mark.parametrize("is_whole", [True, False])
def test_undo_shows_what_was_before(qtbot: QtBot, pad: Pad, is_whole: bool) -> None:
    pad.show_drawing(large_drawing())
    wait_for_ink(qtbot, pad)
    before = shown(pad)
    draw_stroke(pad, [(10, 20), (290, 20)])
    if not is_whole:
        pad.surface.repaint_all()
        pad.repaint()
    pad.undo()
    wait_for_ink(qtbot, pad)
    assert_alike(shown(pad), before)


def test_a_cleared_pad_gets_no_more_of_it(qtbot: QtBot, pad: Pad) -> None:
    empty = shown(pad)
    pad.show_drawing(large_drawing())
    pad.repaint()
    pad.clear()
    wait_for_turns(qtbot)
    assert shown(pad) == empty


def wait_for_turns(qtbot: QtBot) -> None:
    """Let timers that are due have several turns."""
    timer = QTimer(interval=0)
    for _ in range(5):
        with qtbot.waitSignal(timer.timeout):
            timer.start()


def assert_alike(one: QImage, other: QImage) -> None:
    """Assert that no pixel differs much: ink drawn in parts has other soft edges."""
    differing = sum(
        abs(one.pixelColor(x, y).lightness() - other.pixelColor(x, y).lightness()) > 80
        for x in range(0, one.width(), 2)
        for y in range(0, one.height(), 2)
    )
    assert differing < 10
