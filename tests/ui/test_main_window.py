"""The main window: its commands, what it says, and what it keeps."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import h5py
import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QColor, QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from user import (
    SEVEN,
    THREE,
    draw_digit,
    draw_stroke,
    move,
    picture_file,
    press,
    release,
    shown_dialog,
)

from digitpad import Recognizer, models, paths
from digitpad.errors import DigitpadError, ModelError, TrainingError
from digitpad.ink import Drawing, Stroke
from digitpad.inkfiles import write_ink_file
from digitpad.readings import NumberReading
from digitpad.ui import create_window
from digitpad.ui.main_window import MainWindow
from digitpad.ui.notice import Notice
from digitpad.ui.probabilities import ProbabilityBars
from digitpad.ui.settings import COLOUR_SCHEME, DARK, SYSTEM

Open = Callable[[], MainWindow]


@pytest.fixture
def open_window(qtbot: QtBot) -> Open:
    """Opens a window whose model is loaded."""

    def make() -> MainWindow:
        window = create_window()
        qtbot.addWidget(window)
        with qtbot.waitSignal(window.pad.first_painted), qtbot.waitActive(window):
            window.show()
            # Without a window manager nobody else gives the window the keyboard.
            window.activateWindow()
        return window

    return make


@pytest.fixture
def window(open_window: Open) -> MainWindow:
    return open_window()


def text(window: MainWindow, name: str) -> str:
    label = window.findChild(QLabel, name)
    assert isinstance(label, QLabel)
    return label.text()


def notice(window: MainWindow) -> str:
    found = window.findChild(Notice, "notice")
    assert isinstance(found, Notice)
    return found.text


def look_at_model(window: MainWindow, path: Path, qtbot: QtBot) -> QWidget:
    """Open a model file; the dialog that says what it is."""
    window.models.open_model(path)
    qtbot.waitUntil(lambda: shown_dialog("model_dialog").isVisible())
    return shown_dialog("model_dialog")


def action(window: MainWindow, name: str) -> QAction:
    found = window.findChild(QAction, f"action_{name}")
    assert isinstance(found, QAction)
    return found


def press_keys(
    window: MainWindow, key: Qt.Key, *with_keys: Qt.KeyboardModifier
) -> None:
    held = Qt.KeyboardModifier.NoModifier
    for each in with_keys:
        held |= each
    QTest.keyClick(window, key, held)


def close_notice(window: MainWindow, qtbot: QtBot) -> None:
    press_keys(window, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: notice(window) == "")


CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def test_the_fixed_names_are_there(window: MainWindow) -> None:
    for name in ("pad", "answer", "probabilities", "model_input", "status"):
        widget = window.findChild(QWidget, name)
        assert isinstance(widget, QWidget), name
        assert widget.accessibleName(), name


def test_every_button_and_command_has_a_name(window: MainWindow) -> None:
    buttons = [
        window.findChild(QWidget, f"button_{n}") for n in ("undo", "redo", "clear")
    ]
    assert all(isinstance(b, QWidget) and b.accessibleName() for b in buttons)
    menus = window.menuBar().actions()
    assert [m.text().replace("&", "") for m in menus] == [
        "File",
        "Edit",
        "View",
        "Tools",
        "Help",
    ]


def test_the_answer_is_there_when_the_move_returns(window: MainWindow) -> None:
    draw_digit(window.pad, THREE)
    assert text(window, "answer") == "3"
    assert window.reading is not None
    assert not isinstance(window.reading, NumberReading)
    assert window.reading.digit == 3


def test_the_window_reads_what_the_recognizer_reads(window: MainWindow) -> None:
    draw_digit(window.pad, SEVEN)
    expected = Recognizer.load().read_digit(window.pad.drawing)
    assert window.reading is not None
    assert not isinstance(window.reading, NumberReading)
    assert window.reading.probabilities == pytest.approx(expected.probabilities)


def test_two_digits_are_a_number(window: MainWindow) -> None:
    draw_digit(window.pad, THREE, left=0.05, size=0.4)
    draw_digit(window.pad, SEVEN, left=0.6, size=0.4)
    assert isinstance(window.reading, NumberReading)
    assert text(window, "answer") == window.reading.text == "37"


def test_an_event_before_the_first_paint_loads_the_model(qtbot: QtBot) -> None:
    window = create_window()
    qtbot.addWidget(window)
    window.resize(1100, 760)
    window.pad.resize(600, 600)
    draw_digit(window.pad, THREE)
    assert text(window, "answer") == "3"


def test_ctrl_n_empties_the_pad_and_the_answer(window: MainWindow) -> None:
    draw_digit(window.pad, THREE)
    press_keys(window, Qt.Key.Key_N, CONTROL)
    assert window.pad.is_empty
    assert text(window, "answer") == ""
    assert window.reading is None
    assert text(window, "status") == "The pad is empty; Ctrl+Z brings the drawing back."


@pytest.mark.parametrize("key", [Qt.Key.Key_Delete, Qt.Key.Key_Backspace])
def test_delete_clears_and_ctrl_z_brings_back(window: MainWindow, key: Qt.Key) -> None:
    draw_digit(window.pad, THREE)
    press_keys(window, key)
    assert text(window, "answer") == ""
    press_keys(window, Qt.Key.Key_Z, CONTROL)
    assert text(window, "answer") == "3"


def test_redo_has_both_usual_keys(window: MainWindow) -> None:
    for keys in ((Qt.Key.Key_Z, CONTROL, SHIFT), (Qt.Key.Key_Y, CONTROL)):
        draw_digit(window.pad, THREE)
        press_keys(window, Qt.Key.Key_Z, CONTROL)
        press_keys(window, *keys)
        assert text(window, "answer") == "3"
        window.pad.clear()


def test_ctrl_z_takes_the_first_stroke_while_it_is_drawn(window: MainWindow) -> None:
    press(window.pad, 100, 100)
    move(window.pad, 150, 150)
    press_keys(window, Qt.Key.Key_Z, CONTROL)
    assert window.pad.is_empty
    release(window.pad, 200, 200)
    assert window.pad.is_empty


def test_commands_without_effect_are_greyed(window: MainWindow) -> None:
    names = ("undo", "redo", "clear", "save_drawing")
    assert not any(action(window, name).isEnabled() for name in names)
    draw_digit(window.pad, THREE)
    assert [action(window, n).isEnabled() for n in names] == [True, False, True, True]
    window.pad.undo()
    assert [action(window, n).isEnabled() for n in names] == [False, True, False, False]


def test_of_a_number_the_bars_are_those_of_the_digit_under_the_pen(
    window: MainWindow,
) -> None:
    draw_digit(window.pad, THREE, left=0.6, size=0.4)
    draw_digit(window.pad, SEVEN, left=0.05, size=0.4)
    assert text(window, "answer") == "73"
    bars = window.findChild(ProbabilityBars, "probabilities")
    assert isinstance(bars, ProbabilityBars)
    assert bars.winner == 7


def test_a_mark_beside_a_number_is_told(window: MainWindow) -> None:
    draw_digit(window.pad, THREE, left=0.05, size=0.3)
    draw_digit(window.pad, SEVEN, left=0.35, size=0.3)
    left, top = 0.7 * window.pad.width(), 0.3 * window.pad.height()
    blot = [(left + 160 * (i % 2), top + 160 * i / 60) for i in range(61)]
    draw_stroke(window.pad, blot)
    assert text(window, "answer") == "37"
    assert text(window, "detail") == "2 digits, and a mark that is none"


def test_a_dot_is_refused_with_a_reason(window: MainWindow) -> None:
    draw_stroke(window.pad, [(200, 200)])
    assert text(window, "answer") == "not a digit"
    assert text(window, "detail") == "Just a dot"


def test_an_opened_picture_is_read_and_marked(
    window: MainWindow, tmp_path: Path
) -> None:
    window.files.open_image(picture_file(tmp_path / "two.png", [THREE, SEVEN]))
    assert text(window, "answer") == "37"
    assert window.pad.picture is not None
    assert [mark.text for mark in window.pad.marks] == ["3", "7"]
    assert text(window, "status") == "Opened two.png."
    assert not action(window, "save_drawing").isEnabled()


def test_a_lone_digit_in_a_picture_is_marked(
    window: MainWindow, tmp_path: Path
) -> None:
    window.files.open_image(picture_file(tmp_path / "one.png", [SEVEN]))
    assert text(window, "answer") == "7"
    assert window.pad.picture is not None
    (mark,) = window.pad.marks
    x, y, width, height = mark.box
    assert mark.text == "7"
    assert 40 < x < 60
    assert 25 < y < 45
    assert 60 < width < 110
    assert 140 < height < 190


def test_an_empty_picture_says_so(window: MainWindow, tmp_path: Path) -> None:
    Image.new("L", (80, 80), 255).save(tmp_path / "empty.png")
    window.files.open_image(tmp_path / "empty.png")
    assert text(window, "answer") == ""
    assert "no ink" in notice(window)


def test_why_there_is_nothing_to_read_in_a_picture_is_told(
    window: MainWindow, tmp_path: Path
) -> None:
    pepper = np.random.default_rng(1).random((100, 100)) < 0.1
    Image.fromarray(~pepper).save(tmp_path / "grain.png")
    window.files.open_image(tmp_path / "grain.png")
    assert text(window, "answer") == ""
    assert "only grain: crop the picture" in notice(window)


def test_what_is_no_picture_is_told_and_the_drawing_stays(
    window: MainWindow, tmp_path: Path
) -> None:
    draw_digit(window.pad, THREE)
    (tmp_path / "junk.png").write_bytes(b"no picture")
    window.files.open_image(tmp_path / "junk.png")
    assert "junk.png" in notice(window)
    assert text(window, "answer") == "3"
    draw_digit(window.pad, THREE)
    assert notice(window) == ""


def test_an_ink_file_is_opened(window: MainWindow, tmp_path: Path) -> None:
    drawing = Drawing((Stroke([(100 * x, 100 * y) for x, y in SEVEN]),))
    write_ink_file(tmp_path / "seven.jsonl", [drawing])
    window.files.open_image(tmp_path / "seven.jsonl")
    assert text(window, "answer") == "7"
    assert not window.pad.drawing.is_empty


def test_of_several_drawings_the_first_is_opened_and_that_is_said(
    window: MainWindow, tmp_path: Path
) -> None:
    first, second = (
        Drawing((Stroke([(100 * x, 100 * y) for x, y in shape]),))
        for shape in (SEVEN, THREE)
    )
    write_ink_file(tmp_path / "both.jsonl", [first, second])
    window.files.open_image(tmp_path / "both.jsonl")
    assert text(window, "answer") == "7"
    assert text(window, "status") == "Opened the first drawing of both.jsonl."


@pytest.mark.parametrize("content", ["", "{}\n", "no json\n", '{"strokes": []}\n'])
def test_a_broken_ink_file_is_told(
    window: MainWindow, tmp_path: Path, content: str
) -> None:
    draw_digit(window.pad, THREE)
    (tmp_path / "broken.jsonl").write_text(content)
    window.files.open_image(tmp_path / "broken.jsonl")
    assert notice(window).startswith("broken.jsonl")
    assert text(window, "answer") == "3"


@pytest.mark.parametrize("suffix", ["jsonl", "inkml"])
def test_a_drawing_saved_as_ink_comes_back_unchanged(
    window: MainWindow, tmp_path: Path, suffix: str
) -> None:
    draw_digit(window.pad, THREE)
    before = window.pad.drawing
    window.files.save_drawing(tmp_path / f"three.{suffix}")
    window.pad.clear()
    (again,) = window.files.recent.paths
    window.files.open_image(again)
    assert window.pad.drawing == before
    assert [len(point) for point in before.strokes[0].points[:1]] == [3]
    window.undo()
    assert window.pad.is_empty


def test_a_drawing_is_saved_as_svg_too(window: MainWindow, tmp_path: Path) -> None:
    draw_digit(window.pad, THREE)
    window.files.save_drawing(tmp_path / "three.svg")
    assert text(window, "status") == "Saved three.svg."
    assert "<svg" in (tmp_path / "three.svg").read_text()
    assert window.files.recent.paths == []


# The second is no UTF-8, as names on old disks are.
@pytest.mark.parametrize("name", [b"three.png", b"drei\xdf.png"])
def test_a_drawing_saved_as_a_picture_reads_the_same(
    window: MainWindow, tmp_path: Path, name: bytes
) -> None:
    path = tmp_path / os.fsdecode(name)
    draw_digit(window.pad, THREE)
    window.files.save_drawing(path)
    assert text(window, "status").startswith("Saved ")
    assert [file.name for file in tmp_path.glob("*.png")] == [path.name]
    assert Recognizer.load().read_digit(path).digit == 3


def test_a_folder_that_cannot_be_written_is_told(
    window: MainWindow, tmp_path: Path
) -> None:
    draw_digit(window.pad, THREE)
    (tmp_path / "file").write_bytes(b"")
    window.files.save_drawing(tmp_path / "file" / "three.png")
    assert "cannot be saved" in notice(window)
    assert text(window, "answer") == "3"


def test_a_name_of_another_kind_is_refused(window: MainWindow, tmp_path: Path) -> None:
    draw_digit(window.pad, THREE)
    window.files.save_drawing(tmp_path / "three.doc")
    assert ".png" in notice(window)
    assert list(tmp_path.glob("three*")) == []


def test_opened_files_are_listed_and_open_again(
    window: MainWindow, tmp_path: Path
) -> None:
    window.files.open_image(picture_file(tmp_path / "a&b.png", [SEVEN]))
    window.pad.clear()
    menu = window.findChild(QWidget, "menu_recent")
    assert isinstance(menu, QWidget)
    menu.aboutToShow.emit()
    first = menu.actions()[0]
    assert first.text() == "a&&b.png"
    first.trigger()
    assert text(window, "answer") == "7"
    window.findChild(QAction, "action_clear_recent").trigger()
    assert window.files.recent.paths == []


def test_files_of_one_name_are_told_apart_by_their_folders(
    window: MainWindow, tmp_path: Path
) -> None:
    for folder in ("monday", "friday"):
        (tmp_path / folder).mkdir()
        window.files.recent.add(picture_file(tmp_path / folder / "7.png", [SEVEN]))
    menu = window.findChild(QMenu, "menu_recent")
    assert isinstance(menu, QMenu)
    menu.aboutToShow.emit()
    assert [entry.text() for entry in menu.actions()[:2]] == [
        "7.png (friday)",
        "7.png (monday)",
    ]
    assert menu.toolTipsVisible()
    assert menu.actions()[1].toolTip() == str(tmp_path / "monday" / "7.png")


def test_the_window_keeps_its_size_for_the_next_run(open_window: Open) -> None:
    first = open_window()
    first.resize(789, 588)
    first.close()
    assert open_window().size().toTuple() == (789, 588)


def test_a_damaged_state_file_does_no_harm(open_window: Open, home: Path) -> None:
    home.mkdir()
    paths.window_state_file().write_bytes(b"[General\ngeometry=@ByteArray(\\x\0\xff")
    window = open_window()
    draw_digit(window.pad, THREE)
    assert text(window, "answer") == "3"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no such pipes")
@pytest.mark.parametrize("other", ["pipe", "device"])
def test_what_is_no_state_file_is_neither_read_nor_written(
    open_window: Open, home: Path, other: str
) -> None:
    home.mkdir()
    place = paths.window_state_file()
    if other == "pipe":
        os.mkfifo(place)
    else:
        place.symlink_to("/dev/zero")
    window = open_window()
    draw_digit(window.pad, THREE)
    assert text(window, "answer") == "3"
    window.settings.choose(COLOUR_SCHEME, DARK)
    assert window.settings.value(COLOUR_SCHEME) == DARK
    assert str(place) in notice(window)
    window.settings.choose(COLOUR_SCHEME, SYSTEM)
    window.close()
    assert not place.is_file()


def test_the_model_and_its_accuracy_stand_in_the_status_line(
    window: MainWindow,
) -> None:
    told = text(window, "model_in_use")
    assert told.startswith("Built-in model")
    assert "test images" in told


def test_another_model_is_described_and_used_when_wanted(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    draw_digit(window.pad, THREE)
    own = tmp_path / "own.h5"
    shutil.copy(models.builtin_model(), own)
    with h5py.File(own, "r+") as file:
        del file["digitpad"]
    dialog = look_at_model(window, own, qtbot)
    told = " ".join(label.text() for label in dialog.findChildren(QLabel))
    assert "own.h5" in told
    assert "layers" in told
    assert "not calibrated" in told
    use = dialog.findChild(QPushButton, "use_model")
    qtbot.mouseClick(use, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: text(window, "model_in_use").startswith("own"))
    assert models.adopted_model() is not None
    assert text(window, "answer") == "3"
    action(window, "restore_model").trigger()
    assert models.adopted_model() is None
    assert text(window, "model_in_use").startswith("Built-in model")


def test_a_model_that_is_looked_at_and_not_wanted_changes_nothing(
    window: MainWindow, qtbot: QtBot
) -> None:
    dialog = look_at_model(window, models.builtin_model(), qtbot)
    keep = dialog.findChild(QPushButton, "keep_model")
    qtbot.mouseClick(keep, Qt.MouseButton.LeftButton)
    assert models.adopted_model() is None


def test_a_strangers_card_can_say_anything(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    own = tmp_path / "<b>own<b>.h5"
    shutil.copy(models.builtin_model(), own)
    card = (
        b'{"recipe": "<img src=x>", "history": {"loss": 3}, "seconds": NaN, '
        b'"versions": {"keras": [1]}, "test_accuracy": Infinity, "seed": true}'
    )
    with h5py.File(own, "r+") as file:
        del file["digitpad/card"]
        file["digitpad/card"] = np.frombuffer(card, np.uint8)
    dialog = look_at_model(window, own, qtbot)
    told = [label.text() for label in dialog.findChildren(QLabel)]
    assert "<img src=x>" in told
    assert isinstance(dialog, QDialog)
    dialog.accept()
    qtbot.waitUntil(lambda: "<img src=x>" in text(window, "model_in_use"))


def test_what_is_no_model_is_told_and_one_draws_meanwhile(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    (tmp_path / "junk.h5").write_bytes(b"no model")
    window.models.open_model(tmp_path / "junk.h5")
    draw_digit(window.pad, THREE)
    assert notice(window) == ""
    assert text(window, "answer") == "3"
    qtbot.waitUntil(lambda: "junk.h5" in notice(window))


def test_a_damaged_adopted_model_is_told_and_the_built_in_one_reads(
    open_window: Open,
) -> None:
    kept = models.adopt(models.builtin_model())
    kept.write_bytes(b"damaged")
    window = open_window()
    assert "built-in model" in notice(window).lower()
    draw_digit(window.pad, THREE)
    assert text(window, "answer") == "3"


def test_that_another_model_reads_than_the_chosen_one_is_told_until_it_is_closed(
    open_window: Open, qtbot: QtBot
) -> None:
    models.adopt(models.builtin_model()).write_bytes(b"damaged")
    window = open_window()
    told = notice(window)
    draw_digit(window.pad, THREE)
    window.show_error(DigitpadError("The disk is full: make room."))
    assert notice(window) == "The disk is full: make room."
    draw_digit(window.pad, THREE)
    assert notice(window) == told
    close_notice(window, qtbot)
    draw_digit(window.pad, THREE)
    assert notice(window) == ""


@pytest.fixture
def no_model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Has the built-in model looked for where there is none."""
    monkeypatch.setattr(models, "builtin_model", lambda: tmp_path / "missing.h5")


