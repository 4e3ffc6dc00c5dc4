"""Keeps what is drawn: after a crash on the pad, otherwise among the last drawings."""

import logging
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer

from digitpad import paths
from digitpad.errors import DigitpadError
from digitpad.ui.drawing_strip import DrawingStrip
from digitpad.ui.verdict import plain_answer
from digitpad.ui.words import tr

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from digitpad.ink import Drawing
    from digitpad.last_drawings import LastDrawing, LastDrawings
    from digitpad.ui.background import Background
    from digitpad.ui.main_window import MainWindow
    from digitpad.ui.slot import Slot

_DELAY_MS: Final = 250  # from the pen's lifting to the file

_log = logging.getLogger(__name__)


class Keeping(QObject):
    """Writes what is on the pad soon after the pen is lifted, in another thread.

    Each window has files of its own; what a window that is gone left behind comes to
    the last drawings of the next one that opens.

    Attributes:
        strip: Shows the last drawings.
    """

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self.strip = DrawingStrip(window)
        self.strip.wanted.connect(self.bring_back)
        self._window = window
        self._last: LastDrawings | None = None
        self._before: LastDrawing | None = None  # what was on the pad last
        self._slot: Slot | None = None
        self._background: Background | None = None
        self._written: LastDrawing | None = None
        self._failure: OSError | None = None
        self._is_told = False
        self._soon = QTimer(self, singleShot=True, interval=_DELAY_MS)
        self._soon.timeout.connect(self._write_drawing)

    def start(self) -> None:
        """Bring back what a window left that did not close; after the first paint."""
        from digitpad.last_drawings import LastDrawings, read_last
        from digitpad.ui.background import Background
        from digitpad.ui.slot import Slot

        # After the window has read what is on the pad.
        self._window.pad.changed.connect(self._on_changed)
        self._on_changed()
        try:
            slot = Slot(paths.drawings_folder())
            orphans = slot.take_orphans()
        except OSError as error:
            _log.warning("No drawing is kept: %s", error)
            self._failure = error
            return
        self._slot, self._background = slot, Background()
        read = {path: read_last(path) for path in orphans}
        found = [last for drawings in read.values() for last in drawings]
        self._last = LastDrawings(
            [*found, *(self._last or ()), *read_last(slot.last_drawings)]
        )
        if orphans:
            # What cannot be read stays: perhaps somebody else can.
            self._write_last(*(path for path, drawings in read.items() if drawings))
        self._restore(read_last(slot.drawing))
        self._show()

    def put_away(self) -> None:
        """Put the drawing on the pad among the last ones, if there is one."""
        if now := self._now():
            self._add(now)

    def bring_back(self, place: int) -> None:
        """Put one of the last drawings back on the pad; the one there takes its turn.

        Args:
            place: 0 is the newest.
        """
        if self._last is None or place >= len(self._last):
            return
        wanted = self._last[place]
        self.put_away()
        self._window.say(tr("The drawing is back."))
        self._window.pad.show_drawing(wanted.drawing)
        # One that did not lie well lies elsewhere now, and is another drawing.
        if self._last.drop(wanted.drawing):
            self._show()
            self._write_last()
        self._window.pad.setFocus()

    def shut_down(self) -> None:
        """The window closes in good order: its drawing is one of the last ones then."""
        self._soon.stop()
        if self._slot is None:
            return
        slot, path = self._slot, self._slot.drawing
        if now := self._now():
            self._add(now, path)
        else:
            self._in_background(lambda: _remove(path))
        self._finish()
        slot.release()
        self._slot = None

    def _restore(self, left: "list[LastDrawing]") -> None:
        if not left:
            return
        if self._window.pad.is_empty:
            self._window.pad.show_drawing(left[0].drawing)
            self._window.say(
                tr("The drawing is back that was on the pad when Digitpad ended.")
            )
        else:
            self._add(left[0])

    def _now(self) -> "LastDrawing | None":
        pad = self._window.pad
        if pad.picture or pad.is_empty:
            return None
        from digitpad.last_drawings import LastDrawing

        return LastDrawing(pad.drawing, plain_answer(self._window.reading))

    def _add(self, last: "LastDrawing", *then_gone: "Path") -> None:
        if self._last is None:
            from digitpad.last_drawings import LastDrawings

            self._last = LastDrawings()
        self._last.add(last)
        self._show()
        self._write_last(*then_gone)

    def _on_changed(self) -> None:
        pad = self._window.pad
        if pad.pen_is_down:
            return
        if not self._soon.isActive():
            self._soon.start()
        drawing, before = pad.drawing, self._before
        # Undo or redo has put another drawing in place of the last one.
        if before and not pad.is_empty and _differ(before.drawing, drawing):
            self._add(before)
        # What comes back by undo is one of the last no more.
        if self._last and self._last.drop(drawing):
            self._show()
            self._write_last()
        self._before = self._now()

    def _show(self) -> None:
        self.strip.show_drawings(list(self._last or ()))

    def _write_drawing(self) -> None:
        """Write what is on the pad now, unless it is written already."""
        now = self._now()
        if self._slot is None or now == self._written:
            if self._failure is not None and now is not None:
                self._tell(self._failure)
            return
        try:
            self._slot.keep_hold()
        except OSError as error:
            self._tell(error)
            return
        self._written, path = now, self._slot.drawing
        if now is None:
            self._in_background(lambda: _remove(path))
        else:
            from digitpad.last_drawings import write_last

            self._in_background(lambda: write_last(path, [now]))

    def _write_last(self, *then_gone: "Path") -> None:
        """Write the last drawings; files that have some of them go only after that."""
        if self._slot is None:
            return
        from digitpad.last_drawings import write_last

        path, kept = self._slot.last_drawings, list(self._last or ())

        def write() -> None:
            write_last(path, kept)
            _remove(*then_gone)

        self._in_background(write)

    def _in_background(self, work: "Callable[[], None]") -> None:
        if self._background is not None:
            self._background.run(work, self._on_done)

    def _on_done(self, result: "Callable[[], None]") -> None:
        try:
            result()
        except OSError as error:
            _log.warning("A drawing is not kept: %s", error)
            self._written = None
            self._tell(error)

    def _tell(self, error: OSError) -> None:
        """Say once that nothing is kept."""
        if self._is_told:
            return
        self._is_told = True
        self._window.show_error(
            DigitpadError(
                "A crash would lose your drawing, because {folder} cannot be written "
                "({reason}): free some room there, or save the drawing.",
                folder=paths.drawings_folder(),
                reason=error.strerror or error,
            )
        )

    def _finish(self) -> None:
        """Wait until all is written."""
        if self._background is not None:
            self._background.finish()
            self._background = None


def _differ(before: "Drawing", now: "Drawing") -> bool:
    """Whether two drawings have nothing in common, not even a part of a stroke."""
    known = {id(stroke) for stroke in before.strokes}
    if any(id(stroke) in known for stroke in now.strokes):
        return False
    # A set: to look through all ink for each of many strokes would take minutes.
    places = {
        place
        for stroke in before.strokes
        for place in zip(stroke.xy[::2], stroke.xy[1::2], strict=True)
    }
    middles = (len(stroke) // 2 * 2 for stroke in now.strokes)
    return not any(
        (stroke.xy[middle], stroke.xy[middle + 1]) in places
        for stroke, middle in zip(now.strokes, middles, strict=True)
    )


def _remove(*files: "Path") -> None:
    for path in files:
        path.unlink(missing_ok=True)
