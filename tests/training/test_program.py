"""The program as people and the window start it: real child processes."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from own_models import load_own
from PySide6.QtCore import QFileSystemWatcher
from pytestqt.qtbot import QtBot

from digitpad import progress
from digitpad.h5model import load_network
from digitpad.paths import asset
from digitpad.progress import (
    BatchFinished,
    EpochFinished,
    Message,
    RunFailed,
    RunFinished,
    StageBegan,
)

Child = subprocess.Popen[bytes]
Start = Callable[..., Child]

WATCHED = ["--progress", "json", "--control", "stdin"]
SHORT = ["--limit", "200", "--epochs", "1"]
# A run that does not come to its end by itself.
LONG = ["--limit", "6000", "--epochs", "500"]
# The one stage after the training.
JUDGING = StageBegan("Reading the validation and test images")
FULL = Path("/dev/full")
CANCELLED = b"Training was cancelled. Nothing of it was kept."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty folder for the run to write to."""
    made = tmp_path / "out"
    made.mkdir()
    return made


@pytest.fixture
def start(folder: Path) -> Iterator[Start]:
    """Starts the program in `folder`; what still runs at the end is killed."""
    with ExitStack() as children:

        def begin(*arguments: str, program: str = "train", **options: Any) -> Child:
            command = [sys.executable, "-m", "training", program, *arguments]
            pipes = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.PIPE)
            home = {"DIGITPAD_HOME": str(folder.parent / "home")}
            child = subprocess.Popen(
                command, cwd=folder, env=os.environ | home, **(pipes | options)
            )
            children.enter_context(child)
            children.callback(child.kill)
            return child

        yield begin


@pytest.fixture
def nobody() -> Iterator[int]:
    """A pipe to write to that has no reader."""
    reader, writer = os.pipe()
    os.close(reader)
    yield writer
    os.close(writer)


def wait_for(child: Child, wanted: type[Message] | Message) -> None:
    """Read the child's messages up to the first of a kind, or to a certain one."""
    assert child.stdout
    for line in child.stdout:
        message = progress.from_line(line)
        if message == wanted or type(message) is wanted:
            return
    raise AssertionError(f"{wanted} never came")


def rest(child: Child) -> tuple[list[Message], bytes]:
    """The messages still to come and all of stderr, with stdin left open."""
    assert child.stdout
    assert child.stderr
    messages = [progress.from_line(line) for line in child.stdout]
    errors = child.stderr.read()
    child.wait()
    return messages, errors


def say(child: Child, command: str) -> None:
    assert child.stdin
    child.stdin.write(f"{command}\n".encode())
    child.stdin.flush()


def test_a_watched_run_prints_messages_and_nothing_else(
    start: Start, folder: Path
) -> None:
    child = start(*WATCHED, *SHORT, "--out", "new/model.h5")
    messages, errors = rest(child)
    assert (child.returncode, errors) == (0, b"")
    assert isinstance(messages[0], StageBegan)
    assert isinstance(messages[-1], RunFinished)
    assert messages[-1].path == "new/model.h5"
    written = [path for path in folder.rglob("*") if path.is_file()]
    assert written == [folder / "new" / "model.h5"]


def test_stop_ends_the_run_and_keeps_the_model(start: Start, folder: Path) -> None:
    child = start(*WATCHED, *LONG)
    wait_for(child, BatchFinished)
    say(child, progress.STOP)
    messages, _ = rest(child)
    finished = messages[-1]
    assert child.returncode == 0
    assert isinstance(finished, RunFinished)
    assert finished.ended == "stopped by the user"
    card = load_own(folder / "mnist_cnn_model.h5").card
    assert card.ended == "stopped by the user"
    assert card.test_accuracy == finished.test_accuracy


def test_cancel_does_not_wait_for_tensorflow_to_start(
    start: Start, folder: Path
) -> None:
    child = start(*WATCHED, *LONG)
    wait_for(child, StageBegan("Starting TensorFlow"))
    say(child, progress.CANCEL)
    messages, _ = rest(child)
    assert child.returncode == 130
    assert messages == []
    assert list(folder.iterdir()) == []


