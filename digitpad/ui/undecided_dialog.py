"""The question about a trained model that still waits when the window closes."""

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMessageBox, QWidget

from digitpad.retraining.outcome import Comparison
from digitpad.ui.named import named
from digitpad.ui.words import told, tr
from digitpad.words import mark

_QUESTION: Final = mark("The newly trained model waits for your decision.")


class UndecidedDialog(QMessageBox):
    """Asks whether to use a trained model before it would be gone.

    Escape leaves everything as it is, the window open.

    Signals:
        use_chosen: The new model is wanted.
        keep_chosen: The current model stays, the new one is not wanted.
    """

    use_chosen = Signal()
    keep_chosen = Signal()

    def __init__(self, comparison: Comparison, parent: QWidget) -> None:
        super().__init__(parent)
        named(self, "undecided_dialog").setWindowTitle(tr("Close Digitpad"))
        self.setText(tr(_QUESTION))
        said = told(comparison.headline), told(comparison.sentence)
        self.setInformativeText(". ".join(said))
        accept, keep = QMessageBox.ButtonRole.AcceptRole, QMessageBox.ButtonRole.NoRole
        use = named(self.addButton(tr("&Use the new model"), accept), "use_new")
        current = named(
            self.addButton(tr("&Keep the current one"), keep), "keep_current"
        )
        back = self.addButton(tr("&Back"), QMessageBox.ButtonRole.RejectRole)
        self.setDefaultButton(use if comparison.new_is_better else current)
        self.setEscapeButton(named(back, "back"))
        use.clicked.connect(self.use_chosen)
        current.clicked.connect(self.keep_chosen)
        self.finished.connect(self.deleteLater)
