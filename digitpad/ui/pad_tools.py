"""The tools at the pad: the eraser, the pen, and how the paper looks."""

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from digitpad.ui.action import make_action
from digitpad.ui.announcer import Announcer
from digitpad.ui.caret import HELP
from digitpad.ui.looks import GRID, LINES, PLAIN, Looks
from digitpad.ui.muted_label import MutedLabel
from digitpad.ui.pad_buttons import PadButtons
from digitpad.ui.pen_slider import PenSlider
from digitpad.ui.words import tr
from digitpad.words import mark

if TYPE_CHECKING:
    from digitpad.ui.actions import Actions
    from digitpad.ui.main_window import MainWindow
    from digitpad.ui.pad import Pad
    from digitpad.ui.replay import Replay

_ERASING: Final = mark("The eraser takes whole strokes; the key E gives the pen back.")
_GUIDES: Final = {
    PLAIN: (mark("&None"), mark("Plain paper")),
    GRID: (mark("&Grid"), mark("Squared paper")),
    LINES: (mark("&Lines"), mark("Lines between which digits stand")),
}


class PadTools(QObject):
    """What one draws with.

    Args:
        window: The window of the pad.

    Attributes:
        eraser: The command that changes pen for eraser, and back.
        replay: The command that shows again how the drawing was drawn.
        announcer: What tells people who do not look at the window.

    Signals:
        shown_changed: What the pad shows is another, though nothing on it changed.
    """

    shown_changed = Signal()

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._pad = window.pad
        self._running: Replay | None = None
        self.announcer = Announcer(window)
        self._pad.setAccessibleDescription(
            tr("Draw a digit here. {help}", help=tr(HELP))
        )
        self._pad.caret_told.connect(window.say)
        self._pad.caret_told.connect(self.announcer.tell)
        self._settings = window.settings
        self._pad.looks = self._settings.looks
        self.eraser = self._make_eraser(window)
        self.replay = make_action(
            window,
            "replay",
            tr("Re&play"),
            tr("See how it was drawn"),
            self._replay,
            "Ctrl+R",
        )
        self._pad.changed.connect(self._follow)
        self._follow()

    @property
    def shown(self) -> "Pad | Replay":
        """What is seen: the pad, or a replay of what is on it."""
        return self._running or self._pad

    def bar(self, actions: "Actions") -> QWidget:
        """The row at the pad's foot."""
        slider = PenSlider(self._pad.looks.pen_share)
        slider.chosen.connect(self._choose_pen)
        shown = (actions.undo, actions.redo, self.eraser, actions.clear)
        name = MutedLabel(tr("&Pen"))
        name.setBuddy(slider)
        return PadButtons(shown, slider, name)

    def fill_view(self, menu: QMenu) -> None:
        """Add what changes how the pad looks."""
        guides = menu.addMenu(tr("&Guides"))
        guides.setObjectName("menu_guides")
        group = QActionGroup(menu)
        for name, (text, tip) in _GUIDES.items():
            choose = partial(self._choose_guides, name)
            told = tr(text), tr(tip)
            action = make_action(group, f"guides_{name or 'none'}", *told, choose)
            action.setCheckable(True)
            action.setChecked(name == self._pad.looks.guides)
            guides.addAction(action)
        menu.addAction(self.replay)

    def _make_eraser(self, window: "MainWindow") -> QAction:
        def tell() -> None:
            window.say(tr(_ERASING) if eraser.isChecked() else "")

        eraser = make_action(
            window, "eraser", tr("&Eraser"), tr("Take whole strokes away"), tell, "E"
        )
        eraser.setCheckable(True)
        eraser.toggled.connect(self._choose_eraser)
        return eraser

    def _choose_eraser(self, is_chosen: bool) -> None:
        self._pad.erases = is_chosen

    def _choose_pen(self, share: float) -> None:
        self._keep(self._pad.looks._replace(pen_share=share))

    def _choose_guides(self, guides: str) -> None:
        self._keep(self._pad.looks._replace(guides=guides))

    def _replay(self) -> None:
        # Imported late: most windows show none.
        from digitpad.ui.replay import Replay

        if self._running or self._pad.is_amid_change:
            return
        self._running = Replay(self._pad)
        self._running.moved.connect(self.shown_changed)
        self._running.ended.connect(self._on_replayed)
        self.shown_changed.emit()

    def _on_replayed(self) -> None:
        self._running = None
        self.shown_changed.emit()

    def _keep(self, looks: Looks) -> None:
        self._pad.looks = self._settings.looks = looks

    def _follow(self) -> None:
        """Offer what can be done with what is on the pad."""
        pad = self._pad
        has_strokes = not pad.is_empty and pad.picture is None
        self.replay.setEnabled(has_strokes)
        self.eraser.setEnabled(has_strokes or pad.is_amid_change)
        if not self.eraser.isEnabled():
            # Who has taken everything away draws next.
            self.eraser.setChecked(False)