def test_closing_stdin_in_the_middle_cancels_within_two_seconds(
    start: Start, folder: Path
) -> None:
    child = start(*WATCHED, *LONG)
    wait_for(child, BatchFinished)
    assert child.stdin
    child.stdin.close()
    # The window promises two seconds; a hundredth of that is usual.
    child.wait(timeout=2)
    assert child.returncode == 130
    assert child.stderr
    assert child.stderr.read().strip() == CANCELLED
    assert list(folder.iterdir()) == []


def test_cancel_while_the_model_is_written_leaves_nothing(
    start: Start, folder: Path, qtbot: QtBot
) -> None:
    watcher = QFileSystemWatcher([str(folder)])
    child = start(*WATCHED, *SHORT)
    wait_for(child, JUDGING)
    # The watcher tells only while somebody waits; no change before is lost.
    with qtbot.waitSignal(watcher.directoryChanged):
        pass
    say(child, progress.CANCEL)
    child.wait()
    left = [path.name for path in folder.iterdir()]
    # Too late is possible: then the model is there, and whole.
    assert left == ([] if child.returncode == 130 else ["mnist_cnn_model.h5"])


@pytest.mark.skipif(os.name != "posix", reason="pseudo-terminals are POSIX")
def test_ctrl_c_on_a_terminal_ends_the_bar_with_one_sentence(
    start: Start, folder: Path
) -> None:
    import pty

    keyboard, terminal = pty.openpty()
    child = start(
        *LONG,
        stdin=terminal,
        stdout=terminal,
        stderr=terminal,
        start_new_session=True,
        # The terminal must be the child's own for Ctrl+C to reach it.
        preexec_fn=lambda: os.close(os.open(os.ttyname(0), os.O_RDWR)),
    )
    os.close(terminal)
    seen = b""
    while b" left" not in seen:
        seen += os.read(keyboard, 4096)
    os.write(keyboard, b"\x03")
    child.wait()
    seen += os.read(keyboard, 65536)
    os.close(keyboard)
    assert b"Epoch 1/500 " in seen
    assert "━".encode() in seen
    assert child.returncode == 130
    assert seen.strip().endswith(CANCELLED)
    assert b"Traceback" not in seen
    assert list(folder.iterdir()) == []


@pytest.mark.skipif(os.name != "posix", reason="Windows has no SIGTERM")
@pytest.mark.parametrize(
    ("moment", "sentence", "left"),
    [
        (StageBegan, b"Training was ended. Nothing of it was kept.", []),
        (
            EpochFinished,
            b"Training was ended. Go on with it by --resume.",
            ["mnist_cnn_model.h5.unfinished"],
        ),
    ],
)
def test_sigterm_ends_a_run_that_can_be_gone_on_with(
    start: Start, folder: Path, moment: type[Message], sentence: bytes, left: list[str]
) -> None:
    child = start("--limit", "200", "--epochs", "500", "--progress", "json")
    wait_for(child, moment)
    if left:
        wait_for(child, BatchFinished)  # the state is written, the next epoch begun
    child.send_signal(signal.SIGTERM)
    _, errors = child.communicate()
    assert child.returncode == 130
    assert errors.strip() == sentence
    assert [path.name for path in folder.iterdir()] == left


@pytest.mark.skipif(os.name != "posix", reason="POSIX limits stand for a full disk")
def test_a_full_disk_ends_with_one_sentence_and_no_file(
    start: Start, folder: Path
) -> None:
    import resource

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    # No file may grow beyond one megabyte; the model takes eight.
    resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 20, before[1]))
    try:
        child = start(*WATCHED, *SHORT, "--recipe", "walkthrough")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    messages, errors = rest(child)
    assert child.returncode == 1
    assert isinstance(messages[-1], RunFailed)
    assert messages[-1].sentence == errors.decode().strip()
    assert "could not be written (File too large)" in messages[-1].sentence
    assert list(folder.iterdir()) == []


