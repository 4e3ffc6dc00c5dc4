"""Which model reads: the library, another file, or the built-in one again."""

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from digitpad.errors import DigitpadError
from digitpad.ui.words import told, tr

if TYPE_CHECKING:
    from digitpad.recognizer import Recognizer
    from digitpad.ui.background import Background
    from digitpad.ui.library_commands import LibraryCommands
    from digitpad.ui.live_comparison import LiveComparison
    from digitpad.ui.main_window import MainWindow

T = TypeVar("T")


class ModelCommands:
    """What the Tools menu does with models."""

    def __init__(self, window: "MainWindow") -> None:
        self._window = window
        self._background: Background | None = None
        self._library: LibraryCommands | None = None

    @cached_property
    def comparison(self) -> "LiveComparison":
        """A second model beside the one in use."""
        # Imported late: most windows open without it.
        from digitpad.ui.live_comparison import LiveComparison

        return LiveComparison(self._window)

    def open_library(self) -> "LibraryCommands":
        """Show all models that are kept."""
        if self._library is None:
            # Imported late: most windows open without it.
            from digitpad.ui.library_commands import LibraryCommands

            self._library = LibraryCommands(self._window, self)
        self._library.open_dialog()
        return self._library

    def refresh(self) -> None:
        """Show in the library that another model reads."""
        if self._library is not None:
            self._library.refresh()

    def shut_down(self) -> None:
        """End what goes on before the window closes."""
        if self._library is not None:
            self._library.shut_down()

    def choose_model(self) -> None:
        """Ask for a model file, then say what it is."""
        from PySide6.QtWidgets import QFileDialog

        dialog = QFileDialog(self._window, tr("Open model"))
        dialog.setObjectName("open_model_dialog")
        dialog.setNameFilter(tr("Keras models (*.h5 *.hdf5);;All files (*)"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda name: self.open_model(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def open_model(self, path: Path) -> None:
        """Say what a model file is and offer to use it."""
        from digitpad.recognizer import Recognizer

        self._window.say(tr("Looking at {name}…", name=path.name))
        self._do(lambda: Recognizer.load(path), self._offer)

    def use_model(self, path: Path) -> None:
        """Make a model file the one that reads, now and from now on."""
        from digitpad import models
        from digitpad.library import name_of

        def tell(kept: Path) -> None:
            self._window.reload_model()
            self._say(tr("{name} reads now.", name=name_of(kept)))

        self._do(lambda: models.adopt(path), tell)

    def use_kept(self, path: Path) -> None:
        """Make a model of the library the one that reads."""
        from digitpad import models

        if models.is_builtin(path):
            self.restore_builtin()
        else:
            self.use_model(path)

    def restore_builtin(self) -> None:
        """Read with the built-in model again."""
        from digitpad import models

        try:
            models.restore_builtin()
            self._window.reload_model()
        except DigitpadError as error:
            self._complain(error)
            return
        self._say(tr("The built-in model reads again; yours are kept."))

    def _offer(self, recognizer: "Recognizer") -> None:
        from digitpad.ui.model_dialog import ModelDialog

        self._window.say("")
        dialog = ModelDialog(recognizer, self._window)
        dialog.accepted.connect(lambda: self.use_model(recognizer.path))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _say(self, sentence: str) -> None:
        self._window.say(sentence)
        if self._library is not None:
            self._library.tell(sentence)

    def _complain(self, error: DigitpadError) -> None:
        """Tell it where the user looks: in the library if that is open."""
        if self._library is None or not self._library.tell(told(error)):
            self._window.show_error(error)

    def _do(self, work: Callable[[], T], then: Callable[[T], None]) -> None:
        """Do what takes long while one goes on drawing, then go on with its result."""
        if self._background is None:
            from digitpad.ui.background import Background

            self._background = Background()

        def hand_over(result: Callable[[], T]) -> None:
            try:
                then(result())
            except DigitpadError as error:
                self._window.say("")
                self._complain(error)

        self._background.run(work, hand_over)
