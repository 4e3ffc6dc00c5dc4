"""All that a monkey does at a window: one call is one event, or a few that belong."""

from collections.abc import Callable
from random import Random
from typing import Any

from hand import Hand
from pens import Pens
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import (
    QAction,
    QColor,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QKeySequence,
    QPalette,
    QWheelEvent,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMainWindow, QMenu
from screen import Screen, lives, mouse, name_of, told
from stuff import Stuff

from digitpad.ui.main_window import MainWindow

_NONE = Qt.MouseButton.NoButton
_LEFT = Qt.MouseButton.LeftButton
_PLAIN = Qt.KeyboardModifier.NoModifier
_BUTTONS = (
    _LEFT,
    _LEFT,
    _LEFT,
    Qt.MouseButton.RightButton,
    Qt.MouseButton.MiddleButton,
)
_MODIFIERS = (
    *(_PLAIN,) * 6,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
_NAMED_KEYS = """
    Tab Backtab Return Escape Escape Space Space Up Down Left Right Home End PageUp
    PageDown Delete Backspace F1 F2 F5 F10 F11 Menu Alt Plus Minus
"""
_KEYS: tuple[Any, ...] = (
    *"0123456789eExyz .",
    *(getattr(Qt.Key, f"Key_{name}") for name in _NAMED_KEYS.split()),
)
_QUITS = "action_quit"


class Antics:
    """What can be done, each at random.

    Args:
        chance: Decides everything.
        stuff: What is dropped and opened.
        note: Is told of everything before it is done.
        between: Is called after each event of what has several.
    """

    def __init__(
        self,
        chance: Random,
        stuff: Stuff,
        note: Callable[[str], None],
        between: Callable[[], None],
    ) -> None:
        self._between = between
        self._chance, self._stuff, self._note = chance, stuff, note
        self._screen = Screen(chance)
        pens = Pens(chance, note, between)
        self._kinds: dict[Callable[[MainWindow], object], int] = {
            self.draw: 26,
            self.empty: 4,
            self.point: 22,
            self.click: 16,
            self.double_click: 3,
            self.drag: 6,
            self.turn_wheel: 3,
            self.press_key: 14,
            self.press_shortcut: 12,
            self.trigger: 8,
            self.drop: 2,
            self.fill_clipboard: 2,
            self.resize: 2,
            self.change_colours: 1,
            self.hide_and_show: 1,
            self.close_something: 3,
            pens.use_pen: 5,
            pens.touch: 5,
        }

    def one(self, window: MainWindow) -> None:
        """Do something."""
        asked = QApplication.activeModalWidget()
        if isinstance(asked, QFileDialog):
            # Its own keys and menus rename and remove files anywhere.
            self.answer(asked)
            return
        kinds, weights = list(self._kinds), list(self._kinds.values())
        self._chance.choices(kinds, weights)[0](window)

    def answer(self, dialog: QFileDialog) -> None:
        """Choose a file of ours, or none."""
        path = self._stuff.path()
        if dialog.acceptMode() is QFileDialog.AcceptMode.AcceptSave:
            suffix = self._chance.choice((".png", ".svg", ".jsonl", ".inkml", ".csv"))
            path = self._stuff.folder / f"saved{suffix}"
        is_chosen = self._chance.random() < 0.7
        self._note(f"answer {dialog.objectName()}: {path if is_chosen else None}")
        if is_chosen:
            dialog.filesSelected.emit([str(path)])
            dialog.fileSelected.emit(str(path))
        dialog.reject()

    def draw(self, window: MainWindow) -> None:
        """Draw a stroke of a digit, or of some of them, without a pause."""
        pad = window.pad
        hand = Hand(pad, self._chance, 8)
        ways = list(hand.number(self._chance.randint(1, 3)))
        first = self._chance.randrange(len(ways))
        last = self._chance.randint(first, len(ways) - 1)
        erases = self._chance.random() < 0.1
        self._note(f"draw {last - first + 1} strokes, erases={erases}")
        for way in ways[first : last + 1]:
            hand.down(way[0], erases=erases)
            for place in way[1:]:
                hand.move(place, erases=erases)
                self._between()
            hand.up(way[-1], erases=erases)
            self._between()

    def empty(self, window: MainWindow) -> None:
        """Empty the pad by its key."""
        self._note("empty the pad")
        QTest.keyClick(window.pad, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)

    def point(self, window: MainWindow) -> None:
        """One event of the mouse on the pad, whatever came before."""
        hand = Hand(window.pad, self._chance, 1)
        place = hand.stroke()[0]
        what = self._chance.choice((hand.down, hand.up, *(hand.move,) * 6))
        erases = self._chance.random() < 0.15
        self._note(f"{what.__name__} {told(place)} erases={erases}")
        what(place, erases=erases)

    def click(self, window: MainWindow) -> None:
        """Click anywhere."""
        widget, place = self._screen.anywhere()
        button = self._chance.choice(_BUTTONS)
        self._note(f"click {name_of(widget)} {told(place)} {button.name}")
        mouse(widget, QEvent.Type.MouseButtonPress, place, button, button)
        self._between()
        mouse(widget, QEvent.Type.MouseButtonRelease, place, button, _NONE)
        self._between()

    def double_click(self, window: MainWindow) -> None:
        """Click twice at a place."""
        widget, place = self._screen.anywhere()
        self._note(f"double click {name_of(widget)} {told(place)}")
        for kind in ("MouseButtonPress", "MouseButtonRelease", "MouseButtonDblClick",
                     "MouseButtonRelease"):  # fmt: skip
            held = _NONE if kind.endswith("Release") else _LEFT
            mouse(widget, getattr(QEvent.Type, kind), place, _LEFT, held)
            self._between()

    def drag(self, window: MainWindow) -> None:
        """Press, move and let go, on any one widget."""
        widget, place = self._screen.anywhere()
        self._note(f"drag on {name_of(widget)} {told(place)}")
        mouse(widget, QEvent.Type.MouseButtonPress, place, _LEFT, _LEFT)
        self._between()
        for _ in range(self._chance.randint(1, 6)):
            place = self._screen.on(widget) if lives(widget) else place
            mouse(widget, QEvent.Type.MouseMove, place, _NONE, _LEFT)
            self._between()
        mouse(widget, QEvent.Type.MouseButtonRelease, place, _LEFT, _NONE)
        self._between()

    def turn_wheel(self, window: MainWindow) -> None:
        """Turn the wheel over anything."""
        widget, place = self._screen.anywhere()
        turn = self._chance.choice((-1200, -120, 120, 240))
        self._note(f"wheel {turn} on {name_of(widget)}")
        here, there = QPointF(*place), widget.mapToGlobal(QPointF(*place))
        event = QWheelEvent(
            here, there, QPoint(), QPoint(0, turn), _NONE, _PLAIN,
            Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(widget, event)

    def press_key(self, window: MainWindow) -> None:
        """Press a key where the keyboard is."""
        target = QApplication.focusWidget() or window.pad
        if isinstance(target.window(), QFileDialog):
            return
        key: Any = self._chance.choice(_KEYS)
        modifier = self._chance.choice(_MODIFIERS)
        self._note(f"key {key!r} {modifier.name} on {name_of(target)}")
        QTest.keyClick(target, key, modifier)

    def press_shortcut(self, window: MainWindow) -> None:
        """Press the keys of a command."""
        keys = [
            action.shortcut()
            for action in window.findChildren(QAction)
            if not action.shortcut().isEmpty() and self._may(action)
        ]
        key = self._chance.choice(keys)
        target = QApplication.focusWidget() or window
        if not isinstance(target.window(), QFileDialog):
            self._note(f"shortcut {key.toString()} on {name_of(target)}")
            QTest.keySequence(target, QKeySequence(key))

    def trigger(self, window: MainWindow) -> None:
        """Choose a command of the menus, which are filled first."""
        for menu in window.findChildren(QMenu):
            menu.aboutToShow.emit()
        if QApplication.activeModalWidget() is not None:
            return
        offered = [
            action
            for action in window.findChildren(QAction)
            if action.isEnabled() and action.text() and action.menu() is None
        ]
        action = self._chance.choice([a for a in offered if self._may(a)])
        self._note(f"trigger {action.objectName() or action.text()}")
        action.trigger()

    def drop(self, window: MainWindow) -> None:
        """Drop files, a picture, a text or something odd."""
        content = self._stuff.content()
        self._note(f"drop {content.formats()} {[u.path() for u in content.urls()]}")
        copy = Qt.DropAction.CopyAction
        enter = QDragEnterEvent(QPoint(200, 200), copy, content, _LEFT, _PLAIN)
        QApplication.sendEvent(window, enter)
        if enter.isAccepted():
            event = QDropEvent(QPointF(200, 200), copy, content, _LEFT, _PLAIN)
            QApplication.sendEvent(window, event)

    def fill_clipboard(self, window: MainWindow) -> None:
        """Put something on the clipboard; Ctrl+V comes by chance."""
        content = self._stuff.content()
        self._note(f"clipboard {content.formats()}")
        QGuiApplication.clipboard().setMimeData(content)

    def resize(self, window: MainWindow) -> None:
        """Make a window larger or smaller."""
        shown = self._screen.windows()
        which = self._chance.choice(shown)
        width, height = self._chance.randint(200, 1600), self._chance.randint(200, 1200)
        self._note(f"resize {name_of(which)} {width} x {height}")
        which.resize(width, height)

    def change_colours(self, window: MainWindow) -> None:
        """Change the system's colours."""
        dark = self._chance.random() < 0.5
        self._note(f"colours, dark={dark}")
        paper, ink = ("#202020", "#eeeeee") if dark else ("#ffffff", "#101010")
        palette = QPalette(QColor(paper))
        palette.setColor(QPalette.ColorRole.Base, QColor(paper))
        palette.setColor(QPalette.ColorRole.Text, QColor(ink))
        QApplication.setPalette(palette)

    def hide_and_show(self, window: MainWindow) -> None:
        """Minimise a window, or hide it, and bring it back."""
        minimises = self._chance.random() < 0.5
        self._note(f"hide {name_of(window)}, minimises={minimises}")
        if minimises:
            window.showMinimized()
            window.showNormal()
        else:
            window.hide()
            window.show()

    def close_something(self, window: MainWindow) -> None:
        """Close a menu or a dialog, seldom a main window."""
        if (popup := QApplication.activePopupWidget()) is not None:
            self._note(f"close {name_of(popup)}")
            popup.close()
            return
        shown = [w for w in self._screen.windows() if not isinstance(w, QMainWindow)]
        if shown or self._chance.random() < 0.05:
            which = self._chance.choice(shown or [window])
            self._note(f"close {name_of(which)}")
            which.close()

    def _may(self, action: QAction) -> bool:
        return action.objectName() != _QUITS or self._chance.random() < 0.05
