"""How long the window's event loop stands still while a real training run goes on.

Prints the longest gaps between two turns of a 5 ms timer while a hand draws on the pad
without a pause, once alone and once with the training program at work.

Usage: python tests/bench/stall_while_training.py [EPOCHS]
"""

import os
import sys
import tempfile
from math import cos, sin
from time import perf_counter

from PySide6.QtCore import QEventLoop, QObject, QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QSpinBox, QWidget

from digitpad.paths import HOME_VARIABLE
from digitpad.ui import create_window
from digitpad.ui.retrain_dialog import RetrainDialog
from digitpad.ui.training_process import TrainingProcess

IDLE_MS = 5000
TICK_MS = 5
STALL_MS = 50


class GapMeter(QObject):
    """Notes the time between the turns of a fast timer."""

    def __init__(self) -> None:
        super().__init__()
        self.gaps: list[float] = []
        self._before = perf_counter()
        self._timer = QTimer(self, interval=TICK_MS)
        self._timer.timeout.connect(self._on_turn)
        self._timer.start()

    def take(self) -> list[float]:
        """The gaps so far in ms, longest first; begins anew."""
        gaps, self.gaps = sorted(self.gaps, reverse=True), []
        return gaps

    def _on_turn(self) -> None:
        now = perf_counter()
        self.gaps.append((now - self._before) * 1000)
        self._before = now


def report(name: str, gaps: list[float]) -> None:
    longest = ", ".join(f"{gap:.0f}" for gap in gaps[:5])
    p99 = gaps[len(gaps) // 100]
    stalls = sum(gap > STALL_MS for gap in gaps)
    print(f"{name}: {len(gaps)} turns, 99th percentile {p99:.1f} ms, ", end="")
    print(f"longest {longest} ms, above {STALL_MS} ms: {stalls}")


class Hand(QObject):
    """Draws on the pad all the while, a move every frame, anew every few seconds."""

    def __init__(self, pad: QWidget) -> None:
        super().__init__()
        self._pad, self._moves = pad, 0
        self._timer = QTimer(self, interval=16)
        self._timer.timeout.connect(self._move)
        self._timer.start()

    def _move(self) -> None:
        angle = self._moves / 20
        middle = self._pad.rect().center()
        place = middle + QPoint(round(120 * cos(angle)), round(150 * sin(angle)))
        if self._moves % 150 == 0:
            self._pad.clear()
            QTest.mousePress(self._pad, Qt.MouseButton.LeftButton, pos=place)
        QTest.mouseMove(self._pad, place)
        self._moves += 1
        if self._moves % 150 == 0:
            QTest.mouseRelease(self._pad, Qt.MouseButton.LeftButton, pos=place)


def main(epochs: int) -> None:
    os.environ[HOME_VARIABLE] = tempfile.mkdtemp()
    app = QApplication([])
    window = create_window()
    process = TrainingProcess(window)
    dialog = RetrainDialog(process, window)
    window.show()
    dialog.show()
    app.processEvents()
    dialog.findChild(QSpinBox, "epochs").setValue(epochs)
    hand, meter = Hand(window.pad), GapMeter()
    loop = QEventLoop()
    QTimer.singleShot(IDLE_MS, loop.quit)
    loop.exec()
    meter.take()  # the model is loaded by now
    QTimer.singleShot(IDLE_MS, loop.quit)
    loop.exec()
    report("drawing", meter.take())
    process.finished.connect(loop.quit)
    process.failed.connect(loop.quit)
    dialog.findChild(QPushButton, "start").click()
    loop.exec()
    report("drawing while a network is trained", meter.take())
    print(process.progress_text)
    hand.deleteLater()
    process.shutdown()


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 1)
