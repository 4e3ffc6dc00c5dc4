"""NumPy's .npz files: an array of images, and one of labels."""

import hashlib
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from digitpad.errors import DataError
from digitpad.npz import Npz
from training.data.files import reading
from training.data.problems import MOST_NAMED, Problems
from training.data.samples import DIGITS, PIXELS, SIDE, Ink, Labels, Samples

# MNIST's own file holds test images too; those are for the end.
_IMAGES: Final = ("x_train", "images", "ink", "x")
_LABELS: Final = ("y_train", "labels", "y")
_BRIGHTEST: Final = 255

Array = npt.NDArray[Any]


def read_arrays(path: Path) -> Samples:
    """Read a .npz file.

    The images are (n, 28, 28), (n, 28, 28, 1) or (n, 784): whole numbers from 0 to 255,
    or fractions from 0 to 1. They are named x_train, images, ink or x, and the labels
    y_train, labels or y.

    Raises:
        DataError: It cannot be opened, or its arrays cannot be used.
    """
    images, labels = _opened(path)
    problems = Problems(str(path))
    ink = _as_ink(images, problems)
    found = None if labels is None else _as_labels(labels, len(images), problems)
    problems.refuse_if_any()
    digest = hashlib.sha256(np.ascontiguousarray(ink).data)
    if found is not None:
        digest.update(found.data)
    numbers = range(len(ink))
    return Samples(str(path), digest.hexdigest(), ink, found, "image", numbers)


def _opened(path: Path) -> tuple[Array, Array | None]:
    with reading(path), Npz(path) as arrays:
        images = next((name for name in _IMAGES if name in arrays.names), None)
        labels = next((name for name in _LABELS if name in arrays.names), None)
        if images is None:
            raise DataError(
                "{path} has no array of images: name it x, and the labels y.",
                path=path,
            )
        return arrays[images], arrays[labels] if labels else None


def _as_ink(images: Array, problems: Problems) -> Ink:
    nothing = np.zeros((0, SIDE, SIDE), np.uint8)
    if images.ndim < 2 or images.size != len(images) * PIXELS or not len(images):
        problems.add(f"its images have the shape {images.shape}, not (n, 28, 28)")
        return nothing
    if images.dtype.kind not in "uif":
        problems.add(f"its images are of type {images.dtype}, which is no number")
        return nothing
    images = images.reshape(-1, SIDE, SIDE)
    wrong = ~np.isfinite(images) | (images < 0) | (images > _BRIGHTEST)
    is_fraction = images.dtype.kind == "f" and not wrong.any() and images.max() <= 1
    if images.dtype.kind == "f" and not is_fraction:
        wrong |= images != np.floor(images)
    _note(images, wrong, problems)
    if wrong.any():
        return nothing
    if is_fraction:
        images = np.rint(images * _BRIGHTEST)
    return images.astype(np.uint8)


def _note(images: Array, wrong: npt.NDArray[np.bool_], problems: Problems) -> None:
    places = np.argwhere(wrong)
    for image, y, x in places[:MOST_NAMED]:
        problems.add(
            f"image {image}, row {y}, column {x}: {images[image, y, x]} is no whole "
            "number from 0 to 255",
            image,
        )
    problems.add_unnamed(len(places[MOST_NAMED:]))


def _as_labels(labels: Array, images: int, problems: Problems) -> Labels | None:
    if labels.shape not in ((images,), (images, 1)):
        problems.add(f"its labels have the shape {labels.shape}, not ({images},)")
        return None
    labels = labels.reshape(-1)
    if labels.dtype.kind not in "uif":
        problems.add(f"its labels are of type {labels.dtype}, which is no number")
        return None
    # A signalling NaN makes NumPy warn where it is compared; it is no digit either.
    with np.errstate(invalid="ignore"):
        wrong = np.flatnonzero(~np.isin(labels, range(DIGITS)))
    for place in wrong[:MOST_NAMED]:
        problems.add(f"label {place}: {labels[place]} is no digit from 0 to 9", place)
    problems.add_unnamed(len(wrong[MOST_NAMED:]))
    return None if len(wrong) else labels.astype(np.uint8)
