"""A real, tiny retraining from the dialog to adoption, and its end half-way."""

from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QSpinBox
from pytestqt.qtbot import QtBot

from digitpad import Recognizer, models, paths
from digitpad.ui.retrain_dialog import RetrainDialog
from digitpad.ui.training_process import TrainingProcess

IMAGES = 300
PATIENCE_MS = 180_000  # TensorFlow's start on a busy machine

pytestmark = pytest.mark.slow


@pytest.fixture
def process(qapp: object) -> Iterator[TrainingProcess]:
    process = TrainingProcess()
    yield process
    process.shutdown()


@pytest.fixture
def dialog(qtbot: QtBot, process: TrainingProcess) -> RetrainDialog:
    dialog = RetrainDialog(process, limit=IMAGES)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


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


def test_a_retraining_ends_with_a_choice_and_the_new_model_in_use(
    qtbot: QtBot, dialog: RetrainDialog, process: TrainingProcess
) -> None:
    set_epochs(qtbot, dialog, 2)
    click(qtbot, dialog, "start")
    wait_until(qtbot, process, lambda: not process.is_running)
    # A few hundred images cannot beat the model that ships.
    assert suggested(dialog) == "keep_current"
    with qtbot.waitSignal(dialog.model_adopted) as adopted:
        click(qtbot, dialog, "use_new")
    in_use = models.model_in_use()
    assert in_use == adopted.args[0]
    assert in_use.parent == paths.models_folder()
    assert files_of_runs() == []
    reading = Recognizer.load().read_digit([[(0, 0), (0, 100)]])
    assert reading.probabilities.sum() == pytest.approx(1, abs=1e-5)


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
