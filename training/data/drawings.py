"""Ink files: what the pad saves, with a label in every line."""

import hashlib
from pathlib import Path

import numpy as np

from digitpad.errors import DigitpadError
from digitpad.inkfiles import Sample, read_ink_file
from training.data.problems import Problems
from training.data.samples import DIGIT_NAMES, Ink, Samples
from training.data.seen import as_seen


def read_drawings(path: Path) -> Samples:
    """Read an ink file, each of its drawings as the pad would.

    Raises:
        DataError: Some lines cannot be used; all of them are told.
        InkError: The file cannot be opened.
    """
    problems = Problems(str(path))
    ink: list[Ink] = []
    labels: list[str] = []
    numbers: list[int] = []
    for number, found in read_ink_file(path):
        try:
            ink.append(_seen(found))
        except DigitpadError as error:
            problems.add(f"line {number}: {str(error).rstrip('.')}", number)
            continue
        labels.append(_label(found))
        numbers.append(number)
        if labels[-1] not in (*DIGIT_NAMES, ""):
            problems.add(f'line {number}: "{labels[-1]}" is no digit', number)
    if not ink:
        problems.add("it has no drawings that can be read")
    elif 0 < (without := labels.count("")) < len(labels):
        problems.add(f"{without:,} of its {len(labels):,} drawings have no label")
    problems.refuse_if_any()
    images = np.stack(ink)
    known = np.array(labels).astype(np.uint8) if labels[0] else None
    digest = hashlib.sha256(images.data)
    digest.update(",".join(labels).encode())
    return Samples(str(path), digest.hexdigest(), images, known, "line", numbers)


def _seen(found: Sample | DigitpadError) -> Ink:
    if isinstance(found, DigitpadError):
        raise found
    return as_seen(found.drawing)


def _label(found: Sample | DigitpadError) -> str:
    return (found.label or "") if isinstance(found, Sample) else ""
