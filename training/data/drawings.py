"""Ink files: what the pad saves, with a label in every line."""

import hashlib
from pathlib import Path

import numpy as np

from digitpad.errors import DigitpadError
from digitpad.inkfiles import Sample, read_ink_file
from digitpad.preprocess import strokes_to_model_input
from digitpad.sources import ink_in
from training.data.problems import Problems
from training.data.samples import SIDE, Samples


def read_drawings(path: Path) -> Samples:
    """Read an ink file of JSON Lines, each drawing as the pad would.

    Raises:
        DataError: Some lines cannot be used; all of them are told.
        InkError: The file cannot be opened.
    """
    problems = Problems(str(path))
    ink, labels, numbers = [], [], []
    unlabelled = 0
    for number, found in read_ink_file(path):
        try:
            if not isinstance(found, Sample):
                raise found
            strokes = ink_in(found.drawing)
        except DigitpadError as error:
            problems.add(f"line {number}: {str(error).rstrip('.')}", number)
            continue
        label = found.label
        if label is None:
            unlabelled += 1
        elif label not in tuple("0123456789"):
            problems.add(f'line {number}: the label "{label}" is no digit', number)
            continue
        if isinstance(strokes, list):
            ink.append(np.rint(strokes_to_model_input(strokes) * 255).astype(np.uint8))
        labels.append(int(label or 0))
        numbers.append(number)
    if not ink:
        problems.add("it has no drawings")
    elif 0 < unlabelled < len(ink):
        problems.add(f"{unlabelled:,} of its {len(ink):,} drawings have no label")
    problems.refuse_if_any()
    images = np.stack(ink).reshape(-1, SIDE, SIDE)
    known = None if unlabelled else np.array(labels, np.uint8)
    digest = hashlib.sha256(images)
    if known is not None:
        digest.update(known)
    return Samples(str(path), digest.hexdigest(), images, known, "line", numbers)
