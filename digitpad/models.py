"""The models the user has: the built-in one and those adopted in its place."""

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from digitpad.atomic import write_bytes
from digitpad.errors import ModelError
from digitpad.h5model import load_network
from digitpad.paths import asset, models_folder
from digitpad.regular import read_regular

BUILTIN: Final = "mnist_cnn_model.h5"
BUILTIN_CARD: Final = "mnist_cnn_model.json"
_ADOPTED: Final = "adopted.json"
_LARGEST_NOTE: Final = 2**20  # bytes


def choice_file() -> Path:
    """The note of which model the user chose; there is none while that is built in."""
    return models_folder() / _ADOPTED


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


def is_choice_lost() -> bool:
    """Whether the user may have chosen a model, and the note of it cannot be read."""
    if _adopted_entry():
        return False
    try:
        choice_file().lstat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError:
        pass  # whether it is there, nobody may know
    return True


def is_changed(path: Path, sha256: str) -> bool:
    """Whether the chosen model's file is another one than it was when it was chosen.

    Args:
        path: A model's file.
        sha256: What it is now.
    """
    return path == adopted_model() and sha256 != _adopted_entry().get("sha256")


def is_builtin(path: Path) -> bool:
    """Whether a path is that of the built-in model."""
    return path == builtin_model()


def known_sha256s() -> tuple[str, ...]:
    """The SHA-256s of the shipped and the adopted model.

    Only files that are one of these, byte for byte, are read in this process: the
    library that reads HDF5 can crash on a damaged one.
    """
    digests = _shipped_sha256(), _adopted_entry().get("sha256")
    return tuple(digest for digest in digests if digest is not None)


def adopt(path: Path) -> Path:
    """Make a model the one in use; it is copied into the user's folder before.

    One that lies there already is not copied once more. Earlier models stay.

    Raises:
        ModelError: The file is refused, or cannot be copied.
    """
    with _explaining_failure():
        kept, digest = _copied(path)
        entry = {"file": kept.name, "sha256": digest}
        write_bytes(choice_file(), json.dumps(entry).encode())
    return kept


def keep(path: Path) -> Path:
    """Copy a model into the user's folder; the one in use stays in use.

    Raises:
        ModelError: The file is refused, or cannot be copied.
    """
    with _explaining_failure():
        return _copied(path)[0]


def restore_builtin() -> None:
    """Make the built-in model the one in use; adopted ones stay in their folder.

    Raises:
        ModelError: The user's folder cannot be changed.
    """
    try:
        choice_file().unlink(missing_ok=True)
    except OSError as error:
        raise ModelError(
            "The built-in model cannot be restored ({reason}): permit writing in "
            "{folder}, then try again.",
            reason=error.strerror,
            folder=models_folder(),
        ) from error


def _copied(path: Path) -> tuple[Path, str]:
    """The copy of a model in the user's folder, and its SHA-256."""
    network = load_network(path)
    content = path.read_bytes()
    if hashlib.sha256(content).hexdigest() != network.sha256:
        raise ModelError(
            "{path} changed while it was read: try again when it is complete.",
            path=path,
        )
    if _is_kept(path):
        return models_folder() / path.name, network.sha256
    kept = models_folder() / _kept_name(path, network.sha256)
    write_bytes(kept, content)
    return kept, network.sha256


def _is_kept(path: Path) -> bool:
    """Whether a file lies in the user's folder, under a name that can be noted."""
    return (
        path.name.isprintable() and path.parent.resolve() == models_folder().resolve()
    )


def _kept_name(path: Path, sha256: str) -> str:
    """A name in the user's folder that no other model takes."""
    mark = f"-{sha256[:8]}"
    # It may have been there before.
    name = path.stem.removesuffix(mark)[:60]
    return "".join(c if c.isprintable() else "_" for c in name) + f"{mark}.h5"


@contextmanager
def _explaining_failure() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise ModelError(
            "The model cannot be kept in {folder} ({reason}): make room or permit "
            "writing there, then try again.",
            folder=models_folder(),
            reason=error.strerror,
        ) from error


def _adopted_entry() -> dict[str, str]:
    """File name and SHA-256 of the adopted model; empty if there is none."""
    try:
        entry = json.loads(read_regular(choice_file(), _LARGEST_NOTE))
        file, digest = entry["file"], entry["sha256"]
    except (OSError, ValueError, LookupError, TypeError, RecursionError):
        return {}
    # The entry names a file in its own folder and nothing elsewhere.
    if not isinstance(file, str) or Path(file).name != file or not file.isprintable():
        return {}
    if file in ("", ".."):  # the folder itself, and the one around it
        return {}
    return {"file": file, "sha256": str(digest)}


def _shipped_sha256() -> str | None:
    try:
        return str(json.loads(asset(BUILTIN_CARD).read_bytes())["sha256"])
    except (OSError, ValueError, LookupError, TypeError):
        return None
