"""How the shipped network comes to its answer, in the real window."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot
from user import SEVEN, THREE, active_window, draw_digit, move, press, release

from digitpad.ui.influence_view import InfluenceView
from digitpad.ui.layer_view import LayerView
from digitpad.ui.main_window import MainWindow

CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def window(qtbot: QtBot) -> MainWindow:
    return active_window(qtbot)


def text(window: MainWindow, name: str) -> str:
    label = window.findChild(QLabel, name)
    return label.text() if isinstance(label, QLabel) else ""


def colours(widget: QWidget) -> set[int]:
    image = widget.grab().toImage()
    return {
        image.pixel(x, y) for x in range(image.width()) for y in range(image.height())
    }


def test_each_digit_of_a_number_is_explained_in_turn(
    window: MainWindow, qtbot: QtBot
) -> None:
    QTest.keyClick(window, Qt.Key.Key_E, CONTROL)
    draw_digit(window.pad, THREE, left=0.15, size=0.4)
    qtbot.waitUntil(lambda: text(window, "why_asked") == "Why 3?")
    draw_digit(window.pad, SEVEN, left=0.6, size=0.4)
    qtbot.waitUntil(lambda: text(window, "why_asked") == "Why 7?")
    QTest.keyClick(window, Qt.Key.Key_Left, ALT)
    qtbot.waitUntil(lambda: text(window, "why_asked") == "Why 3?")
    view = window.findChild(InfluenceView, "influence")
    assert isinstance(view, InfluenceView)
    # Ink without influence is grey, so that these are more than shades of it.
    assert len(colours(view)) > 20
    assert "most: " in view.accessibleDescription()


def test_feature_maps_follow_the_pen(window: MainWindow, qtbot: QtBot) -> None:
    QTest.keyClick(window, Qt.Key.Key_F, CONTROL)
    first = window.findChildren(LayerView)[0]
    side = min(window.pad.width(), window.pad.height())
    press(window.pad, 0.3 * side, 0.3 * side)
    seen = []
    # A longer line alone would look the same to the network.
    for x, y in ((0.3, 0.6), (0.6, 0.6)):
        before = first.image
        move(window.pad, x * side, y * side)
        qtbot.waitUntil(lambda before=before: first.image not in (None, before))
        seen.append(first.image)
    assert window.pad.pen_is_down
    assert seen[0] != seen[1]
    release(window.pad, 0.6 * side, 0.6 * side)
