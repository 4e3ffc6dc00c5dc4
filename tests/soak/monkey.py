"""A monkey at the window: random events, and after each all that must be true is.

Anything goes: clicks on every widget, keys, drags, drops, pens and fingers, menus,
dialogs, colours, sizes, training that is begun and cancelled, windows that are closed
and opened. Exits with 1 at the first fault, and prints the last 50 events before it.
The same seed does the same, as far as children and threads are as fast.

Usage: python tests/soak/monkey.py [--events N] [--seed N] [--limit-seconds S] [--busy]
"""

import argparse
import os
import sys
import tempfile
import time
from collections import Counter, deque
from dataclasses import dataclass
from pathlib import Path
from random import Random

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from antics import Antics
from invariants import Ears, Judge, first_fault, way_back_fault
from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QTimer
from PySide6.QtGui import QDrag
from PySide6.QtWidgets import QApplication
from sandbox import own_folders, own_processes, without_browser
from small_training import train_little
from stuff import Stuff
from watchman import Watchman

from digitpad.ui import create_window
from digitpad.ui.main_window import MainWindow

LONGEST_SECONDS = 1.0
_MOST_WINDOWS = 2
_NESTED_SECONDS = 0.05


@dataclass(frozen=True, order=True)
class Turn:
    """How long a turn of the event loop took, in seconds.

    Attributes:
        judged: What counts: `clock`, or `work` on a busy machine.
        clock: As a clock tells it.
        work: What the window's thread worked.
        what: What was done in it.
    """

    judged: float
    clock: float
    work: float
    what: str

    def __str__(self) -> str:
        return f"{self.clock:6.3f} s, {self.work:6.3f} s of work: {self.what}"


class Monkey:
    """Does one thing a turn of the event loop.

    Args:
        events: How many things.
        seed: Of all chance.
        folder: For its files.
        longest: Seconds that no turn may take.
        is_busy: Whether others work on the machine.
    """

    def __init__(
        self, events: int, seed: int, folder: Path, longest: float, *, is_busy: bool
    ) -> None:
        self._chance = Random(seed)
        self._on_busy_machine = is_busy
        self._events, self._longest = events, longest
        self.ears, self.judge = Ears(), Judge()
        self.last: deque[str] = deque(maxlen=50)
        self.done = self.ways_back = self.opened = 0
        self.fault = ""
        self.slowest: list[Turn] = []
        self.kinds: Counter[str] = Counter()
        stuff = Stuff(folder / "stuff", self._chance)
        self._antics = Antics(self._chance, stuff, self._note, self._measure)
        self._windows: list[MainWindow] = []
        self._closed: list[MainWindow] = []
        self._times = 0.0, 0.0
        self._is_busy, self._began = False, 0.0
        self._loop = QEventLoop()
        self.watchman = Watchman(lambda: self._times[0], 0.9 * longest)

    def run(self) -> None:
        """Do it all, up to the first fault."""
        self._restart()
        timer = QTimer(interval=0)
        timer.timeout.connect(self._on_turn)
        timer.start()
        self._loop.exec()
        timer.stop()
        self.watchman.stop()
        for window in self._windows:
            window.close()
            window.close()  # the first may have asked about a model
            window.retraining.shut_down()
        self._forget()

    def _forget(self) -> None:
        """Let Qt's objects go before the application does, as Python would not."""
        QApplication.clipboard().clear()
        for window in (*self._windows, *self._closed):
            window.deleteLater()
        kind = QEvent.Type.DeferredDelete.value
        QCoreApplication.sendPostedEvents(None, kind)

    def _note(self, what: str) -> None:
        self.last.append(f"{self.done}: {what}")
        self.kinds[what.split()[0]] += 1

    def _on_turn(self) -> None:
        if self._is_busy:
            self._leave_nested_loop()
            return
        self._measure("the turn after")
        self.fault = self.fault or self._found()
        if self.fault or self.done >= self._events:
            self._loop.quit()
            return
        self._is_busy, self._began = True, time.monotonic()
        self._restart()
        try:
            self._do_one()
        finally:
            self._is_busy = False
        self._measure("the event")

    def _do_one(self) -> None:
        self.done += 1
        if self.done % 1000 == 0:
            print(f"{self.done:,} events; longest turn {self.slowest[0]}", flush=True)
        window = self._window()
        if self._chance.random() < 0.005:
            self._note("undo to the empty pad and back")
            self.ways_back += 1
            # Not one turn: as many as it has steps.
            self.fault = way_back_fault(window, self._chance)
            self._restart()
        elif self._chance.random() < 0.01:
            self._note("cancel what goes on")
            for each in self._windows:
                if each.retraining.process is not None:
                    each.retraining.process.cancel()
        else:
            self._antics.one(window)

    def _window(self) -> MainWindow:
        """One of the windows; now and then a new one."""
        self._closed += [w for w in self._windows if not w.isVisible()]
        self._windows = [w for w in self._windows if w.isVisible()]
        wants_more = self._chance.random() < 0.001
        if not self._windows or (wants_more and len(self._windows) < _MOST_WINDOWS):
            self._note("open a window")
            self.opened += 1
            window = create_window()
            window.show()
            self._windows.append(window)
        return self._chance.choice(self._windows)

    def _found(self) -> str:
        shown = [w for w in self._windows if w.isVisible()]
        heard = self.ears.heard
        return first_fault(
            [
                lambda: heard[0] if heard else "",
                *(lambda w=w: self.judge.fault(w) for w in shown),
            ]
        )

    def _restart(self) -> tuple[float, float]:
        """Take the time; the clock's and this thread's since the last call."""
        before, self._times = self._times, (time.perf_counter(), time.thread_time())
        return self._times[0] - before[0], self._times[1] - before[1]

    def _measure(self, which: str = "one event of") -> None:
        clock, work = self._restart()
        judged = work if self._on_busy_machine else clock
        turn = Turn(
            judged, clock, work, f"{which} {self.last[-1] if self.last else ''}"
        )
        self.slowest = sorted([*self.slowest, turn], reverse=True)[:5]
        if judged > self._longest and not self.fault:
            self.fault = f"{which} took {judged:.2f} s"

    def _leave_nested_loop(self) -> None:
        """A menu, a question or a drag waits for somebody: answer it."""
        if time.monotonic() - self._began < _NESTED_SECONDS:
            return
        if (popup := QApplication.activePopupWidget()) is not None:
            popup.close()
        elif (asked := QApplication.activeModalWidget()) is not None:
            asked.close()
        else:
            QDrag.cancel()


