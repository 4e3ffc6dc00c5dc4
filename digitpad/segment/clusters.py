"""Clusters: atoms that hang together, and how high they usually are."""

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from digitpad.segment.atoms import Atom, Group, extent, relation

Boxes = npt.NDArray[np.float64]  # (n, 4): left, top, right, bottom
Links = npt.NDArray[np.bool_]  # (n, n), symmetric

# Atoms nearer than this share of the larger one's size hang together.
_HANGS_TOGETHER: Final = 0.06
# Where more boxes than this overlap, that alone is taken for touching.
_MOST_PAIRS: Final = 2500


class Clusters(NamedTuple):
    """Atoms that touch, directly or through others, taken together.

    Attributes:
        groups: The clusters.
        boxes: (n, 4): left, top, right and bottom of each.
    """

    groups: list[Group]
    boxes: Boxes

    @property
    def heights(self) -> npt.NDArray[np.float64]:
        """(n,): of each cluster."""
        return self.boxes[:, 3] - self.boxes[:, 1]

    @property
    def usual_height(self) -> float:
        """The median height, where a high one counts as much as several low ones."""
        heights = np.sort(self.heights)
        total = np.cumsum(heights)
        usual = float(heights[np.searchsorted(total, total[-1] / 2)])
        # Flat marks alone, as a minus sign, have no height to speak of.
        widest = max(atom.width for group in self.groups for atom in group)
        return max(usual, widest / 8) or 1.0


def clusters_of(atoms: Sequence[Atom]) -> Clusters:
    """Take atoms together that touch."""
    boxes = boxes_of([(atom,) for atom in atoms])
    sizes = (boxes[:, 2:] - boxes[:, :2]).max(1)
    reach = _HANGS_TOGETHER * np.maximum(sizes[:, None], sizes)
    links = np.triu(distances(boxes, boxes) <= reach, 1)
    if np.count_nonzero(links) <= _MOST_PAIRS:
        for first, second in np.argwhere(links).tolist():
            distance = relation(atoms[first], atoms[second]).distance
            links[first, second] = distance <= reach[first, second]
    together = connected(links | links.T)
    groups = [tuple(atoms[i] for i in members) for members in together]
    return Clusters(groups, boxes_of(groups))


def boxes_of(groups: Sequence[Group]) -> Boxes:
    """(n, 4): left, top, right and bottom of each group."""
    return np.array([extent(group) for group in groups]).reshape(-1, 4)


def distances(boxes: Boxes, others: Boxes) -> npt.NDArray[np.float64]:
    """(n, m): how far apart boxes are; 0 where they overlap."""
    apart = np.maximum(
        boxes[:, None, :2] - others[None, :, 2:],
        others[None, :, :2] - boxes[:, None, 2:],
    )
    return np.asarray(np.hypot(*np.maximum(apart, 0.0).transpose(2, 0, 1)))


def connected(links: Links) -> list[list[int]]:
    """Which of n things are linked, be it through others; each set in order."""
    names = np.arange(len(links))
    linked = links | np.eye(len(links), dtype=bool)
    while True:
        lowest = np.where(linked, names, len(names)).min(1)
        # Each takes on the name that its own name's bearer goes by now.
        lowest = lowest[lowest]
        if np.array_equal(lowest, names):
            break
        names = lowest
    return [np.flatnonzero(names == name).tolist() for name in np.unique(names)]
