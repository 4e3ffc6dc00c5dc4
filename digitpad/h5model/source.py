"""Get the parts of a model file, a stranger's by way of a child process."""

import hashlib
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from digitpad.errors import ModelError
from digitpad.h5model.stored import StoredModel

MOST_BYTES: Final = 256 << 20


@dataclass(frozen=True)
class ModelFile:
    """A file's parts and the SHA-256 of its bytes."""

    stored: StoredModel
    sha256: str


def read_file(path: Path, *, trusted: bool) -> ModelFile:
    """Read a model file.

    Args:
        path: The file.
        trusted: Its SHA-256 is known; it is read in this process.

    Raises:
        ModelError: The file cannot be read or is no model file.
    """
    content = _content(path)
    from digitpad.h5model.file import read

    return ModelFile(read(content), hashlib.sha256(content).hexdigest())


def _content(path: Path) -> bytes:
    try:
        facts = path.stat()
        # A pipe would wait for a writer, and a device never ends.
        if not stat.S_ISREG(facts.st_mode):
            raise ModelError("It is not an ordinary file. Choose an .h5 file.")
        if facts.st_size > MOST_BYTES:
            raise ModelError(
                "The file is larger than Digitpad reads ({most} MB). "
                "Choose a smaller model, or save it without the optimizer.",
                most=MOST_BYTES >> 20,
            )
        return path.read_bytes()
    except OSError as error:
        raise ModelError(
            "The file cannot be read ({reason}). Check its place and permissions.",
            reason=error.strerror or error,
        ) from error
