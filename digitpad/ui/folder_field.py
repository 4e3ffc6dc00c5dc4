"""A field for a folder, and a button that asks for one."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QWidget

from digitpad.ui.buttons import push_button
from digitpad.ui.named import named
from digitpad.ui.theme import GRID
from digitpad.ui.words import tr


class FolderField(QWidget):
    """The folder of a report: a suggestion until the user names another one.

    Signals:
        changed: It is another folder now.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._edit = named(QLineEdit(), "out", tr("Folder of the report"))
        self._edit.textChanged.connect(self._on_changed)
        self._edit.textEdited.connect(self._on_named)
        self._choose = push_button("choose_out", tr("C&hoose…"), self._ask)
        self._is_named = False
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID)
        row.addWidget(self._edit, 1)
        row.addWidget(self._choose)
        self.setFocusProxy(self._edit)

    @property
    def folder(self) -> Path:
        """What the field says."""
        return Path(self._edit.text().strip())

    def suggest(self, folder: Path) -> None:
        """Show a folder, unless the user has named one."""
        if not self._is_named:
            self._edit.setText(str(folder))
            # The end tells more than the beginning, which is the home folder.
            self._edit.setCursorPosition(len(self._edit.text()))

    def _ask(self) -> None:
        dialog = QFileDialog(self, tr("Folder of the report"))
        dialog.setObjectName("out_dialog")
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self._on_chosen)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_chosen(self, name: str) -> None:
        self._on_named()
        self._edit.setText(name)

    def _on_named(self) -> None:
        self._is_named = True

    def _on_changed(self, text: str) -> None:
        self._edit.setToolTip(text)
        self.changed.emit()
