"""How long a folder of many pictures takes in the table, and how the window fares.

Writes MNIST's test images as PNG files, opens their folder in the real window, and
prints the seconds from the command to the last row and the longest gaps between two
turns of a 5 ms timer: while the rows come, then while they are sorted, filtered and
exported. On a busy machine a gap may be that of other programs: beside the longest one
stands the most processor time that the window's own thread took between two turns.

Usage: python tests/bench/table_of_pictures.py [PICTURES]
"""

import os
import resource
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter, thread_time

from PIL import Image
from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QTableView

from digitpad import mnist
from digitpad.paths import HOME_VARIABLE
from digitpad.ui import create_window
from digitpad.ui.table_model import At

TICK_MS = 5
STALL_MS = 50


class GapMeter(QObject):
    """Notes the time between the turns of a fast timer."""

    def __init__(self) -> None:
        super().__init__()
        self._gaps: list[tuple[float, float]] = []
        self._before = perf_counter(), thread_time()
        self._timer = QTimer(self, interval=TICK_MS)
        self._timer.timeout.connect(self._on_turn)
        self._timer.start()

    def report(self, name: str) -> None:
        gaps, self._gaps = self._gaps, []
        longest = max(gap for gap, _ in gaps)
        most = max(own for _, own in gaps)
        stalls = sum(gap > STALL_MS for gap, _ in gaps)
        print(
            f"{name}: longest gap {longest:.0f} ms, above {STALL_MS} ms: {stalls}; ",
            end="",
        )
        print(f"most own time in one turn {most:.0f} ms", flush=True)

    def _on_turn(self) -> None:
        now, (gap, own) = (perf_counter(), thread_time()), self._before
        self._gaps.append(((now[0] - gap) * 1000, (now[1] - own) * 1000))
        self._before = now


def until(is_so: Callable[[], bool]) -> None:
    """Let the window live until something is so."""
    loop, timer = QEventLoop(), QTimer(interval=TICK_MS)
    timer.timeout.connect(lambda: loop.quit() if is_so() else None)
    timer.start()
    loop.exec()


def pictures(folder: Path, count: int) -> None:
    images = mnist.load().test_ink
    for number in range(count):
        picture = Image.fromarray(images[number % len(images)])
        picture.save(folder / f"{number:05}.png")


def main(count: int) -> None:
    os.environ[HOME_VARIABLE] = tempfile.mkdtemp()
    app = QApplication([])
    window = create_window()
    window.show()
    app.processEvents()
    with tempfile.TemporaryDirectory() as name:
        pictures(Path(name), count)
        meter = GapMeter()
        until(lambda: window.reading is None)
        meter.report("the window alone")
        begun = perf_counter()
        table = window.files.open_table([Path(name)])
        rows = table.model.table.rows
        until(lambda: not table.process.is_running)
        seconds = perf_counter() - begun
        child = resource.getrusage(resource.RUSAGE_CHILDREN)
        used = child.ru_utime + child.ru_stime
        print(f"{len(rows)} pictures of 28x28 in {seconds:.1f} s ", end="")
        print(f"(the reading program: {used:.1f} s of processor time)")
        meter.report("while rows come")
        view = table.window.findChild(QTableView, "table")
        for column in (At.CONFIDENCE, At.NAME, At.READING, At.NOTE):
            view.sortByColumn(column, Qt.SortOrder.DescendingOrder)
            app.processEvents()
        meter.report("sorted four times")
        table.window.findChild(QLineEdit, "table_filter").setText("7")
        app.processEvents()
        table.window.findChild(QComboBox, "table_digit").setCurrentText("4")
        app.processEvents()
        table.window.findChild(QComboBox, "table_digit").setCurrentIndex(0)
        table.window.findChild(QLineEdit, "table_filter").clear()
        app.processEvents()
        meter.report("filtered")
        status = table.window.findChild(QLabel, "table_status")
        for kind in ("csv", "json"):
            table.export(Path(name, f"readings.{kind}"))
            until(lambda: status.text().startswith("Saved"))
            status.clear()
            meter.report(f"exported as {kind}")
    window.close()


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 10_000)
