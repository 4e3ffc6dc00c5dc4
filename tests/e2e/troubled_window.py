"""The program, with a hand that does one thing after the other in its window.

Usage: troubled_window.py THING... After each it prints a JSON object with what the
window says; it ends with 1 if a thing does not come to an end.
"""

import json
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta, tzinfo
from pathlib import Path
from types import SimpleNamespace

from PySide6.QtCore import QDeadlineTimer, QTimer
from PySide6.QtWidgets import QLabel
from user import SEVEN, THREE, draw_digit

from digitpad import models, paths
from digitpad.cli import main
from digitpad.ui import main_window
from digitpad.ui.notice import Notice
from digitpad.ui.settings import COLOUR_SCHEME, DARK, SYSTEM

Until = Callable[[], bool]


class LastYear(datetime):
    """A clock that goes a year late."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> datetime:
        return datetime.now(tz) - timedelta(days=365)


class Window(main_window.MainWindow):
    """Does what the command line lists, and closes."""

    def __init__(self) -> None:
        super().__init__()
        self._steps = self._do_all(sys.argv[1:])
        self._patience = QDeadlineTimer(60_000)
        self.pad.first_painted.connect(lambda: QTimer.singleShot(0, self._go))

    def _go(self, until: Until = bool) -> None:
        if self._patience.hasExpired():
            print("nothing comes any more", file=sys.stderr, flush=True)
            sys.exit(1)
        until = until if until() is False and until is not bool else next(self._steps)
        QTimer.singleShot(5, lambda: self._go(until))

    def _do_all(self, things: list[str]) -> Iterator[Until]:
        for thing in things:
            yield getattr(self, thing)()
            said = {"notice": self.notice(), "status": self.status()}
            said |= {"strokes": len(self.pad.drawing.strokes)}
            print(json.dumps({"did": thing} | said), flush=True)
        self.close()
        yield lambda: False

    def notice(self) -> str:
        found = self.findChild(Notice, "notice")
        assert isinstance(found, Notice)
        return found.text

    def status(self) -> str:
        label = self.findChild(QLabel, "status")
        assert isinstance(label, QLabel)
        return label.text()

    def kept(self) -> Path:
        slot = self.keeping._slot
        return slot.drawing if slot else paths.drawings_folder() / "pad-1.jsonl"

    def kept_is_there(self) -> bool:
        return paths.is_there(self.kept())

    def draw(self) -> Until:
        """Draws a 3 and waits until it is kept, or it is said that it is not."""
        draw_digit(self.pad, THREE)
        return lambda: "A crash would lose" in self.notice() or self.kept_is_there()

    def draw_left(self) -> Until:
        draw_digit(self.pad, THREE, left=0.1)
        return self.kept_is_there

    def look(self) -> Until:
        """Does nothing, after the start is over."""
        return lambda: True

    def draw_more(self) -> Until:
        draw_digit(self.pad, SEVEN, left=0.6, size=0.3)
        return self.kept_is_there

    def choose(self) -> Until:
        other = SYSTEM if self.settings.value(COLOUR_SCHEME) == DARK else DARK
        self.settings.choose(COLOUR_SCHEME, other)
        return lambda: True

    def teach(self) -> Until:
        self.teaching.correct(3)
        waits = self.status()
        return lambda: self.status() != waits

    def adopt(self) -> Until:
        self.models.use_model(models.builtin_model())
        before = self.notice()
        return lambda: "reads now" in self.status() or self.notice() != before

    def save(self) -> Until:
        self.files.save_drawing(paths.home() / "drawing.png")
        return lambda: True

    def train(self) -> Until:
        from PySide6.QtWidgets import QPushButton

        dialog = self.retraining.open_dialog()
        button = dialog.findChild(QPushButton, "start")
        assert isinstance(button, QPushButton)
        button.click()
        dialog.close()
        process = self.retraining.process
        assert process is not None
        if process.failure:
            self.show_error(process.failure)
        return lambda: process.failure is not None

    def remove_home(self) -> Until:
        shutil.rmtree(paths.home())
        return lambda: True

    def set_clock_back(self) -> Until:
        """Sets every clock of the program back by a year, but the monotonic one."""
        from digitpad import atomic, sample_rows, samples_file
        from digitpad.ui import table_commands

        now = time.time
        atomic.time = SimpleNamespace(time=lambda: now() - 365 * 86_400)
        for module in (sample_rows, samples_file, table_commands):
            module.datetime = LastYear
        return lambda: True

    def wait(self) -> Until:
        return lambda: sys.stdin.readline() != ""


if __name__ == "__main__":
    main_window.MainWindow = Window
    sys.exit(main([]))
