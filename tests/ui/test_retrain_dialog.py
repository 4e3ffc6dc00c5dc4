"""The retrain dialog: every state, its buttons, and closing it while a run goes on."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QComboBox,
    QLabel,
    QProgressBar,
    QPushButton,
    QSpinBox,
    QWidget,
)
from pytestqt.qtbot import QtBot

from digitpad import models, paths
from digitpad.retraining.choices import CHOICES, expected_seconds
from digitpad.retraining.record import in_words
from digitpad.ui.curves import Curves
from digitpad.ui.retrain_dialog import RetrainDialog
from digitpad.ui.training_process import TrainingProcess

FAKE = Path(__file__).with_name("fake_training.py")
NAMES = (
    *("recipe", "epochs", "seed", "start", "stop", "cancel", "close"),
    *("use_new", "keep_current", "curves", "progress", "comparison"),
)

Open = Callable[[str], RetrainDialog]


@pytest.fixture
def processes(qapp: object) -> Iterator[list[TrainingProcess]]:
    """The processes a test has started; ended after it."""
    made: list[TrainingProcess] = []
    yield made
    for process in made:
        process.shutdown()


@pytest.fixture
def open_dialog(qtbot: QtBot, processes: list[TrainingProcess]) -> Open:
    """A shown dialog whose training program plays the named part."""

    def make(part: str) -> RetrainDialog:
        process = TrainingProcess(program=[sys.executable, str(FAKE), part])
        processes.append(process)
        return show(qtbot, process)

    return make


def show(qtbot: QtBot, process: TrainingProcess) -> RetrainDialog:
    dialog = RetrainDialog(process)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def button(dialog: RetrainDialog, name: str) -> QPushButton:
    found = dialog.findChild(QPushButton, name)
    assert found is not None
    return found


def text(dialog: RetrainDialog, name: str) -> str:
    found = dialog.findChild(QLabel, name)
    assert found is not None
    return found.text()


def click(qtbot: QtBot, dialog: RetrainDialog, name: str) -> None:
    qtbot.mouseClick(button(dialog, name), Qt.MouseButton.LeftButton)


def shown_buttons(dialog: RetrainDialog) -> set[str]:
    return {b.objectName() for b in dialog.findChildren(QPushButton) if b.isVisible()}


def run_to_the_end(
    qtbot: QtBot, dialog: RetrainDialog, process: TrainingProcess
) -> None:
    with qtbot.waitSignal(process.finished):
        click(qtbot, dialog, "start")


def run_to_training(
    qtbot: QtBot, dialog: RetrainDialog, process: TrainingProcess
) -> None:
    with qtbot.waitSignal(process.batch_finished):
        click(qtbot, dialog, "start")


def test_every_control_has_an_accessible_name(open_dialog: Open) -> None:
    dialog = open_dialog("whole")
    for name in NAMES:
        control = dialog.findChild(object, name)
        assert control is not None, name
        if name != "comparison":  # it is named after what it shows
            assert control.accessibleName(), name


def test_at_first_one_can_only_start_or_close(open_dialog: Open) -> None:
    dialog = open_dialog("whole")
    assert shown_buttons(dialog) == {"start", "close"}
    assert button(dialog, "start").isDefault()
    seconds = expected_seconds("digitpad", CHOICES[0].epochs)
    told = f"This takes {in_words(seconds)} on a small computer."
    assert text(dialog, "message") == told


def test_a_recipe_brings_its_sentence_and_its_time(
    qtbot: QtBot, open_dialog: Open
) -> None:
    dialog = open_dialog("whole")
    recipe = dialog.findChild(QComboBox, "recipe")
    assert recipe is not None
    assert recipe.currentText() == "Digitpad"
    assert "57,000 digits to learn from" in text(dialog, "data")
    qtbot.keyClick(recipe, Qt.Key.Key_End)
    assert recipe.currentText() == "Walkthrough"
    assert "One convolution" in text(dialog, "recipe_sentence")
    assert "48,000 digits to learn from" in text(dialog, "data")
    assert text(dialog, "message") == "This takes about a minute on a small computer."


def test_the_form_becomes_the_request(
    qtbot: QtBot, open_dialog: Open, processes: list[TrainingProcess]
) -> None:
    dialog = open_dialog("whole")
    for name in ("epochs", "seed"):
        field = dialog.findChild(QSpinBox, name)
        assert field is not None
        field.selectAll()
        qtbot.keyClicks(field, "7")
    run_to_the_end(qtbot, dialog, processes[0])
    request = processes[0].request
    assert request is not None
    assert (request.recipe, request.epochs, request.seed) == ("digitpad", 7, 7)


def test_a_run_shows_where_it_is(
    qtbot: QtBot, open_dialog: Open, processes: list[TrainingProcess]
) -> None:
    dialog = open_dialog("obedient")
    run_to_training(qtbot, dialog, processes[0])
    assert text(dialog, "position") == "Epoch 1 of 2"
    assert text(dialog, "run") == f"Digitpad, {CHOICES[0].epochs} epochs, seed 28"
    assert text(dialog, "detail") == "Batch 2 of 4"
    assert text(dialog, "time_left") == "About 2 minutes left"
    assert "training goes on" in text(dialog, "background")
    progress = dialog.findChild(QProgressBar, "progress")
    assert progress is not None
    assert progress.value() / progress.maximum() == 0.25
    curves = dialog.findChild(Curves, "curves")
    assert curves is not None
    assert curves.in_words == "Accuracy: training 85.0 %. Loss: training 0.500"
    assert shown_buttons(dialog) == {"stop", "cancel", "close"}


def test_before_the_first_batch_the_bar_has_no_end(
    qtbot: QtBot, open_dialog: Open, processes: list[TrainingProcess]
) -> None:
    dialog = open_dialog("deaf")
    with qtbot.waitSignal(processes[0].run_started):
        click(qtbot, dialog, "start")
    progress = dialog.findChild(QProgressBar, "progress")
    assert progress is not None
    assert progress.maximum() == 0


def test_stop_leads_to_the_comparison(
    qtbot: QtBot, open_dialog: Open, processes: list[TrainingProcess]
) -> None:
    dialog = open_dialog("patient")
    with qtbot.waitSignal(processes[0].epoch_finished):
        click(qtbot, dialog, "start")
    progress = dialog.findChild(QProgressBar, "progress")
    assert progress is not None
    most: list[int] = []
    processes[0].stage_began.connect(lambda: most.append(progress.maximum()))
    with qtbot.waitSignal(processes[0].finished):
        click(qtbot, dialog, "stop")
        assert text(dialog, "position") == "Stopping"
        assert text(dialog, "detail") == "The best network so far is being judged."
        assert not button(dialog, "stop").isEnabled()
        assert button(dialog, "cancel").isEnabled()
    assert shown_buttons(dialog) == {"use_new", "keep_current", "close"}
    assert most == [0]  # judging has no end that anybody knows


def test_there_is_nothing_to_keep_before_the_first_epoch_is_done(
    qtbot: QtBot, open_dialog: Open, processes: list[TrainingProcess]
) -> None:
    dialog = open_dialog("obedient")
    run_to_training(qtbot, dialog, processes[0])
    assert not button(dialog, "stop").isEnabled()
    assert "before the first epoch" in button(dialog, "stop").toolTip()
    assert button(dialog, "cancel").isEnabled()


@pytest.mark.parametrize("page", ["settings", "progress", "comparison"])
def test_every_key_of_a_page_means_one_thing(
    qtbot: QtBot, open_dialog: Open, processes: list[TrainingProcess], page: str
) -> None:
    dialog = open_dialog("obedient" if page == "progress" else "whole")
    if page == "progress":
        run_to_training(qtbot, dialog, processes[0])
    elif page == "comparison":
        run_to_the_end(qtbot, dialog, processes[0])
    shown = [b for b in dialog.findChildren(QPushButton) if b.isVisible()]
    keys = [QKeySequence.mnemonic(each.text()).toString() for each in shown]
    assert all(keys)
    labels = [each for each in dialog.findChildren(QLabel) if each.isVisible()]
    keys += [QKeySequence.mnemonic(each.text()).toString() for each in labels]
    told = [key for key in keys if key]
    assert len(set(told)) == len(told)


def test_alt_s_starts(
    qtbot: QtBot, open_dialog: Open, processes: list[TrainingProcess]
) -> None:
    dialog = open_dialog("whole")
    with qtbot.waitExposed(dialog):
        dialog.activateWindow()
    with qtbot.waitSignal(processes[0].finished):
        qtbot.keyClick(dialog, Qt.Key.Key_S, Qt.KeyboardModifier.AltModifier)


def test_cancel_leads_back_to_the_start(
    qtbot: QtBot, open_dialog: Open, processes: list[TrainingProcess]
) -> None:
    dialog = open_dialog("obedient")
    run_to_training(qtbot, dialog, processes[0])
    with qtbot.waitSignal(processes[0].cancelled):
        click(qtbot, dialog, "cancel")
    assert shown_buttons(dialog) == {"start", "close"}
    assert text(dialog, "headline") == "Training cancelled"
    dialog.close()
    dialog.show()
    assert text(dialog, "headline") == "Train a new model"


def test_the_comparison_shows_both_models(
    qtbot: QtBot, open_dialog: Open, processes: list[TrainingProcess]
) -> None:
    dialog = open_dialog("whole")
    run_to_the_end(qtbot, dialog, processes[0])
    assert text(dialog, "comparison_headline") == "The new model reads better"
    assert text(dialog, "current_0") == "98.50 %"
    assert text(dialog, "new_0") == "99.00 %"
    assert text(dialog, "current_1") == "98.50 %"
    assert text(dialog, "new_1") == "98.00 %"
    third = dialog.findChild(QLabel, "compared_2")
    assert third is not None
    assert not third.isVisible()


def test_the_comparison_has_a_row_for_the_users_own_drawings(
    qtbot: QtBot, open_dialog: Open, processes: list[TrainingProcess]
) -> None:
    dialog = open_dialog("own_hand")
    run_to_the_end(qtbot, dialog, processes[0])
    assert text(dialog, "compared_2") == "Your handwriting (24 drawings)"
    assert (text(dialog, "current_2"), text(dialog, "new_2")) == ("87.50 %", "95.00 %")
    table = dialog.findChild(QWidget, "comparison")
    assert table is not None
    assert "Your handwriting (24 drawings): current 87.50" in table.accessibleName()


@pytest.mark.parametrize(
    ("part", "suggested"), [("whole", "use_new"), ("worse", "keep_current")]
)
def test_the_default_follows_the_validation_images(
    qtbot: QtBot,
    open_dialog: Open,
    processes: list[TrainingProcess],
    part: str,
    suggested: str,
) -> None:
    dialog = open_dialog(part)
    run_to_the_end(qtbot, dialog, processes[0])
    defaults = [
        b.objectName() for b in dialog.findChildren(QPushButton) if b.isDefault()
    ]
    assert defaults == [suggested]


def test_a_model_chosen_since_the_start_is_not_said_to_be_compared(
    qtbot: QtBot, open_dialog: Open, processes: list[TrainingProcess]
) -> None:
    dialog = open_dialog("whole")
    run_to_the_end(qtbot, dialog, processes[0])
    assert text(dialog, "current_0") == "98.50 %"
    dialog.close()
    models.adopt(models.builtin_model())
    dialog.show()
    assert text(dialog, "current_0") == "–"
    assert "another model" in text(dialog, "comparison_sentence")
    assert button(dialog, "keep_current").isDefault()


def test_keeping_the_current_model_removes_the_new_one(
    qtbot: QtBot, open_dialog: Open, processes: list[TrainingProcess]
) -> None:
    dialog = open_dialog("whole")
    run_to_the_end(qtbot, dialog, processes[0])
    click(qtbot, dialog, "keep_current")
    assert not dialog.isVisible()
    assert processes[0].result is None
    assert list(paths.runs_folder().iterdir()) == []


def test_after_a_decision_the_dialog_is_ready_for_another_run(
    qtbot: QtBot, open_dialog: Open, processes: list[TrainingProcess]
) -> None:
    dialog = open_dialog("whole")
    run_to_the_end(qtbot, dialog, processes[0])
    click(qtbot, dialog, "keep_current")
    dialog.show()
    assert shown_buttons(dialog) == {"start", "close"}
    run_to_the_end(qtbot, dialog, processes[0])
    assert shown_buttons(dialog) == {"use_new", "keep_current", "close"}


def test_a_model_that_is_refused_is_not_adopted(
    qtbot: QtBot, open_dialog: Open, processes: list[TrainingProcess]
) -> None:
    dialog = open_dialog("whole")  # its "model" is none
    adopted: list[object] = []
    processes[0].adopted.connect(adopted.append)
    run_to_the_end(qtbot, dialog, processes[0])
    with qtbot.waitSignal(processes[0].refused):
        click(qtbot, dialog, "use_new")
    assert dialog.isVisible()
    assert button(dialog, "use_new").isEnabled()
    assert adopted == []
    assert "mnist_cnn_model.h5" in text(dialog, "comparison_sentence")
    assert models.adopted_model() is None
    assert processes[0].new_model is not None


def test_what_went_wrong_by_a_fault_is_told_and_raised(
    qtbot: QtBot,
    open_dialog: Open,
    processes: list[TrainingProcess],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(path: Path) -> Path:
        raise MemoryError

    monkeypatch.setattr(models, "adopt", fail)
    dialog = open_dialog("genuine")
    run_to_the_end(qtbot, dialog, processes[0])
    with qtbot.captureExceptions() as raised, qtbot.waitSignal(processes[0].refused):
        click(qtbot, dialog, "use_new")
    assert [kind for kind, *_ in raised] == [MemoryError]
    assert button(dialog, "use_new").isEnabled()
    assert "in the log" in text(dialog, "comparison_sentence")
    assert processes[0].new_model is not None


def test_a_model_is_adopted_while_the_window_stays_alive(
    qtbot: QtBot, open_dialog: Open, processes: list[TrainingProcess]
) -> None:
    dialog = open_dialog("genuine")
    run_to_the_end(qtbot, dialog, processes[0])
    with qtbot.waitSignal(processes[0].adopted):
        click(qtbot, dialog, "use_new")
        assert processes[0].is_adopting
        assert not button(dialog, "use_new").isEnabled()
        assert not button(dialog, "keep_current").isEnabled()
        assert "is checked" in text(dialog, "comparison_sentence")
    assert models.adopted_model() is not None
    assert not dialog.isVisible()
    assert list(paths.runs_folder().iterdir()) == []


def test_a_dialog_opened_while_a_model_is_adopted_shows_it(
    qtbot: QtBot, open_dialog: Open, processes: list[TrainingProcess]
) -> None:
    dialog = open_dialog("genuine")
    run_to_the_end(qtbot, dialog, processes[0])
    with qtbot.waitSignal(processes[0].adopted):
        click(qtbot, dialog, "use_new")
        dialog.close()
        dialog.show()
        assert "is checked" in text(dialog, "comparison_sentence")
        assert not button(dialog, "use_new").isEnabled()
    dialog.show()
    assert shown_buttons(dialog) == {"start", "close"}


def test_a_failure_is_told_and_one_can_start_again(
    qtbot: QtBot, open_dialog: Open, processes: list[TrainingProcess]
) -> None:
    dialog = open_dialog("refusing")
    with qtbot.waitSignal(processes[0].failed):
        click(qtbot, dialog, "start")
    assert text(dialog, "headline") == "Training failed"
    assert text(dialog, "message") == "The disk is full: make room, then start again."
    assert shown_buttons(dialog) == {"start", "close"}


def test_escape_closes_the_dialog_and_the_run_goes_on(
    qtbot: QtBot, open_dialog: Open, processes: list[TrainingProcess]
) -> None:
    dialog = open_dialog("obedient")
    run_to_training(qtbot, dialog, processes[0])
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert processes[0].is_running


def test_a_dialog_opened_later_shows_the_same_run(
    qtbot: QtBot, open_dialog: Open, processes: list[TrainingProcess]
) -> None:
    first = open_dialog("patient")
    run_to_training(qtbot, first, processes[0])
    first.close()
    second = show(qtbot, processes[0])
    assert text(second, "position") == "Epoch 2 of 2"
    assert shown_buttons(second) == {"stop", "cancel", "close"}
    with qtbot.waitSignal(processes[0].finished):
        click(qtbot, second, "stop")
    second.close()
    third = show(qtbot, processes[0])
    assert shown_buttons(third) == {"use_new", "keep_current", "close"}
    curves = third.findChild(Curves, "curves")
    assert curves is not None
    assert "validation 97.0 %" in curves.in_words
