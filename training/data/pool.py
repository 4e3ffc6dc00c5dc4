"""Several sources as one: what a command that judges data looks at."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from pathlib import Path

import numpy as np

from digitpad.errors import DataError
from training.data.read import labels_of, read
from training.data.samples import DIGITS, Ink, Labels, Samples


@dataclass(frozen=True)
class Pool:
    """The images of some sources, one source after the other.

    Attributes:
        sources: At least one; all of them have labels, or none.
    """

    sources: tuple[Samples, ...]

    def __len__(self) -> int:
        return sum(map(len, self.sources))

    @property
    def name(self) -> str:
        """The sources' names, for people."""
        return " + ".join(samples.name for samples in self.sources)

    @cached_property
    def ink(self) -> Ink:
        """(n, 28, 28), uint8, 0 is paper and 255 is ink."""
        if len(self.sources) == 1:  # which may be larger than the memory
            return self.sources[0].ink
        return np.concatenate([samples.ink for samples in self.sources])

    @cached_property
    def labels(self) -> Labels | None:
        """(n,), uint8, 0 to 9; None where the sources have none."""
        if self.sources[0].labels is None:
            return None
        return np.concatenate([labels_of(samples) for samples in self.sources])

    @property
    def known_labels(self) -> Labels:
        """The labels of sources that have some."""
        if self.labels is None:
            raise DataError("{source} has no labels.", source=self.name)
        return self.labels

    def place(self, index: int) -> str:
        """Where an image stands, in words: "data/train.csv, row 17"."""
        samples, within = self._found(index)
        return samples.place(within)

    def short_place(self, index: int) -> str:
        """The same beside other images: "row 17", or "train.csv, row 17" of several."""
        samples, within = self._found(index)
        place = f"{samples.unit} {samples.numbers[within]}"
        if len(self.sources) == 1:
            return place
        return f"{Path(samples.name).name}, {place}"

    def _found(self, index: int) -> tuple[Samples, int]:
        """The source of an image, and its place among the source's."""
        for samples, end in zip(self.sources, self._ends, strict=True):
            if index < end:
                return samples, index - end + len(samples)
        raise IndexError(index)

    @cached_property
    def _ends(self) -> list[int]:
        return list(accumulate(map(len, self.sources)))


def read_pool(names: Sequence[str], *, labelled: bool = False) -> Pool:
    """Read what `--data` names.

    Args:
        names: At least one.
        labelled: Refuse sources without labels.

    Raises:
        DataError: Some of a source is wrong, or labels are missing.
        DigitpadError: A file cannot be opened.
    """
    found = tuple(read(name) for name in names)
    without = [samples for samples in found if samples.labels is None]
    if without and labelled:
        raise DataError(
            "{source} has no labels: give each image the digit that it shows.",
            source=without[0].name,
        )
    if 0 < len(without) < len(found):
        raise DataError(
            "{source} has no labels, and other sources have: look at it by itself.",
            source=without[0].name,
        )
    return Pool(found)


def read_lessons(names: Sequence[str]) -> Pool:
    """Read what is to teach: all of it labelled, and every digit among it.

    Raises:
        DataError: Some of a source is wrong, or labels or a digit are missing.
        DigitpadError: A file cannot be opened.
    """
    pool = read_pool(names, labelled=True)
    there = set(np.unique(pool.known_labels).tolist())
    if missing := sorted(set(range(DIGITS)) - there):
        raise DataError(
            "No image of {sources} is labelled {digits}: add some of each digit.",
            sources=pool.name,
            digits=" or ".join(map(str, missing)),
        )
    return pool
