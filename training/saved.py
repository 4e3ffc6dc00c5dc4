"""The .h5 file of a model: written whole, and read back to train on from it."""

import hashlib
import logging
import re
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from os import strerror
from pathlib import Path
from typing import Any, Final

import h5py
import numpy as np
import numpy.typing as npt

from digitpad.card import CARD, GROUP, ModelCard
from digitpad.errors import TrainingError

# A Keras model; Keras has no types.
Model = Any

OPTIMIZER_GROUP: Final = "optimizer_weights"

# What Python raises where a value is not what it should be.
_MISUSE: Final = (
    *(ArithmeticError, AssertionError, AttributeError, ImportError, LookupError),
    *(MemoryError, OSError, RuntimeError, TypeError, ValueError),
)

_NOT_TRAINABLE: Final = (
    "{name} cannot be trained on: this version of Keras does not open it. "
    "Leave out --from to begin afresh."
)


@contextmanager
def explaining_failure(path: Path) -> Iterator[None]:
    """Turn what goes wrong while writing `path` into a sentence.

    Raises:
        TrainingError: The disk is full, or the folder cannot be written.
    """
    try:
        yield
    # HDF5 reports a disk that fills up while a file is closed as RuntimeError.
    except (OSError, RuntimeError) as error:
        raise TrainingError(
            "{path} could not be written ({reason}). Make room there, "
            "or choose another place.",
            path=path,
            reason=_reason(error),
        ) from error


def write(model: Model, path: Path) -> None:
    """Write architecture, weights and optimizer state."""
    absl = logging.getLogger("absl")
    with warnings.catch_warnings():
        # Keras has no `copy` argument where NumPy 2 wants one.
        warnings.filterwarnings(
            "ignore", "__array__ implementation", DeprecationWarning, r"keras\."
        )
        absl.addFilter(_is_not_format_advice)
        try:
            model.save(path)
        finally:
            absl.removeFilter(_is_not_format_advice)


def _is_not_format_advice(record: logging.LogRecord) -> bool:
    """Keras advises against .h5 at each save; the format is this program's choice."""
    return "saving your model as an HDF5 file" not in record.getMessage()


def write_card(path: Path, card: ModelCard) -> None:
    """Put the card into a model file, in the place of an earlier one."""
    write_extras(path, {CARD: np.frombuffer(card.to_json().encode(), np.uint8)})


def write_extras(path: Path, arrays: Mapping[str, npt.NDArray[Any]]) -> None:
    """Put arrays next to the card, in the place of earlier ones of their names."""
    with h5py.File(path, "r+") as file:
        group = file.require_group(GROUP)
        for name, array in arrays.items():
            if name in group:
                del group[name]
            # Single numbers cannot be packed, and the card need not be.
            packed = {"compression": "gzip"} if array.ndim > 1 else {}
            group.create_dataset(name, data=array, **packed)


def load(path: Path, refusal: str = _NOT_TRAINABLE) -> Model:
    """Read architecture and weights of a checked model file; it is not compiled.

    Whatever the file says about loss and optimizer is not looked at: Keras would
    build those without its safe mode.

    Args:
        path: The file.
        refusal: What to say if Keras does not open it; `{name}` is the file's.

    Raises:
        TrainingError: Digitpad can read with this model, but Keras cannot build it.
    """
    from keras.saving import load_model
    from tensorflow.errors import OpError

    try:
        return load_model(path, compile=False, safe_mode=True)
    # Keras uses the settings that Digitpad does without before it looks at them.
    except (*_MISUSE, OpError) as error:
        raise TrainingError(refusal, name=path.name) from error


def refuse_changed(path: Path, sha256: str) -> None:
    """Do nothing if a file is the one that was checked.

    Raises:
        TrainingError: It is another one by now, or cannot be read any more.
    """
    try:
        with path.open("rb") as file:
            if hashlib.file_digest(file, "sha256").hexdigest() == sha256:
                return
    except OSError:
        pass
    raise TrainingError(
        "{name} has changed since it was checked. Try again when it is complete.",
        name=path.name,
    )


def restore_optimizer(model: Model, path: Path) -> bool:
    """Give a compiled model the optimizer state of its file.

    Keras writes that state into the file, but reads only a part of it back.

    Returns:
        False if the file has none, or that of another kind of optimizer; the
        optimizer then starts afresh.
    """
    optimizer = model.optimizer
    optimizer.build(model.trainable_variables)
    try:
        with h5py.File(path, "r") as file:
            values = _fitting_values(file, optimizer.variables)
    except _MISUSE:  # of this part of the file nothing has been checked
        values = None
    if values is None:
        return False
    for variable, value in zip(optimizer.variables, values, strict=True):
        variable.assign(value)
    return True


def _fitting_values(
    file: h5py.File, variables: list[Any]
) -> list[npt.NDArray[Any]] | None:
    """The saved state in the order of `variables`, or None if it is not theirs."""
    group = _held(file, OPTIMIZER_GROUP)
    if not isinstance(group, h5py.Group):
        return None
    names = list(group.attrs.get("weight_names", ()))
    if [_leaf(name) for name in names] != [_leaf(v.path) for v in variables]:
        return None
    values = []
    for name, variable in zip(names, variables, strict=True):
        dataset = _held_dataset(group, name)
        # Before anything is read: a file may promise arrays of any size.
        if dataset is None or dataset.shape != tuple(variable.shape):
            return None
        values.append(dataset[()])
    return values


def _held_dataset(group: h5py.Group, path: str) -> h5py.Dataset | None:
    """An array of numbers in this very file."""
    found = _held(group, path)
    if not isinstance(found, h5py.Dataset) or found.is_virtual or found.external:
        return None
    return found if found.dtype.kind in "fiu" else None


def _held(group: h5py.Group, path: str) -> h5py.HLObject | None:
    """An object of this very file; none that a link or a reference leads out to."""
    found = group
    for part in path.split("/"):
        if not isinstance(found, h5py.Group):
            return None
        if not isinstance(found.get(part, getlink=True), h5py.HardLink):
            return None
        found = found[part]
    return found


def _leaf(name: str) -> str:
    """A variable's name without its optimizer's, which counts up in a process."""
    return name.rpartition("/")[2]


def _reason(error: Exception) -> str:
    """What the operating system said, without HDF5's words around it."""
    number = re.search(r"errno (?:= )?(\d+)", str(error), re.IGNORECASE)
    return strerror(int(number[1])) if number else str(error)
