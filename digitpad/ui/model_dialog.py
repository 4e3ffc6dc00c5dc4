"""The dialog that says what a model file is and offers to use it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from digitpad.model_facts import model_facts
from digitpad.ui import theme
from digitpad.ui.elided_label import ElidedLabel
from digitpad.ui.facts import Facts, translated
from digitpad.ui.words import tr

if TYPE_CHECKING:
    from digitpad.recognizer import Recognizer


class ModelDialog(QDialog):
    """Accepted if the user wants this model to read from now on."""

    def __init__(self, recognizer: "Recognizer", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("model_dialog")
        self.setWindowTitle(tr("Open model"))
        self.setMinimumWidth(56 * theme.GRID)
        self.setMaximumWidth(theme.WIDEST_DIALOG)
        title = ElidedLabel(recognizer.path.name, Qt.TextElideMode.ElideMiddle)
        title.setFont(theme.scaled_font(self.font(), 1.5, bold=True))
        column = QVBoxLayout(self)
        margin = 3 * theme.GRID
        column.setContentsMargins(margin, margin, margin, margin)
        column.setSpacing(2 * theme.GRID)
        column.addWidget(title)
        column.addWidget(self._description(recognizer))
        column.addWidget(Facts(translated(model_facts(recognizer)), self))
        column.addStretch(1)
        column.addWidget(self._buttons())

    def _description(self, recognizer: "Recognizer") -> QLabel:
        label = QLabel(recognizer.network.description, self)
        label.setObjectName("model_description")
        label.setWordWrap(True)
        return label

    def _buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox(self)
        use = buttons.addButton(
            tr("&Use this model"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        use.setObjectName("use_model")
        use.setDefault(True)
        keep = buttons.addButton(
            tr("&Keep the current one"), QDialogButtonBox.ButtonRole.RejectRole
        )
        keep.setObjectName("keep_model")
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        return buttons
