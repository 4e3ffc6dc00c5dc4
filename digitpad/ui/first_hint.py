"""What can be done with the pad, said once in place of a manual."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel

from digitpad.ui import theme
from digitpad.ui.action import key_of
from digitpad.ui.named import named
from digitpad.ui.settings import HINTS
from digitpad.ui.words import tr

if TYPE_CHECKING:
    from digitpad.ui.main_window import MainWindow

_BELOW_PROMPT: Final = 2.2  # lines below the pad's middle, where the prompt stands


class FirstHint(QLabel):
    """A few lines on the empty pad; the first stroke takes them away for good."""

    def __init__(self, window: "MainWindow") -> None:
        text, pad = _text(window), window.pad
        super().__init__(text, pad)
        named(self, "first_hint", tr("What can be done: {text}", text=text))
        self._pad = pad
        self._settings = window.settings
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        # One draws through it.
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        pad.installEventFilter(self)
        pad.changed.connect(self._on_changed)
        self._arrange()
        self.show()

    def _on_changed(self) -> None:
        if not self._pad.is_empty and self.isVisibleTo(self._pad):
            self.hide()
            self.deleteLater()
            self._settings.choose(HINTS, False)

    def _arrange(self) -> None:
        room = self._pad.rect().adjusted(3 * theme.GRID, 0, -3 * theme.GRID, 0)
        down = round(_BELOW_PROMPT * self.fontMetrics().lineSpacing())
        room.setTop(room.center().y() + down)
        self.setGeometry(room)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay below the prompt when the pad changes its size."""
        if event.type() == QEvent.Type.Resize:
            self._arrange()
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the font."""
        if event.type() == QEvent.Type.FontChange:
            self._arrange()
        super().changeEvent(event)


def _text(window: "MainWindow") -> str:
    commands = window.commands
    return tr(
        "With mouse, finger or pen: every stroke is read at once.\n"
        "Several digits make a number.\n"
        "{open_key} opens a picture, "
        "{all_keys} shows all keys.",
        open_key=key_of(commands.open_image),
        all_keys=key_of(commands.shortcuts),
    )
