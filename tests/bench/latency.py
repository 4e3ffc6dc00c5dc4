"""One pointer move on the pad: from the event to the painted bars."""

import os
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from measuring import Row, print_table

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from digitpad.ink import Drawing
from digitpad.inkfiles import write_ink_file
from digitpad.ui import create_window

_FRAME_MS = 1000 / 60


def rows(moves: int = 500) -> Iterator[Row]:
    """Measure on a drawing of 500 points, then on one of 100,000."""
    application = QApplication.instance() or QApplication([])
    window = create_window()
    window.show()
    application.processEvents()
    pad = window.pad
    drawings = (
        ("drawing of 500 points", [_spiral(pad, 500)], _FRAME_MS / 2),
        ("drawing of 100,000 points", [_spiral(pad, 100_000)], _FRAME_MS),
        ("7 digits beside it", _rows_of_digits(pad, 7), _FRAME_MS / 2),
        ("100 digits beside it", _rows_of_digits(pad, 10, 10), _FRAME_MS / 2),
    )
    for name, strokes, budget in drawings:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "drawing.jsonl")
            write_ink_file(path, [Drawing.of(strokes)])
            window.files.open_image(path)
        took = np.array(_moves(application, pad, moves)) * 1e3
        QTest.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
        yield Row(
            f"one pointer move, {name}, 99th percentile",
            f"at most {budget:.1f} ms",
            f"{np.percentile(took, 99):.1f} ms (median {np.median(took):.1f} ms)",
        )
    window.close()


def _spiral(pad: QWidget, points: int) -> list[tuple[float, float]]:
    """Turns so wide that no point lies nearer than a pixel and a half to the last."""
    side = min(pad.width(), pad.height())
    at = np.arange(points)
    angle, radius = at * 0.3, side * (0.1 + 0.3 * (at % 997) / 997)
    x = pad.width() * 0.85 + radius * np.cos(angle) / 4
    y = pad.height() / 2 + radius * np.sin(angle)
    return list(zip(x.tolist(), y.tolist(), strict=True))


def _rows_of_digits(
    pad: QWidget, count: int, rows: int = 1
) -> list[list[tuple[float, float]]]:
    """Rings side by side, left of where the measured stroke is drawn."""
    width = pad.width() * 0.7 / count
    height = min(100.0, pad.height() / rows)
    angles = np.linspace(0, 2 * np.pi, 50)
    return [
        [
            (
                width * (column + 0.5 + 0.3 * np.cos(a)),
                height * (row + 0.5 + 0.4 * np.sin(a)),
            )
            for a in angles.tolist()
        ]
        for row in range(rows)
        for column in range(count)
    ]


def _moves(application: QApplication, pad: QWidget, moves: int) -> list[float]:
    """Draw one stroke more, and time each of its moves until it is painted."""
    took = []
    places = [QPoint(round(x), round(y)) for x, y in _spiral(pad, moves)]
    QTest.mousePress(pad, Qt.MouseButton.LeftButton, pos=places[0])
    for place in places:
        begun = time.perf_counter()
        QTest.mouseMove(pad, place)
        application.processEvents()
        took.append(time.perf_counter() - begun)
    QTest.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=places[-1])
    return took


if __name__ == "__main__":
    print_table(rows())
