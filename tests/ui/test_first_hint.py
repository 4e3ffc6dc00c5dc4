"""The hint on the pad: there the first time, gone with the first stroke, for good."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from user import SEVEN, THREE, draw_digit, picture_file, press, release, shown_window

from digitpad.ui.main_window import MainWindow


@pytest.fixture
def window(qtbot: QtBot) -> MainWindow:
    return shown_window(qtbot)


def hint(window: MainWindow) -> QLabel | None:
    found = window.findChild(QLabel, "first_hint")
    return found if isinstance(found, QLabel) and found.isVisible() else None


def test_the_first_time_it_says_what_can_be_done(window: MainWindow) -> None:
    shown = hint(window)
    assert shown is not None
    assert "Ctrl+O opens a picture" in shown.text()
    assert shown.accessibleName()


def test_one_draws_through_it_and_it_is_gone(window: MainWindow) -> None:
    shown = hint(window)
    assert shown is not None
    place = shown.geometry().center()
    press(window.pad, place.x(), place.y())
    assert hint(window) is None
    release(window.pad, place.x(), place.y())
    window.clear()
    assert hint(window) is None


def test_a_picture_takes_it_away_too(window: MainWindow, tmp_path: Path) -> None:
    window.files.open_image(picture_file(tmp_path / "seven.png", [SEVEN]))
    assert hint(window) is None


def test_the_next_time_it_is_not_there(window: MainWindow, qtbot: QtBot) -> None:
    draw_digit(window.pad, THREE)
    window.close()
    assert hint(shown_window(qtbot)) is None


def test_who_has_drawn_nothing_sees_it_again(window: MainWindow, qtbot: QtBot) -> None:
    window.close()
    assert hint(shown_window(qtbot)) is not None


@pytest.mark.parametrize("size", [(560, 530), (800, 600), (1600, 1200)])
def test_all_of_it_is_on_the_pad(window: MainWindow, size: tuple[int, int]) -> None:
    window.resize(*size)
    shown = hint(window)
    assert shown is not None
    assert shown.heightForWidth(shown.width()) <= shown.height()
    assert window.pad.rect().contains(shown.geometry())
