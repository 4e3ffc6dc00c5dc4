"""A folder of pictures: a sub-folder a digit, or a table of labels beside them."""

import csv
import hashlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import numpy as np

from digitpad import picture
from digitpad.errors import DigitpadError
from training.data.problems import Problems
from training.data.room import room_for
from training.data.samples import DIGIT_NAMES, Samples
from training.data.seen import as_seen

TABLE: Final = "labels.csv"
_LARGEST: Final = 256 * 2**20  # bytes of it: some millions of pictures
_FILES: Final = ("file", "filename", "image", "path", "name")
_LABELS: Final = ("label", "digit", "class")

Labelled = tuple[str, str]  # path within the folder, and label; "" for none


def read_folder(path: Path) -> Samples:
    """Read all pictures of a folder, each as the pad would.

    Its sub-folders are named 0 to 9, or "labels.csv" in it has a column "file" and a
    column "label". A folder with neither has pictures without labels.

    Raises:
        DataError: Some pictures or labels cannot be used; all of them are told.
    """
    problems = Problems(str(path))
    found = list(_labelled(path, problems))
    problems.refuse_if_any()
    if not found:
        problems.add("it has no pictures")
    problems.refuse_if_any()
    ink = room_for(len(found))
    digest = hashlib.sha256()
    for place, (name, label) in enumerate(found):
        try:
            ink[place] = as_seen(path / name)
        except DigitpadError as error:
            problems.add(f"{name}: {_reason(error)}", place)
            continue
        digest.update(f"{label}\n".encode())
        digest.update(ink[place].data)
    problems.refuse_if_any()
    names = [name for name, _ in found]
    labels = None
    if found[0][1]:
        labels = np.array([int(label) for _, label in found], np.uint8)
    return Samples(str(path), digest.hexdigest(), ink, labels, "picture", names)


def _labelled(path: Path, problems: Problems) -> Iterator[Labelled]:
    try:
        if os.path.lexists(path / TABLE):
            yield from _of_table(path, problems)
        elif any((path / digit).is_dir() for digit in DIGIT_NAMES):
            for digit in DIGIT_NAMES:
                for name in _pictures(path / digit):
                    yield f"{digit}/{name}", digit
        else:
            for name in _pictures(path):
                yield name, ""
    except OSError as error:
        problems.add(f"it cannot be read ({error})")
    except (csv.Error, UnicodeDecodeError) as error:
        problems.add(f"{TABLE} cannot be read ({error})")


def _pictures(folder: Path) -> list[str]:
    if not folder.is_dir():
        return []
    names = []
    for where, _, files in os.walk(folder):
        within = os.path.relpath(where, folder)
        names += [
            os.path.normpath(os.path.join(within, name))  # noqa: PTH118 (a million)
            for name in files
            if name.lower().endswith(picture.SUFFIXES)
        ]
    return sorted(names)


def _of_table(folder: Path, problems: Problems) -> Iterator[Labelled]:
    if not (folder / TABLE).is_file():
        problems.add(f"{TABLE} is no file")
        return
    if (folder / TABLE).stat().st_size > _LARGEST:
        problems.add(f"{TABLE} has more than {_LARGEST >> 20} MB")
        return
    with (folder / TABLE).open(newline="", encoding="utf-8-sig") as file:
        rows = csv.reader(file)
        head = [name.strip().lower() for name in next(rows, [])]
        files = next((head.index(name) for name in _FILES if name in head), None)
        labels = next((head.index(name) for name in _LABELS if name in head), None)
        if files is None or labels is None:
            problems.add(f'{TABLE} has no columns "file" and "label"')
            return
        for number, row in enumerate(rows, 2):
            if not row:
                continue
            name = row[files].strip() if files < len(row) else ""
            label = row[labels].strip() if labels < len(row) else ""
            if label not in DIGIT_NAMES:
                problems.add(f'{TABLE}, row {number}: "{label}" is no digit', number)
            elif not _is_within(folder, name):
                what = f'there is no picture "{name}" in the folder'
                problems.add(f"{TABLE}, row {number}: {what}", number)
            else:
                yield name, label


def _is_within(folder: Path, name: str) -> bool:
    """Whether a table names a file of its own folder: it may not reach outside."""
    path = folder / name
    return path.is_file() and path.resolve().is_relative_to(folder.resolve())


def _reason(error: DigitpadError) -> str:
    if "path" in error.parameters:
        return str(error.about("it")).rstrip(".")
    return str(error).rstrip(".")
