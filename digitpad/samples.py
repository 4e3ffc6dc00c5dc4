"""The user's own labelled drawings, in one SQLite file of the user's folder.

Whatever was drawn and labelled is kept until the user deletes it, and even then it can
be put back. Nothing imports this module before a drawing is labelled or looked at: a
window that opens does without SQLite.
"""

import sqlite3
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final, NamedTuple

from digitpad import paths
from digitpad.errors import SamplesError
from digitpad.ink import Drawing
from digitpad.inkfiles import Sample, read_ink_file, write_ink_file
from digitpad.readings import DIGITS
from digitpad.sample_rows import (
    COLUMNS,
    NewRow,
    OwnSample,
    digest,
    imported_row,
    new_row,
    packed,
    sample_of,
)
from digitpad.samples_file import SamplesFile


class Imported(NamedTuple):
    """How many drawings of a file are new, were there already, and cannot be used."""

    new: int
    known: int
    unusable: int


def own_ink() -> Path:
    """Write all of the user's drawings into an ink file for the training program.

    Raises:
        SamplesError: There is none, or they cannot be read or written.
    """
    path = paths.own_ink_file()
    if not Samples().export(path):
        raise SamplesError(
            "No drawing of yours is kept yet: write some with Tools → Teach my "
            "handwriting…"
        )
    return path


class Samples:
    """Keeps the user's labelled drawings.

    Every call opens the file anew, so that any thread and several windows may use it.

    Args:
        path: The file; without one that of the user's folder.
    """

    def __init__(self, path: Path | None = None) -> None:
        self._file = SamplesFile(path or paths.samples_file())

    @property
    def notice(self) -> str:
        """One sentence if the file was damaged and another took its place."""
        return self._file.notice

    def add(
        self,
        drawing: Drawing,
        label: int,
        *,
        answered: str = "",
        confidence: float | None = None,
        model: str = "",
    ) -> int:
        """Keep a drawing; one that is there already gets the new label.

        Returns:
            Its number.

        Raises:
            SamplesError: It has no ink or no digit's label, or cannot be kept.
        """
        _refuse_label(label)
        row = new_row(
            drawing, label, answered=answered, confidence=confidence, model=model
        )
        with self._file.opened() as file, file:
            return _put(file, _ADD, row)

    def label_of(self, drawing: Drawing) -> int | None:
        """As what a drawing is kept; None if it is not.

        Raises:
            SamplesError: It has no ink, or the file cannot be read.
        """
        if self._file.is_absent:
            return None
        strokes = packed(drawing)
        with self._file.opened() as file:
            found = file.execute(_LABEL_OF, (digest(strokes), strokes)).fetchone()
        return None if found is None or found[0] not in range(DIGITS) else found[0]

    def relabel(self, labels: Mapping[int, int]) -> None:
        """Say what some numbers' drawings are: all of them, or none if that fails.

        Raises:
            SamplesError: A label is no digit, or the file cannot be changed.
        """
        for label in labels.values():
            _refuse_label(label)
        self._change(_RELABEL, [(label, number) for number, label in labels.items()])

    def delete(self, numbers: Iterable[int]) -> None:
        """Take drawings out of the list; `put_back` brings them back.

        Raises:
            SamplesError: The file cannot be changed.
        """
        self._change(_TRASH, [(1, number) for number in numbers])

    def put_back(self, numbers: Iterable[int]) -> None:
        """Bring back what was deleted.

        Raises:
            SamplesError: The file cannot be changed.
        """
        self._change(_TRASH, [(0, number) for number in numbers])

    def kept(self, label: int | None = None) -> list[OwnSample]:
        """All drawings, or those of one digit, the latest first.

        One whose strokes are damaged is left out, and stays in the file.

        Raises:
            SamplesError: The file cannot be read.
        """
        if self._file.is_absent:
            return []
        where = "" if label is None else "AND label = ?"
        asked = () if label is None else (label,)
        with self._file.opened() as file:
            rows = file.execute(
                f"SELECT {COLUMNS} FROM samples WHERE NOT is_trashed {where} "
                "ORDER BY number DESC",
                asked,
            ).fetchall()
        return [sample for row in rows if (sample := sample_of(row)) is not None]

    def counts(self) -> tuple[int, ...]:
        """How many drawings there are of each of the ten digits.

        Raises:
            SamplesError: The file cannot be read.
        """
        labels = [sample.label for sample in self.kept()]
        return tuple(labels.count(digit) for digit in range(DIGITS))

    def export(self, path: Path) -> int:
        """Write all drawings with their labels as an ink file.

        Returns:
            How many there are.

        Raises:
            SamplesError: They cannot be read, or the ink file not be written.
        """
        found = self.kept()[::-1]
        try:
            write_ink_file(path, [Sample(s.drawing, str(s.label)) for s in found])
        except OSError as error:
            raise SamplesError(
                "Your handwriting cannot be exported as {path} ({reason}): choose "
                "another folder or name.",
                path=path.name,
                reason=error.strerror or error,
            ) from error
        return len(found)

    def import_from(self, path: Path) -> Imported:
        """Keep the labelled drawings of an ink file; none is kept twice.

        One that was deleted here comes back.

        Raises:
            InkError: The ink file cannot be read.
            SamplesError: The drawings cannot be kept.
        """
        found = [imported_row(sample) for _, sample in read_ink_file(path)]
        rows = {row[1]: row for row in found if row is not None}
        with self._file.opened() as file, file:
            before = _count(file)
            for row in rows.values():
                _put(file, _IMPORT, row)
            new = _count(file) - before
        return Imported(new, len(rows) - new, found.count(None))

    def _change(self, statement: str, rows: list[tuple[int, int]]) -> None:
        with self._file.opened() as file, file:
            file.executemany(statement, rows)


