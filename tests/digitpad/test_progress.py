"""The messages between a training run and its window."""

from dataclasses import replace

import pytest

from digitpad.progress import (
    BatchFinished,
    EpochFinished,
    FoldAdvanced,
    FoldEpochFinished,
    FoldFinished,
    FoldsBegan,
    FoldsFinished,
    FoldStarted,
    ImagesRead,
    Message,
    ModelsCompared,
    ReportWritten,
    RunFailed,
    RunFinished,
    RunStarted,
    StageBegan,
    from_line,
    to_line,
)


@pytest.mark.parametrize(
    "message",
    [
        StageBegan("Loading MNIST"),
        RunStarted("notebook", 10, 1500, 225_034),
        BatchFinished(1, 10, 30, 1500, 0.5, 0.9, None),
        EpochFinished(1, 10, 0.5, 0.9, 0.25, 0.95, 20.5, 180.0),
        RunFinished("/a/b.h5", 10, "all epochs", 200.0, 12_000, 0.99, 0.99, None, 0.98),
        RunFinished(
            *("/a/b.h5", 10, "all epochs", 200.0, 12_000, 0.99, 0.99, None, 0.98),
            *("It did not overfit.", 24, 0.9, None),
        ),
        RunFailed("The disk is full: make room."),
        RunFailed("It has 2 problems: a; b. Correct this.", "a\nb"),
        FoldsBegan("walkthrough", 10, 5, 60_000),
        FoldStarted(1, 10),
        FoldAdvanced(1, 0.25, None),
        FoldEpochFinished(1, 10, 1, 5, 0.5, 0.9, 0.25, 0.95, 90.0, is_kept=False),
        FoldFinished(1, 10, 0.95, 40.5, is_kept=True),
        FoldsFinished(10, 0.97, 0.002, "/a/report.html"),
        FoldsFinished(10, 0.97, 0.002, "/a/report.html", 24, 0.9),
        ReportWritten("/a/report.html", "60 images.\nNone is labelled 3."),
        ImagesRead(500, 10_000),
        ModelsCompared(
            images=3,
            right=[2, 1],
            low=[0.2, 0.1],
            high=[0.9, 0.8],
            only_right=[[0] * 9 + [1], [0] * 10],
            different=1,
            p_value=1.0,
            seconds=[0.1, 0.2],
            notes=["A note."],
        ),
    ],
    ids=lambda message: type(message).__name__,
)
def test_a_message_survives_its_line(message: Message) -> None:
    line = to_line(message)
    assert "\n" not in line
    assert from_line(line) == message
    assert from_line(line.encode()) == message


@pytest.mark.parametrize(
    "line",
    [
        "",
        "hello",
        "[]",
        "3",
        "{}",
        '{"event": "other"}',
        '{"event": "run_failed"}',
        b"\xff",
        '{"event": "run_failed", "sentence": 3}',
        to_line(RunStarted("notebook", 1, 2, 3)).replace("1", '"x"'),
        '{"event": "stage_began", "text": ["a"]}',
        to_line(ModelsCompared(1, [1], [0], [1], [[1]], 0, 1, [1], [])).replace(
            "[[1]]", '[["x"]]'
        ),
        to_line(ModelsCompared(1, [1], [0], [1], [[1]], 0, 1, [1], [])).replace(
            "[[1]]", "3"
        ),
    ],
)
def test_anything_else_is_refused(line: str | bytes) -> None:
    with pytest.raises(ValueError, match="not a progress message"):
        from_line(line)


COMPARED = ModelsCompared(
    1, [1, 1], [0.0, 0.0], [1.0, 1.0], [[1], [1]], 0, 1.0, [1.0, 1.0], []
)


@pytest.mark.parametrize(
    "lie",
    [
        RunStarted("notebook", 0, 1, 1),
        RunStarted("notebook", 1, 1, -1),
        BatchFinished(-1, 10, 30, 1500, 0.5, 0.9, None),
        BatchFinished(1, 10, 30, 0, 0.5, 0.9, None),
        BatchFinished(1, 10, 30, 1500, float("nan"), 0.9, None),
        BatchFinished(1, 10, 30, 1500, 0.5, 0.9, float("inf")),
        EpochFinished(1, 10, 0.5, 0.9, 0.25, 0.95, -20.5, 180.0),
        FoldsBegan("walkthrough", 10**9, 5, 60_000),
        FoldStarted(0, 10),
        FoldAdvanced(1, -0.25, None),
        ImagesRead(-1, 10),
        ImagesRead(1, 10**12),
        replace(COMPARED, right=[1]),
        replace(COMPARED, only_right=[[1], [1, 2]]),
        replace(COMPARED, low=[float("nan"), 0.0]),
    ],
)
def test_what_no_run_can_mean_is_refused(lie: Message) -> None:
    with pytest.raises(ValueError, match="not a progress message"):
        from_line(to_line(lie))


def test_a_loss_may_be_any_number() -> None:
    # Rounding takes one a little below 0; one that explodes has no bound.
    told = EpochFinished(1, 10, -1e-7, 0.9, 1e30, 0.95, 20.5, 180.0)
    assert from_line(to_line(told)) == told
