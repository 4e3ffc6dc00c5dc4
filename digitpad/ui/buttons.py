"""The buttons at the foot of a dialog with several states."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QPushButton

from digitpad.ui.named import named
from digitpad.ui.theme import GRID


def push_button(name: str, text: str, on_click: Callable[[], None]) -> QPushButton:
    """A button that Enter does not press unless it is made the default."""
    button = named(QPushButton(text), name, text.replace("&", ""))
    button.setAutoDefault(False)
    button.clicked.connect(on_click)
    return button


def button_row(close: QPushButton, *others: QPushButton) -> QHBoxLayout:
    """The one that closes on the left, all others on the right."""
    row = QHBoxLayout()
    row.setSpacing(GRID)
    row.addWidget(close)
    row.addStretch(1)
    for button in others:
        row.addWidget(button)
    return row


def show_buttons(*buttons: QPushButton, when: bool) -> None:
    """Show or hide some; none of them is the default afterwards."""
    for button in buttons:
        button.setVisible(when)
        button.setDefault(False)
