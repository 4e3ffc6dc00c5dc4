"""Get the parts of a model file, those of a stranger's by way of a child process."""

import hashlib
import os
import stat
import subprocess
import sys
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import digitpad
from digitpad.errors import ModelError
from digitpad.h5model.stored import StoredModel
from digitpad.h5model.wire import unpack, unpack_refusal

MOST_BYTES: Final = 200 << 20
REFUSED: Final = 3
"""The child's exit status when its reply is a refusal and not a model."""

# The child limits its own processor time to less. A busy machine may take seconds
# to start it, and that is no fault of the file.
_CHILD_SECONDS: Final = 20

_CHILD: Final = "digitpad.h5model.child"


@dataclass(frozen=True)
class ModelFile:
    """A file's parts, and the SHA-256 of its bytes."""

    stored: StoredModel
    sha256: str


def read_file(path: Path, *, known: Collection[str] = ()) -> ModelFile:
    """Read a model file.

    Args:
        path: The file.
        known: SHA-256s, in hexadecimal, of files that are read in this process.

    Raises:
        ModelError: The file cannot be read or is no model file.
    """
    # Read once: the bytes that are looked at are the bytes that were hashed.
    content = _content(path)
    sha256 = hashlib.sha256(content).hexdigest()
    if sha256 not in known:
        return ModelFile(_read_in_child(content), sha256)
    # Imported late: for a stranger's file this process does without h5py.
    from digitpad.h5model.file import read

    return ModelFile(read(content), sha256)


def _content(path: Path) -> bytes:
    try:
        facts = path.stat()
        # A pipe would wait for a writer, and a device never ends.
        if not stat.S_ISREG(facts.st_mode):
            raise ModelError("This is not an ordinary file. Choose an .h5 file.")
        if facts.st_size == 0:
            raise ModelError("The file is empty. Fetch it or save the model again.")
        content = b""
        if facts.st_size <= MOST_BYTES:
            # It may be growing just now.
            with path.open("rb") as file:
                content = file.read(MOST_BYTES + 1)
        if max(facts.st_size, len(content)) > MOST_BYTES:
            raise ModelError(
                "The file is larger than Digitpad reads ({most} MB). "
                "Choose a smaller model, or save it without the optimizer.",
                most=MOST_BYTES >> 20,
            )
        return content
    except OSError as error:
        raise ModelError(
            "The file cannot be read ({reason}). Check its place and permissions.",
            reason=error.strerror or error,
        ) from error


def _read_in_child(content: bytes) -> StoredModel:
    try:
        child = subprocess.run(
            [sys.executable, "-P", "-m", _CHILD],
            input=content,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=_CHILD_SECONDS,
            env=_environment(),
            # Windows would flash a console over the pad.
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise ModelError(
            "Reading the file takes more than {seconds} seconds: the machine is busy "
            "or the file is damaged. Try again, or save the model again.",
            seconds=_CHILD_SECONDS,
        ) from error
    except OSError as error:
        raise ModelError(
            "The program that reads model files cannot start ({reason}). "
            "Close other programs and try again.",
            reason=error.strerror or error,
        ) from error
    return _understand(child.returncode, child.stdout)


def _understand(status: int, reply: bytes) -> StoredModel:
    try:
        if status == 0:
            return unpack(reply)
        if status == REFUSED:
            raise unpack_refusal(reply)
    except ValueError:
        pass
    # The child crashed, or ran into one of its limits.
    raise ModelError(
        "The file is damaged, or asks for more memory or time than Digitpad allows. "
        "Fetch it or save the model again."
    )


def _environment() -> dict[str, str]:
    """The child's environment: it finds this very package, and HDF5 no plug-ins."""
    folders = [str(Path(digitpad.__file__).parents[1]), os.environ.get("PYTHONPATH")]
    return os.environ | {
        "PYTHONPATH": os.pathsep.join(filter(None, folders)),
        "HDF5_PLUGIN_PRELOAD": "::",
        # Each thread of a linear algebra library would take memory of its own.
        "OPENBLAS_NUM_THREADS": "1",
    }
