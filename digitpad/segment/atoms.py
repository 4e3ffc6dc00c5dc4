"""Atoms: the smallest parts that digits are put together from, and how two relate."""

from dataclasses import dataclass, field
from itertools import count
from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt

Points = npt.NDArray[np.float64]  # (n, 2), x and y

# Of two atoms' common height, the share that counts as level with a point.
_LEVEL: Final = 1 / 24


@dataclass(frozen=True, eq=False)
class Atom:
    """A stroke, a connected part of a picture, or what a cut leaves of either.

    Attributes:
        left: Of the box around it; so are `top`, `right` and `bottom`.
        points: (n, 2), float64: samples of where its ink lies.
        content: What its page needs to draw it.
        origin: What it was cut from; None if it is whole.
        touching_cost: What it costs to take it and another that it touches for two
            digits, in units of log probability.
        cut_cost: What the cut at its left side costs, in units of log probability.
        born: The later it was made, the higher.
        relations: How it lies to those made before.
    """

    left: float
    top: float
    right: float
    bottom: float
    points: Points
    content: Any = None  # paths of strokes, or labels of pixels
    touching_cost: float = 0.0
    origin: "Atom | None" = None
    cut_cost: float = 0.0
    born: int = field(default_factory=count().__next__, init=False, repr=False)
    relations: dict["Atom", "Relation"] = field(
        default_factory=dict, init=False, repr=False
    )

    @property
    def width(self) -> float:
        """From its left to its right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From its top to its bottom."""
        return self.bottom - self.top

    @property
    def size(self) -> float:
        """The longer of width and height."""
        return max(self.width, self.height)


Group = tuple[Atom, ...]


class Relation(NamedTuple):
    """How two atoms lie to each other.

    Attributes:
        distance: Between their nearest points.
        entanglement: The share of the one that lies between left and right ends of
            the other at its own height; 0 side by side, 1 for a slash in its zero.
    """

    distance: float
    entanglement: float


def relation(a: Atom, b: Atom) -> Relation:
    """How two atoms lie to each other; the same either way round."""
    earlier, later = (a, b) if a.born < b.born else (b, a)
    # Kept with the later one, it is gone with a stroke that has grown since.
    found = later.relations.get(earlier)
    if found is None:
        found = later.relations[earlier] = _relation(earlier, later)
    return found


def _relation(a: Atom, b: Atom) -> Relation:
    across = a.points[:, None, 0] - b.points[None, :, 0]
    down = a.points[:, None, 1] - b.points[None, :, 1]
    distance = float(np.sqrt((across * across + down * down).min()))
    reach = _LEVEL * (max(a.bottom, b.bottom) - min(a.top, b.top))
    level = np.abs(down) <= reach
    left_of, right_of = level & (across <= 0), level & (across >= 0)
    share = max(
        float((left_of.any(axis) & right_of.any(axis)).mean()) for axis in (0, 1)
    )
    return Relation(distance, share)


def spread(group: Group) -> float:
    """The widest gap that must be bridged to connect all atoms of a group."""
    if len(group) == 1:
        return 0.0
    near = {atom: relation(group[0], atom).distance for atom in group[1:]}
    widest = 0.0
    while near:
        nearest = min(near, key=near.__getitem__)
        widest = max(widest, near.pop(nearest))
        for atom in near:
            near[atom] = min(near[atom], relation(nearest, atom).distance)
    return widest


def extent(group: Group) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of a group."""
    if len(group) == 1:
        return group[0].left, group[0].top, group[0].right, group[0].bottom
    return (
        min([atom.left for atom in group]),
        min([atom.top for atom in group]),
        max([atom.right for atom in group]),
        max([atom.bottom for atom in group]),
    )
