"""The SQLite file that keeps the user's drawings: its form, its damage, its errors."""

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Final

from digitpad.errors import SamplesError
from digitpad.words import mark

# A file's device and number: what it is, whatever it is called.
Identity = tuple[int, int]

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
_PAUSE_S: Final = 0.005
_FOREIGN: Final = "the file is another program's"
_MOVED: Final = mark(
    "Your handwriting could not be read, and another window has put the damaged file "
    "aside: try again with the new one."
)
_OTHER_FORM: Final = "the file has another form than it says"
# Whatever is asked of the file.
_COLUMNS: Final = (
    "number, strokes, sha256, label, answered, confidence, model, time, is_trashed"
)
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

    @property
    def is_absent(self) -> bool:
        """Whether there is no file yet, and no doubt about it."""
        try:
            self.path.stat()
        except (FileNotFoundError, NotADirectoryError):
            return True
        except OSError:
            pass
        return False

    @contextmanager
    def opened(self) -> Iterator[sqlite3.Connection]:
        """The file in this version's form, made if there is none.

        A damaged one is moved aside first.

        Raises:
            SamplesError: It cannot be opened, read or written, turns out to be damaged
                while it is used, or is a newer version's.
        """
        seen = None
        try:
            seen, connected = self._connected()
            with closing(connected) as file:
                yield file
        except (sqlite3.Error, OSError, UnicodeDecodeError) as error:
            raise self._told(error, seen) from error

    def _told(self, error: Exception, seen: Identity | None) -> SamplesError:
        if _is_damage(error):
            try:
                is_moved = self._move_aside(seen)
            except OSError as failure:
                error = failure
            else:
                sentence = self.notice if is_moved else _MOVED
                return SamplesError("{sentence}", sentence=sentence)
        return SamplesError(
            "Your handwriting in {path} cannot be opened or changed ({reason}): permit "
            "writing there and make room, then try again.",
            path=self.path,
            reason=getattr(error, "strerror", None) or error,
        )

    def _connected(self) -> tuple[Identity | None, sqlite3.Connection]:
        """What was there before, if anything was, and the file, open."""
        seen = _identity(self.path)
        try:
            return seen, self._connect()
        except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
            if not _is_damage(error):
                raise
        self._move_aside(seen)
        return _identity(self.path), self._connect()

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

    def _move_aside(self, seen: Identity | None) -> bool:
        """Give a damaged file another name; nothing of it is deleted.

        Args:
            seen: The file that is damaged.

        Returns:
            False if another window has done so, and perhaps begun a new file.
        """
        with _alone_in(self.path.parent):
            if seen is None or _identity(self.path) != seen:
                return False
            now = datetime.now(UTC).strftime("%Y%m%d-%H%M%S-%f")
            aside = self.path.with_name(f"{self.path.stem}-damaged-{now}.sqlite3")
            # What belongs to the file goes first: beside a file that is missing, SQLite
            # would delete it.
            for end in ("-wal", "-shm", ""):
                there = self.path.with_name(self.path.name + end)
                if there.exists():
                    there.rename(aside.with_name(aside.name + end))
        self.notice = _DAMAGED.format(name=aside.name)
        return True


def _identity(path: Path) -> Identity | None:
    try:
        facts = path.stat()
    except FileNotFoundError:
        return None
    return facts.st_dev, facts.st_ino


@contextmanager
def _alone_in(folder: Path) -> Iterator[None]:
    """Wait until no other window is within such a block for the same folder."""
    if os.name != "posix":  # elsewhere nobody can rename what another one has open
        yield
        return
    import fcntl

    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _prepare(file: sqlite3.Connection) -> None:
    """Bring a file to this version's form.

    Raises:
        SamplesError: It is a newer version's.
        sqlite3.DatabaseError: It is damaged, or another program's.
    """
    # At one moment: another window may be making the file.
    file.execute("BEGIN")
    with file:
        version = _version(file)
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
    if version < VERSION:
        _bring_up_to_date(file)
    else:
        _refuse_other_form(file)


def _bring_up_to_date(file: sqlite3.Connection) -> None:
    _write_ahead(file)
    file.execute("BEGIN IMMEDIATE")
    with file:
        file.execute(f"PRAGMA application_id = {_APPLICATION}")
        # Another window may have done it meanwhile.
        done = _version(file)
        for number, migration in enumerate(MIGRATIONS[done:], done + 1):
            for statement in migration.split(";"):
                file.execute(statement)
            file.execute(f"PRAGMA user_version = {number}")


def _write_ahead(file: sqlite3.Connection) -> None:
    """Let no reader wait for a writer."""
    deadline = time.monotonic() + _PATIENCE_S
    while True:
        try:
            file.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            # Of two windows that do this at once, SQLite refuses one without waiting.
            if _kind(error) != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
            time.sleep(_PAUSE_S)
        else:
            return


def _version(file: sqlite3.Connection) -> int:
    return int(file.execute("PRAGMA user_version").fetchone()[0])


def _refuse_other_form(file: sqlite3.Connection) -> None:
    """Do nothing if the table is there, with all its columns.

    Raises:
        sqlite3.DatabaseError: It is not.
    """
    try:
        file.execute(f"SELECT {_COLUMNS} FROM samples LIMIT 0")
    except sqlite3.OperationalError as error:
        if _kind(error) != sqlite3.SQLITE_ERROR:
            raise
        raise sqlite3.DatabaseError(_OTHER_FORM) from error


def _is_damage(error: Exception) -> bool:
    """Whether the file itself is at fault, and not its place or another window."""
    if isinstance(error, UnicodeDecodeError):  # in what SQLite says of the damage
        return True
    codes = sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB
    return str(error) in (_FOREIGN, _OTHER_FORM) or _kind(error) in codes


def _kind(error: Exception) -> int | None:
    """What has gone wrong, without the detail that stands above the lowest byte."""
    code = getattr(error, "sqlite_errorcode", None)
    return None if code is None else int(code) & 0xFF
