"""A real, tiny retraining from the dialog to adoption, and its end half-way."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import psutil
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QPushButton, QSpinBox
from pytestqt.qtbot import QtBot
from user import THREE, draw_digit, shown_dialog

from digitpad import Recognizer, models, paths
from digitpad.readings import DigitReading
from digitpad.ui import create_window
from digitpad.ui.main_window import MainWindow
from digitpad.ui.retrain_dialog import RetrainDialog
from digitpad.ui.training_process import TrainingProcess

TRIAL = [sys.executable, "-P", str(Path(__file__).with_name("trial_training.py"))]
PATIENCE_MS = 180_000  # TensorFlow's start on a busy machine

pytestmark = pytest.mark.slow


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[MainWindow]:
    made = create_window()
    made.retraining.attach(TrainingProcess(made, program=TRIAL))
    qtbot.addWidget(made)
    with qtbot.waitSignal(made.pad.first_painted):
        made.show()
    yield made
    made.retraining.shut_down()


@pytest.fixture
def process(window: MainWindow) -> TrainingProcess:
    assert window.retraining.process is not None
    return window.retraining.process


@pytest.fixture
def dialog(window: MainWindow) -> RetrainDialog:
    """The dialog, opened from the Tools menu."""
    action = window.findChild(QAction, "action_retrain")
    assert isinstance(action, QAction)
    action.trigger()
    found = shown_dialog("retrain")
    assert isinstance(found, RetrainDialog)
    return found


def click(qtbot: QtBot, dialog: RetrainDialog, name: str) -> None:
    button = dialog.findChild(QPushButton, name)
    assert button is not None
    assert button.isVisible()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def set_epochs(qtbot: QtBot, dialog: RetrainDialog, epochs: int) -> None:
    field = dialog.findChild(QSpinBox, "epochs")
    assert field is not None
    field.selectAll()
    qtbot.keyClicks(field, str(epochs))


def suggested(dialog: RetrainDialog) -> str:
    """The name of the button that Enter presses."""
    buttons = dialog.findChildren(QPushButton)
    return next(b.objectName() for b in buttons if b.isDefault())


def epochs_done(process: TrainingProcess) -> int:
    return len(process.record.epochs) if process.record else 0


def files_of_runs() -> list[Path]:
    return list(paths.runs_folder().rglob("*"))


def wait_until(
    qtbot: QtBot, process: TrainingProcess, reached: Callable[[], bool]
) -> None:
    """Wait for a state of the run; a run that fails ends the wait at once."""
    qtbot.waitUntil(
        lambda: reached() or process.failure is not None, timeout=PATIENCE_MS
    )
    assert process.failure is None


def probabilities(model: Path, window: MainWindow) -> np.ndarray:
    """What a model says of the drawing on the pad."""
    drawn = window.pad.drawing
    reading = Recognizer.load(model).read(drawn, pen_width=window.pad.pen_width)
    assert isinstance(reading, DigitReading)
    return reading.probabilities


def test_a_retraining_ends_with_a_choice_and_the_new_model_reads(
    qtbot: QtBot, window: MainWindow, dialog: RetrainDialog, process: TrainingProcess
) -> None:
    set_epochs(qtbot, dialog, 2)
    click(qtbot, dialog, "start")
    wait_until(qtbot, process, lambda: not process.is_running)
    # A few hundred images cannot beat the model that ships.
    assert suggested(dialog) == "keep_current"
    with qtbot.waitSignal(process.adopted, timeout=PATIENCE_MS):
        click(qtbot, dialog, "use_new")
    assert not dialog.isVisible()
    adopted = models.adopted_model()
    assert adopted is not None
    assert files_of_runs() == []
    label = window.findChild(QLabel, "model_in_use")
    assert isinstance(label, QLabel)
    assert label.text().startswith("Your “digitpad” model")
    draw_digit(window.pad, THREE)
    assert isinstance(window.reading, DigitReading)
    now = window.reading.probabilities
    np.testing.assert_allclose(now, probabilities(adopted, window), atol=1e-5)
    before = probabilities(models.builtin_model(), window)
    assert np.abs(now - before).max() > 0.05


def test_stopping_keeps_a_model(
    qtbot: QtBot, dialog: RetrainDialog, process: TrainingProcess
) -> None:
    set_epochs(qtbot, dialog, 200)
    click(qtbot, dialog, "start")
    wait_until(qtbot, process, lambda: epochs_done(process) > 0)
    click(qtbot, dialog, "stop")
    wait_until(qtbot, process, lambda: not process.is_running)
    assert epochs_done(process) < 200
    assert process.new_model is not None
    assert process.new_model.exists()


@pytest.mark.parametrize("moment", ["stage_began", "run_started", "epoch_finished"])
def test_cancelling_leaves_no_process_and_no_file(
    qtbot: QtBot, dialog: RetrainDialog, process: TrainingProcess, moment: str
) -> None:
    set_epochs(qtbot, dialog, 200)
    with qtbot.waitSignal(getattr(process, moment), timeout=PATIENCE_MS):
        click(qtbot, dialog, "start")
    child = psutil.Process(process.process_id)
    family = [child, *child.children(recursive=True)]
    with qtbot.waitSignal(process.cancelled):
        click(qtbot, dialog, "cancel")
    assert not any(member.is_running() for member in family)
    assert files_of_runs() == []
    assert models.adopted_model() is None
