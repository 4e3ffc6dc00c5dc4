"""The place of a window beside another one."""

import pytest
from PySide6.QtCore import QRect, QSize

from digitpad.ui.placement import beside

SCREEN = QRect(0, 30, 1920, 1050)
DIALOG = QSize(700, 400)


def placed(window: QRect) -> QRect:
    return QRect(beside(window, DIALOG, SCREEN), DIALOG)


@pytest.mark.parametrize(
    "window", [QRect(100, 100, 1000, 700), QRect(900, 100, 1000, 700)]
)
def test_with_room_at_one_side_nothing_is_hidden(window: QRect) -> None:
    assert not placed(window).intersects(window)
    assert SCREEN.contains(placed(window))
    assert placed(window).top() == window.top()


@pytest.mark.parametrize(
    "window", [SCREEN, QRect(400, 600, 1100, 500), QRect(-200, -100, 1800, 900)]
)
def test_without_room_the_left_side_stays_free(window: QRect) -> None:
    assert SCREEN.contains(placed(window))
    assert placed(window).right() == SCREEN.right()


def test_a_dialog_larger_than_the_screen_shows_its_upper_left_corner() -> None:
    corner = beside(SCREEN, QSize(3000, 2000), SCREEN)
    assert corner == SCREEN.topLeft()
