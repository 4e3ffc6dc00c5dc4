"""What the program does while it is killed: a real process that does it in a loop.

Usage: operations.py OPERATION FOLDER SEED [OPERATIONS CALLS]. First it opens everything
anew, as the program's start does, and prints {"found": state}. Then, without end, it
prints {"begun": change}, does it, and prints {"done": change, "calls": n}: what was
printed as done is confirmed. A state is a dict; an operation changes some of its keys.

With OPERATIONS and CALLS it kills itself: after so many operations, at so many calls
that change files.
"""

import json
import random
import sys
from collections.abc import Callable
from hashlib import sha256
from itertools import cycle
from pathlib import Path
from typing import Any, Final

from file_calls import FileCalls

from digitpad import library, models, paths
from digitpad.ink import Drawing
from digitpad.leftovers import remove_leftovers

State = dict[str, Any]
Do = Callable[[], object]

SOURCES: Final = "sources"  # models that are adopted
SAVED: Final = "saved"  # where File → Save drawing goes
_SUFFIXES: Final = (".png", ".svg", ".jsonl", ".inkml")


class Adopt:
    """Chooses models, and the built-in one now and then."""

    def __init__(self, folder: Path, dice: random.Random) -> None:
        found = sorted((folder / SOURCES).glob("*.h5"))
        self._sources = {path: _digest(path.read_bytes()) for path in found}
        self._dice = dice

    def found(self) -> State:
        from digitpad import Recognizer

        recognizer = Recognizer.load()
        broken = [model.problem for model in library.kept_models() if model.problem]
        _refuse(recognizer.notice, *broken)
        return {"model": recognizer.network.sha256}

    def next(self) -> tuple[State, Do]:
        if self._dice.random() < 0.2:
            digest = _digest(models.builtin_model().read_bytes())
            return {"model": digest}, models.restore_builtin
        path = self._dice.choice(list(self._sources))
        return {"model": self._sources[path]}, lambda: models.adopt(path)


class Sample:
    """Keeps labelled drawings, relabels and deletes them, and imports some."""

    def __init__(self, folder: Path, dice: random.Random) -> None:
        from digitpad.samples import Samples

        self._samples, self._dice = Samples(), dice
        self._file = folder / "import.jsonl"

    def found(self) -> State:
        kept = self._samples.kept()
        _refuse(self._samples.notice)
        return {sample.sha256: sample.label for sample in kept}

    def next(self) -> tuple[State, Do]:
        dice, samples = self._dice, self._samples
        kept, label = samples.kept(), dice.randrange(10)
        if len(kept) > 3 and dice.random() < 0.5:
            some = dice.sample(kept, 3)
            numbers = [sample.number for sample in some]
            if dice.random() < 0.5:
                change = {sample.sha256: label for sample in some}
                return change, lambda: samples.relabel(dict.fromkeys(numbers, label))
            gone = {sample.sha256: None for sample in some}
            return gone, lambda: samples.delete(numbers)
        drawings = [_drawing(dice) for _ in range(dice.choice((1, 5)))]
        change = {_key(drawing): label for drawing in drawings}
        if len(drawings) == 1:
            return change, lambda: samples.add(drawings[0], label)
        from digitpad import inkfiles

        labelled = [inkfiles.Sample(drawing, str(label)) for drawing in drawings]
        inkfiles.write_ink_file(self._file, labelled)
        return change, lambda: samples.import_from(self._file)


class Learn:
    """Teaches the built-in model other drawings each time."""

    def __init__(self, folder: Path, dice: random.Random) -> None:
        from some_digits import written

        from digitpad.h5model import load_network
        from digitpad.sample_rows import OwnSample
        from digitpad.teach import Teacher

        del folder
        self._network = load_network(
            models.builtin_model(), known=models.known_sha256s()
        )
        self._teacher, self._dice = Teacher(self._network), dice
        self._drawings = [
            OwnSample(number, s.drawing, int(s.label or 0), sha256=_key(s.drawing))
            for number, s in enumerate(written(3))
        ]

    def found(self) -> State:
        from digitpad import lessons

        lesson = lessons.load(self._network.sha256)
        is_there = paths.lesson_file(self._network.sha256).exists()
        _refuse("a damaged lesson" if is_there and lesson is None else "")
        return {} if lesson is None else {"lesson": _digest(lesson.content())}

    def next(self) -> tuple[State, Do]:
        some = self._dice.sample(self._drawings, self._dice.randint(1, 6))
        wanted = self._teacher.lesson_of(some).lesson
        return {"lesson": _digest(wanted.content())}, lambda: self._teacher.teach(some)


class Choose:
    """Chooses settings, as the window keeps them."""

    def __init__(self, folder: Path, dice: random.Random) -> None:
        from PySide6.QtCore import QSettings

        from digitpad.ui import settings

        del folder
        place = str(paths.window_state_file())
        self._state = QSettings(place, QSettings.Format.IniFormat)
        self._settings, self._dice = settings.Settings(self._state), dice
        self._settings.not_kept.connect(lambda error: _refuse(str(error)))
        self._known: tuple[settings.Setting[Any], ...] = (
            settings.COLOUR_SCHEME, settings.GLIDES, settings.SHOWS_CONFIDENCE,
        )  # fmt: skip

    def found(self) -> State:
        return {each.key: self._settings.value(each) for each in self._known}

    def next(self) -> tuple[State, Do]:
        setting = self._dice.choice(self._known)
        value = self._dice.choice(setting.values)
        choose = self._settings.choose
        return {setting.key: value}, lambda: choose(setting, value)


