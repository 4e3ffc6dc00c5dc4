"""The models the user has: the built-in one and those adopted in its place."""

import hashlib
import json
from pathlib import Path
from typing import Final

from digitpad.atomic import write_bytes
from digitpad.errors import ModelError
from digitpad.h5model import load_network
from digitpad.paths import asset, models_folder

BUILTIN: Final = "mnist_cnn_model.h5"
BUILTIN_CARD: Final = "mnist_cnn_model.json"
_ADOPTED: Final = "adopted.json"


def builtin_model() -> Path:
    """The model that ships with the program."""
    return asset(BUILTIN)


def adopted_model() -> Path | None:
    """The model the user chose, or None if that is the built-in one."""
    entry = _adopted_entry()
    return models_folder() / entry["file"] if entry else None


def model_in_use() -> Path:
    """The adopted model, else the built-in one."""
    return adopted_model() or builtin_model()


def is_builtin(path: Path) -> bool:
    """Whether a path is that of the built-in model."""
    return path == builtin_model()


def is_known(path: Path) -> bool:
    """Whether a file is, byte for byte, the shipped or the adopted model.

    Only such files are read in this process: the library that reads HDF5 can crash on
    a damaged one.
    """
    expected = _shipped_sha256() if is_builtin(path) else _adopted_entry().get("sha256")
    try:
        return sha256_of(path) == expected
    except OSError:
        return False


def adopt(path: Path) -> Path:
    """Copy a model into the user's folder and make it the one in use.

    Earlier models stay there.

    Raises:
        ModelError: The file is refused, or cannot be copied.
    """
    network = load_network(path)
    try:
        content = path.read_bytes()
        if hashlib.sha256(content).hexdigest() != network.sha256:
            raise ModelError(
                "{path} changed while it was read: try again when it is complete.",
                path=path,
            )
        kept = models_folder() / f"{path.stem[:60]}-{network.sha256[:8]}.h5"
        write_bytes(kept, content)
        entry = {"file": kept.name, "sha256": network.sha256}
        write_bytes(models_folder() / _ADOPTED, json.dumps(entry).encode())
    except OSError as error:
        raise ModelError(
            "The model cannot be kept in {folder} ({reason}): make room or permit "
            "writing there, then try again.",
            folder=models_folder(),
            reason=error.strerror,
        ) from error
    return kept


def restore_builtin() -> None:
    """Make the built-in model the one in use; adopted ones stay in their folder.

    Raises:
        ModelError: The user's folder cannot be changed.
    """
    try:
        (models_folder() / _ADOPTED).unlink(missing_ok=True)
    except OSError as error:
        raise ModelError(
            "The built-in model cannot be restored ({reason}): permit writing in "
            "{folder}, then try again.",
            reason=error.strerror,
            folder=models_folder(),
        ) from error


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal.

    Raises:
        OSError: The file cannot be read.
    """
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _adopted_entry() -> dict[str, str]:
    """File name and SHA-256 of the adopted model; empty if there is none."""
    try:
        entry = json.loads((models_folder() / _ADOPTED).read_bytes())
        file, digest = entry["file"], entry["sha256"]
    except (OSError, ValueError, LookupError, TypeError, RecursionError):
        return {}
    # The entry names a file in its own folder and nothing elsewhere.
    if not isinstance(file, str) or Path(file).name != file:
        return {}
    return {"file": file, "sha256": str(digest)}


def _shipped_sha256() -> str | None:
    try:
        return str(json.loads(asset(BUILTIN_CARD).read_bytes())["sha256"])
    except (OSError, ValueError, LookupError, TypeError):
        return None
