"""The user puts an answer right, and the model learns it at once."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Final, NamedTuple, TypeVar

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent

from digitpad.errors import DigitpadError, SamplesError
from digitpad.ink import Drawing
from digitpad.ui.reader import model_summary
from digitpad.ui.verdict import NO_DIGIT
from digitpad.ui.words import tr
from digitpad.words import mark

if TYPE_CHECKING:
    from digitpad.h5model import Network
    from digitpad.readings import DigitReading
    from digitpad.teach import Taught, Teacher
    from digitpad.ui.background import Background
    from digitpad.ui.handwriting_commands import HandwritingCommands
    from digitpad.ui.main_window import MainWindow

T = TypeVar("T")

_KEPT_ONLY: Final = mark(
    "Your {label} is kept, but not learnt: other digits would be read worse for it."
)
_STILL: Final = mark(
    "Your {label} is kept, but still read as {answer}: the model knows others just "
    "like it."
)


class Kept(NamedTuple):
    """A drawing that was labelled: its number, its label, and the one it had before."""

    drawing: Drawing
    number: int
    label: int
    before: int | None


class Teaching(QObject):
    """What the window does with drawings that the user labels.

    The digit keys on the pad come here, and the clicks on the bars. Every lesson is the
    work of one thread, in the order in which they were given.
    """

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._background: Background | None = None
        self._teacher: tuple[Network, Teacher] | None = None
        self._handwriting: HandwritingCommands | None = None
        self._is_over = False
        self._notice = ""  # that the kept drawings were damaged
        window.pad.installEventFilter(self)

    def correct(self, label: int) -> None:
        """Keep what is on the pad, or the digit shown of a number, as this digit."""
        window = self._window
        if window.recognizer is None or window.reading is None:
            return
        from digitpad.ui.shown_drawing import shown_drawing

        try:
            drawing, reading = shown_drawing(window)
        except SamplesError as error:
            window.show_error(error)
            return
        answered, confidence = _answer(reading), reading.confidence
        network = window.recognizer.network

        def keep_and_learn() -> "tuple[Kept, Taught]":
            from digitpad.samples import Samples

            samples = Samples()
            before = samples.label_of(drawing)
            number = samples.add(
                drawing,
                label,
                answered=answered,
                confidence=confidence,
                model=network.sha256,
            )
            self._notice = samples.notice or self._notice
            return Kept(drawing, number, label, before), self._learnt(network)

        window.say(tr("Learning that this is a {label}…", label=label))
        self.do(keep_and_learn, lambda done: self._on_corrected(network, *done))

    def open_handwriting(self) -> "HandwritingCommands":
        """Show all drawings that are kept."""
        if self._handwriting is None:
            # Imported late: most windows open without it.
            from digitpad.ui.handwriting_commands import HandwritingCommands

            self._handwriting = HandwritingCommands(self._window)
        self._handwriting.open_dialog()
        return self._handwriting

    def open_wizard(self) -> None:
        """Let the user write each digit a few times."""
        from digitpad.ui.teach_commands import TeachCommands

        TeachCommands(self._window).open_dialog()

    def learn(self, then: Callable[[], None] | None = None) -> None:
        """Let the model know what is kept now, and nothing else.

        Args:
            then: Called when it does.
        """
        if self._window.recognizer is None:
            return
        network = self._window.recognizer.network

        def show(taught: "Taught") -> None:
            self._show(network, taught)
            if then is not None:
                then()

        self.do(lambda: self._learnt(network), show)

    def learn_anew(self, *, is_chosen: bool) -> None:
        """Teach a model what is kept, unless it may be taken to know that.

        Args:
            is_chosen: It has just been chosen: others may have been taught meanwhile.
        """
        from digitpad import paths

        recognizer = self._window.recognizer
        if recognizer is None or not paths.is_there(paths.samples_file()):
            return
        if is_chosen or recognizer.lesson is None:
            self.learn()

    def teacher_of(self, network: "Network") -> "Teacher":
        """Teaches a model; for the background alone."""
        from digitpad.teach import Teacher

        if self._teacher is None or self._teacher[0] is not network:
            self._teacher = (network, Teacher(network))
        return self._teacher[1]

    def shut_down(self) -> None:
        """Let what is being learnt be kept, and nobody be told of it any more."""
        self._is_over = True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the digit keys on the pad."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            is_plain = modifiers == Qt.KeyboardModifier.NoModifier
            if is_plain and event.text() in _KEYS and not self._window.pad.pen_is_down:
                if not event.isAutoRepeat():
                    self.correct(int(event.text()))
                return True
        return super().eventFilter(watched, event)

    def _learnt(self, network: "Network") -> "Taught":
        from digitpad.samples import Samples

        samples = Samples()
        taught = self.teacher_of(network).teach(samples.kept())
        self._notice = samples.notice or self._notice
        # Made here, it does not keep the window waiting.
        _ = taught.lesson.memory
        return taught

    def _on_corrected(self, network: "Network", kept: Kept, taught: "Taught") -> None:
        self._show(network, taught)
        label = kept.label
        answer = self._answer_by(network, kept.drawing) or str(label)
        if kept.number in taught.refused:
            sentence = tr(_KEPT_ONLY, label=label)
        elif answer != str(label):
            sentence = tr(_STILL, label=label, answer=answer)
        else:
            known = _known(len(taught.lesson))
            sentence = tr(
                "Learnt: this is a {label}. {known}", label=label, known=known
            )
        self._window.say(sentence, lambda: self._take_back(kept))

    def _answer_by(self, network: "Network", drawing: Drawing) -> str:
        """What a model reads in a drawing; empty if another one reads by now."""
        recognizer = self._window.recognizer
        if recognizer is None or recognizer.network is not network:
            return ""
        return _answer(recognizer.read_digit(drawing))

    def _take_back(self, kept: Kept) -> None:
        from digitpad.samples import Samples

        _, number, label, before = kept
        is_other = before not in (None, label)

        def undo() -> None:
            if before is not None and is_other:
                Samples().relabel({number: before})
            else:
                Samples().delete([number])

        def tell() -> None:
            self._window.say(
                tr("Taken back: this is a {before} again.", before=before)
                if is_other
                else tr("Taken back: that this is a {label} is forgotten.", label=label)
            )

        self.do(undo, lambda _: self.learn(tell))

    def _show(self, network: "Network", taught: "Taught") -> None:
        recognizer = self._window.recognizer
        # Another model may read by now, and learns by itself.
        if recognizer is not None and recognizer.network is network:
            recognizer.learn(taught.lesson)
            self._window.status_line.show_model(model_summary(recognizer))
            self._window.read_again()
        if self._handwriting is not None:
            self._handwriting.refresh()

    def _tell_notice(self) -> None:
        notice, self._notice = self._notice, ""
        if notice:
            self._window.show_error(SamplesError("{sentence}", sentence=notice))

    def do(self, work: Callable[[], T], then: Callable[[T], None]) -> None:
        """Do what takes long after what is being learnt, then go on with its result."""
        if self._background is None:
            from digitpad.ui.background import Background

            self._background = Background()

        def hand_over(result: Callable[[], T]) -> None:
            if self._is_over:
                return
            try:
                then(result())
            except DigitpadError as error:
                self._window.say("")
                self._window.show_error(error)
            self._tell_notice()

        self._background.run(work, hand_over)


_KEYS: Final = tuple("0123456789")


def _answer(reading: "DigitReading") -> str:
    return str(reading.digit) if reading.is_digit else NO_DIGIT


def _known(count: int) -> str:
    drawings = tr("one drawing") if count == 1 else tr("{count} drawings", count=count)
    return tr("The model knows {drawings} of yours.", drawings=drawings)
