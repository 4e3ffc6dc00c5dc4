"""A real, tiny cross-validation: cancelled after its first fold, then gone on with."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import psutil
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QPushButton, QSpinBox
from pytestqt.qtbot import QtBot
from some_digits import DATA
from user import shown_dialog, shown_window

from digitpad import paths
from digitpad.ui.cross_validate_dialog import CrossValidateDialog
from digitpad.ui.data_chooser import DataChooser
from digitpad.ui.main_window import MainWindow
from digitpad.ui.report_run import ReportRun

PATIENCE_MS = 180_000  # TensorFlow's start on a busy machine

pytestmark = pytest.mark.slow


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[MainWindow]:
    made = shown_window(qtbot)
    yield made
    made.reporting.shut_down()


@pytest.fixture
def dialog(window: MainWindow, tmp_path: Path) -> CrossValidateDialog:
    """The dialog, opened from the Tools menu: two folds of a hundred images."""
    np.savez(tmp_path / "some.npz", x=DATA.test_ink[:100], y=DATA.test_labels[:100])
    action = window.findChild(QAction, "action_cross_validate")
    assert isinstance(action, QAction)
    action.trigger()
    found = shown_dialog("cross_validate_dialog")
    assert isinstance(found, CrossValidateDialog)
    chooser = found.findChild(DataChooser)
    assert isinstance(chooser, DataChooser)
    chooser.choose([str(tmp_path / "some.npz")])
    for name, value in (("folds", 2), ("epochs", 1), ("workers", 1)):
        field = found.findChild(QSpinBox, name)
        assert isinstance(field, QSpinBox)
        field.setValue(value)
    return found


def click(qtbot: QtBot, dialog: CrossValidateDialog, name: str) -> None:
    button = dialog.findChild(QPushButton, name)
    assert isinstance(button, QPushButton)
    assert button.isVisible()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def wait_for(qtbot: QtBot, run: ReportRun, dialog: CrossValidateDialog) -> None:
    """Wait for a finished fold; a run that ends before that ends the wait."""
    qtbot.waitUntil(
        lambda: not run.is_running or bool(dialog.record and dialog.record.done),
        timeout=PATIENCE_MS,
    )
    assert run.is_running, run.refusal


def test_a_cancelled_cross_validation_goes_on_with_the_next_fold(
    qtbot: QtBot, window: MainWindow, dialog: CrossValidateDialog
) -> None:
    run = window.reporting.cross_validation
    assert run is not None
    click(qtbot, dialog, "start")
    wait_for(qtbot, run, dialog)
    child = psutil.Process(run.process_id)
    family = [child, *child.children(recursive=True)]
    with qtbot.waitSignal(run.ended):
        click(qtbot, dialog, "cancel")
    assert psutil.wait_procs(family, PATIENCE_MS / 1000)[1] == []
    assert list(paths.runs_folder().iterdir()) == []
    folder = paths.reports_folder() / "crossval-walkthrough"
    assert len(list((folder / "folds").iterdir())) == 1
    assert not (folder / "report.html").exists()
    with qtbot.waitSignal(run.ended, timeout=PATIENCE_MS):
        click(qtbot, dialog, "start")
    assert run.refusal is None
    state = dialog.findChild(QLabel, "fold_1_state")
    assert isinstance(state, QLabel)
    assert state.text().endswith("% (kept)")
    assert dialog.record is not None
    assert dialog.record.result is not None
    assert Path(dialog.record.result.report).read_text().startswith("<!")
    assert f"{100 * dialog.record.result.mean:.2f} % ±" in dialog.record.headline
