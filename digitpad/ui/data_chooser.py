"""Which images: MNIST, or files and folders of the user's own."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QToolTip,
    QVBoxLayout,
    QWidget,
)

from digitpad import paths
from digitpad.errors import DigitpadError
from digitpad.retraining.choices import MNIST
from digitpad.ui.buttons import push_button
from digitpad.ui.named import named
from digitpad.ui.theme import GRID
from digitpad.ui.words import told, tr
from digitpad.words import mark

_MNIST_TITLE: Final = mark("MNIST (60,000 labelled digits)")
_FILTER: Final = mark(
    "Labelled digits (*.csv *.csv.gz *.npz *.gz *.jsonl *.inkml *ubyte *idx*);;"
    "All files (*)"
)
_HINT: Final = mark(
    "Tables like Kaggle's train.csv, IDX files, .npz, ink files, and folders of "
    "pictures with a sub-folder for each digit or a labels.csv. Several are taken "
    "together."
)
_ROWS: Final = 4


class DataChooser(QWidget):
    """A short list of sources, and buttons to change it.

    Signals:
        changed: The list is different now.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._list = named(_ShortList(), "data_list", tr("Images"))
        self._list.setToolTip(tr(_HINT))
        self._list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self._list.setSelectionMode(QListWidget.SelectionMode.ExtendedSelection)
        self._list.itemSelectionChanged.connect(self._enable)
        self._mnist = push_button("add_mnist", tr("&MNIST"), self._choose_mnist)
        self._files = push_button("add_files", tr("&Files…"), self._choose_files)
        self._folder = push_button("add_folder", tr("F&older…"), self._choose_folder)
        self._own = push_button("add_own", tr("M&y handwriting"), self._choose_own)
        self._own.setEnabled(paths.is_there(paths.samples_file()))
        self._remove = push_button("remove_data", tr("&Remove"), self._remove_chosen)
        self._files.setToolTip(tr(_HINT))
        self._lay_out()
        self.add([MNIST])
        self._is_suggested = True  # nobody has chosen it yet

    @property
    def data(self) -> tuple[str, ...]:
        """MNIST or paths, in order."""
        role = Qt.ItemDataRole.UserRole
        items = (self._list.item(row) for row in range(self._list.count()))
        return tuple(str(item.data(role)) for item in items)

    def choose(self, names: Sequence[str]) -> None:
        """Add files or folders of the user's own, in place of a mere suggestion."""
        if self._is_suggested:
            self._list.clear()
        self._is_suggested = False
        self.add(names)

    def add(self, data: Sequence[str]) -> None:
        """Add what is not there yet."""
        for name in data:
            if name not in self.data:
                item = QListWidgetItem(_title(name))
                item.setData(Qt.ItemDataRole.UserRole, name)
                item.setToolTip(_title(name))
                self._list.addItem(item)
        self._on_changed()

    def _choose_mnist(self) -> None:
        self._is_suggested = False
        self.add([MNIST])

    def _choose_own(self) -> None:
        # Imported late: few choose it.
        from digitpad.samples import own_ink

        try:
            self.choose([str(own_ink())])
        except DigitpadError as error:
            QToolTip.showText(self._own.mapToGlobal(QPoint()), told(error), self._own)

    def _choose_files(self) -> None:
        dialog = QFileDialog(self, tr("Images of digits"))
        dialog.setObjectName("data_files_dialog")
        dialog.setNameFilter(tr(_FILTER))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        self._ask(dialog)

    def _choose_folder(self) -> None:
        dialog = QFileDialog(self, tr("A folder of pictures"))
        dialog.setObjectName("data_folder_dialog")
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        self._ask(dialog)

    def _ask(self, dialog: QFileDialog) -> None:
        dialog.filesSelected.connect(self.choose)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _remove_chosen(self) -> None:
        self._is_suggested = False
        # The only one need not be selected first.
        chosen = self._list.selectedItems() or [self._list.item(0)]
        for item in chosen:
            self._list.takeItem(self._list.row(item))
        self._on_changed()

    def _on_changed(self) -> None:
        self._enable()
        self.changed.emit()

    def _enable(self) -> None:
        self._mnist.setEnabled(MNIST not in self.data)
        only = self._list.count() == 1
        self._remove.setEnabled(only or bool(self._list.selectedItems()))

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(GRID)
        for button in (
            self._mnist,
            self._own,
            self._files,
            self._folder,
            self._remove,
        ):
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(self._list)
        column.addLayout(row)


def _title(name: str) -> str:
    """What people call a source."""
    if name == str(paths.own_ink_file()):
        return tr("My handwriting")
    return tr(_MNIST_TITLE) if name == MNIST else name


class _ShortList(QListWidget):
    """A list with room for a few rows."""

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._height)

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), self._height)

    @property
    def _height(self) -> int:
        return _ROWS * (self.fontMetrics().height() + 4) + 2 * self.frameWidth()
