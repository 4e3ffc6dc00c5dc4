"""Take text and arrays out of an .h5 file.

Only the objects that Keras and Digitpad write are touched, step by step from the
root, and each is checked before its numbers are read.
"""

import math
import os
from typing import Final, NoReturn

import h5py
import numpy as np

from digitpad.card import GROUP
from digitpad.errors import ModelError
from digitpad.h5model.stored import NumericArray, StoredModel, StoredWeight

MOST_WEIGHTS: Final = 16_000_000
MOST_EXTRA_BYTES: Final = 32 << 20
_LONGEST_TEXT: Final = 8 << 20
_MOST_NAMES: Final = 4096
_LARGEST_SMALL_CHUNK: Final = 1 << 20
_MAGIC: Final = b"\x89HDF\r\n\x1a\n"
_ZIP_MAGIC: Final = b"PK\x03\x04"
# What HDF5 itself brings along; any other filter would be loaded as a plug-in.
_FILTERS: Final = (
    h5py.h5z.FILTER_DEFLATE,
    h5py.h5z.FILTER_SHUFFLE,
    h5py.h5z.FILTER_FLETCHER32,
)


def read(content: bytes) -> StoredModel:
    """Read the bytes of an .h5 file.

    A damaged file can crash or hang the HDF5 library. In the program's own process
    this is for files whose SHA-256 is known.

    Raises:
        ModelError: It is no model file, or damaged, or reaches outside itself.
    """
    if content.startswith(_ZIP_MAGIC):
        raise ModelError(
            "The file is in the .keras format, and Digitpad reads .h5. "
            "Save the model with model.save('name.h5')."
        )
    if not content.startswith(_MAGIC):
        raise ModelError(
            "The file is no HDF5 file. Choose one made with model.save('name.h5')."
        )
    try:
        # `File.in_memory` would copy the bytes, twice.
        with h5py.File(_Bytes(content), "r") as file:
            return _model(file)
    # Whatever h5py meets in damaged metadata comes up as one of these.
    except (OSError, RuntimeError, LookupError, ValueError, TypeError, MemoryError):
        _damaged()


class _Bytes:
    """Bytes as the file that h5py reads from, not copied."""

    def __init__(self, content: bytes) -> None:
        self._content = memoryview(content)
        self._place = 0

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        """Go to a place; h5py counts from the start, or asks where the end is."""
        self._place = len(self._content) if whence == os.SEEK_END else offset
        return self._place

    def tell(self) -> int:
        """The place."""
        return self._place

    def readinto(self, buffer: memoryview) -> int:
        """Fill the buffer, with zeros behind the end."""
        found = self._content[self._place : self._place + len(buffer)]
        buffer[: len(found)] = found
        # h5py does not look at the number, and would take what lay in the buffer.
        buffer[len(found) :] = bytes(len(buffer) - len(found))
        return len(buffer)

    def read(self, size: int) -> bytes:
        """Some bytes; h5py knows a file by this method and uses the one above."""
        raise NotImplementedError


def _model(file: h5py.File) -> StoredModel:
    config = _text(file, "model_config")
    if config is None:
        raise ModelError(
            "The file holds no architecture, perhaps weights alone. "
            "Save the whole model with model.save('name.h5')."
        )
    groups = _group(file, "model_weights")
    weights: dict[str, list[StoredWeight]] = {}
    numbers = 0
    for layer in _names(groups, "layer_names"):
        group = _group(groups, layer)
        weights[layer] = []
        for path in _names(group, "weight_names"):
            dataset = _dataset(group, path)
            numbers += dataset.size
            if numbers > MOST_WEIGHTS:
                raise ModelError(
                    "The model has more than {most} million weights. "
                    "Choose a smaller model.",
                    most=MOST_WEIGHTS // 1_000_000,
                )
            name = path.rpartition("/")[2].partition(":")[0]
            weights[layer].append(StoredWeight(name, _floats(dataset)))
    version = _text(file, "keras_version") or _text(groups, "keras_version") or ""
    return StoredModel(config, version, weights, _extras(file))


