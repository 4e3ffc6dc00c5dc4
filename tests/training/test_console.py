import io

import pytest

from digitpad.progress import (
    BatchFinished,
    EpochFinished,
    RunFailed,
    RunFinished,
    RunStarted,
    StageBegan,
)
from training.console import Bar, batch_line, counted, duration

BATCH = BatchFinished(3, 10, 750, 1500, 0.0912, 0.9715, 83.4)
EPOCH = EpochFinished(3, 10, 0.08, 0.975, 0.051, 0.9843, 22.2, 150.0)


class Terminal(io.StringIO):
    """A terminal that remembers what was written."""

    def isatty(self) -> bool:
        return True


def test_the_bar_shows_epoch_batch_loss_accuracy_and_time_left() -> None:
    assert batch_line(BATCH, width=120) == (
        "Epoch 3/10 ━━━━━━━━━━━━──────────── 750/1500"
        "  loss 0.0912  accuracy 97.15%  1:23 left"
    )


def test_in_a_narrow_terminal_the_bar_is_shorter() -> None:
    line = batch_line(BATCH, width=79)
    assert len(line) == 79
    assert line.endswith("750/1500  loss 0.0912  accuracy 97.15%  1:23 left")
    assert "━" in line
    assert len(batch_line(BATCH, width=30)) == 30


def test_the_bar_says_nothing_of_time_while_it_is_too_early() -> None:
    early = BatchFinished(1, 10, 5, 1500, 2.1, 0.2, None)
    assert "left" not in batch_line(early, width=120)


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0.2, "0:00"), (59.6, "1:00"), (83.4, "1:23"), (3725, "1:02:05")],
)
def test_durations_are_minutes_and_seconds(seconds: float, text: str) -> None:
    assert duration(seconds) == text


def test_on_a_terminal_each_batch_takes_the_place_of_the_one_before() -> None:
    terminal = Terminal()
    bar = Bar(terminal)
    bar(BATCH)
    bar(EPOCH)
    written = terminal.getvalue()
    assert written.count("\n") == 1
    assert written.startswith("\r\x1b[KEpoch 3/10 ━")
    assert written.endswith("98.43%  0:22\n")


def test_a_failure_ends_the_bar_and_leaves_it_to_be_seen() -> None:
    terminal = Terminal()
    bar = Bar(terminal)
    bar(BATCH)
    bar(RunFailed("The disk is full."))
    assert terminal.getvalue().endswith("1:23 left\n")


def test_a_failure_between_two_lines_adds_no_empty_one() -> None:
    terminal, log = Terminal(), io.StringIO()
    for out in (terminal, log):
        bar = Bar(out)
        bar(BATCH)
        bar(EPOCH)
        bar(RunFailed("The disk is full."))
        assert out.getvalue().endswith("98.43%  0:22\n")


@pytest.mark.parametrize(
    ("number", "text"), [(1, "1 batch"), (2, "2 batches"), (1500, "1,500 batches")]
)
def test_one_is_told_in_the_singular(number: int, text: str) -> None:
    assert counted(number, "batch", "batches") == text


def test_a_run_of_one_epoch_is_told_in_the_singular() -> None:
    log = io.StringIO()
    bar = Bar(log)
    bar(RunStarted("notebook", 1, 1, 233_802))
    bar(RunFinished("m.h5", 1, "all epochs", 106, 12_000, 0.99, 0.992, None, None))
    assert "233,802 weights, 1 epoch of 1 batch\n" in log.getvalue()
    assert "; 1 epoch in 1:46 (all epochs)" in log.getvalue()


def test_without_a_terminal_there_are_only_whole_lines() -> None:
    log = io.StringIO()
    bar = Bar(log)
    bar(StageBegan("Loading MNIST"))
    bar(RunStarted("notebook", 10, 1500, 233_802))
    bar(BATCH)
    bar(EPOCH)
    lines = log.getvalue().splitlines()
    assert len(lines) == 3
    assert lines[1] == ("Recipe notebook: 233,802 weights, 10 epochs of 1,500 batches")
    assert "\x1b" not in log.getvalue()


def test_the_last_line_says_how_well_the_model_reads() -> None:
    log = io.StringIO()
    Bar(log)(
        RunFinished("m.h5", 10, "all epochs", 106, 12_000, 0.99, 0.992, 0.98, 0.981)
    )
    assert "m.h5: 99.20% of the test images" in log.getvalue()
    assert "compared with: 98.10% of the test images" in log.getvalue()
