"""Reads files that may be none: what stands in their place is never waited for."""

import os
import stat
from pathlib import Path
from typing import Final

_PIECE: Final = 2**20
# A pipe without a writer would be waited for; Windows has no such pipes.
_FLAGS: Final = (
    os.O_RDONLY
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_NOCTTY", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)


def read_regular(path: Path, most: int) -> bytes:
    """All bytes of a file.

    Args:
        path: The file.
        most: Of so many bytes.

    Raises:
        OSError: It cannot be read, is larger, or is a folder, a pipe or a device.
        ValueError: No file can have such a name.
    """
    with os.fdopen(os.open(path, _FLAGS), "rb") as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise OSError(0, "it is no file")
        pieces, size = [], 0
        # In pieces: asked for at once, as much as the limit would be allocated. A file
        # that grows meanwhile is read no further either.
        while size <= most and (piece := file.read(_PIECE)):
            pieces.append(piece)
            size += len(piece)
    if size > most:
        raise OSError(0, f"it has more than {most >> 20} MB")
    return b"".join(pieces)
