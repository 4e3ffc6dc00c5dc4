"""Two models side by side on the drawing: both are asked with every move."""

from pathlib import Path

import pytest
from own_models import make_mine, put_into_library, weaken
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from user import SEVEN, THREE, draw_digit, move, picture_file, press, shown_window

from digitpad import models
from digitpad.readings import DigitReading, NumberReading
from digitpad.ui.main_window import MainWindow
from digitpad.ui.notice import Notice
from digitpad.ui.other_column import agreement
from digitpad.ui.probabilities import ProbabilityBars

# Drawn as one writes it, with the stem first to the ring and then down.
NINE = [
    (0.8, 0.15), (0.5, 0.0), (0.2, 0.1), (0.15, 0.3), (0.4, 0.42), (0.75, 0.3),
    (0.8, 0.15), (0.78, 0.5), (0.7, 1.0),
]  # fmt: skip


@pytest.fixture
def window(qtbot: QtBot) -> MainWindow:
    return shown_window(qtbot)


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """A model that knows no 9."""
    return weaken(make_mine(tmp_path / "other.h5"))


@pytest.fixture
def compared(window: MainWindow, other: Path, qtbot: QtBot) -> MainWindow:
    window.models.comparison.begin(other)
    qtbot.waitUntil(lambda: window.models.comparison.is_on, timeout=60_000)
    return window


def text(window: MainWindow, name: str) -> str:
    label = window.findChild(QLabel, name)
    assert isinstance(label, QLabel), name
    return label.text()


def bars(window: MainWindow, name: str) -> ProbabilityBars:
    found = window.findChild(ProbabilityBars, name)
    assert isinstance(found, ProbabilityBars)
    return found


def menu_of(window: MainWindow) -> list[QAction]:
    """What the menu offers when it is opened."""
    menu = window.findChild(QMenu, "menu_compare")
    assert isinstance(menu, QMenu)
    menu.aboutToShow.emit()
    return menu.actions()


def test_both_models_answer_each_in_its_own_way(compared: MainWindow) -> None:
    draw_digit(compared.pad, NINE)
    assert text(compared, "answer") == "9"
    assert text(compared, "other_answer") != "9"
    assert bars(compared, "probabilities").winner == 9
    assert bars(compared, "other_probabilities").probabilities[9] < 0.01
    assert text(compared, "agreement") == "The answers differ."
    assert text(compared, "heading") == "built-in"
    assert text(compared, "other_heading") == "other.h5"


def test_the_other_follows_every_move_before_the_event_returns(
    compared: MainWindow,
) -> None:
    press(compared.pad, 60, 60)
    seen = []
    for step in range(1, 6):
        move(compared.pad, 60 + 20 * step, 60)
        move(compared.pad, 60 + 20 * step, 60 + 20 * step)
        seen.append(tuple(bars(compared, "other_probabilities").probabilities))
    assert len(set(seen)) == len(seen)


def test_what_is_on_the_pad_already_is_read_at_once(
    window: MainWindow, other: Path, qtbot: QtBot
) -> None:
    draw_digit(window.pad, THREE)
    window.models.comparison.begin(other)
    qtbot.waitUntil(lambda: window.models.comparison.is_on, timeout=60_000)
    assert text(window, "other_answer") == "3"
    assert text(window, "agreement") == "Both give the same answer."
    window.clear()
    assert text(window, "other_answer") == text(window, "agreement") == ""


def test_of_a_number_both_show_the_same_digit(compared: MainWindow) -> None:
    draw_digit(compared.pad, THREE, left=0.05, size=0.4)
    draw_digit(compared.pad, SEVEN, left=0.6, size=0.4)
    assert text(compared, "other_answer") == "37"
    assert bars(compared, "other_probabilities").winner == 7
    compared.step(-1)
    assert bars(compared, "probabilities").winner == 3
    assert bars(compared, "other_probabilities").winner == 3


def test_a_picture_is_read_by_both(compared: MainWindow, tmp_path: Path) -> None:
    compared.files.open_image(picture_file(tmp_path / "one.png", [SEVEN]))
    assert text(compared, "other_answer") == "7"


def test_the_bars_of_both_stand_at_the_same_height(compared: MainWindow) -> None:
    for size in ((800, 600), (1100, 760), (1600, 1200)):
        compared.resize(*size)
        assert (compared.width(), compared.height()) == size
        first, second = (
            bars(compared, name) for name in ("probabilities", "other_probabilities")
        )
        origin = compared.rect().topLeft()
        tops = {each.mapTo(compared, origin).y() for each in (first, second)}
        assert len(tops) == 1
        assert first.height() == second.height()


def test_every_part_of_the_second_column_has_names(compared: MainWindow) -> None:
    for name in ("other_answer", "other_probabilities", "end_comparison"):
        found = compared.findChildren(QWidget, name)
        assert len(found) == 1
        assert found[0].accessibleName()
    assert len(compared.findChildren(QWidget, "answer")) == 1
    assert len(compared.findChildren(QWidget, "probabilities")) == 1


def test_closing_ends_it(compared: MainWindow) -> None:
    button = compared.findChild(QPushButton, "end_comparison")
    assert isinstance(button, QPushButton)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert not compared.models.comparison.is_on
    draw_digit(compared.pad, THREE)
    assert text(compared, "answer") == "3"
    assert text(compared, "heading") == ""
    assert compared.models.comparison.reading is None


def test_a_model_that_cannot_be_read_is_told(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    torn = tmp_path / "torn.h5"
    torn.write_bytes(b"no model")
    window.models.comparison.begin(torn)
    notice = window.findChild(Notice, "notice")
    assert isinstance(notice, Notice)
    qtbot.waitUntil(lambda: "torn.h5" in notice.text, timeout=60_000)
    assert not window.models.comparison.is_on


def test_the_menu_offers_what_is_kept_but_not_what_reads(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    assert not menu_of(window)[0].isEnabled()
    kept = put_into_library(make_mine(tmp_path / "mine.h5"))
    first, *others = menu_of(window)
    assert first.text() == kept.name
    assert [each.isEnabled() for each in others if not each.isSeparator()] == [
        True,
        False,
    ]
    first.trigger()
    qtbot.waitUntil(lambda: window.models.comparison.is_on, timeout=60_000)
    end = menu_of(window)[-1]
    end.trigger()
    assert not window.models.comparison.is_on


def test_when_another_model_reads_its_name_stands_above(
    compared: MainWindow, tmp_path: Path
) -> None:
    models.adopt(make_mine(tmp_path / "mine.h5"))
    compared.reload_model()
    assert text(compared, "heading").startswith("mine-")


def test_agreement_is_that_of_the_answers() -> None:
    seven = shown(7, is_digit=True)
    assert agreement(None, None) == ""
    assert agreement(seven, shown(7, is_digit=True)) == "Both give the same answer."
    assert agreement(seven, shown(1, is_digit=True)) == "The answers differ."
    assert agreement(seven, shown(7, is_digit=False)) == "The answers differ."
    number = NumberReading("77", (seven, seven), ((0, 0, 1, 1), (2, 0, 1, 1)))
    assert agreement(seven, number) == "The answers differ."


def shown(digit: int, *, is_digit: bool) -> DigitReading:
    import numpy as np

    probabilities = np.full(10, 0.01, np.float32)
    probabilities[digit] = 0.91
    refusal = "" if is_digit else "just a dot"
    blank = np.zeros((28, 28), np.float32)
    return DigitReading(digit, probabilities, is_digit, (digit,), blank, refusal)
