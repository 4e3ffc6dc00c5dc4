"""Start of the program: to the painted window, and to the first probabilities."""

import statistics
from collections.abc import Iterator

from measuring import Row, median_ratio, paired_costs, print_table

from digitpad import models

# The exit is asked for when the window is exposed, before it paints: such calls run in
# the order in which they were asked for, so nothing that the window itself puts off
# until after its first paint is counted.
_LEAVE_WHEN_PAINTED = """
import os
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication

class Leave(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Expose:
            QTimer.singleShot(0, lambda: os._exit(0))
        return False

def run(application):
    global leave
    leave = Leave()
    for window in application.topLevelWindows():
        window.installEventFilter(leave)
    return QApplication.exec_()
"""
_OURS = """
QApplication.exec_, QApplication.exec = QApplication.exec, run
from digitpad.cli import main
main([])
"""
_EMPTY = """
from PySide6.QtWidgets import QWidget
application = QApplication(["empty"])
window = QWidget()
window.show()
QApplication.exec_ = application.exec
run(application)
"""

_FIRST_ANSWER = """
from digitpad import Recognizer
Recognizer.load().read_digit([[(10, 10), (60, 10), (30, 90)]])
"""
_KERAS_ANSWER = """
import numpy, keras
model = keras.models.load_model({path!r}, compile=False)
model.predict(numpy.zeros((1,) + model.input_shape[1:], "float32"), verbose=0)
"""


def rows(rounds: int = 7) -> Iterator[Row]:
    """Measure each start in turn with its counterpart."""
    ours, empty = paired_costs(
        _LEAVE_WHEN_PAINTED + _OURS, _LEAVE_WHEN_PAINTED + _EMPTY, rounds
    )
    ratio = median_ratio([c.seconds for c in ours], [c.seconds for c in empty])
    yield Row(
        "start to a painted window, beside an empty QWidget's",
        "at most 1.6 x",
        f"{ratio:.2f} x ({statistics.median(c.seconds for c in ours):.2f} s)",
    )
    keras = _KERAS_ANSWER.format(path=str(models.builtin_model()))
    ours, theirs = paired_costs(_FIRST_ANSWER, keras, max(rounds // 2, 1))
    sooner = median_ratio([c.seconds for c in theirs], [c.seconds for c in ours])
    less = median_ratio([c.megabytes for c in theirs], [c.megabytes for c in ours])
    yield Row(
        "start to the first probabilities, beside Keras with the same file",
        "at least 10 x sooner",
        f"{sooner:.1f} x ({statistics.median(c.seconds for c in ours):.2f} s)",
    )
    yield Row(
        "memory after the first answer, beside the same Keras process",
        "at most a third",
        f"1/{less:.1f} ({statistics.median(c.megabytes for c in ours):.0f} MB)",
    )


if __name__ == "__main__":
    print_table(rows())
