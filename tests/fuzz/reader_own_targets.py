"""The readers of the user's own files, which a disk or a kill may have damaged."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import numpy as np
from fuzz import reader_mutations as form
from fuzz import reader_seeds as seeds
from fuzz.reader_targets import Target, check_drawing, check_sentence

from digitpad import lessons, library, models, progress
from digitpad.errors import SamplesError
from digitpad.ink import Drawing
from digitpad.last_drawings import LastDrawings, read_last
from digitpad.memory import LEEWAYS
from digitpad.paths import HOME_VARIABLE
from digitpad.samples import Samples
from training.checkpoint import Checkpoint, State
from training.crossval.store import FoldStore
from training.crossval.task import Data, FoldResult, Plan

_MODEL: Final = "c" * 64
_CONDITIONS: Final = {"recipe": "quick", "data": "ab" * 32, "epochs": 3}


def _home(folder: Path) -> None:
    os.environ[HOME_VARIABLE] = str(folder)


def _start_qt(folder: Path) -> None:
    _home(folder)
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtWidgets import QApplication, QWidget

    global _kept
    _kept = QApplication(["fuzz"]), QWidget()


_kept: Any = None  # the application and a window; Qt wants them to live


def _window_state(path: Path) -> bool:
    from PySide6.QtCore import QSettings

    from digitpad.ui import settings
    from digitpad.ui.looks import GUIDES, THICKEST, THINNEST
    from digitpad.ui.recent_files import RecentFiles
    from digitpad.ui.window_place import restore_place

    state = QSettings(str(path), QSettings.Format.IniFormat)
    chosen = settings.Settings(state)
    for one in (settings.COLOUR_SCHEME, settings.GLIDES, settings.HINTS):
        assert chosen.value(one) in one.values  # type: ignore[arg-type,operator]
    assert THINNEST <= chosen.looks.pen_share <= THICKEST
    assert chosen.looks.guides in GUIDES
    recent = RecentFiles(state)
    assert all(file.is_file() for file in recent.paths)
    recent.add(Path("/nowhere/new.png"))
    restore_place(_kept[1], state)
    state.clear()  # or it is written when it is gone
    return True


def _last(path: Path) -> bool:
    found = LastDrawings(read_last(path))
    for last in found:
        check_drawing(last.drawing)
        assert isinstance(last.reading, str)
    return len(found) > 0


def _note_of_the_model(path: Path) -> bool:
    adopted = models.adopted_model()
    assert adopted is None or adopted.parent == path.parent
    assert models.is_choice_lost() == (adopted is None)
    assert all(isinstance(digest, str) for digest in models.known_sha256s())
    assert all(place.is_absolute() for place in library.places())
    return adopted is not None


def _lesson(path: Path) -> bool:
    lesson = lessons.load(_MODEL)
    if lesson is None:
        return False
    assert lesson.leeway in LEEWAYS
    assert 0 <= abs(lesson.loss) <= 1
    assert all(isinstance(sha256, str) for sha256 in lesson.sha256s.tolist())
    lessons.in_words(lesson).encode()
    width = lesson.others.shape[1]
    even = np.full((2, 11), 1 / 11, np.float32)
    features = np.ones((2, width), np.float32)
    found = lesson.memory.applied(even, features)
    assert np.isfinite(found).all()
    return True


def _message(path: Path) -> bool:
    message = progress.from_line(path.read_bytes())
    assert progress.from_line(progress.to_line(message)) is not None
    for number in vars(message).values():
        assert not isinstance(number, int) or 0 <= number < 2**31
    return True


def _checkpoint(path: Path) -> bool:
    state = Checkpoint(path.with_name("a.h5"), _CONDITIONS).read()
    assert state is not None
    assert isinstance(state.facts, dict)
    for arrays in state.arrays.values():
        assert all(isinstance(array, np.ndarray) for array in arrays)
        assert all(array.dtype.kind in "biufU" for array in arrays)
    return True


def _write_checkpoint(folder: Path) -> None:
    arrays = {"weights": [np.ones((2, 3), np.float32), np.zeros(3)], "none": []}
    state = State({"epoch": 1, "history": {"loss": [0.5]}}, arrays)
    Checkpoint(folder / "a.h5", _CONDITIONS).write(state)


def _store(folder: Path) -> FoldStore:
    ink = np.zeros((20, 28, 28), np.uint8)
    labels = np.arange(20, dtype=np.uint8) % 10
    data = Data("some", "ab" * 32, ink, labels, ink[:2])
    return FoldStore(folder, data, Plan("quick", folds=2))


def _write_fold(folder: Path) -> None:
    names = "loss", "accuracy", "validation_loss", "validation_accuracy"
    history = {name: [0.5, 0.4] for name in names}
    even = np.full((10, 10), 0.1, np.float32)
    result = FoldResult(0, 0.5, 0.25, history, even, even[:2], b"model", 1.5)
    _store(folder).keep(result)


def _fold(path: Path) -> bool:
    found = _STORES[path.parent.parent].finished(1)
    if not found:
        return False
    fold = found[0]
    assert fold.held_back.shape == (10, 10)
    assert fold.test.shape == (2, 10)
    assert 0 <= fold.accuracy <= 1
    assert {"loss", "accuracy"} < set(fold.history)
    for figures in fold.history.values():
        assert all(isinstance(number, float) for number in figures)
    return True


_STORES: Final[dict[Path, FoldStore]] = {}


def _prepare_fold(folder: Path) -> None:
    _STORES[folder.parent] = _store(folder.parent)


def _fold_file() -> str:
    return f"folds/{_store(Path())._path(0).name}"


def _samples(path: Path) -> bool:
    """Open, look, write; what was there before lies there still, or beside."""
    before = path.read_bytes()
    samples = Samples(path)
    is_read = True
    try:
        for kept in samples.kept():
            check_drawing(kept.drawing)
            assert kept.label in range(10)
            assert isinstance(kept.answered, str)
            assert isinstance(kept.sha256, str)
            assert kept.confidence is None or 0 <= kept.confidence <= 1
        new = Drawing.of([[(1, 2), (3, 4)]])
        number = samples.add(new, 5)
        # Of an index that has lost an entry SQLite does not complain.
        assert samples.label_of(new) in (5, None)
        if len(before) % 4 == 0:  # each opens the file anew
            samples.relabel({number: 6})
            samples.delete([number])
    except SamplesError as error:
        check_sentence(error)
        is_read = False
    aside = list(path.parent.glob("*-damaged-*.sqlite3"))
    assert bool(aside) == bool(samples.notice), "moved aside without a word"
    if aside:
        is_read = False
        assert aside[0].stat().st_size >= len(before) or not before
    else:
        assert path.stat().st_size >= len(before), "the file was cut"
    for file in path.parent.iterdir():
        file.unlink()
    return is_read


def _written_by(write: Callable[[Path], object]) -> Callable[[], list[bytes]]:
    return lambda: seeds.saved_arrays(write)


OWN_TARGETS: Final = (
    Target(
        "window.ini", "window.ini", seeds.window_states, form.by_text, _window_state,
        _start_qt,
    ),
    Target("last drawings", "last-1.jsonl", seeds.last_drawings, form.by_json, _last),
    Target(
        "adopted.json", "models/adopted.json", seeds.notes_of_the_model, form.by_json,
        _note_of_the_model, _home,
    ),
    Target(
        "lesson", f"lessons/{_MODEL}.npz", seeds.lessons, form.by_members, _lesson,
        _home,
    ),
    Target(
        "progress", "line.json", seeds.messages, form.by_json, _message,
        errors=(ValueError,),
    ),
    Target(
        "checkpoint", "a.h5.unfinished", _written_by(_write_checkpoint),
        form.by_members, _checkpoint,
    ),
    Target(
        "fold", _fold_file(), _written_by(_write_fold), form.by_members, _fold,
        _prepare_fold,
    ),
    Target(
        "samples",
        "own/samples.sqlite3",
        seeds.own_samples,
        form.by_bytes,
        _samples,
    ),
)  # fmt: skip