@pytest.mark.usefixtures("no_model")
def test_without_a_model_the_window_says_so_for_good(
    open_window: Open, qtbot: QtBot
) -> None:
    window = open_window()
    told = notice(window)
    assert "model" in told
    draw_digit(window.pad, THREE)
    assert notice(window) == told
    assert text(window, "model_in_use") == "No model: Tools → Open model…"
    close_notice(window, qtbot)
    draw_digit(window.pad, THREE)
    # It is not looked for, and told of, at every move.
    assert notice(window) == ""
    assert text(window, "model_in_use") == "No model: Tools → Open model…"


@pytest.mark.usefixtures("no_model")
def test_a_model_opened_where_there_was_none_reads_what_is_on_the_pad(
    open_window: Open, tmp_path: Path, qtbot: QtBot
) -> None:
    window = open_window()
    draw_digit(window.pad, THREE)
    own = shutil.copy(paths.asset(models.BUILTIN), tmp_path / "own.h5")
    window.models.use_model(Path(own))
    qtbot.waitUntil(lambda: text(window, "answer") == "3")
    assert notice(window) == ""


def test_about_tells_the_model_card_and_the_versions(window: MainWindow) -> None:
    action(window, "about").trigger()
    dialog = shown_dialog("about_dialog")
    told = " ".join(label.text() for label in dialog.findChildren(QLabel))
    card = Recognizer.load().card
    assert card.recipe in told
    assert "ONNX Runtime" in told
    dialog.close()


