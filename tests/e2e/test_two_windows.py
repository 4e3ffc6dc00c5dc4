"""Two real windows of one user: they work side by side, and one may be killed."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from troubled import PROGRAM, environment, said

from digitpad import Recognizer, lessons, models, paths
from digitpad.last_drawings import read_last
from digitpad.samples import Samples
from digitpad.ui.settings import COLOUR_SCHEME, DARK, Settings

pytestmark = pytest.mark.slow

Program = subprocess.Popen[str]


def started(*things: str) -> Program:
    return subprocess.Popen(
        [sys.executable, str(PROGRAM), *things],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=environment(),
    )


def wait_for(program: Program, thing: str) -> dict[str, str | int]:
    """What it says when it has done a thing."""
    assert program.stdout
    for line in program.stdout:
        told: dict[str, str | int] = json.loads(line)
        if told["did"] == thing:
            assert told["notice"] == ""
            return told
    raise AssertionError(f"it ended before it did {thing}")


def go_on(*programs: Program) -> None:
    for program in programs:
        assert program.stdin
        program.stdin.write("go on\n")
        program.stdin.flush()


def test_two_windows_work_side_by_side_and_one_outlives_the_other(home: Path) -> None:
    work = "wait", "choose", "teach", "adopt"
    with (
        started("draw", *work, "wait") as one,
        started("draw_left", *work, "wait", "draw_more") as other,
    ):
        wait_for(one, "draw")
        wait_for(other, "draw_left")
        go_on(one, other)
        for program in (one, other):
            assert "reads now" in str(wait_for(program, "adopt")["status"])
        one.kill()
        go_on(other)
        assert wait_for(other, "draw_more")["strokes"] == 2
    assert other.returncode == 0
    assert {sample.label for sample in Samples().kept()} == {3}
    assert len(Samples().kept()) == 2
    recognizer = Recognizer.load()
    assert recognizer.path == models.adopted_model()
    assert recognizer.notice == ""
    assert lessons.load(recognizer.network.sha256) is not None
    state = QSettings(str(paths.window_state_file()), QSettings.Format.IniFormat)
    assert Settings(state).value(COLOUR_SCHEME) == DARK
    # Both drawings are there, now and when the next window has looked.
    assert _strokes_kept(home) == [1, 2]
    said("look")
    assert _strokes_kept(home) == [1, 2]


def _strokes_kept(home: Path) -> list[int]:
    files = home.glob("drawings/*.jsonl")
    return sorted(len(k.drawing.strokes) for path in files for k in read_last(path))
