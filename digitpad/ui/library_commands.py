"""What the dialog of the model library asks for, done."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject

from digitpad import library, models
from digitpad.errors import DigitpadError
from digitpad.library import KeptModel
from digitpad.progress import ModelsCompared
from digitpad.ui.background import Background
from digitpad.ui.comparison_process import ComparisonProcess
from digitpad.ui.models_dialog import ModelsDialog
from digitpad.ui.placement import come_up
from digitpad.ui.words import told, tr
from digitpad.words import mark

# What changes when a file does; None where there is none.
Stamp = tuple[int, int] | None
Seen = tuple[Stamp, KeptModel]

if TYPE_CHECKING:
    from digitpad.ui.main_window import MainWindow
    from digitpad.ui.model_commands import ModelCommands


_HOW_TO_COMPARE: Final = mark(
    "Select a second model to see two side by side: hold Ctrl and click, or hold Shift "
    "and press an arrow key."
)


class LibraryCommands(QObject):
    """Owns the dialog; models are looked at one by one while it is open.

    Attributes:
        dialog: Shows the library.
        process: Compares two models.
    """

    def __init__(
        self,
        window: "MainWindow",
        commands: "ModelCommands",
        process: ComparisonProcess | None = None,
    ) -> None:
        super().__init__(window)
        self.dialog = ModelsDialog(window)
        self.process = process or ComparisonProcess(self)
        self._background = Background()
        self._look = 0  # goes up with each refresh: what was asked before is dropped
        self._seen: dict[Path, Seen] = {}
        self._removed: Path | None = None
        self._commands = commands
        self._listen()

    def open_dialog(self) -> None:
        """Show what is kept now."""
        if not self.dialog.isVisible():
            self.dialog.status.tell(tr(_HOW_TO_COMPARE))
            self.dialog.resize(self.dialog.sizeHint())
            self.dialog.show()
            self.refresh()
        come_up(self.dialog)

    def refresh(self) -> None:
        """List the models anew, and look at each, if anybody sees it."""
        if not self.dialog.isVisible():
            return
        self._look += 1
        places = library.places()
        selected = [path for path in self.dialog.selected if path in places]
        self.dialog.show_places(places, selected or [models.model_in_use()])
        for path in places:
            stamp, seen = self._seen.get(path, (None, None))
            if seen is not None and stamp is not None and stamp == _stamp(path):
                is_chosen = library.is_chosen(path)
                self.dialog.show_model(replace(seen, is_chosen=is_chosen))
            else:
                self._look_at(path, self._look)

    def shut_down(self) -> None:
        """End what goes on before the window closes."""
        self._on_closed()
        self.process.shutdown()
        self.dialog.hide()

    def tell(self, sentence: str) -> bool:
        """Say something where the user looks; False if the dialog is not open."""
        if self.dialog.isVisible():
            self.dialog.status.tell(sentence)
        return self.dialog.isVisible()

    def _listen(self) -> None:
        dialog, process = self.dialog, self.process
        dialog.use_wanted.connect(self._commands.use_kept)
        dialog.restore_wanted.connect(self._commands.restore_builtin)
        dialog.open_wanted.connect(self._commands.choose_model)
        dialog.remove_wanted.connect(self._on_remove)
        dialog.compare_wanted.connect(self._on_compare)
        dialog.closed.connect(self._on_closed)
        dialog.status.undo_wanted.connect(self._on_undo)
        dialog.status.cancel_wanted.connect(process.cancel)
        process.progressed.connect(dialog.status.show_progress)
        process.finished.connect(self._on_compared)
        process.failed.connect(self._on_comparison_failed)
        process.cancelled.connect(self._on_cancelled)

    def _look_at(self, path: Path, look: int) -> None:
        """Look at a model in the background, unless nobody wants it any more."""

        def work() -> Seen | None:
            if look != self._look:
                return None
            # Taken before: a file that changes meanwhile is looked at once more.
            stamp = _stamp(path)
            return stamp, library.look_at(path)

        def show(result: Callable[[], Seen | None]) -> None:
            seen = result()
            # The window may be gone by now.
            if seen is not None and look == self._look:
                self._seen[path] = seen
                self.dialog.show_model(seen[1])

        self._background.run(work, show)

    def _on_remove(self, path: Path) -> None:
        try:
            self._removed = library.remove(path)
        except DigitpadError as error:
            self.dialog.status.tell(told(error))
            return
        self.refresh()
        sentence = tr(
            "{name} is removed; its file lies in the folder "
            "“removed” beside the others.",
            name=library.name_of(path),
        )
        self.dialog.status.tell(sentence, can_undo=True)

    def _on_undo(self) -> None:
        if self._removed is None:
            return
        try:
            back = library.put_back(self._removed)
        except DigitpadError as error:
            self.dialog.status.tell(told(error))
            return
        self._removed = None
        self.refresh()
        self.dialog.status.tell(tr("{name} is back.", name=library.name_of(back)))

    def _on_compare(self, first: Path, second: Path) -> None:
        names = tr(
            "{first} and {second}",
            first=library.name_of(first),
            second=library.name_of(second),
        )
        self.dialog.status.begin(tr("{names} read MNIST's test images…", names=names))
        self.dialog.enable()
        self.process.start(first, second)

    def _on_compared(self, compared: ModelsCompared) -> None:
        self._end(tr("The comparison is done."))
        if self.process.models is not None:
            self.dialog.show_comparison(*self.process.models, compared)

    def _on_comparison_failed(self, error: DigitpadError) -> None:
        self._end(told(error))

    def _on_cancelled(self) -> None:
        self._end(tr("The comparison is cancelled."))

    def _end(self, sentence: str) -> None:
        self.dialog.status.end(sentence)
        self.dialog.enable()

    def _on_closed(self) -> None:
        self._look += 1
        self.process.cancel()


def _stamp(path: Path) -> Stamp:
    try:
        facts = path.stat()
    except OSError:
        return None
    return facts.st_mtime_ns, facts.st_size