class _InWindow:
    """A window on the screen of a display that is none."""

    def __init__(self, folder: Path, dice: random.Random) -> None:
        from PySide6.QtTest import QSignalSpy
        from PySide6.QtWidgets import QApplication

        from digitpad.ui import create_window

        self._application = QApplication([])
        self._folder, self._dice = folder, dice
        self._window = create_window()
        painted = QSignalSpy(self._window.pad.first_painted)
        self._window.show()
        self._wait_until(lambda: painted.count() > 0)
        # What follows the first paint has been done then, too.
        self._application.processEvents()

    def _wait_until(self, reached: Callable[[], bool]) -> None:
        from PySide6.QtCore import QDeadlineTimer, QEventLoop

        patience = QDeadlineTimer(60_000)
        while not reached():
            _refuse("nothing comes any more" if patience.hasExpired() else "")
            self._application.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 5)


class Draw(_InWindow):
    """Draws with the mouse; confirmed is what the window has written down."""

    def found(self) -> State:
        from digitpad.last_drawings import read_last

        now, kept = self._window.pad.drawing, read_last(self._last)
        found = [last.drawing for last in kept]
        shown = found if now.is_empty else [now, *found]
        return {_key(drawing): True for drawing in shown}

    def next(self) -> tuple[State, Do]:
        from user import draw_stroke

        from digitpad.last_drawings import read_last

        pad, place = self._window.pad, paths.drawings_folder() / "pad-1.jsonl"
        before = pad.drawing
        self._window.clear()
        if not before.is_empty:
            self._wait_until(
                lambda: before in (k.drawing for k in read_last(self._last))
            )
        draw_stroke(pad, _points(self._dice, pad.width(), pad.height()))
        drawn = pad.drawing
        return {_key(drawn): True}, lambda: self._wait_until(
            lambda: [kept.drawing for kept in read_last(place)] == [drawn]
        )

    @property
    def _last(self) -> Path:
        return paths.drawings_folder() / "last-1.jsonl"


class Save(_InWindow):
    """Saves drawings over those saved before, as pictures and as ink."""

    _suffixes = cycle(_SUFFIXES)

    def found(self) -> State:
        from xml.etree import ElementTree

        from digitpad.inkfiles import is_ink_file, read_ink_file
        from digitpad.picture import open_picture

        state = {}
        for path in sorted((self._folder / SAVED).glob("[!.]*")):
            if is_ink_file(path):
                ((_, found),) = read_ink_file(path)
                _refuse(str(found) if isinstance(found, Exception) else "")
            elif path.suffix == ".png":
                open_picture(path)
            else:
                ElementTree.parse(path)
            state[path.suffix] = _digest(path.read_bytes())
        return state

    def next(self) -> tuple[State, Do]:
        from user import draw_stroke

        window, name = self._window, f"drawing{next(self._suffixes)}"
        window.clear()
        pad = window.pad
        draw_stroke(pad, _points(self._dice, pad.width(), pad.height()))
        # What it will be is told by a copy elsewhere.
        copy, place = self._folder / "copies" / name, self._folder / SAVED / name
        window.files.save_drawing(copy)
        change = {copy.suffix: _digest(copy.read_bytes())}
        return change, lambda: window.files.save_drawing(place)


OPERATIONS: Final = {
    "adopt": Adopt,
    "draw": Draw,
    "save": Save,
    "sample": Sample,
    "learn": Learn,
    "settings": Choose,
}


def _refuse(*problems: str) -> None:
    """End if something is not as it should be."""
    found = [problem for problem in problems if problem]
    if found:
        raise SystemExit(f"broken: {'; '.join(found)}")


def _points(dice: random.Random, width: int, height: int) -> list[tuple[int, int]]:
    return [
        (dice.randint(20, width - 20), dice.randint(20, height - 20)) for _ in range(9)
    ]


def _drawing(dice: random.Random) -> Drawing:
    return Drawing.of([_points(dice, 400, 400) for _ in range(2)])


def _key(drawing: Drawing) -> str:
    strokes = [stroke.points for stroke in drawing.strokes]
    return _digest(json.dumps(strokes, separators=(",", ":")).encode())


def _digest(content: bytes) -> str:
    return sha256(content).hexdigest()


def main(operation: str, folder: str, seed: str, *when: str) -> None:
    """Do it until somebody ends this process."""
    calls = FileCalls()
    # As the start of the program does.
    remove_leftovers()
    work = OPERATIONS[operation](Path(folder), random.Random(int(seed)))
    _tell(found=work.found())
    dies_after, dies_at = map(int, when or (-1, 0))
    done = 0
    while True:
        if done == dies_after:
            calls.die_at(dies_at)
        # To clear the pad for the next drawing is part of drawing.
        calls.counts = operation == "draw"
        before = calls.count
        change, do = work.next()
        _tell(begun=change)
        calls.counts = True
        do()
        _tell(done=change, calls=calls.count - before)
        done += 1


def _tell(**message: object) -> None:
    print(json.dumps(message), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
