"""The program itself, in a process of its own: its start, its end, its last resort."""

import os
import subprocess
import sys
from pathlib import Path

import psutil
import pytest
from PIL import Image
from user import SEVEN, THREE, picture_file

from digitpad import paths
from digitpad.ui.app import DEBIAN_PACKAGES

# What a test adds to the program: a step to take once the window is on the screen.
_PROLOGUE = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget
from digitpad.ui import main_window
from digitpad.cli import main

class Window(main_window.MainWindow):
    def __init__(self):
        super().__init__()
        self.pad.first_painted.connect(lambda: step(self))

def notice_of(window):
    return window.findChild(QWidget, "notice").text

def once(reached, then):
    soon = then if reached() else lambda: once(reached, then)
    QTimer.singleShot(0, soon)

main_window.MainWindow = Window
"""


def run(code: str, **environment: str | None) -> "subprocess.CompletedProcess[str]":
    """Run Python code with some variables set, or unset where None."""
    here = str(Path(__file__).parents[1])
    variables = {**os.environ, "PYTHONPATH": here, **environment}
    return subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        env={name: value for name, value in variables.items() if value is not None},
    )


def start_and(
    step: str, *files: Path, **environment: str | None
) -> "subprocess.CompletedProcess[str]":
    """Start the program as the command does, and take a step in its window."""
    start = f"sys.exit(main({[str(file) for file in files]}))"
    code = f"{_PROLOGUE}\ndef step(window):\n    {step}\n\n{start}\n"
    return run(code, **environment)


def test_the_window_opens_and_closing_it_ends_the_program() -> None:
    done = start_and("print(window.windowTitle(), window.isVisible()); window.close()")
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "Digitpad True"


def test_a_file_that_is_named_is_shown_and_read(tmp_path: Path) -> None:
    picture = picture_file(tmp_path / "two digits.png", [THREE, SEVEN])
    done = start_and(
        "once(lambda: window.pad.picture, "
        "lambda: (print(window.reading.text), window.close()))",
        picture,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "37"


def test_a_file_that_is_not_there_is_told_in_the_window(tmp_path: Path) -> None:
    done = start_and(
        "once(lambda: notice_of(window), "
        "lambda: (print(notice_of(window)), window.close()))",
        tmp_path / "gone.png",
    )
    assert done.returncode == 0, done.stderr
    assert "gone.png" in done.stdout


def test_what_nobody_caught_is_told_and_logged_and_the_drawing_stays(
    home: Path,
) -> None:
    done = start_and(
        "from user import THREE, draw_digit; draw_digit(window.pad, THREE); "
        "QTimer.singleShot(0, lambda: 1 / 0); "
        "once(lambda: notice_of(window), lambda: (print(notice_of(window)), "
        "print(len(window.pad.drawing.strokes)), window.close()))"
    )
    assert done.returncode == 0, done.stderr
    sentence, strokes = done.stdout.splitlines()
    assert "ZeroDivisionError" in sentence
    assert strokes == "1"
    assert "Traceback" not in done.stderr
    log = (home / paths.log_file().name).read_text()
    assert "ZeroDivisionError: division by zero" in log


def test_what_qt_says_goes_to_the_log(home: Path) -> None:
    done = start_and(
        "from PySide6.QtCore import qWarning; qWarning('a word from Qt'); "
        "window.close()"
    )
    assert done.returncode == 0, done.stderr
    assert "a word from Qt" in (home / paths.log_file().name).read_text()
    assert "a word from Qt" not in done.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="displays elsewhere cannot lack")
@pytest.mark.parametrize("display", [None, ":987"])
def test_without_a_display_one_sentence_says_what_to_install(
    display: str | None,
) -> None:
    done = run(
        "import sys; from digitpad.cli import main; sys.exit(main([]))",
        DISPLAY=display,
        WAYLAND_DISPLAY=None,
        QT_QPA_PLATFORM=None if display is None else "xcb",
    )
    assert done.returncode == 1
    (sentence,) = done.stderr.splitlines()
    assert sentence.startswith("digitpad: ")
    assert DEBIAN_PACKAGES in sentence


def test_a_qt_that_cannot_be_loaded_is_told_in_one_sentence() -> None:
    # Stands for a system library that Qt's modules miss when they are loaded.
    done = run(
        "import sys\n"
        "sys.modules['PySide6.QtWidgets'] = None\n"
        "from digitpad.cli import main\n"
        "sys.exit(main([]))\n"
    )
    assert done.returncode == 1
    (sentence,) = done.stderr.splitlines()
    assert "Qt cannot be loaded" in sentence
    assert DEBIAN_PACKAGES in sentence


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signals to send")
@pytest.mark.parametrize(("number", "status"), [("SIGINT", 130), ("SIGTERM", 143)])
def test_a_signal_closes_the_window_in_good_order(
    home: Path, number: str, status: int
) -> None:
    done = start_and(
        "import os, signal; window.resize(700, 560); "
        f"QTimer.singleShot(0, lambda: os.kill(os.getpid(), signal.{number}))"
    )
    assert done.returncode == status, done.stderr
    assert done.stderr == ""
    assert "geometry" in (home / paths.window_state_file().name).read_text()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signals to send")
def test_a_signal_leaves_no_training_and_no_run_folder() -> None:
    done = start_and(
        "import os, signal; from PySide6.QtWidgets import QPushButton; "
        "window.retraining.open_dialog().findChild(QPushButton, 'start').click(); "
        "window.retraining.process.stage_began.connect("
        "lambda: os.kill(os.getpid(), signal.SIGTERM)); "
        "print(window.retraining.process.process_id)"
    )
    assert done.returncode == 143, done.stderr
    assert not psutil.pid_exists(int(done.stdout))
    assert list(paths.runs_folder().iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signals to send")
def test_a_signal_lets_what_is_being_saved_come_to_its_end(
    home: Path, tmp_path: Path
) -> None:
    path = tmp_path / "large.png"
    done = start_and(
        "import os, signal; from pathlib import Path; "
        "from digitpad.ink import Drawing; "
        "points = [(n % 601, n % 367) for n in range(60_000)]; "
        "window.pad.show_drawing(Drawing.of([points])); "
        f"window.files.save_drawing(Path({str(path)!r})); "
        "QTimer.singleShot(0, lambda: (print(window.files.may_close()), "
        "os.kill(os.getpid(), signal.SIGTERM)))"
    )
    assert done.returncode == 143, done.stderr
    assert done.stdout == "False\n"
    assert done.stderr == ""
    with Image.open(path) as picture:
        picture.load()
    assert "geometry" in (home / paths.window_state_file().name).read_text()


def test_the_start_removes_what_a_killed_window_left() -> None:
    abandoned = paths.runs_folder() / "abandoned"
    abandoned.mkdir(parents=True)
    (abandoned / "half a model").touch()
    done = start_and("QTimer.singleShot(0, window.close)")
    assert done.returncode == 0, done.stderr
    assert not abandoned.exists()


def test_a_log_that_cannot_be_written_is_no_noise(tmp_path: Path) -> None:
    occupied = tmp_path / "file"
    occupied.touch()
    done = start_and(
        "import logging; QTimer.singleShot(0, lambda: "
        "(logging.getLogger('digitpad').error('lost'), window.close()))",
        DIGITPAD_HOME=str(occupied),
    )
    assert done.returncode == 0
    assert done.stderr == ""
