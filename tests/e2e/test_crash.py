"""A drawing outlives the program: a real window is killed, and the next one has it."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import IO

import pytest

_TESTS = Path(__file__).parents[1]
_DRAWN = "drawn: "

# The program, with a hand that draws in its window once that is on the screen.
_PROGRAM = """
import json, sys
from PySide6.QtCore import QTimer
from digitpad import paths
from digitpad.cli import main
from digitpad.ui import main_window
from user import SEVEN, THREE, draw_digit

class Window(main_window.MainWindow):
    def __init__(self):
        super().__init__()
        self.pad.first_painted.connect(lambda: QTimer.singleShot(0, self.take_step))

    def take_step(self):
        {step}

    def tell(self):
        points = [stroke.points for stroke in self.pad.drawing.strokes]
        print("drawn: " + json.dumps(points), flush=True)

    def draw(self):
        draw_digit(self.pad, THREE, left=0.05, size=0.4)
        draw_digit(self.pad, SEVEN, left=0.6, size=0.4)
        self.wait()

    def wait(self):
        kept = paths.drawings_folder() / "pad-1.jsonl"
        if kept.exists() and json.loads(kept.read_text())["reading"] == "37":
            self.tell()
        else:
            QTimer.singleShot(10, self.wait)

main_window.MainWindow = Window
sys.exit(main([]))
"""


def start(step: str) -> "subprocess.Popen[str]":
    """The program, whose window takes a step."""
    return subprocess.Popen(
        [sys.executable, "-c", _PROGRAM.format(step=step)],
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": f"{_TESTS}{os.pathsep}{_TESTS.parent}"},
    )


def drawn(output: IO[str] | None) -> list[list[list[float]]]:
    """What the window says to be on its pad."""
    assert output is not None
    line = next(line for line in output if line.startswith(_DRAWN))
    strokes: list[list[list[float]]] = json.loads(line.removeprefix(_DRAWN))
    return strokes


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_a_killed_windows_drawing_is_there_again_until_it_is_cleared() -> None:
    with start("self.draw()") as killed:
        before = drawn(killed.stdout)
        killed.send_signal(signal.SIGKILL)
    assert killed.returncode == -signal.SIGKILL
    assert len(before) == 2
    with start("self.tell(); self.clear(); self.close()") as again:
        assert drawn(again.stdout) == before
    assert again.returncode == 0
    with start("self.tell(); self.close()") as last:
        assert drawn(last.stdout) == []
    assert last.returncode == 0
