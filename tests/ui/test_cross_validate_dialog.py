"""The cross-validation in the window: its dialog, its bar, and whose turn it is."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QDesktopServices, QKeySequence
from PySide6.QtWidgets import (
    QLabel,
    QLineEdit,
    QListWidget,
    QProgressBar,
    QPushButton,
    QSpinBox,
    QWidget,
)
from pytestqt.qtbot import QtBot
from user import THREE, draw_digit, shown_window

from digitpad import paths
from digitpad.ink import Drawing
from digitpad.samples import Samples
from digitpad.ui.cross_validate_dialog import CrossValidateDialog
from digitpad.ui.curves import Curves
from digitpad.ui.main_window import MainWindow
from digitpad.ui.report_run import ReportRun
from digitpad.ui.training_process import TrainingProcess

FAKE = Path(__file__).with_name("fake_reports.py")
FAKE_TRAINING = Path(__file__).with_name("fake_training.py")
NAMES = (
    *(
        "data_list",
        "add_mnist",
        "add_own",
        "add_files",
        "add_folder",
        "remove_data",
        "recipe",
    ),
    *("folds", "epochs", "workers", "out", "choose_out", "start", "cancel", "close"),
    *("again", "open_report", "fold_curves", "fold_rows"),
)

Open = Callable[[str], CrossValidateDialog]


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[MainWindow]:
    made = shown_window(qtbot)
    yield made
    made.reporting.shut_down()
    made.retraining.shut_down()


@pytest.fixture
def open_dialog(window: MainWindow) -> Open:
    """The dialog out of the menu, whose training program plays the named part."""

    def make(part: str) -> CrossValidateDialog:
        window.reporting.program = (sys.executable, str(FAKE), part)
        action = window.findChild(QAction, "action_cross_validate")
        assert isinstance(action, QAction)
        action.trigger()
        dialog = window.findChild(CrossValidateDialog, "cross_validate_dialog")
        assert isinstance(dialog, CrossValidateDialog)
        assert dialog.isVisible()
        set_number(dialog, "folds", 3)
        set_number(dialog, "epochs", 2)
        return dialog

    return make


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses that were handed to the desktop."""
    found: list[str] = []
    monkeypatch.setattr(
        QDesktopServices, "openUrl", lambda url: found.append(url.toLocalFile())
    )
    return found


def set_number(dialog: CrossValidateDialog, name: str, value: int) -> None:
    field = dialog.findChild(QSpinBox, name)
    assert isinstance(field, QSpinBox)
    field.setValue(value)


def button(dialog: CrossValidateDialog, name: str) -> QPushButton:
    found = dialog.findChild(QPushButton, name)
    assert isinstance(found, QPushButton)
    return found


def text(dialog: CrossValidateDialog, name: str) -> str:
    found = dialog.findChild(QLabel, name)
    assert isinstance(found, QLabel)
    return found.text()


def shows(dialog: CrossValidateDialog, name: str, told: str) -> bool:
    """Whether there is a label with this text."""
    found = dialog.findChild(QLabel, name)
    return isinstance(found, QLabel) and found.text() == told


def click(qtbot: QtBot, dialog: CrossValidateDialog, name: str) -> None:
    qtbot.mouseClick(button(dialog, name), Qt.MouseButton.LeftButton)


def shown_buttons(dialog: CrossValidateDialog) -> set[str]:
    own = {"start", "cancel", "again", "open_report", "close"}
    shown = {b.objectName() for b in dialog.findChildren(QPushButton) if b.isVisible()}
    return shown & own


def run_of(window: MainWindow) -> ReportRun:
    assert window.reporting.cross_validation is not None
    return window.reporting.cross_validation


def start_and_reach_third_fold(
    qtbot: QtBot, window: MainWindow, dialog: CrossValidateDialog
) -> psutil.Process:
    """Start a run that stays in its third fold; returns its process."""
    click(qtbot, dialog, "start")
    qtbot.waitUntil(
        lambda: shows(dialog, "fold_3_state", "epoch 2 of 2"), timeout=60_000
    )
    return psutil.Process(run_of(window).process_id)


def run_to_the_end(
    qtbot: QtBot, window: MainWindow, dialog: CrossValidateDialog
) -> None:
    with qtbot.waitSignal(run_of(window).ended, timeout=60_000):
        click(qtbot, dialog, "start")


