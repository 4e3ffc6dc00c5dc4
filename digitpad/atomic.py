"""Write files so that a kill at any instant leaves the old file or the new one."""

import glob
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from secrets import token_hex
from typing import Final

_RANDOM: Final = "?" * 8  # what `mkstemp` puts between prefix and suffix
_LONGEST: Final = 255  # bytes of a file's name
# No file takes so long to write: whoever began it is gone.
_ABANDONED_S: Final = 3600.0


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Yield a temporary file that takes the place of `path` if all goes well.

    The temporary file lies in the same folder (made if absent) and keeps the suffix
    of `path`, because some writers choose a format by it. It is flushed to the disk
    and renamed at the end, or removed if the block raises. What a process that was
    killed had begun to write here an hour ago or more is removed as well.

    Raises:
        OSError: The folder or the file cannot be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    _remove_leftovers(path.parent, _temporaries_of(path))
    handle, name = tempfile.mkstemp(
        dir=path.parent, prefix=_beginning(path), suffix=path.suffix
    )
    os.close(handle)
    temporary = Path(name)
    try:
        yield temporary
        # mkstemp makes the file private; the result gets ordinary permissions.
        temporary.chmod(0o666 & ~_umask())
        _flush(temporary)
        temporary.replace(path)
        _flush_folder(path.parent)
    finally:
        temporary.unlink(missing_ok=True)


@contextmanager
def replacing_folder(folder: Path) -> Iterator[Path]:
    """Yield a new folder that takes the place of `folder` if all goes well.

    It lies beside `folder`, because only there is it renamed and not copied, and is
    removed if the block raises. Whatever `folder` held is gone in the end. A kill just
    between two renames leaves it beside, under the name of the new one and "-old".

    Raises:
        OSError: The folder cannot be written.
    """
    # A link to a folder stays a link.
    folder = folder.resolve()
    new = folder.with_name(f".{folder.name}-{token_hex(4)}")
    old = folder.with_name(f"{new.name}-old")
    try:
        new.mkdir(parents=True)
        yield new
        for file in new.rglob("*"):
            if file.is_file():
                _flush(file)
        try:
            if folder.exists():
                folder.rename(old)
            new.rename(folder)
        except BaseException:  # Ctrl+C too
            if old.exists() and not folder.exists():
                old.rename(folder)
            raise
        _flush_folder(folder.parent)
        shutil.rmtree(old, ignore_errors=True)
    finally:
        shutil.rmtree(new, ignore_errors=True)


def remove_abandoned(path: Path) -> None:
    """Remove what a process that was killed had begun to write in place of `path`.

    No other process may be writing there.
    """
    for temporary in path.parent.glob(_temporaries_of(path)):
        temporary.unlink(missing_ok=True)


def remove_leftovers(folder: Path) -> None:
    """Remove what killed processes had begun to write in a folder of the program's own.

    Other processes may be writing there: what is younger than an hour stays.
    """
    for pattern in (f".*-{_RANDOM}", f".*-{_RANDOM}.*"):
        _remove_leftovers(folder, pattern)


def write_bytes(path: Path, content: bytes) -> None:
    """Write `content` to `path`, whole or not at all."""
    with replacing(path) as temporary:
        temporary.write_bytes(content)


def _temporaries_of(path: Path) -> str:
    """A pattern for the temporary files that are to take the place of `path`."""
    return glob.escape(_beginning(path)) + _RANDOM + glob.escape(path.suffix)


def _beginning(path: Path) -> str:
    """How a temporary file's name begins: as that of its file, if that leaves room."""
    stem = path.stem
    if len(os.fsencode(path.name)) + len(f".-{_RANDOM}") > _LONGEST:
        # Imported late: hardly any file has such a name.
        import hashlib

        stem = hashlib.sha256(os.fsencode(stem)).hexdigest()[:16]
    return f".{stem}-"


def _remove_leftovers(folder: Path, pattern: str) -> None:
    now = time.time()
    # What cannot be looked at or removed does no harm.
    with suppress(OSError):
        for temporary in folder.glob(pattern):
            # A clock that was set back lets files come from the future.
            age = abs(now - temporary.stat().st_mtime)
            if age > _ABANDONED_S and temporary.is_file():
                temporary.unlink(missing_ok=True)


def _flush(path: Path) -> None:
    # Windows flushes only what is open for writing.
    with path.open("r+b") as file:
        os.fsync(file.fileno())


def _flush_folder(folder: Path) -> None:
    """Make the rename itself durable, where the system can open a folder."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _umask() -> int:
    """The process's umask, which can only be read by setting it."""
    current = os.umask(0o022)
    os.umask(current)
    return current
