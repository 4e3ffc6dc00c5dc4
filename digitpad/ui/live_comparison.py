"""A second model that reads everything on the pad beside the one in use."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from digitpad.errors import DigitpadError
from digitpad.second_reading import SecondReader
from digitpad.ui.background import Background
from digitpad.ui.other_column import OtherColumn
from digitpad.ui.reader import read_pad
from digitpad.ui.verdict import shown_index
from digitpad.ui.words import tr

if TYPE_CHECKING:
    from digitpad.recognizer import Recognizer
    from digitpad.ui.main_window import MainWindow
    from digitpad.ui.verdict import Reading


class LiveComparison(QObject):
    """Owns the second column while two models are compared."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._background = Background()
        self._wanted: Path | None = None
        self._column: OtherColumn | None = None
        self._recognizer: Recognizer | None = None
        self._second: SecondReader | None = None
        self._reading: Reading = None
        window.pad_read.connect(self._read)
        window.looked_at.connect(self._show)

    @property
    def reading(self) -> "Reading":
        """What the other model reads; None for an empty pad."""
        return self._reading

    @property
    def is_on(self) -> bool:
        """Whether two models are compared."""
        return self._column is not None

    def begin(self, path: Path) -> None:
        """Read with a model file too, from when it is loaded on."""
        from digitpad.recognizer import Recognizer

        self._wanted = path
        self._window.say(tr("Looking at {name}…", name=path.name))
        # Another program's file is looked at in a process of its own.
        self._background.run(
            lambda: Recognizer.load(path), lambda found: self._on_loaded(path, found)
        )

    def end(self) -> None:
        """Read with the model in use alone."""
        self._wanted = None
        column, self._column = self._column, None
        self._recognizer = self._second = self._reading = None
        if column is not None:
            column.hide()
            column.deleteLater()
            self._window.panel.show_heading("")
            self._window.pad.setFocus()

    def _on_loaded(self, path: Path, result: "Callable[[], Recognizer]") -> None:
        if path != self._wanted:  # it was ended meanwhile, or another one is chosen
            return
        self._window.say("")
        try:
            self._recognizer = result()
            self._second = SecondReader(self._recognizer)
        except DigitpadError as error:
            self._window.show_error(error)
            return
        if self._column is None:
            self._column = OtherColumn(self._window.panel)
            self._column.follow(self._window.settings)
            self._column.end_wanted.connect(self.end)
            self._window.show_beside(self._column)
        self._column.show_heading(_name(self._recognizer))
        self._read()

    def _read(self) -> None:
        if self._column is None:
            return
        first = self._window.recognizer
        self._window.panel.show_heading(_name(first))
        self._reading = self._second_reading()
        self._column.tell_agreement(self._window.reading, self._reading)
        self._show()

    def _second_reading(self) -> "Reading":
        """What the other model reads; where time is short, of what the first found."""
        found, pad = self._window.reading, self._window.pad
        shown = self._window.tools.shown
        if found is None or self._second is None:
            return None
        if shown.pen_is_down or pad.picture:
            # To look for the digits once more would take longer than a move may, and
            # as long again as a photograph took.
            quick = self._second.read(found)
            if quick is not None:
                return quick
        try:
            return read_pad(self._recognizer, pad, shown)
        except DigitpadError:
            return None  # the window has told it already

    def _show(self) -> None:
        """Show the digit at the place of the one that the window shows."""
        if self._column is None:
            return
        # Whether there is ink beside a number, the first column says.
        index = shown_index(self._reading, self._window.place_shown)
        self._column.show_reading(self._reading, index)


def _name(recognizer: "Recognizer | None") -> str:
    from digitpad.library import name_of

    return name_of(recognizer.path) if recognizer else ""