def test_every_control_has_an_accessible_name_and_a_key_of_its_own(
    open_dialog: Open,
) -> None:
    dialog = open_dialog("whole")
    for name in NAMES:
        control = dialog.findChild(QWidget, name)
        assert isinstance(control, QWidget), name
        assert control.accessibleName(), name
    shown = (*dialog.findChildren(QPushButton), *dialog.findChildren(QLabel))
    keys = [
        key
        for each in shown
        if each.isVisible() and (key := QKeySequence.mnemonic(each.text()).toString())
    ]
    assert len(set(keys)) == len(keys)


def test_at_first_the_form_says_how_long_it_takes(open_dialog: Open) -> None:
    dialog = open_dialog("whole")
    assert shown_buttons(dialog) == {"start", "close"}
    assert button(dialog, "start").isDefault()
    assert "on a small computer" in text(dialog, "message")
    out = dialog.findChild(QLineEdit, "out")
    assert isinstance(out, QLineEdit)
    assert out.text() == str(paths.reports_folder() / "crossval-walkthrough")


def test_folds_are_shown_row_by_row_while_one_draws(
    qtbot: QtBot, window: MainWindow, open_dialog: Open
) -> None:
    dialog = open_dialog("halfway")
    start_and_reach_third_fold(qtbot, window, dialog)
    assert shown_buttons(dialog) == {"cancel", "close"}
    assert text(dialog, "position") == "2 of 3 folds done"
    assert text(dialog, "run") == "MNIST; Walkthrough, 3 folds of 2 epochs"
    assert text(dialog, "time_left") == "About 2 minutes left"
    states = [text(dialog, f"fold_{fold}_state") for fold in (1, 2, 3)]
    assert states == ["97.70 % (kept)", "97.90 %", "epoch 2 of 2"]
    bar = dialog.findChild(QProgressBar, "fold_3_progress")
    assert isinstance(bar, QProgressBar)
    assert bar.value() == 700
    curves = dialog.findChild(Curves, "fold_curves")
    assert isinstance(curves, Curves)
    assert "mean 9" in curves.in_words
    draw_digit(window.pad, THREE)
    assert window.reading is not None


def test_a_closed_dialog_leaves_a_bar_that_opens_it_again(
    qtbot: QtBot, window: MainWindow, open_dialog: Open
) -> None:
    dialog = open_dialog("halfway")
    start_and_reach_third_fold(qtbot, window, dialog)
    dialog.close()
    indicator = window.reporting.indicator
    assert indicator.isVisible()
    assert indicator.text().startswith("2 of 3 folds done")
    assert indicator.fraction == pytest.approx((2 + 0.7) / 3)
    qtbot.mouseClick(indicator, Qt.MouseButton.LeftButton)
    assert dialog.isVisible()
    assert text(dialog, "position") == "2 of 3 folds done"


def test_cancelling_ends_the_child_and_says_what_is_kept(
    qtbot: QtBot, window: MainWindow, open_dialog: Open
) -> None:
    dialog = open_dialog("halfway")
    child = start_and_reach_third_fold(qtbot, window, dialog)
    with qtbot.waitSignal(run_of(window).ended):
        click(qtbot, dialog, "cancel")
        assert not button(dialog, "cancel").isEnabled()
    assert not child.is_running()
    assert text(dialog, "headline") == "Cancelled"
    assert "2 folds are finished and kept" in text(dialog, "message")
    assert "go on with the rest" in text(dialog, "message")
    assert shown_buttons(dialog) == {"start", "close"}
    assert not window.reporting.indicator.isVisible()
    assert list(paths.runs_folder().iterdir()) == []


def test_a_child_that_does_not_listen_is_ended_too(
    qtbot: QtBot, window: MainWindow, open_dialog: Open
) -> None:
    dialog = open_dialog("deaf")
    click(qtbot, dialog, "start")
    qtbot.waitUntil(
        lambda: bool(dialog.record and not dialog.record.stage), timeout=60_000
    )
    child = psutil.Process(run_of(window).process_id)
    window.close()
    assert not child.is_running()
    assert list(paths.runs_folder().iterdir()) == []


