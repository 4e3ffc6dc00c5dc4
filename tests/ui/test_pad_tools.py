"""The tools at the pad's foot and in the menus."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QSlider, QToolButton
from pytestqt.qtbot import QtBot
from user import SEVEN, THREE, answer_of, draw_digit, draw_stroke, shown_window

from digitpad import paths
from digitpad.ui.main_window import MainWindow

Open = Callable[[], MainWindow]


@pytest.fixture
def open_window(qtbot: QtBot) -> Open:
    return lambda: shown_window(qtbot)


@pytest.fixture
def window(open_window: Open) -> MainWindow:
    return open_window()


def action(window: MainWindow, name: str) -> QAction:
    found = window.findChild(QAction, f"action_{name}")
    assert isinstance(found, QAction)
    return found


def slider(window: MainWindow) -> QSlider:
    found = window.findChild(QSlider, "pen_width")
    assert isinstance(found, QSlider)
    return found


def cross_out(window: MainWindow, left: float, right: float) -> None:
    """Go straight across the pad, between two shares of its width."""
    width, height = window.pad.width(), window.pad.height()
    draw_stroke(window.pad, [(left * width, height / 2), (right * width, height / 2)])


def ink(image: QImage) -> int:
    return sum(
        image.pixelColor(x, y).lightness() < 100
        for x in range(0, image.width(), 3)
        for y in range(0, image.height(), 3)
    )


def test_the_eraser_takes_a_digit_of_a_number_and_the_reading_follows(
    window: MainWindow, qtbot: QtBot
) -> None:
    draw_digit(window.pad, THREE, left=0.05, size=0.4)
    draw_digit(window.pad, SEVEN, left=0.6, size=0.4)
    assert answer_of(window) == "37"
    button = window.findChild(QToolButton, "button_eraser")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert window.pad.erases
    cross_out(window, 0.55, 0.95)
    assert answer_of(window) == "3"
    action(window, "undo").trigger()
    assert answer_of(window) == "37"
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert not window.pad.erases


def test_the_eraser_has_a_key_and_a_name(window: MainWindow) -> None:
    button = window.findChild(QToolButton, "button_eraser")
    assert button.accessibleName() == "Eraser"
    assert not action(window, "eraser").isEnabled()
    draw_digit(window.pad, THREE)
    window.activateWindow()
    QTest.keyClick(window, Qt.Key.Key_E)
    assert action(window, "eraser").isChecked()
    status = window.findChild(QLabel, "status")
    assert status.text().startswith("The eraser takes whole strokes")
    QTest.keyClick(window, Qt.Key.Key_E)
    assert not window.pad.erases
    assert status.text() == ""


def test_who_has_erased_everything_draws_next(window: MainWindow) -> None:
    draw_digit(window.pad, THREE)
    action(window, "eraser").trigger()
    cross_out(window, 0.1, 0.95)
    assert window.pad.is_empty
    assert answer_of(window) == ""
    draw_digit(window.pad, SEVEN)
    assert answer_of(window) == "7"


def test_a_wider_pen_shows_more_ink_and_reads_the_same(window: MainWindow) -> None:
    draw_digit(window.pad, THREE)
    before, read = window.pad.grab().toImage(), window.reading
    slider(window).setValue(slider(window).maximum())
    assert ink(window.pad.grab().toImage()) > 1.5 * ink(before)
    assert window.pad.pen_width == pytest.approx(window.pad.shown_pen_width / 2.5)
    window.pad.undo()
    window.pad.redo()
    assert window.reading is not read
    assert window.reading.probabilities == pytest.approx(read.probabilities)


def test_a_dot_is_one_under_a_thin_pen_too(window: MainWindow) -> None:
    slider(window).setValue(slider(window).minimum())
    draw_stroke(window.pad, [(200, 200), (206, 204)])
    assert answer_of(window) == "not a digit"


def test_the_pen_does_not_change_the_picture_to_save(window: MainWindow) -> None:
    draw_digit(window.pad, THREE)
    before = window.pad.picture_to_save()
    slider(window).setValue(slider(window).minimum())
    assert window.pad.picture_to_save() == before


def test_the_pen_is_kept_for_the_next_run(open_window: Open) -> None:
    first = open_window()
    slider(first).setValue(170)
    first.close()
    second = open_window()
    assert slider(second).value() == 170
    assert second.pad.looks.pen_share == pytest.approx(1.7)


@pytest.mark.parametrize("kept", ["nan", "-3", "inf", "wide", "@Invalid()", "1e9"])
def test_a_damaged_choice_does_no_harm(open_window: Open, kept: str) -> None:
    path = paths.window_state_file()
    path.parent.mkdir(parents=True)
    path.write_text(f"[General]\npen_width_share={kept}\nguides={kept}\n")
    window = open_window()
    assert 0.25 <= window.pad.looks.pen_share <= 2.5
    draw_digit(window.pad, THREE)
    assert answer_of(window) == "3"


@pytest.mark.parametrize("guides", ["grid", "lines"])
def test_guides_are_seen_on_paper_and_are_no_ink(
    window: MainWindow, guides: str
) -> None:
    draw_digit(window.pad, THREE)
    plain, read = window.pad.grab().toImage(), window.reading
    saved = window.pad.picture_to_save()
    action(window, f"guides_{guides}").trigger()
    ruled = window.pad.grab().toImage()
    assert ruled != plain
    assert ink(ruled) == pytest.approx(ink(plain), rel=0.02)
    assert window.reading is read
    assert window.pad.picture_to_save() == saved


def test_guides_are_kept_for_the_next_run(open_window: Open) -> None:
    first = open_window()
    action(first, "guides_grid").trigger()
    first.close()
    second = open_window()
    assert second.pad.looks.guides == "grid"
    chosen = [
        n
        for n in ("none", "grid", "lines")
        if action(second, f"guides_{n}").isChecked()
    ]
    assert chosen == ["grid"]
