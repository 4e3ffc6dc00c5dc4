"""Retraining in the window: the bar in the status line and the dialog behind it."""

import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot
from user import THREE, draw_digit, shown_dialog

from digitpad import models, paths
from digitpad.ink import Drawing
from digitpad.ui import create_window, file_commands
from digitpad.ui.main_window import MainWindow
from digitpad.ui.training_process import TrainingProcess

FAKE = Path(__file__).with_name("fake_training.py")

Open = Callable[[str], MainWindow]


@pytest.fixture
def open_window(qtbot: QtBot) -> Open:
    """A window whose training program plays the named part."""

    def make(part: str) -> MainWindow:
        window = create_window()
        program = [sys.executable, str(FAKE), part]
        window.retraining.attach(TrainingProcess(window, program=program))
        qtbot.addWidget(window)
        with qtbot.waitSignal(window.pad.first_painted):
            window.show()
        return window

    return make


def click(window: MainWindow, qtbot: QtBot, name: str) -> None:
    button = window.retraining.open_dialog().findChild(QPushButton, name)
    assert isinstance(button, QPushButton)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def finish_a_run(window: MainWindow, qtbot: QtBot) -> TrainingProcess:
    """Train from the dialog, then close the dialog without a decision."""
    process = window.retraining.process
    assert process is not None
    with qtbot.waitSignal(process.finished):
        click(window, qtbot, "start")
    window.retraining.open_dialog().close()
    return process


def answer(qtbot: QtBot, name: str) -> None:
    """Press a button of the question about a model that waits."""
    button = shown_dialog("undecided_dialog").findChild(QPushButton, name)
    assert isinstance(button, QPushButton)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_a_run_shows_in_the_status_line_when_its_dialog_is_closed(
    open_window: Open, qtbot: QtBot
) -> None:
    window = open_window("obedient")
    indicator = window.retraining.indicator
    assert not indicator.isVisible()
    click(window, qtbot, "start")
    qtbot.waitUntil(lambda: indicator.fraction is not None)
    dialog = window.retraining.open_dialog()
    dialog.close()
    assert indicator.isVisible()
    assert "epoch" in indicator.text()
    draw_digit(window.pad, THREE)
    assert window.reading is not None
    qtbot.mouseClick(indicator, Qt.MouseButton.LeftButton)
    assert dialog.isVisible()


def test_the_dialog_opens_beside_the_window_as_far_as_the_screen_allows(
    open_window: Open, qtbot: QtBot
) -> None:
    window = open_window("obedient")
    dialog = window.retraining.open_dialog()
    screen = window.screen().availableGeometry()
    assert dialog.size() == dialog.sizeHint()
    if dialog.frameGeometry().intersects(window.frameGeometry()):
        assert dialog.frameGeometry().right() == screen.right()


def test_closing_the_window_ends_the_run(open_window: Open, qtbot: QtBot) -> None:
    window = open_window("obedient")
    click(window, qtbot, "start")
    process = window.retraining.process
    assert process is not None
    qtbot.waitUntil(lambda: process.process_id != 0)
    window.close()
    assert not process.is_running


def test_a_cancelled_run_leaves_the_status_line(
    open_window: Open, qtbot: QtBot
) -> None:
    window = open_window("obedient")
    click(window, qtbot, "start")
    qtbot.waitUntil(lambda: window.retraining.indicator.fraction is not None)
    click(window, qtbot, "cancel")
    qtbot.waitUntil(lambda: not window.retraining.indicator.isVisible())


def test_an_adopted_model_reads_at_once(open_window: Open, qtbot: QtBot) -> None:
    window = open_window("whole")
    draw_digit(window.pad, THREE)
    process = window.retraining.process
    assert process is not None
    models.adopt(models.builtin_model())
    process.adopted.emit()
    label = window.findChild(QLabel, "model_in_use")
    assert isinstance(label, QLabel)
    assert label.text().startswith("Your “digitpad” model")
    answer = window.findChild(QLabel, "answer")
    assert isinstance(answer, QLabel)
    assert answer.text() == "3"


def test_a_failure_behind_a_closed_dialog_is_told(
    open_window: Open, qtbot: QtBot
) -> None:
    window = open_window("refusing")
    click(window, qtbot, "start")
    window.retraining.open_dialog().close()
    notice = window.findChild(QLabel, "notice_text")
    assert isinstance(notice, QLabel)
    qtbot.waitUntil(lambda: notice.isVisible() and bool(notice.text()))
    assert not window.retraining.indicator.isVisible()


@pytest.mark.parametrize("decision", ["use_new", "keep_current"])
def test_a_finished_run_shows_in_the_status_line_until_the_decision(
    open_window: Open, qtbot: QtBot, decision: str
) -> None:
    window = open_window("genuine")
    finish_a_run(window, qtbot)
    indicator = window.retraining.indicator
    assert indicator.isVisible()
    assert indicator.fraction == 1.0
    click(window, qtbot, decision)
    qtbot.waitUntil(lambda: not indicator.isVisible())