def test_shortcuts_lists_the_keys_of_every_command(window: MainWindow) -> None:
    action(window, "shortcuts").trigger()
    dialog = shown_dialog("shortcuts_dialog")
    told = [label.text() for label in dialog.findChildren(QLabel)]
    assert "Ctrl+Z" in told
    assert "Retrain" in told
    dialog.close()


def test_retrain_opens_one_dialog(window: MainWindow) -> None:
    action(window, "retrain").trigger()
    first = shown_dialog("retrain")
    action(window, "retrain").trigger()
    assert shown_dialog("retrain") is first
    assert isinstance(first, QDialog)
    first.close()


def test_an_error_is_told_and_nothing_is_lost(window: MainWindow) -> None:
    draw_digit(window.pad, THREE)
    window.show_error(DigitpadError("The disk is full: make room."))
    assert notice(window) == "The disk is full: make room."
    assert text(window, "answer") == "3"


def test_what_goes_wrong_during_a_stroke_is_told_until_the_next_one(
    window: MainWindow,
) -> None:
    press(window.pad, 100, 100)
    window.show_error(DigitpadError("The disk is full: make room."))
    release(window.pad, 150, 150)
    assert notice(window) == "The disk is full: make room."
    press(window.pad, 200, 200)
    assert notice(window) == ""


