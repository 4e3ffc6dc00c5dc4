"""The window's View menu: why, feature maps, and one digit of a number at a time."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from banks import add_bank
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot
from user import SEVEN, THREE, draw_digit, draw_stroke, picture_file, press, release

from digitpad import models
from digitpad.readings import NumberReading
from digitpad.ui import create_window
from digitpad.ui.feature_maps_panel import FeatureMapsPanel
from digitpad.ui.main_window import MainWindow
from digitpad.ui.model_input_view import ModelInputView
from digitpad.ui.probabilities import ProbabilityBars
from digitpad.ui.why_panel import WhyPanel

Open = Callable[[], MainWindow]

CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def open_window(qtbot: QtBot) -> Open:
    def make() -> MainWindow:
        window = create_window()
        qtbot.addWidget(window)
        with qtbot.waitSignal(window.pad.first_painted), qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        return window

    return make


@pytest.fixture
def window(open_window: Open) -> MainWindow:
    return open_window()


@pytest.fixture
def number(window: MainWindow) -> MainWindow:
    """A window with a 3 and a 7 on its pad."""
    draw_digit(window.pad, THREE, left=0.15, size=0.4)
    draw_digit(window.pad, SEVEN, left=0.6, size=0.4)
    assert isinstance(window.reading, NumberReading)
    return window


def text(window: MainWindow, name: str) -> str:
    label = window.findChild(QLabel, name)
    return label.text() if isinstance(label, QLabel) else ""


def action(window: MainWindow, name: str) -> QAction:
    found = window.findChild(QAction, f"action_{name}")
    assert isinstance(found, QAction)
    return found


def panel(window: MainWindow, name: str) -> QWidget | None:
    found = window.findChild(QWidget, name)
    return found if isinstance(found, QWidget) and found.isVisible() else None


def winner(window: MainWindow) -> int | None:
    bars = window.findChild(ProbabilityBars, "probabilities")
    assert isinstance(bars, ProbabilityBars)
    return bars.winner


def looked_at(window: MainWindow) -> str:
    """What the tag reads that stands out."""
    return window.pad.marks[window.pad.shown_mark].text


def tag(window: MainWindow, number: int) -> tuple[float, float]:
    """A place on the tag of a drawn digit, whose paper is the pad."""
    x, y, _, _ = window.pad.marks[number].box
    air = 4 + window.pad.pen_width / 2
    return x - air + 8, y - air - 6


def test_why_is_shown_by_its_key_and_hidden_by_it(window: MainWindow) -> None:
    assert panel(window, "why") is None
    QTest.keyClick(window, Qt.Key.Key_E, CONTROL)
    assert isinstance(panel(window, "why"), WhyPanel)
    assert action(window, "why").isChecked()
    QTest.keyClick(window, Qt.Key.Key_E, CONTROL)
    assert panel(window, "why") is None
    assert not action(window, "why").isChecked()


def test_feature_maps_take_the_place_of_why(window: MainWindow) -> None:
    action(window, "why").trigger()
    QTest.keyClick(window, Qt.Key.Key_F, CONTROL)
    assert panel(window, "why") is None
    assert isinstance(panel(window, "feature_maps"), FeatureMapsPanel)
    assert not action(window, "why").isChecked()
    assert action(window, "feature_maps").isChecked()


@pytest.mark.parametrize("name", ["why", "feature_maps"])
def test_what_was_shown_is_shown_next_time(open_window: Open, name: str) -> None:
    first = open_window()
    action(first, name).trigger()
    first.close()
    second = open_window()
    assert panel(second, name) is not None
    assert action(second, name).isChecked()
    action(second, name).trigger()
    second.close()
    assert panel(open_window(), name) is None


def test_a_drawn_digit_is_explained_when_the_pen_is_lifted(
    window: MainWindow, qtbot: QtBot
) -> None:
    action(window, "why").trigger()
    draw_digit(window.pad, THREE)
    qtbot.waitUntil(lambda: text(window, "why_asked") == "Why 3?")


def test_why_asks_about_what_is_on_the_pad_already(
    window: MainWindow, qtbot: QtBot
) -> None:
    draw_digit(window.pad, THREE)
    action(window, "why").trigger()
    qtbot.waitUntil(lambda: text(window, "why_asked") == "Why 3?")


def test_another_model_is_asked_anew(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    models.adopt(add_bank(tmp_path / "without.h5", count=0))
    window.reload_model()
    action(window, "why").trigger()
    draw_digit(window.pad, THREE)
    qtbot.waitUntil(lambda: "no training digits" in text(window, "why_sentence"))
    models.adopt(add_bank(tmp_path / "with.h5"))
    window.reload_model()
    nearest = window.findChild(QWidget, "nearest")
    assert isinstance(nearest, QWidget)
    qtbot.waitUntil(nearest.isVisible)
    assert nearest.accessibleDescription().startswith("3, ")


def test_the_pad_keeps_the_keyboard_and_room_to_draw(window: MainWindow) -> None:
    window.resize(800, 600)
    for name in ("why", "feature_maps"):
        action(window, name).trigger()
        shown = panel(window, name)
        assert shown is not None
        assert window.pad.hasFocus()
        assert window.pad.width() >= 400
        assert window.pad.height() >= 240
        assert window.size().toTuple() == (800, 600)
        bottom = shown.mapTo(window, QPoint(0, shown.height())).y()
        assert bottom <= 600 - text_height(window)


def text_height(window: MainWindow) -> int:
    return window.fontMetrics().height()


def test_a_lone_drawn_digit_has_no_box(window: MainWindow) -> None:
    draw_digit(window.pad, THREE)
    assert not window.pad.marks
    assert not action(window, "next_digit").isEnabled()


def test_each_digit_of_a_drawn_number_has_a_box(number: MainWindow) -> None:
    assert [mark.text for mark in number.pad.marks] == ["3", "7"]
    assert looked_at(number) == "7"
    for mark, stroke in zip(number.pad.marks, number.pad.drawing.strokes, strict=True):
        xs = [x for x, *_ in stroke.points]
        assert mark.box[0] == pytest.approx(min(xs))
        assert mark.box[2] == pytest.approx(max(xs) - min(xs))


def test_boxes_stay_as_they_are_while_the_pen_is_down(number: MainWindow) -> None:
    before = number.pad.marks
    width, height = number.pad.width(), number.pad.height()
    press(number.pad, 0.9 * width, 0.3 * height)
    for step in range(1, 8):
        QTest.mouseMove(
            number.pad, QPoint(round(0.9 * width), round((0.3 + step / 20) * height))
        )
        assert number.pad.marks is before
    release(number.pad, 0.9 * width, 0.65 * height)
    assert len(number.pad.marks) == 3


def test_a_tap_on_a_tag_shows_the_bars_and_the_input_of_its_digit(
    number: MainWindow,
) -> None:
    assert winner(number) == 7
    view = number.findChild(ModelInputView, "model_input")
    assert isinstance(view, ModelInputView)
    before = view.image
    draw_stroke(number.pad, [tag(number, 0)])
    assert winner(number) == 3
    assert looked_at(number) == "3"
    assert view.image != before
    assert len(number.pad.drawing.strokes) == 2
    assert text(number, "answer") == "37"
    assert text(number, "detail").startswith("Digit 1 of 2: 3")


def test_alt_with_arrows_steps_from_digit_to_digit(number: MainWindow) -> None:
    seen = []
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Left, Qt.Key.Key_Right):
        QTest.keyClick(number, key, ALT)
        seen.append(winner(number))
    assert seen == [3, 7, 3]


def test_why_is_about_the_digit_that_is_looked_at(
    number: MainWindow, qtbot: QtBot
) -> None:
    action(number, "why").trigger()
    qtbot.waitUntil(lambda: text(number, "why_asked") == "Why 7?")
    QTest.keyClick(number, Qt.Key.Key_Left, ALT)
    qtbot.waitUntil(lambda: text(number, "why_asked") == "Why 3?")


def test_the_next_stroke_looks_at_its_own_digit_again(number: MainWindow) -> None:
    QTest.keyClick(number, Qt.Key.Key_Left, ALT)
    draw_digit(number.pad, SEVEN, left=0.85, size=0.2)
    assert looked_at(number) == window_text(number)[-1]
    assert "Digit" not in text(number, "detail")


def window_text(window: MainWindow) -> str:
    assert isinstance(window.reading, NumberReading)
    return window.reading.text


def test_the_digits_of_a_picture_can_be_looked_at(
    window: MainWindow, tmp_path: Path
) -> None:
    window.files.open_image(picture_file(tmp_path / "two.png", [THREE, SEVEN]))
    assert winner(window) == 7
    QTest.keyClick(window, Qt.Key.Key_Left, ALT)
    assert winner(window) == 3
    assert window.pad.picture is not None


def test_undo_takes_the_boxes_away_and_redo_brings_them(number: MainWindow) -> None:
    number.undo()
    assert not number.pad.marks
    number.redo()
    assert len(number.pad.marks) == 2
    number.clear()
    assert not number.pad.marks


@pytest.mark.parametrize("name", ["why", "feature_maps"])
def test_a_panel_that_is_remembered_keeps_the_first_paint_light(name: str) -> None:
    """In a fresh interpreter, because this one has loaded everything already."""
    code = (
        "import sys\n"
        "from PySide6.QtWidgets import QApplication\n"
        "from digitpad.ui import create_window\n"
        "application = QApplication([])\n"
        "create_window().show_insight(sys.argv[1])\n"
        "window = create_window()\n"
        "heavy = ('numpy', 'onnxruntime', 'h5py', 'PIL', 'scipy')\n"
        "window.pad.first_painted.disconnect()\n"
        "def painted():\n"
        "    print(window.findChild(object, sys.argv[1]).isVisible())\n"
        "    print([name for name in heavy if name in sys.modules])\n"
        "    application.quit()\n"
        "window.pad.first_painted.connect(painted)\n"
        "window.show()\n"
        "application.exec()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, name], capture_output=True, text=True, check=True
    )
    assert done.stdout.split("\n")[:2] == ["True", "[]"]
