"""The groups that images are looked at in: a digit each, or all in one."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from training.data.samples import DIGIT_NAMES, Labels

Places = npt.NDArray[np.intp]


@dataclass(frozen=True)
class Groups:
    """Which image belongs to which group.

    Attributes:
        names: Of the groups.
        which: (n,), the group of each image.
    """

    names: tuple[str, ...]
    which: Places

    def __len__(self) -> int:
        return len(self.names)

    def places(self, group: int) -> Places:
        """Those of its images."""
        return np.flatnonzero(self.which == group)


def groups(labels: Labels | None, images: int) -> Groups:
    """A group for each digit; one for all where there are no labels."""
    if labels is None:
        return Groups(("all",), np.zeros(images, np.intp))
    return Groups(DIGIT_NAMES, labels.astype(np.intp))


def some(places: Places, count: int) -> Places:
    """So many of them, spread evenly from the first to the last."""
    if len(places) <= count:
        return places
    chosen: Places = places[np.linspace(0, len(places) - 1, count).round().astype(int)]
    return chosen
