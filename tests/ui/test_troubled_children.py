"""Whatever a child does, the window lives on and says what happened in a sentence.

The four that the window starts: a training, a comparison, a report, a table's reading.
"""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import psutil
import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot
from user import THREE, draw_digit, shown_window

from digitpad import paths
from digitpad.errors import DigitpadError
from digitpad.reporting.folds import CrossValidationRecord
from digitpad.retraining.choices import TrainingRequest
from digitpad.ui.comparison_process import ComparisonProcess
from digitpad.ui.notice import Notice
from digitpad.ui.report_run import ReportRun
from digitpad.ui.table_process import TableProcess
from digitpad.ui.training_process import TrainingProcess

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="it has no signals")

FAKE = Path(__file__).with_name("fake_trouble.py")
KINDS = ("training", "comparison", "report", "table")
LONG_MS = 120_000  # a hundred megabytes on a busy machine
FLOOD = 20 << 20  # bytes, of what each of them prints at least


@dataclass
class Work:
    """A child's work, whatever its kind.

    Attributes:
        start: Begins it.
        is_running: Says whether there is a child.
        cancel: Ends it, as the user wishes.
        sentences: Why it ended, when it ended.
    """

    start: Callable[[], None]
    is_running: Callable[[], bool]
    cancel: Callable[[], None]
    sentences: list[str]


def work_of(kind: str, part: str, parent: QObject | None = None) -> Work:
    program = [sys.executable, str(FAKE), part]
    sentences: list[str] = []

    def note(error: DigitpadError | None) -> None:
        sentences.append(str(error or ""))

    if kind == "training":
        training = TrainingProcess(parent, program=program)
        training.failed.connect(note)
        training.cancelled.connect(lambda: note(None))
        return Work(
            lambda: training.start(TrainingRequest("notebook", 2, 28)),
            lambda: training.is_running,
            training.cancel,
            sentences,
        )
    if kind == "comparison":
        comparison = ComparisonProcess(parent, program=program)
        comparison.failed.connect(note)
        comparison.cancelled.connect(lambda: note(None))
        return Work(
            lambda: comparison.start(Path("one.h5"), Path("other.h5")),
            lambda: comparison.is_running,
            comparison.cancel,
            sentences,
        )
    if kind == "table":
        table = TableProcess(parent, program=program)
        table.ended.connect(note)

        def stop() -> None:
            table.stop()
            note(None)

        return Work(
            lambda: table.start([Path("a")], several=False),
            lambda: table.is_running,
            stop,
            sentences,
        )
    report = ReportRun(
        "The cross-validation", "Folds are kept", parent, program=program
    )
    report.ended.connect(
        lambda: sentences.append(report.refusal.sentence if report.refusal else "")
    )
    record = CrossValidationRecord.expecting(2, 2)
    return Work(
        lambda: report.start(["cv"], record),
        lambda: report.is_running,
        report.cancel,
        sentences,
    )


def sentence_of(work: Work, qtbot: QtBot) -> str:
    """What is told at the end."""
    work.start()
    qtbot.waitUntil(lambda: bool(work.sentences), timeout=LONG_MS)
    (sentence,) = work.sentences
    assert not work.is_running()
    assert left_in_runs() == []
    return sentence


def left_in_runs() -> list[Path]:
    return list(paths.runs_folder().rglob("*")) if paths.runs_folder().exists() else []


def children() -> list[psutil.Process]:
    return psutil.Process().children(recursive=True)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("part", ["segfault", "killed", "half", "lying"])
def test_an_end_in_disorder_is_told_in_a_sentence(
    qapp: object, qtbot: QtBot, kind: str, part: str
) -> None:
    sentence = sentence_of(work_of(kind, part), qtbot)
    assert sentence.endswith(".") or sentence.endswith("digitpad.log")
    if kind == "table":
        assert sentence.startswith("The reading ended before all files were read")
    elif part == "killed":
        assert "most likely because memory ran out" in sentence
    else:
        how = "signal 11" if part == "segfault" else "exit status 3"
        assert f"ended unexpectedly ({how})" in sentence
    assert children() == []


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["training", "table"])
@pytest.mark.parametrize("part", ["endless_line", "flood", "loud"])
def test_a_flood_of_rubbish_fills_no_memory(
    qapp: object, qtbot: QtBot, kind: str, part: str, caplog: pytest.LogCaptureFixture
) -> None:
    work = work_of(kind, part)
    before = psutil.Process().memory_info().rss
    sentence = sentence_of(work, qtbot)
    grown = psutil.Process().memory_info().rss - before
    assert "ended" in sentence
    assert grown < FLOOD
    assert len(caplog.records) < 50
    if part == "loud":
        assert "the last words" in caplog.text


@pytest.mark.parametrize("kind", KINDS)
def test_a_child_that_hears_nobody_is_ended(
    qapp: object, qtbot: QtBot, kind: str
) -> None:
    work = work_of(kind, "stubborn")
    work.start()
    qtbot.waitUntil(lambda: len(children()) == 1)
    (child,) = children()
    qtbot.waitUntil(lambda: ignores_sigterm(child))
    work.cancel()
    qtbot.waitUntil(lambda: work.sentences == [""], timeout=LONG_MS)
    assert not child.is_running()
    assert left_in_runs() == []


def ignores_sigterm(process: psutil.Process) -> bool:
    """Whether the process has come so far."""
    status = Path(f"/proc/{process.pid}/status")
    if not status.exists():  # a system that does not tell
        return True
    (line,) = [row for row in status.read_text().splitlines() if "SigIgn" in row]
    return bool(int(line.split()[1], 16) >> 14 & 1)


def test_the_window_tells_it_and_one_draws_on(qtbot: QtBot) -> None:
    window = shown_window(qtbot)
    process = TrainingProcess(window, program=[sys.executable, str(FAKE), "segfault"])
    window.retraining.attach(process)
    process.start(TrainingRequest("notebook", 2, 28))
    notice = window.findChild(Notice, "notice")
    assert isinstance(notice, Notice)
    qtbot.waitUntil(lambda: "ended unexpectedly (signal 11)" in notice.text)
    draw_digit(window.pad, THREE)
    assert window.reading is not None
    assert not window.retraining.indicator.isVisible()
