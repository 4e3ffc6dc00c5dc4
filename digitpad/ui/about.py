"""The Help menu's two dialogs: keys at a glance, and what this program is."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt, qVersion
from PySide6.QtGui import QAction, QIcon, QKeySequence, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from digitpad import __version__
from digitpad.model_facts import Fact, model_facts
from digitpad.paths import asset
from digitpad.problem_report import versions
from digitpad.ui import theme
from digitpad.ui.caret import HELP
from digitpad.ui.facts import Facts, translated
from digitpad.ui.words import told, tr

if TYPE_CHECKING:
    from digitpad.recognizer import Recognizer

_MARGIN: Final = 3 * theme.GRID
_MARGIN_OF_SCREEN: Final = 6 * theme.GRID  # for the window's title bar
_ICON_SIDE: Final = 8 * theme.GRID


class FactsDialog(QDialog):
    """A dialog of headed tables that one reads and closes."""

    def __init__(self, name: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(52 * theme.GRID)
        self.setMaximumWidth(theme.WIDEST_DIALOG)
        text = QWidget()
        self._column = QVBoxLayout(text)
        self._column.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, 0)
        self._column.setSpacing(theme.GRID)
        self._scroll = QScrollArea(widgetResizable=True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(text)
        self._whole = QVBoxLayout(self)
        self._whole.setContentsMargins(0, 0, 0, 0)
        self._whole.setSpacing(0)
        self._whole.addWidget(self._scroll)

    def add_text(self, text: str, *, scale: float = 1.0) -> None:
        """Add a line of text; a heading if it is larger."""
        label = QLabel(text, self)
        label.setWordWrap(True)
        if scale > 1.0:
            label.setFont(theme.scaled_font(self.font(), scale, bold=True))
        self._column.addWidget(label)

    def add_facts(self, heading: str, facts: Iterable[Fact]) -> None:
        """Add a headed table."""
        self._column.addSpacing(theme.GRID)
        self.add_text(heading, scale=1.15)
        self._column.addWidget(Facts(facts, self))

    def add_icon(self, icon: QIcon) -> None:
        """Add a picture."""
        label = QLabel(self)
        label.setPixmap(
            icon.pixmap(QSize(_ICON_SIDE, _ICON_SIDE), self.devicePixelRatioF())
        )
        label.setAccessibleName(tr("Digitpad's icon"))
        self._column.addWidget(label, 0, Qt.AlignmentFlag.AlignLeft)

    def add_close(self) -> None:
        """Add the button that closes the dialog."""
        self._column.addStretch(1)
        buttons = QDialogButtonBox(self)
        buttons.setContentsMargins(_MARGIN, 2 * theme.GRID, _MARGIN, _MARGIN)
        # Not the standard button, whose icon some styles draw dark on dark.
        buttons.addButton(tr("&Close"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        self._whole.addWidget(buttons)

    def sizeHint(self) -> QSize:
        """Room for all the text, as far as the screen has it."""
        width = max(self.minimumWidth(), self._column.sizeHint().width())
        width = min(width, self.maximumWidth())
        rest = self._whole.sizeHint().height() - self._scroll.sizeHint().height()
        height = self._column.totalHeightForWidth(width) + rest
        room = self.screen().availableGeometry().height() - _MARGIN_OF_SCREEN
        return QSize(width, min(height, room))

    def showEvent(self, event: QShowEvent) -> None:
        """Take that room; Qt would take no more than two thirds of the screen."""
        if not event.spontaneous():
            self.resize(self.sizeHint())
        super().showEvent(event)


def about_dialog(recognizer: "Recognizer | None", parent: QWidget) -> FactsDialog:
    """What Digitpad is: its version, the model in use, the libraries."""
    dialog = FactsDialog("about_dialog", tr("About Digitpad"), parent)
    dialog.add_icon(QIcon(str(asset("icons/digitpad.svg"))))
    dialog.add_text(f"Digitpad {__version__}", scale=1.6)
    dialog.add_text(
        tr(
            "Draw a digit and see at once what a small neural network reads in it. "
            "Everything runs on this machine; nothing leaves it."
        )
    )
    if recognizer:
        dialog.add_facts(
            tr("Model"), [*translated(model_facts(recognizer)), *_learnt(recognizer)]
        )
    dialog.add_facts(tr("Libraries"), [("Qt", qVersion()), *versions()])
    dialog.add_close()
    return dialog


def shortcuts_dialog(actions: Iterable[QAction], parent: QWidget) -> FactsDialog:
    """All commands that have keys, with their keys."""
    dialog = FactsDialog("shortcuts_dialog", tr("Shortcuts"), parent)
    dialog.add_text(tr("Shortcuts"), scale=1.6)
    dialog.add_text(
        tr(
            "On the pad, draw with the mouse, a finger or a pen; the other mouse "
            "button and the other end of a pen erase. Of a number, tap the tag of a "
            "digit to look at it. If it is read wrongly, press the key of the right "
            "digit, or click its bar: Digitpad learns it. {help}",
            help=tr(HELP),
        )
    )
    dialog.add_facts(
        tr("Keys"), [_keys_of(action) for action in actions if action.shortcuts()]
    )
    dialog.add_close()
    return dialog


def _keys_of(action: QAction) -> Fact:
    native = QKeySequence.SequenceFormat.NativeText
    keys = dict.fromkeys(each.toString(native) for each in action.shortcuts())
    name = action.text().replace("&", "").rstrip("…")
    return name, tr("  or  ").join(filter(None, keys))


def _learnt(recognizer: "Recognizer") -> list[Fact]:
    """What the model has learnt of the user's hand, if anything."""
    if not recognizer.lesson:
        return []
    from digitpad.lessons import in_words

    return [(tr("Learnt of your hand"), told(in_words(recognizer.lesson)))]
