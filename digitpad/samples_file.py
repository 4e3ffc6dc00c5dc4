"""The SQLite file that keeps the user's drawings: its form, its damage, its errors."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Final

from digitpad.errors import SamplesError

# Each brings a file from the form before it to its own; none is ever changed again.
MIGRATIONS: Final = (
    """
    CREATE TABLE IF NOT EXISTS samples (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        strokes TEXT NOT NULL,
        sha256 TEXT NOT NULL UNIQUE,
        label INTEGER NOT NULL CHECK (label BETWEEN 0 AND 9),
        answered TEXT NOT NULL DEFAULT '',
        confidence REAL,
        model TEXT NOT NULL DEFAULT '',
        time TEXT NOT NULL,
        is_trashed INTEGER NOT NULL DEFAULT 0
    );
    CREATE INDEX IF NOT EXISTS by_label ON samples (is_trashed, label)
    """,
)
VERSION: Final = len(MIGRATIONS)

# Tells the file from those of other programs that use SQLite.
_APPLICATION: Final = 0x44_50_41_44  # "DPAD"
_PATIENCE_S: Final = 5.0  # while another window writes
_FOREIGN: Final = "the file is another program's"
_DAMAGED: Final = (
    "Your handwriting could not be read; the damaged file is kept as {name}, and a new "
    "one is begun. Import an ink file that you exported to have it back."
)


class SamplesFile:
    """Opens the file; whatever is wrong with it becomes a sentence.

    Args:
        path: Where it is, or is to be.

    Attributes:
        path: The file.
        notice: One sentence if it was damaged and another took its place.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.notice = ""

    @contextmanager
    def opened(self) -> Iterator[sqlite3.Connection]:
        """The file in this version's form, made if there is none.

        A damaged one is moved aside first.

        Raises:
            SamplesError: It cannot be opened, read or written, turns out to be damaged
                while it is used, or is a newer version's.
        """
        try:
            with closing(self._connected()) as file:
                yield file
        except (sqlite3.Error, OSError) as error:
            raise self._told(error) from error

    def _told(self, error: Exception) -> SamplesError:
        if _is_damage(error):
            try:
                self._move_aside()
            except OSError as failure:
                error = failure
            else:
                return SamplesError("{sentence}", sentence=self.notice)
        return SamplesError(
            "Your handwriting in {path} cannot be opened or changed ({reason}): permit "
            "writing there and make room, then try again.",
            path=self.path,
            reason=error,
        )

    def _connected(self) -> sqlite3.Connection:
        try:
            return self._connect()
        except sqlite3.DatabaseError as error:
            if not _is_damage(error):
                raise
        self._move_aside()
        return self._connect()

    def _connect(self) -> sqlite3.Connection:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        file = sqlite3.connect(self.path, timeout=_PATIENCE_S)
        # One damaged text must not keep all others from being read.
        file.text_factory = partial(str, encoding="utf-8", errors="replace")
        try:
            _prepare(file)
        except BaseException:  # Ctrl+C too
            file.close()
            raise
        return file

    def _move_aside(self) -> None:
        """Give a damaged file another name; nothing of it is deleted."""
        mark = datetime.now(UTC).strftime("%Y%m%d-%H%M%S-%f")
        aside = self.path.with_name(f"{self.path.stem}-damaged-{mark}.sqlite3")
        self.path.rename(aside)
        for end in ("-wal", "-shm"):
            beside = self.path.with_name(self.path.name + end)
            if beside.exists():
                beside.rename(aside.with_name(aside.name + end))
        self.notice = _DAMAGED.format(name=aside.name)


def _prepare(file: sqlite3.Connection) -> None:
    """Bring a file to this version's form.

    Raises:
        SamplesError: It is a newer version's.
        sqlite3.DatabaseError: It is damaged, or another program's.
    """
    (version,) = file.execute("PRAGMA user_version").fetchone()
    (application,) = file.execute("PRAGMA application_id").fetchone()
    (tables,) = file.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if tables and application != _APPLICATION:
        raise sqlite3.DatabaseError(_FOREIGN)
    if version > VERSION:
        raise SamplesError(
            "Your handwriting was kept by a newer Digitpad (form {found}; this one "
            "knows {known}): start the newer one, or update this one.",
            found=version,
            known=VERSION,
        )
    if version == VERSION:
        return
    # A reader never waits for a writer.
    file.execute("PRAGMA journal_mode = WAL")
    file.execute(f"PRAGMA application_id = {_APPLICATION}")
    for number, migration in enumerate(MIGRATIONS[version:], version + 1):
        file.executescript(
            f"BEGIN IMMEDIATE; {migration}; PRAGMA user_version = {number}; COMMIT;"
        )


def _is_damage(error: Exception) -> bool:
    """Whether the file itself is at fault, and not its place or another window."""
    codes = sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB
    code = getattr(error, "sqlite_errorcode", None)
    # The lowest byte is the kind; what stands above it is detail.
    return str(error) == _FOREIGN or (code is not None and code & 0xFF in codes)
