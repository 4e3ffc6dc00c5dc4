"""What is done with the digits that a user writes one after the other."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from digitpad.ink import Drawing
from digitpad.practice import Outcome, in_words, try_out
from digitpad.samples import Samples
from digitpad.ui.placement import come_up
from digitpad.ui.teach_dialog import TeachDialog
from digitpad.ui.words import told, tr

if TYPE_CHECKING:
    from digitpad.ui.main_window import MainWindow


class TeachCommands(QObject):
    """Keeps each drawing as soon as it is written, and lets the model learn them.

    Attributes:
        dialog: Asks for the digits.
    """

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        # Of what is written, for the background alone.
        self._numbers: list[int] = []
        self.dialog = TeachDialog(window)
        self.dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.dialog.setWindowModality(Qt.WindowModality.WindowModal)
        self.dialog.written.connect(self._on_written)
        self.dialog.ended.connect(self._on_ended)
        self.dialog.finished.connect(self._on_finished)
        self._is_open = True

    def open_dialog(self) -> None:
        """Begin."""
        self.dialog.resize(self.dialog.sizeHint())
        come_up(self.dialog)

    def _on_written(self, drawing: Drawing, label: int) -> None:
        # Kept by itself: the user may stop at any time, and nothing is lost.
        def keep() -> None:
            self._numbers.append(Samples().add(drawing, label))

        self._window.teaching.do(keep, lambda _: None)

    def _on_ended(self) -> None:
        recognizer = self._window.recognizer
        if recognizer is None:
            self._tell(tr("They are kept. Without a model nothing can learn them yet."))
            return
        teaching, network = self._window.teaching, recognizer.network

        def work() -> Outcome:
            kept = Samples().kept()
            known = [sample for sample in kept if sample.number not in self._numbers]
            written = [s for s in reversed(kept) if s.number in self._numbers]
            return try_out(network, teaching.teacher_of(network), known, written)

        def learn(outcome: Outcome) -> None:
            teaching.learn(lambda: self._tell(told(in_words(outcome))))

        teaching.do(work, learn)

    def _tell(self, sentence: str) -> None:
        if self._is_open:
            self.dialog.show_outcome(sentence)
        self._window.say(sentence)

    def _on_finished(self) -> None:
        self._is_open = False
        # What is still to be learnt asks Qt for nothing of this.
        self.deleteLater()
