"""The user's own drawings: some of them judge, the others teach, with varied copies.

Copies are made of strokes, so these come from ink files alone.
"""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from digitpad.errors import DataError
from digitpad.inkfiles import Sample, is_ink_file, read_ink_file
from digitpad.variations import drawn_again
from training.data.drawings import read_drawings
from training.data.read import labels_of
from training.data.repeats import repeats_in
from training.data.samples import DIGITS, SIDE, Ink, Labels
from training.data.seen import as_grey

# All copies together are at most one to so many other images that are learnt from.
OTHERS_TO_A_COPY: Final = 10
# Of so many drawings of a digit one judges.
_ONE_IN: Final = 5


@dataclass(frozen=True)
class OwnInk:
    """Drawings that are mixed with other images, none of them twice.

    Attributes:
        name: Of their file.
        sha256: Of what was read.
        ink: (n, 28, 28), uint8, 0 is paper and 255 is ink.
        labels: (n,), uint8, 0 to 9.
        copies: (n, c, 28, 28), uint8: each drawing as it might be drawn another time.
    """

    name: str
    sha256: str
    ink: Ink
    labels: Labels
    copies: Ink

    def __len__(self) -> int:
        return len(self.labels)

    @cached_property
    def judges(self) -> npt.NDArray[np.bool_]:
        """(n,), which of them are held back: every fifth of each digit.

        They are counted in the order of the file, so a drawing that is added later
        changes nothing for those before it, and two models trained by different
        recipes are judged by the same ones. The first of each digit always teaches.
        """
        rank = np.zeros(len(self), int)
        for digit in range(DIGITS):
            places = np.flatnonzero(self.labels == digit)
            # Not the same rank of every digit, or of few drawings none would judge.
            rank[places] = np.arange(len(places)) - digit % (_ONE_IN - 1)
        judges: npt.NDArray[np.bool_] = rank % _ONE_IN == 1
        return judges

    def facts(self) -> dict[str, Any]:  # JSON values
        """What a model's card says of them."""
        return {
            "own": Path(self.name).name,
            "own_sha256": self.sha256,
            "own_drawings": len(self),
            "own_held_back": int(self.judges.sum()),
        }


def read_own(
    path: Path, copies: int, others: int, known: Collection[str] = ()
) -> OwnInk:
    """Read an ink file of labelled drawings.

    Args:
        path: The file.
        copies: How many are wanted of each drawing, at most.
        others: How many other images there are.
        known: SHA-256 of the sources of these.

    Raises:
        DataError: It is no ink file or one of these sources, its drawings have no
            labels, or some are wrong.
        InkError: It cannot be opened.
    """
    if not is_ink_file(path):
        raise DataError(
            "{path} is no ink file: name one that ends in .jsonl or .jsonl.gz with "
            "--own, and other images with --data.",
            path=path,
        )
    found = read_drawings(path)
    if found.labels is None:
        raise DataError(
            "{path} has no labelled digits: give each drawing the digit that it is "
            "meant to be.",
            path=path,
        )
    if found.sha256 in known:
        raise DataError(
            "{path} is among the images of --data too: name it once, with --own.",
            path=path,
        )
    once = np.setdiff1d(np.arange(len(found)), repeats_in(found.ink).later)
    each = copies_of_each(copies, others, len(once))
    samples = [sample for _, sample in read_ink_file(path)]
    made = np.zeros((len(once), each, SIDE, SIDE), np.uint8)
    for place, which in enumerate(once.tolist()):
        sample = samples[which]
        if each and isinstance(sample, Sample):
            # The first is the drawing itself.
            varied = drawn_again(sample.drawing, each)[1:]
            made[place] = [as_grey(model_input) for model_input in varied]
    labels = labels_of(found)[once]
    return OwnInk(found.name, found.sha256, found.ink[once], labels, made)


def copies_of_each(wanted: int, others: int, drawings: int) -> int:
    """How many copies of each drawing are shown beside so many other images."""
    return min(wanted, others // OTHERS_TO_A_COPY // max(1, drawings))


def accompanied(
    ink: Ink, labels: Labels, copies: Ink, others: int
) -> tuple[Ink, Labels]:
    """Drawings that teach, and after them their copies.

    Args:
        ink: (n, 28, 28), uint8.
        labels: (n,), uint8.
        copies: (n, c, 28, 28), uint8.
        others: How many other images are learnt from.

    Returns:
        (m, 28, 28), uint8, and (m,), uint8.
    """
    each = copies_of_each(copies.shape[1], others, len(ink))
    varied = copies[:, :each].reshape(-1, SIDE, SIDE)
    return np.concatenate([ink, varied]), np.concatenate([labels, labels.repeat(each)])
