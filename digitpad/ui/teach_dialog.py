"""The dialog in which a user writes each digit a few times."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QProgressBar, QSpinBox, QVBoxLayout, QWidget

from digitpad.ink import Drawing
from digitpad.practice import tasks
from digitpad.ui.buttons import button_row, push_button, show_buttons
from digitpad.ui.forms import form_layout, number_field, plain_label
from digitpad.ui.headline import Headline
from digitpad.ui.named import named
from digitpad.ui.pad import Pad
from digitpad.ui.theme import GRID
from digitpad.ui.words import tr
from digitpad.words import mark

_MARGIN: Final = 3 * GRID
_ROUNDS: Final = 4
_INTRODUCTION: Final = mark(
    "Write each digit a few times, as you always do. Digitpad learns from one half of "
    "them and is judged by the other. All of them are kept under My handwriting."
)


class TeachDialog(QDialog):
    """Asks for one digit after the other.

    Signals:
        written: This drawing is this digit.
        ended: All is written, or as much as the user wanted to write.
    """

    written = Signal(Drawing, int)
    ended = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("teach_dialog")
        self.setWindowTitle(tr("Teach my handwriting"))
        self._tasks: Sequence[int] = ()
        self._done = 0
        self._title = named(Headline(tr("Teach my handwriting")), "teach_title")
        self._text = plain_label("teach_text")
        self._text.setText(tr(_INTRODUCTION))
        self._form = QWidget()
        self._rounds: QSpinBox = number_field("rounds", tr("Each digit"), 2, 20)
        self._rounds.setSuffix(tr(" times"))
        self._rounds.setValue(_ROUNDS)
        form = form_layout()
        form.setContentsMargins(0, 0, 0, 0)
        form.addRow(tr("&Each digit"), self._rounds)
        self._form.setLayout(form)
        self._pad = named(Pad(), "teach_pad", tr("Pad"))
        self._pad.changed.connect(self._enable)
        self._pad.installEventFilter(self)
        self._progress = named(QProgressBar(), "teach_progress", tr("Written so far"))
        self._progress.setTextVisible(False)
        self._progress.setFixedHeight(GRID)
        self._close = push_button("close_teach", tr("&Close"), self.reject)
        self._begin = push_button("begin_teach", tr("&Begin"), self.begin)
        self._clear = push_button("clear_teach", tr("C&lear"), self._pad.clear)
        self._enough = push_button("enough", tr("&Enough"), self._on_enough)
        self._next = push_button("next_digit_to_write", tr("&Next"), self._on_next)
        self._lay_out()
        self._show_state(is_writing=False)

    def begin(self) -> None:
        """Ask for the first digit."""
        self._tasks = tasks(self._rounds.value())
        self._done = 0
        self._progress.setRange(0, len(self._tasks))
        self._show_state(is_writing=True)
        self._ask()

    @property
    def asked(self) -> int | None:
        """The digit that is to be written now; None if none is."""
        is_over = self._done >= len(self._tasks)
        return None if is_over else self._tasks[self._done]

    def show_outcome(self, sentence: str) -> None:
        """Say what came of it."""
        self._title.setText(tr("Thank you"))
        self._text.setText(sentence)

    def _ask(self) -> None:
        self._progress.setValue(self._done)
        if self.asked is None:
            self._end()
            return
        self._title.setText(tr("Write a {asked}", asked=self.asked))
        self._text.setText(
            tr(
                "Number {number} of {count}. Press Enter or Next when it is written.",
                number=self._done + 1,
                count=len(self._tasks),
            )
        )
        self._pad.clear()
        self._pad.setFocus()

    def _on_next(self) -> None:
        if self._keep():
            self._ask()

    def _on_enough(self) -> None:
        # Who has written a digit and has had enough need not press Next before.
        self._keep()
        self._end()

    def _keep(self) -> bool:
        """Hand over what is written; False if nothing is."""
        label = self.asked
        if label is None or self._pad.is_empty or self._pad.pen_is_down:
            return False
        self.written.emit(self._pad.drawing, label)
        self._done += 1
        return True

    def _end(self) -> None:
        self._tasks = ()
        self._show_state(is_writing=False)
        self._begin.hide()
        self._form.hide()
        self.show_outcome(tr("Learning…"))
        self.ended.emit()

    def _enable(self) -> None:
        is_written = not self._pad.is_empty
        self._next.setEnabled(is_written)
        self._clear.setEnabled(is_written)

    def _show_state(self, *, is_writing: bool) -> None:
        self._form.setVisible(not is_writing)
        for widget in (self._pad, self._progress):
            widget.setVisible(is_writing)
        show_buttons(self._begin, self._close, when=not is_writing)
        show_buttons(self._clear, self._enough, self._next, when=is_writing)
        default = self._next if is_writing else self._begin
        default.setDefault(True)
        self._stretch.setVisible(not is_writing)
        self._enable()

    def _lay_out(self) -> None:
        # Keeps the text at the top while there is no pad below it.
        self._stretch = QWidget()
        column = QVBoxLayout(self)
        column.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        column.setSpacing(2 * GRID)
        column.addWidget(self._title)
        column.addWidget(self._text)
        column.addWidget(self._form)
        column.addWidget(self._progress)
        column.addWidget(self._pad, 1)
        column.addWidget(self._stretch, 1)
        row = button_row(self._close, self._begin, self._clear, self._next)
        row.insertWidget(1, self._enough)
        column.addLayout(row)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take Enter on the pad, which would keep it."""
        enter = Qt.Key.Key_Return, Qt.Key.Key_Enter
        is_press = event.type() == QEvent.Type.KeyPress
        if is_press and isinstance(event, QKeyEvent) and event.key() in enter:
            self._on_next()
            return True
        return super().eventFilter(watched, event)

    def reject(self) -> None:
        """Close; what is written already is learnt all the same."""
        if self._tasks and self._done:
            self._end()
        super().reject()

    def sizeHint(self) -> QSize:
        """Room for a pad."""
        return QSize(60 * GRID, 76 * GRID)
