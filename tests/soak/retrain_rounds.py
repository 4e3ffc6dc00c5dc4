"""Retraining from the window, cancelled again and again: what is left behind?"""

import statistics
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random

import psutil
from PySide6.QtCore import QDir, QEventLoop, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QComboBox, QPushButton, QSpinBox, QWidget
from sandbox import files_in, own_processes
from small_training import PROGRAM

from digitpad import paths
from digitpad.ui import create_window
from digitpad.ui.main_window import MainWindow
from digitpad.ui.training_process import TrainingProcess

_EPOCHS = 200  # more than any round comes to see
_IMPORTING_SECONDS = 6.0
_MESSAGES = ("stage_began", "run_started", "batch_finished", "epoch_finished")
_PATIENCE_SECONDS = 600.0  # TensorFlow's start on a busy machine


@dataclass(frozen=True)
class Left:
    """What there is beside the window itself.

    Attributes:
        children: Processes that the window began, and theirs.
        descriptors: How many files, pipes and sockets are open.
        threads: How many threads run.
        files: In the user's folder and in the one for temporary files.
    """

    children: int
    descriptors: int
    threads: int
    files: frozenset[Path]

    @classmethod
    def now(cls) -> "Left":
        """What there is at this moment."""
        process = psutil.Process()
        temporary = Path(QDir.tempPath())
        return cls(
            len(own_processes()),
            process.num_fds(),
            process.num_threads(),
            frozenset(files_in(paths.home()) | files_in(temporary)),
        )

    def beyond(self, before: "Left") -> str:
        """What there is more than before, in words; empty if nothing is."""
        more = [
            f"{now - then} {name} more"
            for name, now, then in (
                ("processes", self.children, before.children),
                ("descriptors", self.descriptors, before.descriptors),
                ("threads", self.threads, before.threads),
            )
            if now > then
        ]
        return ", ".join([*more, *map(str, sorted(self.files - before.files))])


class Rounds:
    """One window whose retraining is begun and cancelled.

    Args:
        chance: Decides when it is cancelled.
    """

    def __init__(self, chance: Random) -> None:
        self._chance = chance
        self._window = create_window()
        self.process = TrainingProcess(self._window, program=PROGRAM)
        self._window.retraining.attach(self.process)
        self._window.show()
        self.moments: Counter[str] = Counter()
        self.seconds: list[float] = []

    def close(self) -> None:
        """Close the window."""
        self._window.close()

    def one(self) -> None:
        """Begin a run from the menu and cancel it at some moment."""
        dialog = _opened(self._window)
        self._fill_in(dialog)
        process, click = self.process, _clicker(dialog)
        reached: list[object] = []
        moment = self._chance.choice(("at once", "importing", "importing", *_MESSAGES))
        signal = getattr(process, moment, None)
        if signal is not None:
            signal.connect(reached.append)
        click("start")
        if signal is not None:
            assert _wait(lambda: bool(reached) or process.failure is not None)
            signal.disconnect(reached.append)
            _pass(self._chance.choice((0.0, self._chance.uniform(0, 1))))
        elif moment == "importing":
            _pass(self._chance.uniform(0, _IMPORTING_SECONDS))
        if process.failure is not None:
            raise SystemExit(f"the training failed: {process.failure}")
        self.moments[moment] += 1
        began = time.monotonic()
        click("cancel")
        assert _wait(lambda: not process.is_running)
        self.seconds.append(time.monotonic() - began)
        dialog.close()

    def _fill_in(self, dialog: QWidget) -> None:
        recipe = dialog.findChild(QComboBox, "recipe")
        assert isinstance(recipe, QComboBox)
        recipe.setCurrentIndex(recipe.findText("Quick"))
        epochs = dialog.findChild(QSpinBox, "epochs")
        assert isinstance(epochs, QSpinBox)
        epochs.setValue(_EPOCHS)


def retrain_rounds(rounds: int, seed: int) -> bool:
    """Begin and cancel so many runs; says whether none left anything behind."""
    all_rounds, faults, began = Rounds(Random(seed)), 0, time.monotonic()
    # The first one makes what stays: the settings' folder, say.
    all_rounds.one()
    _wait(lambda: not own_processes())
    _pass(1.0)
    before = Left.now()
    for number in range(1, rounds + 1):
        all_rounds.one()
        # A thread of Qt's may take a moment to go.
        if not _wait(lambda: not Left.now().beyond(before), 2.0):
            faults += 1
            print(f"round {number} left: {Left.now().beyond(before)}", flush=True)
        if number % 20 == 0:
            print(f"{number} rounds, {faults} left something: {Left.now()}", flush=True)
    all_rounds.close()
    took, minutes = all_rounds.seconds, (time.monotonic() - began) / 60
    print(
        f"{rounds} rounds of retraining were cancelled, seed {seed}, {minutes:.1f} "
        f"minutes; {faults} left a process, a descriptor, a thread or a file behind. "
        f"From Cancel to the end of the process: median {statistics.median(took):.2f} "
        f"s, longest {max(took):.2f} s. Cancelled at: "
        + ", ".join(f"{name} {count}" for name, count in all_rounds.moments.items())
    )
    return not faults and not own_processes()


def _opened(window: MainWindow) -> QWidget:
    """The dialog, opened from the menu."""
    action = window.findChild(QAction, "action_retrain")
    assert isinstance(action, QAction)
    action.trigger()
    shown = QApplication.topLevelWidgets()
    return next(w for w in shown if w.objectName() == "retrain" and w.isVisible())


def _clicker(dialog: QWidget) -> Callable[[str], None]:
    def click(name: str) -> None:
        button = dialog.findChild(QPushButton, name)
        assert isinstance(button, QPushButton)
        assert button.isEnabled()
        button.click()

    return click


def _pass(seconds: float) -> None:
    """Let the window live for a while."""
    loop = QEventLoop()
    QTimer.singleShot(round(seconds * 1000), loop.quit)
    loop.exec()


def _wait(reached: Callable[[], bool], seconds: float = _PATIENCE_SECONDS) -> bool:
    """Let the window live until something is so; False if it takes too long."""
    deadline = time.monotonic() + seconds
    while not reached():
        if time.monotonic() > deadline:
            return False
        _pass(0.01)
    return True