def test_closing_the_window_asks_about_a_model_that_waits(
    open_window: Open, qtbot: QtBot
) -> None:
    window = open_window("genuine")
    process = finish_a_run(window, qtbot)
    assert not window.close()
    qtbot.keyClick(shown_dialog("undecided_dialog"), Qt.Key.Key_Escape)
    assert window.isVisible()
    assert process.new_model is not None
    assert process.new_model.exists()


def test_a_model_that_waits_is_used_from_the_next_start_on(
    open_window: Open, qtbot: QtBot
) -> None:
    window = open_window("genuine")
    finish_a_run(window, qtbot)
    window.close()
    answer(qtbot, "use_new")
    qtbot.waitUntil(lambda: not window.isVisible())
    assert models.adopted_model() is not None
    assert list(paths.runs_folder().iterdir()) == []


def test_a_model_that_waits_is_dropped_if_the_current_one_is_kept(
    open_window: Open, qtbot: QtBot
) -> None:
    window = open_window("genuine")
    finish_a_run(window, qtbot)
    window.close()
    answer(qtbot, "keep_current")
    assert not window.isVisible()
    assert models.adopted_model() is None
    assert list(paths.runs_folder().iterdir()) == []


def test_a_model_that_cannot_be_used_leaves_the_window_open(
    open_window: Open, qtbot: QtBot
) -> None:
    window = open_window("whole")  # its "model" is none
    process = finish_a_run(window, qtbot)
    window.close()
    with qtbot.waitSignal(process.refused):
        answer(qtbot, "use_new")
    assert window.isVisible()
    notice = window.findChild(QLabel, "notice_text")
    assert isinstance(notice, QLabel)
    assert "mnist_cnn_model.h5" in notice.text()


def test_a_window_that_is_closed_while_a_model_is_adopted_closes_then(
    open_window: Open, qtbot: QtBot
) -> None:
    window = open_window("genuine")
    finish_a_run(window, qtbot)
    click(window, qtbot, "use_new")
    assert not window.close()
    qtbot.waitUntil(lambda: not window.isVisible())
    (kept,) = paths.models_folder().glob("*.h5")
    assert models.adopted_model() == kept
    assert list(paths.runs_folder().iterdir()) == []


def test_a_window_that_still_saves_when_a_model_is_adopted_reads_with_it(
    open_window: Open, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    is_adopted = threading.Event()

    def fail_late(path: Path, picture: QImage) -> None:  # as a slow disk may
        is_adopted.wait(60)
        raise OSError("slow")

    monkeypatch.setattr(file_commands, "_write_png", fail_late)
    window = open_window("genuine")
    process = finish_a_run(window, qtbot)
    with qtbot.waitSignal(process.adopted):
        click(window, qtbot, "use_new")
        assert not window.close()
        window.pad.show_drawing(Drawing.of([[(n % 601, n) for n in range(5000)]]))
        window.files.save_drawing(tmp_path / "large.png")
    is_adopted.set()
    notice = window.findChild(QLabel, "notice_text")
    assert isinstance(notice, QLabel)
    qtbot.waitUntil(lambda: "large.png" in notice.text())
    assert window.isVisible()
    recognizer = window.recognizer
    assert recognizer is not None
    assert recognizer.path == models.adopted_model()


def test_a_window_that_is_closed_while_a_model_is_refused_stays(
    open_window: Open, qtbot: QtBot
) -> None:
    window = open_window("whole")  # its "model" is none
    process = finish_a_run(window, qtbot)
    with qtbot.waitSignal(process.refused):
        click(window, qtbot, "use_new")
        assert not window.close()
    assert window.isVisible()
    assert process.new_model is not None


def test_a_window_that_stayed_because_of_a_refusal_stays_when_another_is_adopted(
    open_window: Open, qtbot: QtBot
) -> None:
    window = open_window("whole")
    process = finish_a_run(window, qtbot)
    assert process.new_model is not None
    window.close()
    with qtbot.waitSignal(process.refused):
        answer(qtbot, "use_new")
    process.new_model.write_bytes(models.builtin_model().read_bytes())
    with qtbot.waitSignal(process.adopted):
        click(window, qtbot, "use_new")
    assert window.isVisible()


def test_a_model_that_is_being_adopted_when_nobody_can_be_asked_is_adopted(
    open_window: Open, qtbot: QtBot
) -> None:
    window = open_window("genuine")
    process = finish_a_run(window, qtbot)
    click(window, qtbot, "use_new")
    assert process.is_adopting
    window.retraining.shut_down()
    (kept,) = paths.models_folder().glob("*.h5")
    assert models.adopted_model() == kept
    assert list(paths.runs_folder().iterdir()) == []
    assert window.close()


def test_a_model_that_waits_is_kept_when_nobody_can_be_asked(
    open_window: Open, qtbot: QtBot
) -> None:
    window = open_window("genuine")
    finish_a_run(window, qtbot)
    window.retraining.shut_down()
    (kept,) = paths.models_folder().iterdir()
    assert kept.read_bytes() == models.builtin_model().read_bytes()
    assert models.adopted_model() is None
    assert window.close()
