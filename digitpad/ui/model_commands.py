"""Which model reads: open another one, or go back to the built-in one."""

from pathlib import Path
from typing import TYPE_CHECKING

from digitpad.errors import DigitpadError

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog

    from digitpad.ui.main_window import MainWindow


class ModelCommands:
    """What the Tools menu does with models."""

    def __init__(self, window: "MainWindow") -> None:
        self._window = window

    def choose_model(self) -> None:
        """Ask for a model file, then say what it is."""
        from PySide6.QtWidgets import QFileDialog

        dialog = QFileDialog(self._window, "Open model")
        dialog.setObjectName("open_model_dialog")
        dialog.setNameFilter("Keras models (*.h5 *.hdf5);;All files (*)")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda name: self.open_model(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def open_model(self, path: Path) -> "QDialog | None":
        """Say what a model file is and offer to use it; None if it is refused."""
        from digitpad.recognizer import Recognizer
        from digitpad.ui.model_dialog import ModelDialog

        try:
            recognizer = Recognizer.load(path)
        except DigitpadError as error:
            self._window.show_error(error)
            return None
        dialog = ModelDialog(recognizer, self._window)
        dialog.accepted.connect(lambda: self.use_model(path))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def use_model(self, path: Path) -> None:
        """Make a model file the one that reads, now and from now on."""
        from digitpad import models

        try:
            models.adopt(path)
            self._window.reload_model()
        except DigitpadError as error:
            self._window.show_error(error)
            return
        self._window.say(f"{path.name} reads now.")

    def restore_builtin(self) -> None:
        """Read with the built-in model again."""
        from digitpad import models

        try:
            models.restore_builtin()
            self._window.reload_model()
        except DigitpadError as error:
            self._window.show_error(error)
            return
        self._window.say("The built-in model reads again; yours are kept.")
