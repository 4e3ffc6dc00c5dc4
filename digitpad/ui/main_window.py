"""The main window: it puts the parts together and hands messages between them."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent, QIcon, QResizeEvent
from PySide6.QtWidgets import QMainWindow, QWidget

from digitpad import paths
from digitpad.errors import DigitpadError, ModelError, TrainingError
from digitpad.ui.action import key_of
from digitpad.ui.actions import (
    FEATURE_MAPS,
    WHY,
    enable,
    fill_menus,
    make_actions,
)
from digitpad.ui.desk import Desk
from digitpad.ui.ending import shut_down
from digitpad.ui.exchange import Exchange
from digitpad.ui.file_commands import FileCommands
from digitpad.ui.help_commands import HelpCommands
from digitpad.ui.insights import Insights
from digitpad.ui.keeping import Keeping
from digitpad.ui.model_commands import ModelCommands
from digitpad.ui.named import named
from digitpad.ui.notice import Notice
from digitpad.ui.pad import Pad
from digitpad.ui.pad_tools import PadTools
from digitpad.ui.reader import Reader, read_pad
from digitpad.ui.reading_panel import ReadingPanel
from digitpad.ui.reporting import Reporting
from digitpad.ui.retraining import Retraining
from digitpad.ui.settings import Settings
from digitpad.ui.status_line import StatusLine
from digitpad.ui.teaching import Teaching
from digitpad.ui.turn import Turn
from digitpad.ui.verdict import place_of, shown_digit, shown_index
from digitpad.ui.view_commands import ViewCommands
from digitpad.ui.window_place import keep_place, kept_state, restore_place
from digitpad.ui.words import told, tr

if TYPE_CHECKING:
    from digitpad.recognizer import Recognizer
    from digitpad.ui.verdict import Reading

_INSIGHT: Final = "insight"


class MainWindow(QMainWindow):
    """The pad, what is read on it, and the commands.

    Attributes:
        pad: What one draws on.
        panel: What shows the reading.
        reading: What is read on the pad: a `DigitReading`, from two digits on a
            `NumberReading`, None for an empty pad.
        tools: What one draws with.
        keeping: Keeps what is drawn.
        status_line: The window's foot.
        commands: All of the menus.
        files, exchange, models, view, retraining, reporting, teaching, help: What
            they do.

    Signals:
        pad_read: What is on the pad has been read, and is shown.
        looked_at: Another digit of a number is shown.
    """

    pad_read = Signal()
    looked_at = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle("Digitpad")
        self.setObjectName("main_window")
        self._state = kept_state(paths.window_state_file())
        self.settings = Settings(self._state, self)
        self._reader = Reader()
        self._told_of_model = ""
        self.reading: Reading = None
        self.pad = named(Pad(), "pad", tr("Pad"))
        self.tools = PadTools(self)
        self.panel = ReadingPanel()
        self.panel.follow(self.settings)
        self._insights = Insights()
        self._chosen: int | None = None
        self._make_commands()
        self._lay_out()
        self._notice = Notice(self.pad)
        self._connect()
        self._restore_state()
        self.pad.setFocus()
        self.read_again()

    @property
    def recognizer(self) -> "Recognizer | None":
        """What reads; None before the first paint, or if no model can be used."""
        return self._reader.recognizer

    @property
    def furniture(self) -> list[QWidget]:
        """All that is not drawn on, and does not say what is read."""
        shown = self.keeping.strip, self._buttons, self.status_line, self._insights
        return [self.menuBar(), *shown]

    @property
    def shown_index(self) -> int | None:
        """Which digit of a number is shown in detail; None of a lone digit."""
        return shown_index(self.reading, self.tools.shown.pen_place, self._chosen)

    @property
    def place_shown(self) -> tuple[float, float] | None:
        """Where on the pad the digit is that is shown in detail, if it is known."""
        place = place_of(self.reading, self.shown_index)
        return place or self.tools.shown.pen_place

    def show_beside(self, column: QWidget) -> None:
        """Show another column right of what is read, as high as that."""
        self._desk.add_column(column)

    def say(self, sentence: str, take_back: Callable[[], None] | None = None) -> None:
        """Tell in the status line what just happened, and how it is taken back."""
        self._go_on()
        self.status_line.tell(sentence, take_back)

    def show_error(self, error: DigitpadError, *, is_late: bool = False) -> None:
        """Tell what did not work and what to do; nothing on the pad changes."""
        # It may come while nobody looks: from a training in the background, say.
        is_important = is_late or isinstance(error, ModelError | TrainingError)
        self._notice.tell(told(error), is_important=is_important)

    def undo(self) -> None:
        """Take back the last change on the pad."""
        self._go_on()
        self.pad.undo()

    def redo(self) -> None:
        """Bring back what was taken back last."""
        self._go_on()
        self.pad.redo()

    def clear(self) -> None:
        """Empty the pad, and say how what was on it comes back."""
        what = tr("picture") if self.pad.picture else tr("drawing")
        was_empty = self.pad.is_empty
        self.keeping.put_away()
        self.pad.clear()
        key = key_of(self.commands.undo)
        text = tr("The pad is empty; {key} brings the {what} back.", key=key, what=what)
        self.say("" if was_empty else text)

    def reload_model(self) -> None:
        """Read with the model that is in use now, also what is on the pad.

        Raises:
            ModelError: Not even the built-in model can be used.
        """
        self._reader.load()
        self._on_model_loaded()
        self.teaching.learn_anew(is_chosen=True)
        self.read_again()
        self.models.refresh()

    def show_insight(self, name: str) -> None:
        """Show how the network comes to its answer, or no longer if it is shown.

        Args:
            name: `WHY` or `FEATURE_MAPS`.
        """
        shown = self._insights.toggle(name)
        self.commands.why.setChecked(shown == WHY)
        self.commands.feature_maps.setChecked(shown == FEATURE_MAPS)
        self._state.setValue(_INSIGHT, shown)
        self._show_reading()

    def step(self, by: int) -> None:
        """Look at another digit of a number: at the next one, or one before."""
        index = self.shown_index
        if index is not None:
            self._look_at(index + by)

    def _look_at(self, index: int) -> None:
        self._chosen = index
        self._show_reading()
        self.looked_at.emit()

    def _make_commands(self) -> None:
        self.files = FileCommands(self, self._state)
        self.exchange = Exchange(self)
        self.keeping = Keeping(self)
        self.models = ModelCommands(self)
        self.view = ViewCommands(self)
        turn = Turn()
        self.retraining = Retraining(self, turn)
        self.reporting = Reporting(self, turn)
        self.teaching = Teaching(self)
        self.help = HelpCommands(self)
        indicators = self.retraining.indicator, self.reporting.indicator
        self.status_line = StatusLine(indicators)
        self.commands = make_actions(self)
        fill_menus(self, self.commands)

    def _lay_out(self) -> None:
        self._buttons = self.tools.bar(self.commands)
        left = self.pad, self._buttons, self._insights
        strip, foot = self.keeping.strip, self.status_line
        self._desk = Desk(left, self.panel, strip, foot)
        self.setCentralWidget(self._desk)

    def _connect(self) -> None:
        self.pad.changed.connect(self.read_again)
        self.tools.shown_changed.connect(self.read_again)
        self.pad.pen_put_down.connect(self._go_on)
        self.pad.mark_tapped.connect(self._look_at)
        self.pad.first_painted.connect(self._on_first_painted)
        self.panel.digit_clicked.connect(self.teaching.correct)
        self.settings.not_kept.connect(self.show_error)

    def _restore_state(self) -> None:
        insight = self._state.value(_INSIGHT)
        if insight in (WHY, FEATURE_MAPS):
            self.show_insight(insight)
        restore_place(self, self._state)

    def _on_first_painted(self) -> None:
        self.setWindowIcon(QIcon(str(paths.asset("icons/digitpad.svg"))))
        self._load_model()
        self.keeping.start()
        self.view.hint_once()

    def _load_model(self) -> None:
        if self._reader.load_if_new():
            self._on_model_loaded()
            self.teaching.learn_anew(is_chosen=False)

    def _on_model_loaded(self) -> None:
        from digitpad import models

        self.status_line.show_model(self._reader.summary)
        self.commands.restore_model.setEnabled(models.adopted_model() is not None)
        self._show_reading()
        self._notice.retract(self._told_of_model)
        self._told_of_model = self._reader.notice
        if self._told_of_model:
            self._notice.tell(self._told_of_model, is_important=True)

    def read_again(self) -> None:
        """Read what is on the pad and show it, before this returns."""
        self.reading = None
        if not self.pad.is_empty:
            self._load_model()
            try:
                self.reading = read_pad(self.recognizer, self.pad, self.tools.shown)
            except DigitpadError as error:
                self.show_error(error)
        self._chosen = None
        self._show_reading()
        self.pad_read.emit()

    def _show_reading(self) -> None:
        shown, index = self.tools.shown, self.shown_index
        is_chosen, drawing = self._chosen is not None, shown.drawing
        self.panel.show_reading(self.reading, index, drawing, is_chosen=is_chosen)
        is_settled = not shown.pen_is_down
        if is_settled:
            # Boxes that come and go under the pen would be in its way.
            picture = self.pad.picture.source if self.pad.picture else None
            found = self._reader.marks(picture, self.reading)
            self.pad.mark(found, index or 0)
        recognizer, digit = self._reader.recognizer, shown_digit(self.reading, index)
        network = recognizer.network if recognizer else None
        self._insights.follow(network, digit, is_settled=is_settled)
        enable(self.commands, self.pad)

    def _go_on(self) -> None:
        """The user does the next thing: what was told of the last one goes."""
        self._notice.go_on()
        self.status_line.tell("")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let what is shown of the network grow with the window."""
        self._insights.fit(self.height())
        super().resizeEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """End a training run, and keep the window's place for next time."""
        if not (self.files.may_close() and self.retraining.may_close()):
            event.ignore()
            return
        self.view.presentation.leave()
        keep_place(self, self._state)
        # A run may take a second to end: nobody need see the window wait for it.
        self.hide()
        at_work = self.keeping, self.files, self.models, self.retraining, self.reporting
        shut_down(*at_work, self.exchange, self.teaching)
        super().closeEvent(event)
