"""One pointer move on the pad: from the event to the painted bars."""

import os
import time
from collections.abc import Iterator

import numpy as np
from measuring import Row, print_table

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from digitpad.ui import create_window

_FRAME_MS = 1000 / 60


def rows(moves: int = 1500) -> Iterator[Row]:
    """Measure on a drawing of 500 points, then on one of 100,000."""
    application = QApplication.instance() or QApplication([])
    window = create_window()
    window.show()
    application.processEvents()
    pad = window.findChild(QWidget, "pad")
    assert pad is not None
    for points, budget in ((500, _FRAME_MS / 2), (100_000, _FRAME_MS)):
        took = np.array(_moves(application, pad, points, moves)) * 1e3
        QTest.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
        yield Row(
            f"one pointer move, drawing of {points:,} points, 99th percentile",
            f"at most {budget:.1f} ms",
            f"{np.percentile(took, 99):.1f} ms (median {np.median(took):.1f} ms)",
        )
    window.close()


def _moves(
    application: QApplication, pad: QWidget, points: int, moves: int
) -> list[float]:
    """Draw a spiral of so many points, then measure more moves of the same stroke."""
    side = min(pad.width(), pad.height())
    middle = QPoint(pad.width() // 2, pad.height() // 2)
    took = []
    QTest.mousePress(pad, Qt.MouseButton.LeftButton, pos=middle)
    for i in range(points + moves):
        # Each point is at least a pixel and a half from the one before.
        angle, radius = i * 0.3, side * (0.1 + 0.3 * (i % 997) / 997)
        place = middle + QPoint(
            int(radius * np.cos(angle)), int(radius * np.sin(angle))
        )
        begun = time.perf_counter()
        QTest.mouseMove(pad, place)
        if i >= points:
            application.processEvents()
            took.append(time.perf_counter() - begun)
    QTest.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=middle)
    return took


if __name__ == "__main__":
    print_table(rows())
