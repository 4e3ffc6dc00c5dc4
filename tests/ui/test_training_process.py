"""The training process: real children in, signals out, and nothing left behind."""

import os
import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest
from pytestqt.qtbot import QtBot

from digitpad import paths
from digitpad.errors import DigitpadError, TrainingError
from digitpad.retraining.choices import TrainingRequest
from digitpad.ui.training_process import TrainingProcess

FAKE = Path(__file__).with_name("fake_training.py")
REQUEST = TrainingRequest("notebook", epochs=2, seed=28)

Play = Callable[[str], TrainingProcess]


@pytest.fixture
def play(qapp: object) -> Iterator[Play]:
    """A training process whose child plays the named part."""
    made = []

    def make(part: str) -> TrainingProcess:
        made.append(TrainingProcess(program=[sys.executable, str(FAKE), part]))
        return made[-1]

    yield make
    for process in made:
        process.shutdown()


def left_in_runs() -> list[Path]:
    return list(paths.runs_folder().rglob("*")) if paths.runs_folder().exists() else []


def start_and_reach_training(qtbot: QtBot, process: TrainingProcess) -> int:
    """Start, wait for the first message, and return the child's process number."""
    with qtbot.waitSignal(process.run_started):
        process.start(REQUEST)
    return process.process_id


def fail(qtbot: QtBot, process: TrainingProcess) -> DigitpadError:
    """Start a run that fails and return what the user is told."""
    with qtbot.waitSignal(process.failed) as blocker:
        process.start(REQUEST)
    return blocker.args[0]


def test_a_run_tells_its_story_in_order(qtbot: QtBot, play: Play) -> None:
    process = play("whole")
    story = [
        process.stage_began,
        process.run_started,
        process.batch_finished,
        process.epoch_finished,
        process.epoch_finished,
        process.finished,
    ]
    with qtbot.waitSignals(story, order="strict"):
        process.start(REQUEST)
    assert not process.is_running
    assert process.new_model is not None
    assert process.new_model.read_bytes() == b"a model"


def test_a_finished_run_keeps_its_history(qtbot: QtBot, play: Play) -> None:
    process = play("whole")
    with qtbot.waitSignal(process.finished):
        process.start(REQUEST)
    assert process.request == REQUEST
    assert process.record is not None
    assert [epoch.epoch for epoch in process.record.epochs] == [1, 2]
    assert process.result is not None
    assert process.result.validation_accuracy == 0.99


def test_the_status_line_follows_the_run(qtbot: QtBot, play: Play) -> None:
    process = play("whole")
    lines: list[str] = []
    process.progressed.connect(lines.append)
    with qtbot.waitSignal(process.finished):
        process.start(REQUEST)
    assert lines == [
        "Retraining: starting the training program",
        "Retraining: starting TensorFlow",
        "Retraining: epoch 1 of 2",
        "Retraining: epoch 1 of 2, about 2 minutes left",
        "Retraining: epoch 1 of 2 done, about 10 seconds left",
        "Retraining: epoch 2 of 2 done, a few seconds left",
        "Retraining is done: 99.00 % of the validation images",
    ]
    assert process.progress_text == lines[-1]


def test_the_child_gets_the_request(qtbot: QtBot, play: Play) -> None:
    process = play("echo")
    with qtbot.waitSignal(process.stage_began) as blocker:
        process.start(TrainingRequest("walkthrough", epochs=3, seed=7))
    told = blocker.args[0].text
    assert told.startswith("train --recipe walkthrough --epochs 3 --seed 7 --out ")
    assert told.endswith("--progress json --control stdin")


def test_stopping_keeps_the_best_so_far(qtbot: QtBot, play: Play) -> None:
    process = play("obedient")
    start_and_reach_training(qtbot, process)
    with qtbot.waitSignal(process.finished):
        process.stop()
        assert process.progress_text == "Retraining: stopping"
    assert process.new_model is not None
    assert process.new_model.exists()


@pytest.mark.parametrize("part", ["obedient", "deaf"])
def test_cancelling_leaves_no_process_and_no_file(
    qtbot: QtBot, play: Play, part: str
) -> None:
    process = play(part)
    child = start_and_reach_training(qtbot, process)
    qtbot.waitUntil(lambda: any(p.name == "half a model" for p in left_in_runs()))
    with qtbot.waitSignal(process.cancelled):
        process.cancel()
    assert not psutil.pid_exists(child)
    assert left_in_runs() == []
    assert not process.is_running
    assert process.progress_text == "Retraining cancelled"


def test_cancelling_before_the_child_has_started_works(
    qtbot: QtBot, play: Play
) -> None:
    process = play("deaf")
    process.start(REQUEST)
    with qtbot.waitSignal(process.cancelled):
        process.cancel()
    assert left_in_runs() == []


@pytest.mark.parametrize("part", ["obedient", "deaf"])
def test_closing_the_window_ends_the_child(qtbot: QtBot, play: Play, part: str) -> None:
    process = play(part)
    child = start_and_reach_training(qtbot, process)
    process.shutdown()
    assert not psutil.pid_exists(child)
    assert left_in_runs() == []


def test_closing_the_window_drops_an_undecided_model(qtbot: QtBot, play: Play) -> None:
    process = play("whole")
    with qtbot.waitSignal(process.finished):
        process.start(REQUEST)
    process.shutdown()
    assert process.new_model is None
    assert left_in_runs() == []