def test_the_end_tells_mean_and_deviation_and_opens_the_report(
    qtbot: QtBot, window: MainWindow, open_dialog: Open, opened: list[str]
) -> None:
    dialog = open_dialog("whole")
    run_to_the_end(qtbot, window, dialog)
    assert text(dialog, "position") == "97.70 % ± 0.13"
    assert "one standard deviation" in text(dialog, "outcome")
    assert shown_buttons(dialog) == {"again", "open_report", "close"}
    click(qtbot, dialog, "open_report")
    page = paths.reports_folder() / "crossval-walkthrough" / "report.html"
    assert opened == [str(page)]
    assert window.reporting.indicator.text() == "Folds: 97.70 % ± 0.13"
    dialog.close()
    assert not window.reporting.indicator.isVisible()
    window.reporting.open_cross_validation()
    click(qtbot, dialog, "again")
    assert shown_buttons(dialog) == {"start", "close"}


def test_the_end_tells_how_well_the_users_own_drawings_are_read(
    qtbot: QtBot, window: MainWindow, open_dialog: Open
) -> None:
    Samples().add(Drawing.of([THREE]), 3)
    dialog = open_dialog("whole")
    button(dialog, "add_own").setEnabled(True)  # the first was drawn just now
    click(qtbot, dialog, "add_own")
    click(qtbot, dialog, "add_mnist")
    run_to_the_end(qtbot, window, dialog)
    assert text(dialog, "outcome").endswith(
        "Of your own handwriting (40 drawings) 90.00 % is read right."
    )


def test_bad_data_are_told_problem_by_problem(
    qtbot: QtBot, window: MainWindow, open_dialog: Open
) -> None:
    dialog = open_dialog("refusing")
    run_to_the_end(qtbot, window, dialog)
    assert text(dialog, "headline") == "The cross-validation failed"
    assert text(dialog, "message").startswith("/data/train.csv cannot be used (27")
    problems = dialog.findChild(QListWidget, "problems")
    assert isinstance(problems, QListWidget)
    assert problems.isVisible()
    assert problems.count() == 11
    assert problems.item(10).text() == "and 17 more"


def test_a_failure_behind_a_closed_dialog_is_told(
    qtbot: QtBot, window: MainWindow, open_dialog: Open
) -> None:
    dialog = open_dialog("crashing")
    with qtbot.waitSignal(run_of(window).ended, timeout=60_000):
        click(qtbot, dialog, "start")
        dialog.close()
    notice = window.findChild(QLabel, "notice_text")
    assert isinstance(notice, QLabel)
    told = "The cross-validation ended unexpectedly (exit status 3). Finished folds"
    assert notice.text().startswith(told)
    assert not window.reporting.indicator.isVisible()


def test_without_images_or_a_folder_nothing_is_started(
    qtbot: QtBot, window: MainWindow, open_dialog: Open
) -> None:
    dialog = open_dialog("whole")
    click(qtbot, dialog, "remove_data")
    click(qtbot, dialog, "start")
    assert "Choose some images first" in text(dialog, "message")
    click(qtbot, dialog, "add_mnist")
    out = dialog.findChild(QLineEdit, "out")
    assert isinstance(out, QLineEdit)
    out.setText("somewhere")
    click(qtbot, dialog, "start")
    assert "with its whole path" in text(dialog, "message")
    assert not run_of(window).is_running


def test_a_training_and_a_cross_validation_wait_for_one_another(
    qtbot: QtBot, window: MainWindow, open_dialog: Open
) -> None:
    program = [sys.executable, str(FAKE_TRAINING), "obedient"]
    training = TrainingProcess(window, program=program)
    window.retraining.attach(training)
    retrain = window.retraining.open_dialog()
    start = retrain.findChild(QPushButton, "start")
    assert isinstance(start, QPushButton)
    with qtbot.waitSignal(training.batch_finished, timeout=60_000):
        start.click()
    dialog = open_dialog("halfway")
    click(qtbot, dialog, "start")
    assert "A retraining is going on" in text(dialog, "message")
    assert not run_of(window).is_running
    with qtbot.waitSignal(training.cancelled, timeout=60_000):
        training.cancel()
    start_and_reach_third_fold(qtbot, window, dialog)
    start.click()
    message = retrain.findChild(QLabel, "message")
    assert isinstance(message, QLabel)
    assert "A cross-validation is going on" in message.text()
    assert not training.is_running
