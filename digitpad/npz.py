"""NumPy's .npz files, whoever wrote them: nothing in them is run, or allocated unseen.

What NumPy, zipfile and the unpackers raise at a damaged file is a dozen kinds of
exceptions, and a head that promises terabytes is believed; here it is one kind.
"""

import struct
import tokenize
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from lzma import LZMAError
from math import prod
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Final, Self

import numpy as np
import numpy.typing as npt
from numpy.lib import format as npy

MOST: Final = 2 * 2**30  # bytes of one array
_LONGEST: Final = 200  # letters of a reason
# Numbers and texts: nothing with objects or parts.
_KINDS: Final = "biufU"
_HEADS: Final = {
    (1, 0): npy.read_array_header_1_0,
    (2, 0): npy.read_array_header_2_0,
}
_DAMAGE: Final = (
    EOFError, ValueError, LookupError, TypeError, ArithmeticError, RuntimeError,
    MemoryError, SyntaxError, AttributeError, struct.error, zlib.error, LZMAError,
    zipfile.BadZipFile, tokenize.TokenError,
)  # fmt: skip


class Npz:
    """The arrays of a file, each read when it is asked for.

    Args:
        source: A path, or an open file.
        most: Bytes that one array may have.

    Raises:
        OSError: It cannot be opened.
        ValueError: It is no such file.
    """

    def __init__(self, source: Path | IO[bytes], most: int = MOST) -> None:
        self._most = most
        with _explaining():
            self._file = zipfile.ZipFile(source)
        self.names = tuple(name.removesuffix(".npy") for name in self._file.namelist())

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._file.close()

    def __getitem__(self, name: str) -> npt.NDArray[Any]:
        """An array of numbers or texts.

        Raises:
            OSError: The file cannot be read.
            ValueError: There is none of that name, or it is damaged or too large.
        """
        with _explaining():
            member = self._file.getinfo(f"{name}.npy")
            if member.file_size > self._most:
                raise ValueError(f"{name} has more than {self._most >> 20} MB")
            with self._file.open(member) as file:
                self._check(file, member.file_size)
            with self._file.open(member) as file:
                return np.asarray(npy.read_array(file, allow_pickle=False))

    def _check(self, file: IO[bytes], size: int) -> None:
        """Hold what an array's head promises against what there is.

        Raises:
            ValueError: They differ, or the array is of objects.
        """
        version = npy.read_magic(file)
        if version not in _HEADS:
            raise ValueError("an array of another form")
        shape, _, dtype = _HEADS[version](file)
        if dtype.kind not in _KINDS:
            raise ValueError(f"an array of {dtype.name}, which is no number")
        if min(shape, default=0) < 0 or not all(type(n) is int for n in shape):
            raise ValueError("an array of an odd shape")
        if prod(shape) * dtype.itemsize != size - file.tell():
            raise ValueError(f"{size} bytes are not what an array's head says")


@contextmanager
def _explaining() -> Iterator[None]:
    """Make one kind of exception of all that damage brings about."""
    try:
        # Of what Python 2 has written NumPy warns.
        with warnings.catch_warnings(action="ignore"):
            yield
    except ValueError as error:
        reason = str(error)[:_LONGEST]
        # NumPy tells all of it, which is no text for people.
        if not reason or reason.startswith("Cannot parse header"):
            reason = "it is damaged"
        raise ValueError(reason) from error
    except _DAMAGE as error:
        reason = "" if isinstance(error, LookupError) else str(error)[:_LONGEST]
        raise ValueError(reason or "it is damaged") from error
