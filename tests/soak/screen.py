"""Where a monkey can point: all widgets on the screen that take the mouse now."""

from collections.abc import Iterator
from random import Random
from time import monotonic

from hand import Place
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from shiboken6 import isValid


class Screen:
    """All windows, and the places on them.

    Args:
        chance: Picks among them.
    """

    def __init__(self, chance: Random) -> None:
        self._chance = chance
        self._held: list[QWidget] = []

    def anywhere(self) -> tuple[QWidget, Place]:
        """A widget that takes the mouse, and a place on it."""
        top = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        windows = [top] if top is not None else self.windows()
        widgets = [w for each in windows for w in _visible(each)]
        # PySide takes a child's object away with that of its parent.
        self._held = widgets
        widget = self._chance.choice(widgets or [windows[0]])
        place = self.on(widget)
        inner = widget.childAt(QPointF(*place).toPoint())
        if inner is None or not lives(inner) or not inner.isEnabled():
            return widget, place
        there = inner.mapFrom(widget, QPointF(*place))
        return inner, (there.x(), there.y())

    def on(self, widget: QWidget) -> Place:
        """A place on a widget."""
        across = self._chance.uniform(0, max(widget.width() - 1, 0))
        return across, self._chance.uniform(0, max(widget.height() - 1, 0))

    def windows(self) -> list[QWidget]:
        """All windows on the screen, in an order that is the same each time."""
        shown = [
            w
            for w in QApplication.topLevelWidgets()
            if w.isVisible() and not isinstance(w, QFileDialog)
        ]
        return sorted(
            shown, key=lambda w: (w.objectName(), type(w).__name__, w.width())
        )


def _visible(widget: QWidget) -> Iterator[QWidget]:
    if widget.isVisible() and widget.isEnabled():
        yield widget
        for child in widget.children():
            if isinstance(child, QWidget) and lives(child) and not child.isWindow():
                yield from _visible(child)


def mouse(
    widget: QWidget,
    kind: QEvent.Type,
    place: Place,
    button: Qt.MouseButton,
    held: Qt.MouseButton,
) -> None:
    """Send an event of the mouse, unless the widget is gone or hidden by now.

    Args:
        widget: Where it goes.
        kind: What it is.
        place: Where on the widget.
        button: Whose event it is.
        held: The buttons that are down after it.
    """
    if not (lives(widget) and widget.isVisible()):
        return
    here = QPointF(*place)
    event = QMouseEvent(
        kind,
        here,
        widget.mapToGlobal(here),
        button,
        held,
        Qt.KeyboardModifier.NoModifier,
    )
    event.setTimestamp(int(monotonic() * 1000))
    QApplication.sendEvent(widget, event)


def lives(widget: QWidget) -> bool:
    """Whether an event has not closed and deleted it."""
    return isValid(widget)


def name_of(widget: QWidget) -> str:
    """What a widget is called in a list of events."""
    return widget.objectName() or type(widget).__name__


def told(place: Place) -> str:
    """A place in a list of events."""
    return f"({place[0]:.0f}, {place[1]:.0f})"
