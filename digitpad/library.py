"""The library: every model that is kept, by name; and how one is taken out of it."""

import hashlib
import os
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from digitpad import models
from digitpad.card import ModelCard
from digitpad.errors import ModelError
from digitpad.h5model import Network, load_network
from digitpad.paths import free_place, models_folder
from digitpad.printable import printable

BUILTIN_NAME: Final = "built-in"

_SUFFIXES: Final = (".h5", ".hdf5")
# Each is read by a child process of its own.
_AT_ONCE: Final = 4


@dataclass(frozen=True)
class KeptModel:
    """One model of the library.

    Attributes:
        path: Its file.
        is_chosen: It is the one to read with. If it cannot be read, the built-in
            model reads in its place.
        sha256: Of the file; empty if not even that can be read.
        card: What the file says of how it was made; empty where `problem` is not.
        classes: 10, or 11 of which the last is "no digit"; 0 if it cannot be read.
        calibrated: The file says how far its probabilities can be trusted.
        description: Kind and size of the network, for people.
        problem: Why it cannot be read, in a sentence; empty if it can.
    """

    path: Path
    is_chosen: bool
    sha256: str
    card: ModelCard = field(default_factory=ModelCard, repr=False)
    classes: int = 0
    calibrated: bool = False
    description: str = ""
    problem: str = ""

    @property
    def name(self) -> str:
        """What it is called: the name of its file, or "built-in"."""
        return name_of(self.path)

    @property
    def is_builtin(self) -> bool:
        """Whether it ships with the program."""
        return models.is_builtin(self.path)


def places() -> list[Path]:
    """Where the kept models are, the built-in one first, then by name.

    A chosen one that is missing is among them; files of other kinds are not.
    """
    folder = models_folder()
    try:
        found = {
            path
            for path in folder.iterdir()
            if path.suffix.lower() in _SUFFIXES
            # Files that are being written begin with a dot.
            and not path.name.startswith(".")
            and not path.is_dir()
        }
    except OSError:
        found = set()
    chosen = models.adopted_model()
    if chosen is not None:
        found.add(chosen)
    kept = sorted(found, key=lambda path: (path.name.casefold(), path.name))
    return [models.builtin_model(), *kept]


def look_at(path: Path) -> KeptModel:
    """Read what a model's file says; one that cannot be read has a `problem`."""
    try:
        network = load_network(path, known=models.known_sha256s())
    except ModelError as error:
        problem = printable(str(error))
        return KeptModel(path, is_chosen(path), _sha256(path), problem=problem)
    return described(path, network)


def described(path: Path, network: Network) -> KeptModel:
    """What a file says, of which this is the network."""
    return KeptModel(
        path,
        is_chosen(path),
        network.sha256,
        network.card,
        network.classes,
        network.calibrated,
        network.description,
    )


def is_chosen(path: Path) -> bool:
    """Whether a model is the one to read with."""
    return path == models.model_in_use()


def kept_models() -> list[KeptModel]:
    """Look at all models of the library, several at once."""
    with ThreadPoolExecutor(_AT_ONCE) as threads:
        return list(threads.map(look_at, places()))


def reading_model(kept: Iterable[KeptModel]) -> KeptModel | None:
    """Which of the models reads: the chosen one, or the built-in one in its place."""
    can_read = [model for model in kept if not model.problem]
    chosen = (model for model in can_read if model.is_chosen)
    builtin = (model for model in can_read if model.is_builtin)
    return next(chosen, next(builtin, None))


def name_of(path: Path) -> str:
    """What a model is called: the name of its file, or "built-in"."""
    return BUILTIN_NAME if models.is_builtin(path) else printable(path.name)


def find(name: str) -> Path:
    """The model that somebody names.

    Args:
        name: "built-in", the name of a kept model, the path of a file, or an
            unambiguous beginning of the name or the SHA-256 of a kept model; the
            first of these that fits.

    Raises:
        ModelError: There is none of that name, or there are several.
    """
    exact = _by_name(name, places())
    if exact is None and os.path.exists(name):  # noqa: PTH110 (never raises)
        return Path(name)
    return exact or find_kept(name)


def find_kept(name: str) -> Path:
    """The model of the library that somebody names.

    Args:
        name: Its name, or an unambiguous beginning of its name or its SHA-256.

    Raises:
        ModelError: There is none of that name, or there are several.
    """
    kept = places()
    exact = _by_name(name, kept)
    if exact is not None:
        return exact
    found = [path for path in kept if _begins(path, name)] if name else []
    if len(found) == 1:
        return found[0]
    if not found:
        raise ModelError(
            "There is no model {name}: name one of those that digitpad models lists.",
            name=printable(name) or "without a name",
        )
    raise ModelError(
        "{name} may be {models}: write more of the name.",
        name=printable(name),
        models=_one_of(found),
    )


def remove(path: Path) -> Path:
    """Take a model out of the library; its file goes to a folder `removed` there.

    Returns:
        Where the file is now.

    Raises:
        ModelError: It is the built-in or the chosen one, or cannot be moved.
    """
    refuse_removal(path)
    return _moved(path, models_folder() / "removed")


def refuse_removal(path: Path) -> None:
    """Do nothing if a model may be removed.

    Raises:
        ModelError: It is the built-in or the chosen one.
    """
    if models.is_builtin(path):
        raise ModelError(
            "The built-in model is part of Digitpad and stays: remove another one."
        )
    if path == models.adopted_model():
        raise ModelError(
            "{name} is the model in use: restore the built-in one or adopt another "
            "one first, then remove it.",
            name=name_of(path),
        )


def put_back(removed: Path) -> Path:
    """Take a model that was removed into the library again.

    Returns:
        Where the file is now.

    Raises:
        ModelError: It cannot be moved.
    """
    return _moved(removed, models_folder())


def _by_name(name: str, kept: Iterable[Path]) -> Path | None:
    """The kept model of exactly this name, which may leave the suffix out."""
    return next((path for path in kept if name in _names(path)), None)


def _names(path: Path) -> tuple[str, ...]:
    # The built-in model's file has the name that a training's has by default.
    if models.is_builtin(path):
        return (BUILTIN_NAME,)
    return name_of(path), path.name, path.stem


def _begins(path: Path, name: str) -> bool:
    return name_of(path).startswith(name) or _sha256(path).startswith(name.lower())


def _one_of(found: Sequence[Path]) -> str:
    names = [name_of(path) for path in found]
    return f"{', '.join(names[:-1])} or {names[-1]}"


def _moved(path: Path, folder: Path) -> Path:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        place = free_place(folder, path)
        path.rename(place)
    except OSError as error:
        raise ModelError(
            "{name} cannot be moved to {folder} ({reason}): permit writing there, then "
            "try again.",
            name=printable(path.name),
            folder=folder,
            reason=error.strerror,
        ) from error
    return place


def _sha256(path: Path) -> str:
    """Of the file's bytes; empty if they cannot be read."""
    try:
        if not path.is_file():  # a pipe would wait for a writer
            return ""
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""
