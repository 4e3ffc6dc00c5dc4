"""The menu in which one chooses the model to compare with."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QMenu

from digitpad.ui.words import tr

if TYPE_CHECKING:
    from digitpad.ui.main_window import MainWindow


def fill_compare(window: "MainWindow", menu: QMenu) -> None:
    """List the kept models but the one that reads, and how another file is chosen."""
    from digitpad import library

    menu.clear()
    comparison = window.models.comparison
    reading = window.recognizer.path if window.recognizer else None
    others = [path for path in library.places() if path != reading]
    for path in others:
        action = menu.addAction(library.name_of(path).replace("&", "&&"))
        action.setToolTip(str(path))
        action.triggered.connect(lambda _, path=path: comparison.begin(path))
    if not others:
        menu.addAction(tr("No other model is kept")).setEnabled(False)
    menu.addSeparator()
    file = menu.addAction(tr("Another &file…"))
    file.setObjectName("action_compare_file")
    file.triggered.connect(lambda: _choose_file(window))
    end = menu.addAction(tr("&End the comparison"))
    end.setObjectName("action_end_comparison")
    end.setEnabled(comparison.is_on)
    end.triggered.connect(comparison.end)


def _choose_file(window: "MainWindow") -> None:
    dialog = QFileDialog(window, tr("Compare with"))
    dialog.setObjectName("compare_dialog")
    dialog.setNameFilter(tr("Keras models (*.h5 *.hdf5);;All files (*)"))
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.fileSelected.connect(lambda name: window.models.comparison.begin(Path(name)))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