@pytest.mark.parametrize("kind", [ModelError, TrainingError])
def test_what_may_go_wrong_in_the_background_is_told_until_it_is_closed(
    window: MainWindow, kind: type[DigitpadError]
) -> None:
    window.show_error(kind("The training ended early: start it again."))
    draw_digit(window.pad, THREE)
    assert notice(window) == "The training ended early: start it again."


@pytest.mark.parametrize("go_on", ["draw", "undo"])
def test_what_was_done_last_is_told_until_the_user_goes_on(
    window: MainWindow, tmp_path: Path, go_on: str
) -> None:
    window.files.open_image(picture_file(tmp_path / "one.png", [SEVEN]))
    assert text(window, "status") == "Opened one.png."
    if go_on == "draw":
        draw_digit(window.pad, THREE)
    else:
        action(window, "undo").trigger()
    assert text(window, "status") == ""


def test_a_training_that_begins_moves_nothing(window: MainWindow) -> None:
    before = window.pad.geometry()
    window.retraining.indicator.tell("Epoch 2 of 10, 3 minutes left", 0.2)
    window.layout().activate()
    assert window.retraining.indicator.isVisible()
    assert window.pad.geometry() == before


def test_the_built_in_model_can_be_restored_only_when_another_one_is_in_use(
    window: MainWindow, qtbot: QtBot
) -> None:
    restore = action(window, "restore_model")
    assert not restore.isEnabled()
    window.models.use_model(models.builtin_model())
    qtbot.waitUntil(restore.isEnabled)
    restore.trigger()
    assert not restore.isEnabled()
    assert models.adopted_model() is None


