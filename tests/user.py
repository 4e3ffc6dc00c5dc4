"""What a user does at the window, as helpers for the tests."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from pathlib import Path

from PIL import Image, ImageDraw
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QInputDevice, QPointingDevice, QTabletEvent, QTouchEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from digitpad.ui import create_window
from digitpad.ui.main_window import MainWindow
from digitpad.ui.pad import Pad

# Digits as a hand draws them, in a box one wide and one high.
THREE = [
    (0.1, 0.1), (0.3, 0.0), (0.6, 0.0), (0.8, 0.15), (0.75, 0.35), (0.45, 0.47),
    (0.75, 0.55), (0.85, 0.75), (0.7, 0.95), (0.4, 1.0), (0.1, 0.9),
]  # fmt: skip
SEVEN = [(0.1, 0.0), (0.5, 0.0), (0.9, 0.0), (0.7, 0.35), (0.5, 0.7), (0.4, 1.0)]

Points = Sequence[tuple[float, float]]


def shown_window(qtbot: QtBot) -> MainWindow:
    """A new window, painted once."""
    window = create_window()
    qtbot.addWidget(window)
    with qtbot.waitSignal(window.pad.first_painted):
        window.show()
    return window


def active_window(qtbot: QtBot) -> MainWindow:
    """A new window that has been painted and has the keyboard."""
    window = create_window()
    qtbot.addWidget(window)
    with qtbot.waitSignal(window.pad.first_painted), qtbot.waitActive(window):
        window.show()
        # Without a window manager nobody else gives the window the keyboard.
        window.activateWindow()
    return window


def shown_pad(qtbot: QtBot) -> Pad:
    """A pad without a window, 300 pixels wide and high."""
    pad = Pad()
    pad.resize(300, 300)
    qtbot.addWidget(pad)
    with qtbot.waitExposed(pad):
        pad.show()
    return pad


def answer_of(window: MainWindow) -> str:
    """What the window says it reads."""
    label = window.findChild(QLabel, "answer")
    assert isinstance(label, QLabel)
    return label.text()


def press(pad: QWidget, x: float, y: float) -> None:
    """Put the mouse's left button down."""
    QTest.mousePress(pad, Qt.MouseButton.LeftButton, pos=QPoint(round(x), round(y)))


def move(pad: QWidget, x: float, y: float) -> None:
    """Move the mouse."""
    QTest.mouseMove(pad, QPoint(round(x), round(y)))


def release(pad: QWidget, x: float, y: float) -> None:
    """Let the mouse's left button up."""
    QTest.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=QPoint(round(x), round(y)))


def draw_stroke(pad: QWidget, points: Iterable[tuple[float, float]]) -> None:
    """Draw with the mouse through these places of the pad."""
    first, *others = points
    press(pad, *first)
    for point in others:
        move(pad, *point)
    release(pad, *(others or [first])[-1])


class Pen:
    """A tablet's pen over a pad, as Qt tells of it.

    Args:
        pad: What it is held over.
        erases: Whether its other end is down.
    """

    def __init__(self, pad: QWidget, *, erases: bool = False) -> None:
        kinds = QPointingDevice.PointerType
        can = QInputDevice.Capability
        self._pad = pad
        self._device = QPointingDevice(
            "pen",
            1,
            QInputDevice.DeviceType.Stylus,
            kinds.Eraser if erases else kinds.Pen,
            can.Position | can.Pressure | can.Hover,
            1,
            3,
        )

    def down(self, x: float, y: float, pressure: float = 0.5) -> None:
        """Put it on the pad."""
        left = Qt.MouseButton.LeftButton
        self._send(QEvent.Type.TabletPress, x, y, pressure, left, left)

    def move(self, x: float, y: float, pressure: float = 0.5) -> None:
        """Move it on the pad."""
        none, left = Qt.MouseButton.NoButton, Qt.MouseButton.LeftButton
        self._send(QEvent.Type.TabletMove, x, y, pressure, none, left)

    def up(self, x: float, y: float, pressure: float = 0.0) -> None:
        """Lift it."""
        none, left = Qt.MouseButton.NoButton, Qt.MouseButton.LeftButton
        self._send(QEvent.Type.TabletRelease, x, y, pressure, left, none)

    def hover(self, x: float, y: float) -> None:
        """Move it above the pad."""
        none = Qt.MouseButton.NoButton
        self._send(QEvent.Type.TabletMove, x, y, 0.0, none, none)

    def _send(
        self,
        kind: QEvent.Type,
        x: float,
        y: float,
        pressure: float,
        button: Qt.MouseButton,
        buttons: Qt.MouseButton,
    ) -> None:
        place = QPointF(x, y)
        on_screen = QPointF(self._pad.mapToGlobal(place.toPoint()))
        none = Qt.KeyboardModifier.NoModifier
        event = QTabletEvent(
            kind, self._device, place, on_screen, pressure, 0.0, 0.0, 0.0, 0.0, 0.0,
            none, button, buttons,
        )  # fmt: skip
        QApplication.sendEvent(self._pad, event)


def cancel_touch(pad: QWidget, device: QPointingDevice) -> None:
    """Have the system take the gesture of the fingers for itself."""
    event = QTouchEvent(QEvent.Type.TouchCancel, device)
    QApplication.sendEvent(pad, event)


def draw_digit(
    pad: QWidget, shape: Points, left: float = 0.3, size: float = 0.5
) -> None:
    """Draw a digit whose left edge and height are shares of the pad's."""
    width, height = pad.width(), pad.height()
    side = size * min(width, height)
    top = (height - side) / 2
    corners = [(left * width + x * side * 0.6, top + y * side) for x, y in shape]
    draw_stroke(pad, _in_small_steps(corners))


def picture_file(path: Path, shapes: Sequence[Points]) -> Path:
    """Draw digits side by side into a picture file of ink on paper."""
    picture = Image.new("RGB", (200 * len(shapes), 240), "antiquewhite")
    pen = ImageDraw.Draw(picture)
    for number, shape in enumerate(shapes):
        places = [(200 * number + 50 + 90 * x, 40 + 150 * y) for x, y in shape]
        pen.line(places, fill="midnightblue", width=18, joint="curve")
    picture.save(path)
    return path


def shown_dialog(name: str) -> QWidget:
    """The dialog of this object name that is open now."""
    found = [
        widget
        for widget in QApplication.topLevelWidgets()
        if widget.objectName() == name and widget.isVisible()
    ]
    assert found, f"no dialog {name} is open"
    return found[0]


def _in_small_steps(corners: Points) -> list[tuple[float, float]]:
    """The same way in the small steps in which a mouse reports it."""
    steps = [corners[0]]
    for (x0, y0), (x1, y1) in pairwise(corners):
        steps += [(x0 + (x1 - x0) * i / 6, y0 + (y1 - y0) * i / 6) for i in range(1, 7)]
    return steps
