"""The look at data in the window: the real program on a few images, and its end."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import psutil
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QDesktopServices
from PySide6.QtWidgets import (
    QCheckBox,
    QLabel,
    QListWidget,
    QProgressBar,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot
from some_digits import DATA
from user import shown_window

from digitpad import paths
from digitpad.ui.data_chooser import DataChooser
from digitpad.ui.explore_dialog import ExploreDialog
from digitpad.ui.main_window import MainWindow
from digitpad.ui.report_run import ReportRun

FAKE = Path(__file__).with_name("fake_reports.py")
NAMES = (
    *(
        "data_list",
        "add_mnist",
        "add_own",
        "add_files",
        "add_folder",
        "remove_data",
        "ask_model",
    ),
    *("out", "choose_out", "start", "cancel", "close", "open_report", "progress"),
    "problems",
)
PATIENCE_MS = 120_000

Open = Callable[..., ExploreDialog]


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[MainWindow]:
    made = shown_window(qtbot)
    yield made
    made.reporting.shut_down()


@pytest.fixture
def open_dialog(window: MainWindow) -> Open:
    """The dialog out of the menu, with the real program or a part."""

    def make(part: str = "") -> ExploreDialog:
        if part:
            window.reporting.program = (sys.executable, str(FAKE), part)
        action = window.findChild(QAction, "action_explore")
        assert isinstance(action, QAction)
        action.trigger()
        dialog = window.findChild(ExploreDialog, "explore_dialog")
        assert isinstance(dialog, ExploreDialog)
        assert dialog.isVisible()
        return dialog

    return make


def run_of(window: MainWindow) -> ReportRun:
    assert window.reporting.exploration is not None
    return window.reporting.exploration


def choose(dialog: ExploreDialog, *paths: Path) -> None:
    chooser = dialog.findChild(DataChooser)
    assert isinstance(chooser, DataChooser)
    chooser.choose([str(path) for path in paths])


def button(dialog: ExploreDialog, name: str) -> QPushButton:
    found = dialog.findChild(QPushButton, name)
    assert isinstance(found, QPushButton)
    return found


def click(qtbot: QtBot, dialog: ExploreDialog, name: str) -> None:
    qtbot.mouseClick(button(dialog, name), Qt.MouseButton.LeftButton)


def text(dialog: ExploreDialog, name: str) -> str:
    found = dialog.findChild(QLabel, name)
    assert isinstance(found, QLabel)
    return found.text()


def run_to_the_end(qtbot: QtBot, window: MainWindow, dialog: ExploreDialog) -> None:
    with qtbot.waitSignal(run_of(window).ended, timeout=PATIENCE_MS):
        click(qtbot, dialog, "start")


def test_every_control_has_an_accessible_name(open_dialog: Open) -> None:
    dialog = open_dialog("look")
    for name in NAMES:
        control = dialog.findChild(QWidget, name)
        assert isinstance(control, QWidget), name
        assert control.accessibleName(), name


def test_a_real_look_ends_with_what_it_found_and_a_report(
    qtbot: QtBot,
    window: MainWindow,
    open_dialog: Open,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    labels = DATA.test_labels[:100].copy()
    labels[3] = (labels[3] + 1) % 10
    np.savez(tmp_path / "some.npz", x=DATA.test_ink[:100], y=labels)
    dialog = open_dialog()
    choose(dialog, tmp_path / "some.npz")
    box = dialog.findChild(QCheckBox, "ask_model")
    assert isinstance(box, QCheckBox)
    box.click()
    run_to_the_end(qtbot, window, dialog)
    assert "100 images" in text(dialog, "headline")
    assert "χ²" in text(dialog, "message")
    assert "1 label contradicted with confidence" in text(dialog, "message")
    opened: list[str] = []
    monkeypatch.setattr(
        QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile())
    )
    click(qtbot, dialog, "open_report")
    page = paths.reports_folder() / "exploration" / "report.html"
    assert opened == [str(page)]
    assert page.exists()
    assert list(paths.runs_folder().iterdir()) == []


def test_what_is_wrong_with_a_real_table_is_listed(
    qtbot: QtBot, window: MainWindow, open_dialog: Open, tmp_path: Path
) -> None:
    header = ",".join(["label", *(f"pixel{n}" for n in range(784))])
    row = ",".join(["11", *["0"] * 784])
    (tmp_path / "bad.csv").write_text("\n".join([header, *[row] * 14]))
    dialog = open_dialog()
    choose(dialog, tmp_path / "bad.csv")
    run_to_the_end(qtbot, window, dialog)
    assert text(dialog, "headline") == "The images could not be shown"
    problems = dialog.findChild(QListWidget, "problems")
    assert isinstance(problems, QListWidget)
    assert problems.isVisible()
    assert problems.count() == 11
    assert problems.item(0).text().startswith("row 2")
    assert problems.item(10).text() == "and 4 more"
    assert "bad.csv cannot be used (14 problems)." in text(dialog, "message")
    assert not (paths.reports_folder() / "exploration").exists()
    # Another question takes the answer away.
    click(qtbot, dialog, "add_mnist")
    assert not problems.isVisible()
    assert text(dialog, "headline") == "What is in these images?"


def test_cancelling_leaves_no_process_and_no_report(
    qtbot: QtBot, window: MainWindow, open_dialog: Open
) -> None:
    dialog = open_dialog("looking")
    click(qtbot, dialog, "start")
    qtbot.waitUntil(
        lambda: text(dialog, "headline") == "Reading the images", timeout=PATIENCE_MS
    )
    bar = dialog.findChild(QProgressBar, "progress")
    assert isinstance(bar, QProgressBar)
    assert bar.isVisible()
    assert bar.maximum() == 0
    child = psutil.Process(run_of(window).process_id)
    with qtbot.waitSignal(run_of(window).ended):
        click(qtbot, dialog, "cancel")
    assert not child.is_running()
    assert text(dialog, "headline") == "Cancelled"
    assert not bar.isVisible()


def test_the_end_of_a_look_behind_a_closed_dialog_is_told(
    qtbot: QtBot, window: MainWindow, open_dialog: Open
) -> None:
    dialog = open_dialog("look")
    with qtbot.waitSignal(run_of(window).ended, timeout=PATIENCE_MS):
        click(qtbot, dialog, "start")
        dialog.close()
    status = window.findChild(QLabel, "status")
    assert isinstance(status, QLabel)
    assert status.text() == "The report on the images is written."
    window.reporting.open_exploration()
    assert button(dialog, "open_report").isVisible()


def test_a_program_that_is_not_there_is_told(qtbot: QtBot) -> None:
    run = ReportRun("The look", "Nothing is lost", program=["/no/such/program"])
    from digitpad.reporting.exploration import ExplorationRecord

    with qtbot.waitSignal(run.ended):
        run.start(["explore"], ExplorationRecord())
    assert run.refusal is not None
    assert "/no/such/program cannot be started" in run.refusal.sentence
    assert not run.is_running
    assert list(paths.runs_folder().iterdir()) == []
