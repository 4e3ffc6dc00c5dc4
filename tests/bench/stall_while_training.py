"""How long the window's event loop stands still while a real training run goes on.

Prints the longest gaps between two turns of a 5 ms timer in an open retrain dialog,
once idle and once with the training program at work.

Usage: python tests/bench/stall_while_training.py [EPOCHS] [LIMIT]
"""

import os
import sys
import tempfile
from time import perf_counter

from PySide6.QtCore import QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QApplication, QPushButton, QSpinBox

from digitpad.paths import HOME_VARIABLE
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


def main(epochs: int, limit: int | None) -> None:
    os.environ[HOME_VARIABLE] = tempfile.mkdtemp()
    app = QApplication([])
    process = TrainingProcess(app)
    dialog = RetrainDialog(process, limit=limit)
    dialog.show()
    dialog.findChild(QSpinBox, "epochs").setValue(epochs)
    meter = GapMeter()
    loop = QEventLoop()
    QTimer.singleShot(IDLE_MS, loop.quit)
    loop.exec()
    report("idle", meter.take())
    process.finished.connect(loop.quit)
    process.failed.connect(loop.quit)
    dialog.findChild(QPushButton, "start").click()
    loop.exec()
    report("training", meter.take())
    print(process.progress_text)
    process.shutdown()


if __name__ == "__main__":
    arguments = [int(argument) for argument in sys.argv[1:]]
    main(arguments[0] if arguments else 1, arguments[1] if arguments[1:] else None)