def test_a_killed_window_leaves_no_child(tmp_path: Path) -> None:
    window = textwrap.dedent("""
        import sys
        from PySide6.QtCore import QCoreApplication
        from digitpad.retraining.choices import TrainingRequest
        from digitpad.ui.training_process import TrainingProcess

        app = QCoreApplication([])
        process = TrainingProcess(program=[sys.executable, sys.argv[1], "obedient"])
        process.run_started.connect(lambda: print(process.process_id, flush=True))
        process.start(TrainingRequest("notebook", 2, 28))
        app.exec()
    """)
    with subprocess.Popen(
        [sys.executable, "-c", window, str(FAKE)], stdout=subprocess.PIPE, text=True
    ) as parent:
        assert parent.stdout
        child = psutil.Process(int(parent.stdout.readline()))
        parent.kill()
    child.wait(timeout=10)


def test_rubbish_does_not_end_a_run(
    qtbot: QtBot, play: Play, caplog: pytest.LogCaptureFixture
) -> None:
    process = play("rubbish")
    with qtbot.waitSignal(process.finished):
        process.start(REQUEST)
    assert "WARNING: something" in caplog.text


@pytest.mark.parametrize("part", ["crashing", "silent", "boasting"])
def test_an_unexpected_end_is_told_in_a_sentence(
    qtbot: QtBot, play: Play, part: str
) -> None:
    process = play(part)
    error = fail(qtbot, process)
    assert str(error).startswith("Training ended unexpectedly (")
    assert process.failure is error
    assert process.progress_text == "Retraining failed"
    assert left_in_runs() == []


@pytest.mark.skipif(os.name != "posix", reason="kill -9 is a matter of POSIX")
def test_a_killed_child_is_told_in_a_sentence(qtbot: QtBot, play: Play) -> None:
    error = fail(qtbot, play("killed"))
    assert "memory ran out" in str(error)


def test_the_last_words_of_a_child_are_logged(
    qtbot: QtBot, play: Play, caplog: pytest.LogCaptureFixture
) -> None:
    fail(qtbot, play("silent"))
    assert "the last words" in caplog.text


def test_the_childs_own_sentence_is_passed_on(qtbot: QtBot, play: Play) -> None:
    error = fail(qtbot, play("refusing"))
    assert str(error) == "The disk is full: make room, then start again."


def test_a_missing_program_is_told_in_a_sentence(qtbot: QtBot, tmp_path: Path) -> None:
    process = TrainingProcess(program=[str(tmp_path / "nothing")])
    error = fail(qtbot, process)
    assert "cannot be started" in str(error)
    assert left_in_runs() == []


def test_a_place_that_cannot_be_written_is_told_in_a_sentence(
    qtbot: QtBot, play: Play, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    occupied = tmp_path / "file"
    occupied.touch()
    monkeypatch.setenv(paths.HOME_VARIABLE, str(occupied))
    error = fail(qtbot, play("whole"))
    assert f"cannot write to {occupied / 'runs'}" in str(error)


@pytest.mark.slow
def test_a_finished_child_that_lingers_is_ended(qtbot: QtBot, play: Play) -> None:
    process = play("lingering")
    child = start_and_reach_training(qtbot, process)
    with qtbot.waitSignal(process.finished, timeout=20_000):
        pass
    assert not psutil.pid_exists(child)


def test_a_second_start_is_refused_while_a_run_goes_on(
    qtbot: QtBot, play: Play
) -> None:
    process = play("deaf")
    child = start_and_reach_training(qtbot, process)
    with pytest.raises(TrainingError, match="stop or cancel it first"):
        process.start(REQUEST)
    assert process.process_id == child


def test_a_later_run_drops_the_undecided_model(qtbot: QtBot, play: Play) -> None:
    process = play("whole")
    with qtbot.waitSignal(process.finished):
        process.start(REQUEST)
    earlier = process.new_model
    assert earlier
    with qtbot.waitSignal(process.finished):
        process.start(REQUEST)
    assert not earlier.exists()
    assert process.new_model
    assert process.new_model.exists()


def test_a_new_run_removes_what_a_killed_window_left(qtbot: QtBot, play: Play) -> None:
    abandoned = paths.runs_folder() / "abandoned"
    abandoned.mkdir(parents=True)
    (abandoned / "half a model").touch()
    start_and_reach_training(qtbot, play("deaf"))
    assert not abandoned.exists()


def test_a_new_run_leaves_the_run_of_another_window_alone(
    qtbot: QtBot, play: Play
) -> None:
    other = play("whole")
    with qtbot.waitSignal(other.finished):
        other.start(REQUEST)
    start_and_reach_training(qtbot, play("deaf"))
    assert other.new_model
    assert other.new_model.exists()


@pytest.mark.skipif(not hasattr(os, "getpriority"), reason="this system has none")
def test_the_child_gives_way_to_the_window(qtbot: QtBot, play: Play) -> None:
    child = start_and_reach_training(qtbot, play("deaf"))
    own = os.getpriority(os.PRIO_PROCESS, 0)
    assert os.getpriority(os.PRIO_PROCESS, child) == min(19, own + 10)
