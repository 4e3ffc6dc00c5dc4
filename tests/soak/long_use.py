"""Long use of the real window: what it takes of memory, time, processes and files.

Without `--retrain-rounds` a hand draws, erases, takes back and clears until so many
strokes are drawn and the window has read so many times. Exits with 1 if memory grew by
20 MB or more after the warm-up, or if a move cost 1.2 times as much work at last.

Usage: python tests/soak/long_use.py [--strokes N] [--readings N] [--seed N]
       python tests/soak/long_use.py --retrain-rounds N [--seed N]
"""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from random import Random

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from gauges import Course, Move, Sample
from hand import Hand, Way
from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from retrain_rounds import retrain_rounds
from sandbox import own_folders

from digitpad.recognizer import Recognizer
from digitpad.ui import create_window
from digitpad.ui.actions import FEATURE_MAPS, WHY

GROWTH_MB = 20.0
DRIFT = 1.2
# With the press and the release, 20 readings a stroke.
MOVES = 18
# A mouse tells of four moves in a frame of the screen.
MOVES_A_FRAME = 4
SAMPLES = 200

_CONTROL = Qt.KeyboardModifier.ControlModifier


class Counted:
    """Counts what the window has really read."""

    def __init__(self) -> None:
        self.readings = 0
        read = Recognizer.read

        def counting(*args: object, **options: object) -> object:
            self.readings += 1
            return read(*args, **options)  # type: ignore[arg-type]

        Recognizer.read = counting  # type: ignore[method-assign, assignment]


