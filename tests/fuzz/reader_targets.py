"""The readers of strangers' files: what each is given, and what may come of it."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Final

import numpy as np
from fuzz import reader_mutations as form
from fuzz import reader_seeds as seeds

from digitpad.errors import DigitpadError, EmptyDrawingError
from digitpad.ink import Drawing
from digitpad.inkfiles import Sample, read_ink_file
from digitpad.picture import ink_of, open_picture
from digitpad.picture.modes import WORKING_SIDE
from digitpad.table.thumbnails import of_drawing, of_picture
from training.data import columns, table
from training.data.arrays import read_arrays
from training.data.drawings import read_drawings
from training.data.idx import read_idx
from training.data.pictures import read_folder
from training.data.samples import Samples

Damage = Callable[[Random, bytes, Sequence[bytes]], bytes]

# A table of 784 columns takes tens of milliseconds. One of 4 goes the same ways.
NARROW: Final = 2
_LONGEST_SENTENCE: Final = 4000
_FARTHEST: Final = 1e150


@dataclass(frozen=True)
class Target:
    """A reader.

    Attributes:
        name: What it reads.
        file: Name of the file that it is given.
        seeds: Makes sound files.
        damage: Damages one of them.
        call: Reads the file at a path, and looks at what comes out; false if it is
            refused without an error.
        start: Prepares the process, and the folder of the files.
        errors: What may come out besides a `DigitpadError`.
    """

    name: str
    file: str
    seeds: Callable[[], list[bytes]]
    damage: Damage
    call: Callable[[Path], bool]
    start: Callable[[Path], None] = lambda folder: None
    errors: tuple[type[Exception], ...] = ()


def check_sentence(error: DigitpadError) -> None:
    """An error is one sentence, or some that follow one another on one line."""
    sentence = str(error)
    assert sentence.endswith("."), f"no full stop: {sentence[-80:]!r}"
    assert len(sentence) < _LONGEST_SENTENCE, f"{len(sentence)} letters"
    assert sentence.isprintable(), f"not printable: {sentence!r}"
    assert "():" not in sentence, f"no reason: {sentence!r}"


def check_drawing(drawing: Drawing) -> None:
    """All numbers are finite, and within reach."""
    for stroke in drawing.strokes:
        assert len(stroke.xy) == 2 * len(stroke.ms) == 2 * len(stroke.pressure)
        assert all(abs(number) <= _FARTHEST for number in stroke.xy)
        assert not any(map(math.isinf, [*stroke.ms, *stroke.pressure]))


def check_samples(samples: Samples, side: int = 28) -> None:
    """Images and labels belong together."""
    assert samples.ink.dtype == np.uint8
    assert samples.ink.shape == (len(samples), side, side)
    assert len(samples.numbers) == len(samples) > 0
    if samples.labels is not None:
        assert samples.labels.dtype == np.uint8
        assert samples.labels.shape == (len(samples),)
        assert samples.labels.max() < 10
    assert samples.place(len(samples) - 1).isprintable()


def _picture(path: Path) -> bool:
    picture = open_picture(path)
    assert min(picture.size) > 0
    assert max(picture.size) <= WORKING_SIDE
    of_picture(picture)
    picture.convert("RGBA")
    try:
        ink = ink_of(picture)
    except EmptyDrawingError as error:
        check_sentence(error)
        return True
    assert ink.dtype == np.uint8
    assert ink.shape == picture.size[::-1]
    assert ink.any()
    return True


def _ink(path: Path) -> bool:
    is_read = False
    for _, found in read_ink_file(path):
        if isinstance(found, DigitpadError):
            check_sentence(found)
            continue
        assert isinstance(found, Sample)
        is_read = True
        check_drawing(found.drawing)
        of_drawing(found.drawing)
        for text in (found.label, found.writer):
            assert text is None or isinstance(text, str)
    if is_read:
        check_samples(read_drawings(path))
    return is_read


def _idx(path: Path) -> bool:
    check_samples(read_idx(path))
    return True


def _prepare_idx(folder: Path) -> None:
    labels = bytes((0, 0, 8, 1, 0, 0, 0, 3, 3, 1, 4))
    (folder / "some-labels-idx1-ubyte").write_bytes(labels)


def _labels(path: Path) -> bool:
    (path.parent / "some-images-idx3-ubyte").write_bytes(seeds.idx_files()[0])
    check_samples(read_idx(path.parent / "some-images-idx3-ubyte"))
    return True


def _npz(path: Path) -> bool:
    check_samples(read_arrays(path))
    return True


def _prepare_table(_: Path) -> None:
    columns.PIXELS = NARROW * NARROW  # type: ignore[misc]
    table.SIDE = NARROW  # type: ignore[misc]


def _table(path: Path) -> bool:
    check_samples(table.read_table(path), NARROW)
    return True


def _folder(path: Path) -> bool:
    check_samples(read_folder(path.parent))
    return True


def _prepare_folder(folder: Path) -> None:
    (folder / "sub").mkdir()
    for name in ("a.png", "b.png", "sub/c.png"):
        (folder / name).write_bytes(seeds.pictures()[0])


def _label_seeds() -> list[bytes]:
    return [bytes((0, 0, 8, 1, 0, 0, 0, 3, 3, 1, 4))]


def _narrow_tables() -> list[bytes]:
    return seeds.tables(NARROW * NARROW)


def _packed(made: Callable[[], list[bytes]]) -> Callable[[], list[bytes]]:
    return lambda: seeds.gzipped(made())


def _either(*ways: Damage) -> Damage:
    return lambda rng, content, others: rng.choice(ways)(rng, content, others)


TARGETS: Final = (
    Target(
        "picture",
        "a.png",
        seeds.pictures,
        _either(form.by_bytes, form.by_chunks),
        _picture,
    ),
    Target("ink", "a.jsonl", seeds.ink_lines, form.by_json, _ink),
    Target(
        "ink-gz",
        "a.jsonl.gz",
        _packed(seeds.ink_lines),
        form.packed(form.by_json),
        _ink,
    ),
    Target("inkml", "a.inkml", seeds.inkml_files, form.by_text, _ink),
    Target(
        "idx", "some-images-idx3-ubyte", seeds.idx_files, form.by_bytes, _idx,
        _prepare_idx,
    ),
    Target(
        "idx-gz", "some-images.idx.gz", _packed(seeds.idx_files),
        form.packed(form.by_bytes), _idx,
    ),
    Target(
        "idx-labels", "some-labels-idx1-ubyte", _label_seeds, form.by_bytes, _labels
    ),
    Target("npz", "a.npz", seeds.arrays, form.by_members, _npz),
    Target(
        "table", "a.csv", _narrow_tables, form.by_text, _table, _prepare_table
    ),
    Target(
        "table-gz", "a.csv.gz", _packed(_narrow_tables), form.packed(form.by_text),
        _table, _prepare_table,
    ),
    Target(
        "labels.csv", "labels.csv", seeds.label_tables, form.by_text, _folder,
        _prepare_folder,
    ),
)  # fmt: skip