def play(given: argparse.Namespace, folder: Path) -> bool:
    """Let the monkey play, tell of it, and say whether all went well."""
    began, longest = time.monotonic(), given.limit_seconds
    monkey = Monkey(given.events, given.seed, folder, longest, is_busy=given.busy)
    monkey.run()
    deadline = time.monotonic() + 10
    while own_processes() and time.monotonic() < deadline:
        QApplication.processEvents()
    orphans = own_processes()
    if orphans and not monkey.fault:
        monkey.fault = f"processes are left: {orphans}"
    print("The longest turns of the event loop:", *monkey.slowest, sep="\n  ")
    print(", ".join(f"{kind} {n}" for kind, n in monkey.kinds.most_common()))
    minutes = (time.monotonic() - began) / 60
    ending = "a fault" if monkey.fault else "no fault"
    print(
        f"{monkey.done:,} events, seed {given.seed}, {minutes:.1f} minutes: "
        f"{monkey.opened} windows, {monkey.judge.judged:,} readings checked, "
        f"{monkey.ways_back} ways back to the empty pad, longest turn "
        f"{monkey.slowest[0].judged:.2f} s, {ending}."
    )
    if monkey.fault:
        print(monkey.watchman.seen)
        print("The last events:", *monkey.last, f"FAULT: {monkey.fault}", sep="\n  ")
    return not monkey.fault


def main() -> int:
    """Play in folders of its own; the exit status says whether all went well."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--limit-seconds", type=float, default=LONGEST_SECONDS)
    parser.add_argument(
        "--busy", action="store_true", help="judge turns by their own work, not a clock"
    )
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        own_folders(folder)
        os.chdir(folder)
        application = QApplication(["digitpad"])
        application.setQuitOnLastWindowClosed(False)
        without_browser(folder)
        train_little()
        is_well = play(given, folder)
        application.processEvents()
    return 0 if is_well else 1


if __name__ == "__main__":
    sys.exit(main())