def test_icons_follow_the_palette(window: MainWindow, qapp: QApplication) -> None:
    draw_digit(window.pad, THREE)
    before = window.palette()
    dark = QPalette(QColor("#303030"))
    dark.setColor(QPalette.ColorRole.ButtonText, QColor("#ffffff"))
    window.setPalette(dark)
    QApplication.sendEvent(window, QEvent(QEvent.Type.PaletteChange))
    image = action(window, "undo").icon().pixmap(20, 20).toImage()
    inked = [
        image.pixelColor(x, y)
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() > 250
    ]
    assert inked
    assert all(colour.lightness() > 200 for colour in inked)
    window.setPalette(before)


def test_the_first_paint_needs_neither_numpy_nor_a_model() -> None:
    """In a fresh interpreter, because this one has loaded everything already."""
    code = (
        "import sys\n"
        "from PySide6.QtWidgets import QApplication\n"
        "from digitpad.ui import create_window\n"
        "application = QApplication([])\n"
        "window = create_window()\n"
        "heavy = ('numpy', 'onnxruntime', 'h5py', 'PIL', 'scipy', 'tensorflow')\n"
        "def painted():\n"
        "    print([name for name in heavy if name in sys.modules])\n"
        "    application.quit()\n"
        "window.pad.first_painted.disconnect()\n"
        "window.pad.first_painted.connect(painted)\n"
        "window.show()\n"
        "application.exec()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