class LongUse:
    """One window that is drawn on for long.

    Args:
        chance: Decides all that is done.
    """

    def __init__(self, chance: Random) -> None:
        self._counted = Counted()
        self._chance = chance
        self._window = create_window()
        self._window.show()
        QApplication.processEvents()
        self._hand = Hand(self._window.pad, chance, MOVES)
        self._moves: list[Move] = []
        self.samples: list[Sample] = []
        self.strokes = 0
        self._others: list[Callable[[], object]] = [
            self._take_back,
            self._take_back,
            self._erase,
            self._erase,
            self._look_about,
            self._use_keys,
            self._bring_back,
            self._change_looks,
            self._resize,
        ]

    @property
    def readings(self) -> int:
        """How often the window has read."""
        return self._counted.readings

    def run(self, strokes: int, readings: int) -> None:
        """Draw on until there are so many strokes and readings; sample all along."""
        loop = QEventLoop()

        def go_on() -> None:
            if self.strokes >= strokes and self.readings >= readings:
                loop.quit()
                return
            self._draw_a_number()
            self._sample(max(readings // SAMPLES, 1))

        # In between, Qt deletes what is to be deleted, which it does in a loop alone.
        timer = QTimer(interval=0)
        timer.timeout.connect(go_on)
        timer.start()
        loop.exec()
        timer.stop()

    def close(self) -> None:
        """Close the window."""
        self._window.close()

    def _sample(self, every: int) -> None:
        if self.readings // every > len(self.samples):
            self.samples.append(Sample.of(self.readings, self._moves))
            self._moves.clear()
            self._tell(self.samples[-1])

    def _draw_a_number(self) -> None:
        for way in self._hand.number(self._chance.choice((1, 1, 1, 2, 2, 3, 4))):
            self._draw(way)
        if self._chance.random() < 0.3:
            self._chance.choice(self._others)()
            QApplication.processEvents()
        self._press(Qt.Key.Key_N, _CONTROL)
        assert self._window.pad.is_empty
        assert self._window.reading is None

    def _draw(self, way: Way, *, erases: bool = False) -> None:
        self._hand.down(way[0], erases=erases)
        for number, place in enumerate(way[1:], 1):
            began = time.perf_counter(), time.thread_time()
            self._hand.move(place, erases=erases)
            if number % MOVES_A_FRAME == 0:
                QApplication.processEvents()
            wall, own = time.perf_counter(), time.thread_time()
            self._moves.append(Move(wall - began[0], own - began[1]))
        self._hand.up(way[-1], erases=erases)
        QApplication.processEvents()
        self.strokes += not erases

    def _erase(self) -> None:
        self._draw(self._hand.stroke(), erases=True)

    def _take_back(self) -> None:
        steps = self._chance.randint(1, 6)
        for key in (Qt.Key.Key_Z, Qt.Key.Key_Y):
            for _ in range(steps):
                self._press(key, _CONTROL)

    def _look_about(self) -> None:
        """Look at the other digits, and at why they are read so."""
        for key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._press(key, Qt.KeyboardModifier.AltModifier)
        insight = self._chance.choice((WHY, FEATURE_MAPS))
        self._window.show_insight(insight)
        self._draw(self._hand.stroke())
        self._window.show_insight(insight)

    def _use_keys(self) -> None:
        """Draw with the arrow keys, and copy the answer."""
        self._press(Qt.Key.Key_Space)
        for _ in range(5):
            self._press(Qt.Key.Key_Down)
        self._press(Qt.Key.Key_Space)
        self._press(Qt.Key.Key_C, _CONTROL)

    def _bring_back(self) -> None:
        key = self._chance.choice((Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_8))
        self._press(key, _CONTROL)

    def _change_looks(self) -> None:
        slider = self._window.findChild(QWidget, "pen_width")
        assert isinstance(slider, QWidget)
        key = self._chance.choice((Qt.Key.Key_Left, Qt.Key.Key_Right))
        QTest.keyClick(slider, key)

    def _resize(self) -> None:
        width, height = self._chance.randint(800, 1400), self._chance.randint(600, 1000)
        self._window.resize(width, height)

    def _press(
        self,
        key: Qt.Key,
        modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    ) -> None:
        QTest.keyClick(self._window.pad, key, modifier)
        QApplication.processEvents()

    def _tell(self, sample: Sample) -> None:
        print(
            f"{sample.readings:9,} readings  {self.strokes:7,} strokes  "
            f"{sample.memory:6.1f} MB  move {sample.own_ms:.2f} ms of work, "
            f"{sample.wall_ms:.2f} ms on the clock (99th percentile "
            f"{sample.worst_ms:.2f})",
            flush=True,
        )


def long_use(strokes: int, readings: int, seed: int) -> bool:
    """Draw, tell what it took, and say whether that is little enough."""
    began, warm_up = time.monotonic(), readings // 10
    use = LongUse(Random(seed))
    use.run(strokes, readings)
    use.close()
    course, minutes = Course.of(use.samples, warm_up), (time.monotonic() - began) / 60
    print(
        f"{use.readings:,} readings, {use.strokes:,} strokes, seed {seed}, "
        f"{minutes:.1f} minutes. After a warm-up of {warm_up:,} readings: memory grew "
        f"by {course.growth:.1f} MB (at most {course.most:.1f} MB); the median move "
        f"took {course.own_drift:.3f} times as much work in the last tenth as in the "
        f"first ({course.wall_drift:.3f} times as long on the clock)."
    )
    return course.growth < GROWTH_MB and course.own_drift < DRIFT


def main() -> int:
    """Run one of the two forms; the exit status says whether all was well."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--strokes", type=int, default=50_000)
    parser.add_argument("--readings", type=int, default=1_000_000)
    parser.add_argument("--retrain-rounds", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--short", action="store_true", help="too short for memory and time to count"
    )
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        own_folders(Path(folder))
        application = QApplication([])
        if given.retrain_rounds:
            is_well = retrain_rounds(given.retrain_rounds, given.seed)
        else:
            is_well = long_use(given.strokes, given.readings, given.seed)
            is_well = is_well or given.short
        application.processEvents()
    return 0 if is_well else 1


if __name__ == "__main__":
    sys.exit(main())
