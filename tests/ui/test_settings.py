"""The settings: what is chosen holds at once, and the next time."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QLabel, QWidget
from pytestqt.qtbot import QtBot
from user import THREE, draw_digit, shown_dialog, shown_window

from digitpad.ui import theme
from digitpad.ui.main_window import MainWindow
from digitpad.ui.probabilities import ProbabilityBars
from digitpad.ui.settings import (
    COLOUR_SCHEME,
    DARK,
    GLIDES,
    LIGHT,
    SHOWS_CONFIDENCE,
    SYSTEM,
    Settings,
)


@pytest.fixture
def state(tmp_path: Path) -> QSettings:
    return QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[MainWindow]:
    window = shown_window(qtbot)
    yield window
    window.settings.choose(COLOUR_SCHEME, SYSTEM)


def lightness(palette: QPalette) -> int:
    return palette.window().color().lightness()


def open_dialog(window: MainWindow) -> QWidget:
    window.commands.settings.trigger()
    return shown_dialog("settings_dialog")


def test_nothing_chosen_is_the_first_value(state: QSettings) -> None:
    settings = Settings(state)
    assert settings.value(COLOUR_SCHEME) == SYSTEM
    assert settings.value(GLIDES) is True


def test_what_is_chosen_is_kept(state: QSettings) -> None:
    Settings(state).choose(COLOUR_SCHEME, DARK)
    Settings(state).choose(GLIDES, False)
    state.sync()
    again = Settings(QSettings(state.fileName(), QSettings.Format.IniFormat))
    assert again.value(COLOUR_SCHEME) == DARK
    assert again.value(GLIDES) is False


def test_a_damaged_file_is_as_if_nothing_was_chosen(state: QSettings) -> None:
    state.setValue("settings/colour_scheme", "purple")
    state.setValue("settings/bars_glide", ["one", "two"])
    assert Settings(state).value(COLOUR_SCHEME) == SYSTEM
    assert Settings(state).value(GLIDES) is True


def test_only_a_change_is_told(state: QSettings, qtbot: QtBot) -> None:
    settings = Settings(state)
    with qtbot.assertNotEmitted(settings.changed):
        settings.choose(COLOUR_SCHEME, SYSTEM)
    with qtbot.waitSignal(settings.changed):
        settings.choose(COLOUR_SCHEME, LIGHT)


def test_dark_and_light_are_had_at_once_and_the_system_again(
    window: MainWindow, qtbot: QtBot
) -> None:
    usual = lightness(window.palette())
    box = open_dialog(window).findChild(QComboBox, "colour_scheme")
    assert isinstance(box, QComboBox)
    box.setCurrentIndex(box.findData(DARK))
    qtbot.waitUntil(lambda: lightness(window.palette()) < 80)
    box.setCurrentIndex(box.findData(LIGHT))
    qtbot.waitUntil(lambda: lightness(window.palette()) > 200)
    box.setCurrentIndex(box.findData(SYSTEM))
    qtbot.waitUntil(lambda: lightness(window.palette()) == usual)


@pytest.mark.parametrize("scheme", [LIGHT, DARK])
def test_own_colours_can_be_read(window: MainWindow, scheme: str) -> None:
    window.settings.choose(COLOUR_SCHEME, scheme)
    palette = QApplication.palette()
    pairs = [
        (palette.windowText(), palette.window(), 4.5),
        (palette.text(), palette.base(), 4.5),
        (palette.buttonText(), palette.button(), 4.5),
        (palette.highlightedText(), palette.highlight(), 4.5),
        (palette.placeholderText(), palette.base(), 4.5),
        (palette.accent(), palette.window(), 3.0),
    ]
    found = [theme.contrast(a.color(), b.color()) >= least for a, b, least in pairs]
    assert all(found), found
    assert theme.contrast(theme.muted(palette), palette.window().color()) >= 4.5


def test_a_dark_window_opens_dark_the_next_time(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.settings.choose(COLOUR_SCHEME, DARK)
    window.close()
    again = shown_window(qtbot)
    assert lightness(again.palette()) < 80


def test_how_sure_an_answer_is_can_be_kept_back(window: MainWindow) -> None:
    label = window.findChild(QLabel, "confidence")
    assert isinstance(label, QLabel)
    draw_digit(window.pad, THREE)
    assert label.text() != ""
    switch = open_dialog(window).findChild(QCheckBox, SHOWS_CONFIDENCE.key)
    assert isinstance(switch, QCheckBox)
    switch.click()
    assert label.text() == ""
    switch.click()
    assert label.text() != ""


def test_bars_that_need_not_glide_are_there_at_once(window: MainWindow) -> None:
    window.settings.choose(GLIDES, False)
    draw_digit(window.pad, THREE)
    bars = window.findChild(ProbabilityBars, "probabilities")
    assert isinstance(bars, ProbabilityBars)
    assert list(bars.shown_lengths) == pytest.approx(list(bars.probabilities))
