"""IDX files, plain or packed with gzip: the form in which MNIST came."""

import hashlib
import os
import struct
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from digitpad.errors import DataError
from training.data.files import reading, unpacked, up_to
from training.data.problems import MOST_NAMED, Problems
from training.data.samples import DIGITS, SIDE, Samples

MAX_IMAGES: Final = 1_000_000
_UNSIGNED_BYTES: Final = 8  # the third byte of the file: the kind of its numbers


def is_idx(path: Path) -> bool:
    """Whether the name is that of an IDX file."""
    name = path.name.lower().removesuffix(".gz")
    return name.endswith((".idx", "-ubyte")) or ".idx" in name


def read_idx(path: Path) -> Samples:
    """Read a file of images, and the labels that belong to it, if there are any.

    The labels of "train-images-idx3-ubyte" are in "train-labels-idx1-ubyte".

    Raises:
        DataError: A file cannot be read, or they do not belong together.
    """
    ink = _array(path, 3)
    if ink.shape[1:] != (SIDE, SIDE):
        raise DataError(
            "{path} has images of {rows} x {columns} pixels, and {side} x {side} are "
            "needed: choose another file.",
            path=path,
            rows=ink.shape[1],
            columns=ink.shape[2],
            side=SIDE,
        )
    beside = _labels_beside(path)
    labels = None if beside is None else _array(beside, 1)
    digest = hashlib.sha256(ink.data)
    if labels is not None:
        digest.update(labels.data)
        _refuse_labels(beside, labels, len(ink))
    numbers = range(1, len(ink) + 1)
    return Samples(str(path), digest.hexdigest(), ink, labels, "image", numbers)


def _labels_beside(path: Path) -> Path | None:
    name = path.name.replace("images", "labels").replace("idx3", "idx1")
    for candidate in (name, f"{name}.gz", name.removesuffix(".gz")):
        found = path.with_name(candidate)
        if found != path and os.path.isfile(found):  # noqa: PTH113 (never raises)
            return found
    return None


def _array(path: Path, dimensions: int) -> npt.NDArray[np.uint8]:
    with reading(path), unpacked(path) as file:
        head = file.read(4)
        if head != bytes((0, 0, _UNSIGNED_BYTES, dimensions)):
            raise DataError(
                "{path} is no IDX file of {what}: choose another file.",
                path=path,
                what="images" if dimensions == 3 else "labels",
            )
        # What a torn file lacks is taken for nothing.
        head = file.read(4 * dimensions).ljust(4 * dimensions, b"\0")
        sizes = struct.unpack(f">{dimensions}I", head)
        count = int(np.prod(sizes, dtype=np.float64))
        if not 0 < count <= MAX_IMAGES * SIDE * SIDE:
            raise DataError(
                "{path} holds nothing, or more than {most:,} images: choose "
                "another file.",
                path=path,
                most=MAX_IMAGES,
            )
        content = up_to(file, count + 1)
    if len(content) != count:
        raise DataError(
            "{path} is {what} than it says: fetch it again.",
            path=path,
            what="shorter" if len(content) < count else "longer",
        )
    return np.frombuffer(content, np.uint8).reshape(sizes)


def _refuse_labels(
    path: Path | None, labels: npt.NDArray[np.uint8], images: int
) -> None:
    problems = Problems(str(path))
    if len(labels) != images:
        problems.add(f"it has {len(labels):,} labels for {images:,} images")
    wrong = np.flatnonzero(labels >= DIGITS)
    for place in wrong[:MOST_NAMED]:
        problems.add(f"label {place + 1}: {labels[place]} is outside 0 to 9", place)
    problems.add_unnamed(len(wrong[MOST_NAMED:]))
    problems.refuse_if_any()