_INSERT: Final = """
    INSERT INTO samples (strokes, sha256, label, answered, confidence, model, time)
    VALUES (?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (sha256) DO UPDATE SET strokes = excluded.strokes, is_trashed = 0
"""
_ADD: Final = f"{_INSERT}, label = excluded.label"
_IMPORT: Final = _INSERT
# A digest finds the row, its strokes prove it: a damaged index finds another one.
_IF_PROVED: Final = "WHERE strokes = excluded.strokes"
_LABEL_OF: Final = (
    "SELECT label FROM samples WHERE sha256 = ? AND strokes = ? AND NOT is_trashed"
)
_RELABEL: Final = "UPDATE samples SET label = ? WHERE number = ?"
_TRASH: Final = "UPDATE samples SET is_trashed = ? WHERE number = ?"


def _put(file: sqlite3.Connection, statement: str, row: NewRow) -> int:
    """Insert a row, or change that of the same drawing.

    Returns:
        Its number.
    """
    proved = f"{statement} {_IF_PROVED} RETURNING number"
    found = file.execute(proved, row).fetchone()
    if found is None:
        # The index led to another drawing, or this one's strokes are damaged.
        _mend_index(file)
        found = file.execute(f"{statement} RETURNING number", row).fetchone()
    return int(found[0])


def _mend_index(file: sqlite3.Connection) -> None:
    try:
        file.execute("REINDEX samples")
    except sqlite3.IntegrityError as error:
        # Some drawing is there twice, because the index had lost it.
        _, _, path = file.execute("PRAGMA database_list").fetchone()
        raise SamplesError(
            "The file of your handwriting is damaged: export what it has with Tools → "
            "My handwriting…, move {name} to another folder, and import it again.",
            name=Path(path).name,
        ) from error


def _count(file: sqlite3.Connection) -> int:
    query = "SELECT count(*) FROM samples WHERE NOT is_trashed"
    return int(file.execute(query).fetchone()[0])


def _refuse_label(label: int) -> None:
    if not 0 <= label < DIGITS:
        raise SamplesError(
            "{label} is no digit: label the drawing with 0 to 9.", label=label
        )
