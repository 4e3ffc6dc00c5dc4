"""What the dialog of the user's handwriting asks for, done."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from digitpad.errors import DigitpadError
from digitpad.samples import Imported, Samples
from digitpad.ui.handwriting_dialog import HandwritingDialog
from digitpad.ui.placement import come_up
from digitpad.ui.words import told, tr
from digitpad.words import mark

if TYPE_CHECKING:
    from digitpad.sample_rows import OwnSample
    from digitpad.ui.main_window import MainWindow

_FILTER: Final = mark("Ink (*.jsonl *.jsonl.gz *.inkml)")
_EXPORT_FILTER: Final = mark("Ink (*.jsonl *.jsonl.gz)")


class HandwritingCommands(QObject):
    """Owns the dialog; every change is learnt at once.

    Attributes:
        dialog: Shows the drawings.
    """

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self.dialog = HandwritingDialog(window)
        self._window = window
        dialog = self.dialog
        dialog.relabel_wanted.connect(self._on_relabel)
        dialog.delete_wanted.connect(self._on_delete)
        dialog.export_wanted.connect(self._ask_where_to)
        dialog.import_wanted.connect(self._ask_what)

    def open_dialog(self) -> None:
        """Show what is kept now."""
        if not self.dialog.isVisible():
            self.dialog.status.tell("")
            self.dialog.resize(self.dialog.sizeHint())
        come_up(self.dialog)
        self.refresh()

    def refresh(self) -> None:
        """List the drawings anew, if anybody sees them."""
        if not self.dialog.isVisible():
            return

        def show(found: "tuple[list[OwnSample], str]") -> None:
            recognizer = self._window.recognizer
            lesson = recognizer.lesson if recognizer else None
            learnt = frozenset(lesson.sha256s.tolist() if lesson else ())
            self.dialog.show_samples(found[0], learnt)
            if found[1]:
                self.dialog.status.tell(found[1])

        def look() -> "tuple[list[OwnSample], str]":
            samples = Samples()
            return samples.kept(), samples.notice

        self._window.teaching.do(look, show)

    def export(self, path: Path) -> None:
        """Write all drawings into an ink file."""

        def tell(count: int) -> None:
            self.dialog.status.tell(
                tr(
                    "{drawings} are in {name} now.",
                    drawings=_drawings(count),
                    name=path.name,
                )
            )

        self._window.teaching.do(lambda: Samples().export(path), tell)

    def import_from(self, path: Path) -> None:
        """Keep and learn the labelled drawings of an ink file."""

        def work() -> Imported | DigitpadError:
            try:
                return Samples().import_from(path)
            except DigitpadError as error:
                return error.about(path.name)

        def tell(found: Imported | DigitpadError) -> None:
            if isinstance(found, DigitpadError):
                self.dialog.status.tell(told(found))
                return
            self._learn(_imported(path.name, found))

        self._window.teaching.do(work, tell)

    def _on_relabel(self, numbers: Sequence[int], label: int) -> None:
        def work() -> dict[int, int]:
            before = {s.number: s.label for s in Samples().kept() if s.number in wanted}
            Samples().relabel(dict.fromkeys(before, label))
            return before

        def tell(before: dict[int, int]) -> None:
            self._learn(
                tr(
                    "{drawings} labelled {label}.",
                    drawings=_drawings(len(before)),
                    label=label,
                ),
                lambda: self._change(
                    lambda: Samples().relabel(before), tr("The labels are back.")
                ),
            )

        wanted = set(numbers)
        self._window.teaching.do(work, tell)

    def _on_delete(self, numbers: Sequence[int]) -> None:
        self._change(
            lambda: Samples().delete(numbers),
            tr("{drawings} deleted and forgotten.", drawings=_drawings(len(numbers))),
            lambda: self._change(
                lambda: Samples().put_back(numbers),
                tr("{drawings} put back.", drawings=_drawings(len(numbers))),
            ),
        )

    def _change(
        self,
        work: Callable[[], None],
        sentence: str,
        undo: Callable[[], None] | None = None,
    ) -> None:
        self._window.teaching.do(work, lambda _: self._learn(sentence, undo))

    def _learn(self, sentence: str, undo: Callable[[], None] | None = None) -> None:
        """Let the model learn what is kept now, then tell what was done."""
        self._window.teaching.learn(lambda: self.dialog.status.tell(sentence, undo))

    def _ask_where_to(self) -> None:
        dialog = QFileDialog(self.dialog, tr("Export my handwriting"))
        dialog.setObjectName("export_samples_dialog")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(tr(_EXPORT_FILTER))
        dialog.setDefaultSuffix("jsonl")
        dialog.selectFile("my-handwriting.jsonl")
        dialog.fileSelected.connect(lambda name: self.export(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _ask_what(self) -> None:
        dialog = QFileDialog(self.dialog, tr("Import handwriting"))
        dialog.setObjectName("import_samples_dialog")
        dialog.setNameFilter(tr("{ink};;All files (*)", ink=tr(_FILTER)))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda name: self.import_from(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()


def _drawings(count: int) -> str:
    return tr("One drawing") if count == 1 else tr("{count} drawings", count=count)


def _imported(name: str, found: Imported) -> str:
    text = tr("{drawings} of {name} are new", drawings=_drawings(found.new), name=name)
    if found.known:
        text += tr(", {known} were here already", known=found.known)
    if found.unusable:
        text += tr(
            ", {unusable} have no ink or no digit for a label", unusable=found.unusable
        )
    return text + "."