def test_a_place_that_cannot_be_written_is_named_before_training(
    start: Start, folder: Path
) -> None:
    (folder / "file").write_text("no folder")
    child = start("--out", "file/model.h5")
    _, errors = child.communicate()
    assert child.returncode == 1
    assert errors.decode().count("\n") == 1
    assert "could not be written (Not a directory)" in errors.decode()
    assert b"TensorFlow" not in errors


def test_without_its_pictures_the_model_is_there_and_told(
    start: Start, folder: Path
) -> None:
    # A folder where the first picture would go.
    (folder / "plots" / "mnist_cnn_model_accuracy.png").mkdir(parents=True)
    child = start(*WATCHED, *SHORT, "--plots", "plots")
    messages, errors = rest(child)
    assert child.returncode == 1
    assert isinstance(messages[-1], RunFinished)
    assert load_network(folder / messages[-1].path).card.test_accuracy == (
        messages[-1].test_accuracy
    )
    assert errors.decode() == (
        "The model is saved as mnist_cnn_model.h5, but its pictures are not all drawn: "
        "plots could not be written (Is a directory). "
        "Make room there, or choose another place.\n"
    )


def test_a_failure_that_nobody_hears_on_stdout_is_still_told_on_stderr(
    start: Start, folder: Path, nobody: int
) -> None:
    (folder / "taken.h5").mkdir()
    child = start("--out", "taken.h5", "--progress", "json", stdout=nobody)
    _, errors = child.communicate()
    assert child.returncode == 1
    assert errors == b"taken.h5 is a folder. Name a file with --out.\n"


@pytest.mark.skipif(not FULL.exists(), reason="this system has no full disk to offer")
def test_a_card_that_cannot_be_told_is_no_failed_training(start: Start) -> None:
    model = str(asset("mnist_cnn_model.h5"))
    with FULL.open("wb") as full:
        child = start(model, program="card", stdout=full)
        _, errors = child.communicate()
    assert child.returncode == 1
    assert errors.decode().count("\n") == 1
    assert errors.decode().startswith("The card could not be told (OSError")


def test_a_card_for_nobody_ends_in_silence(start: Start, nobody: int) -> None:
    child = start(str(asset("mnist_cnn_model.h5")), program="card", stdout=nobody)
    _, errors = child.communicate()
    assert (child.returncode, errors) == (1, b"")


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["--epochs", "0"], "0 is not from 1 to 1000000"),
        (["--epochs", "many"], "invalid whole number value"),
        (["--learning-rate", "nan"], "nan is not from"),
        (["--validation", "0.9"], "0.9 is not from 0.01 to 0.5"),
        (["--limit", "10"], "10 is not from 50 to 60000"),
        (["--out", "model.keras"], "does not end in .h5"),
        (["--out", ".h5"], "does not end in .h5"),
        (["--recipe", "cake"], "invalid choice"),
    ],
)
def test_wrong_usage_ends_with_status_2(
    start: Start, arguments: list[str], complaint: str
) -> None:
    child = start(*arguments)
    _, errors = child.communicate()
    assert child.returncode == 2
    assert complaint in errors.decode()


@pytest.mark.parametrize(
    ("module", "name"), [("digitpad", "digitpad"), ("training", "python -m training")]
)
def test_help_speaks_of_the_command_that_was_typed(module: str, name: str) -> None:
    command = [sys.executable, "-m", module, "train", "--help"]
    shown = subprocess.run(command, capture_output=True, text=True).stdout
    assert shown.startswith(f"usage: {name} train [-h]")
    assert f"  {name} train --limit 6000 --epochs 2 " in shown


def test_help_needs_neither_tensorflow_nor_numpy() -> None:
    program = (
        "import sys; from training import arguments; "
        "arguments.parser().format_help(); "
        "print({'tensorflow', 'keras', 'numpy', 'h5py', 'PySide6'} & set(sys.modules))"
    )
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True)
    assert ended.stdout.split() == [b"set()"]