def _extras(file: h5py.File) -> dict[str, NumericArray]:
    """The numeric datasets of the group `digitpad`, if there is one."""
    if GROUP not in file:
        return {}
    group = _group(file, GROUP)
    extras: dict[str, NumericArray] = {}
    size = 0
    for name in list(group)[:_MOST_NAMES]:
        found = _open(group, name)
        if not isinstance(found, h5py.Dataset) or found.dtype.kind not in "fiu":
            continue
        _check(found)
        size += found.nbytes
        if size > MOST_EXTRA_BYTES:
            raise ModelError(
                "The file's group {group} is larger than {most} MB. "
                "Choose another model.",
                group=GROUP,
                most=MOST_EXTRA_BYTES >> 20,
            )
        native = found.dtype.newbyteorder("=")
        extras[name] = np.asarray(found[()], dtype=native)
    return extras


def _floats(dataset: h5py.Dataset) -> NumericArray:
    # The one weight that is no float is a Normalization's count of samples.
    if dataset.dtype.kind != "f" and dataset.shape != ():
        raise ModelError(
            "The weight {name} is not made of floating-point numbers. "
            "Save the model again, not quantized.",
            name=ascii(dataset.name)[1:-1][:120],
        )
    return np.asarray(dataset[()], dtype=np.float32)


def _group(parent: h5py.Group, path: str) -> h5py.Group:
    found = _open(parent, path)
    if not isinstance(found, h5py.Group):
        _damaged()
    return found


def _dataset(parent: h5py.Group, path: str) -> h5py.Dataset:
    found = _open(parent, path)
    if not isinstance(found, h5py.Dataset) or found.dtype.kind not in "fiu":
        _damaged()
    _check(found)
    return found


def _open(parent: h5py.Group, path: str) -> h5py.HLObject:
    """Follow a path part by part; only hard links stay inside the file."""
    found: h5py.HLObject = parent
    for part in path.split("/"):
        if not isinstance(found, h5py.Group):
            _damaged()
        name = part.encode()
        if not found.id.links.exists(name):
            _damaged()
        if found.id.links.get_info(name).type != h5py.h5l.TYPE_HARD:
            _reaches_outside()
        found = found[part]
    return found


def _check(dataset: h5py.Dataset) -> None:
    """Refuse numbers kept in other files, unknown filters and empty promises."""
    plan = dataset.id.get_create_plist()
    if plan.get_layout() == h5py.h5d.VIRTUAL or plan.get_external_count():
        _reaches_outside()
    filters = [plan.get_filter(index)[0] for index in range(plan.get_nfilters())]
    if any(each not in _FILTERS for each in filters):
        _damaged()
    # A file of a few bytes can declare an array, or a chunk of one, of terabytes.
    if not filters and dataset.id.get_storage_size() < dataset.nbytes:
        _damaged()
    chunk = math.prod(dataset.chunks or ()) * dataset.dtype.itemsize
    if chunk > max(dataset.nbytes, _LARGEST_SMALL_CHUNK):
        _damaged()


def _names(group: h5py.Group, attribute: str) -> list[str]:
    """A list of names; Keras spreads a long one over `name0`, `name1`, ..."""
    if attribute in group.attrs:
        return _decode_all(_attribute(group, attribute))
    names: list[str] = []
    for part in range(_MOST_NAMES):
        if f"{attribute}{part}" not in group.attrs:
            break
        names += _decode_all(_attribute(group, f"{attribute}{part}"))
    return names


def _text(holder: h5py.HLObject, attribute: str) -> str | None:
    """An attribute that is a text."""
    if attribute not in holder.attrs:
        return None
    return _decode(_attribute(holder, attribute))


def _attribute(holder: h5py.HLObject, name: str) -> object:
    found = holder.attrs.get_id(name)
    size = math.prod(found.shape) * found.dtype.itemsize
    if size > _LONGEST_TEXT or found.dtype.kind not in "OSf":
        _damaged()
    return holder.attrs[name]


def _decode(found: object) -> str:
    if isinstance(found, bytes):
        found = found.decode()
    if not isinstance(found, str) or len(found) > _LONGEST_TEXT:
        _damaged()
    return found


def _decode_all(found: object) -> list[str]:
    # A layer without weights has an empty list, of floats as NumPy has it.
    entries = np.asarray(found).ravel()
    if entries.size > _MOST_NAMES:
        _damaged()
    return [_decode(entry) for entry in entries.tolist()]


def _damaged() -> NoReturn:
    raise ModelError("The file is damaged. Fetch it or save the model again.")


def _reaches_outside() -> NoReturn:
    raise ModelError(
        "The file points to data outside itself, which Digitpad never follows. "
        "Save the model with model.save('name.h5')."
    )
