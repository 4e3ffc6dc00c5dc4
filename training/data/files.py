"""Opens files of data, packed or not, and says in a sentence what cannot be opened."""

import gzip
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedReader
from pathlib import Path
from typing import Final

from digitpad.errors import DataError

_PIECE: Final = 2**20

# What the system, gzip, zipfile and NumPy raise when they read damaged files.
_DAMAGED: Final = (OSError, EOFError, ValueError, zipfile.BadZipFile, zlib.error)


@contextmanager
def reading(path: Path, advice: str = "choose another file") -> Iterator[None]:
    """Turn what goes wrong while a file is read into a sentence.

    Args:
        path: The file.
        advice: What to do then.

    Raises:
        DataError: The block could not read it.
    """
    try:
        yield
    except _DAMAGED as error:
        raise DataError(
            "{path} cannot be read ({reason}): {advice}.",
            path=path,
            reason=getattr(error, "strerror", None) or error,
            advice=advice,
        ) from error


def unpacked(path: Path) -> gzip.GzipFile | BufferedReader:
    """Open a file, unpacking it if its name ends in .gz."""
    return gzip.open(path) if path.suffix.lower() == ".gz" else path.open("rb")


def up_to(file: gzip.GzipFile | BufferedReader, most: int) -> bytearray:
    """The next bytes of a file, at most so many.

    Asked for at once, as many as that would be allocated, however few there are.
    """
    content = bytearray()
    while len(content) < most and (
        piece := file.read(min(_PIECE, most - len(content)))
    ):
        content += piece
    return content
