"""A picture as a page of atoms: its connected parts, cut along seams or in strokes."""

from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw

from digitpad.preprocess import ModelInput, dark_pixels, ink_to_model_input
from digitpad.segment.atoms import Atom, Group, Points
from digitpad.segment.seams import Seam, find_seams
from digitpad.segment.traces import PEN, traces_in
from digitpad.segment.turning import Turn

# Rows of the grid in which seams are looked for.
_ROWS: Final = 48
# An atom is compared to others by about so many points of its outline.
_SAMPLES: Final = 64
# Of more parts than this the largest count: a page of digits has fewer.
_MOST_PARTS: Final = 500
# What a cut costs, in units of log probability, and each stroke that it crosses: that
# neighbours touch is common.
_CUT_COST: Final = 0.6
_CROSSING_COST: Final = 0.7
# What it costs to take strokes of one part for two digits.
_PARTED_COST: Final = 1.0
# More strokes than this are no digits that touch.
_MOST_TRACES: Final = 20
# Most rows and columns of the grid in which they are followed.
_FINEST: Final = 600
# Where strokes cross, so much of the ink belongs to each: pens and their soft edge.
_WITH_EDGE: Final = 1.2

Ink = npt.NDArray[np.uint8]  # (height, width), 0 is paper and 255 is full ink
Place = tuple[slice, ...]  # rows and columns
Labels = npt.NDArray[np.signedinteger[Any]]  # (height, width), 0 is paper


class _Patch(NamedTuple):
    """Ink that is one stroke, and may be that of another too.

    Attributes:
        top: Row of its first pixels; so is `left` the column.
        inside: (rows, columns): its pixels.
    """

    top: int
    left: int
    inside: npt.NDArray[np.bool_]


class InkPage:
    """The ink of a picture.

    Args:
        ink: (height, width), uint8, 0 is paper and 255 is full ink; some ink.
        turn: How the page is turned upright; the ink given is upright already.
        centre: Around which it was turned, as (x, y) before and after.
    """

    def __init__(
        self,
        ink: Ink,
        turn: Turn | None = None,
        centre: tuple[tuple[float, float], tuple[float, float]] | None = None,
    ) -> None:
        # Late: the first answer to a drawing comes sooner without.
        from scipy import ndimage

        self.ink = ink
        self.turn = turn or Turn()
        self._before, self._after = centre or ((0.0, 0.0), (0.0, 0.0))
        labels, count = ndimage.label(dark_pixels(ink), np.ones((3, 3), int))
        self._labels: Labels = labels
        self._next = count + 1
        places = ndimage.find_objects(labels)
        largest = sorted(range(count), key=lambda i: -_size(places[i]))[:_MOST_PARTS]
        self.atoms = [self._atom(i + 1, places[i]) for i in largest]

    def model_input(self, group: Group) -> ModelInput:
        """What the network is to see of some atoms as one digit."""
        model_input = ink_to_model_input(self._alone(group))
        model_input.flags.writeable = False  # it is shared
        return model_input

    def outline(self, group: Group) -> Points:
        """(n, 2): the corners of the inked pixels of a group, as they lay first."""
        if not self.turn.degrees:
            corners = [((a.left, a.top), (a.right, a.bottom)) for a in group]
            return np.array(corners).reshape(-1, 2)
        top, left, inside = self._mask(group, 0)
        rows, columns = np.nonzero(inside)
        middles = np.stack([columns + left + 0.5, rows + top + 0.5], axis=1)
        return self.turn.back(middles - self._after) + self._before

    def cut(self, atom: Atom, most: int, dearest: float) -> list[Atom]:
        """Cut a part along its cheapest seams; what it leaves, from left to right."""
        top, left, inside = self._mask((atom,), 0)
        every = max(1, round(len(inside) / _ROWS))
        grid = np.pad(_coarse(inside, every), ((0, 0), (1, 1)))
        pen = _pen_width(grid)
        seams = find_seams(grid, pen, most, dearest * pen)
        place = np.zeros(inside.shape, np.int32)
        for seam in seams:
            place += _right_of(seam, every, inside.shape)
        labels = self._labels[top : top + len(inside), left : left + inside.shape[1]]
        costs = [0.0, *(_CUT_COST + _CROSSING_COST * s.cost / pen for s in seams)]
        parts = []
        for index in range(len(seams) + 1):
            part = inside & (place == index)
            if seams and part.any():
                labels[part] = self._next
                rows, columns = _span(part.any(1)), _span(part.any(0))
                where = (
                    slice(rows[0] + top, rows[1] + top),
                    slice(columns[0] + left, columns[1] + left),
                )
                parts.append(self._atom(self._next, where, atom, costs[index]))
                self._next += 1
        if parts:
            # The whole can be drawn still: its pixels go by their new labels.
            atom.content[:] = [label for part in parts for label in part.content]
        return parts

    def strokes_of(self, atom: Atom) -> list[list[Atom]]:
        """The strokes that a part was made of, in several ways to follow them."""
        if atom.origin is not None:
            return []
        top, left, inside = self._mask((atom,), 0)
        every = max(round(_pen_width(inside) / PEN), -(-max(inside.shape) // _FINEST))
        ways = traces_in(np.pad(_coarse(inside, every), 1))
        return [
            [
                _of_patch(mask, (top, left), atom)
                for mask in _masks([(t - 1) * every + every // 2 for t in way], inside)
            ]
            for way in ways
            if 1 < len(way) <= _MOST_TRACES
        ]

    def _atom(
        self,
        label: int,
        place: Place,
        origin: Atom | None = None,
        cut_cost: float = 0.0,
    ) -> Atom:
        rows, columns = place
        inside = self._labels[place] == label
        points = _outline(inside) + np.array((columns.start, rows.start))
        return Atom(
            float(columns.start),
            float(rows.start),
            float(columns.stop),
            float(rows.stop),
            points,
            [label],
            origin=origin,
            cut_cost=cut_cost,
        )

    def _mask(
        self, group: Group, margin: int
    ) -> tuple[int, int, npt.NDArray[np.bool_]]:
        """Top, left and pixels of a group, with a margin where the picture has one."""
        top = max(int(min(a.top for a in group)) - margin, 0)
        left = max(int(min(a.left for a in group)) - margin, 0)
        bottom = int(max(a.bottom for a in group)) + margin
        right = int(max(a.right for a in group)) + margin
        near = self._labels[top:bottom, left:right]
        inside = np.zeros(near.shape, bool)
        for atom in group:
            for each in atom.content:
                if isinstance(each, _Patch):
                    rows, columns = each.inside.shape
                    down, across = each.top - top, each.left - left
                    where = inside[down : down + rows, across : across + columns]
                    where |= each.inside
                else:
                    inside |= near == each
        return top, left, inside

    def _alone(self, group: Group) -> Ink:
        """The ink of a group with its soft edge, and without its neighbours."""
        top, left, inside = self._mask(group, 1)
        rows, columns = inside.shape
        ink = self.ink[top : top + rows, left : left + columns]
        labels = self._labels[top : top + rows, left : left + columns]
        if np.array_equal(labels != 0, inside):
            return ink
        wide = np.pad(inside, 1)
        tall = wide[:-2] | wide[1:-1] | wide[2:]
        near = tall[:, :-2] | tall[:, 1:-1] | tall[:, 2:]
        return np.where(near & ((labels == 0) | inside), ink, 0).astype(np.uint8)


def _of_patch(
    mask: npt.NDArray[np.bool_], corner: tuple[int, int], origin: Atom
) -> Atom:
    """One stroke of a part whose top and left are given."""
    rows, columns = _span(np.any(mask, axis=1)), _span(np.any(mask, axis=0))
    inside = mask[slice(*rows), slice(*columns)]
    top, left = corner[0] + rows[0], corner[1] + columns[0]
    return Atom(
        float(left),
        float(top),
        float(left + inside.shape[1]),
        float(top + inside.shape[0]),
        _outline(inside) + np.array((left, top)),
        [_Patch(top, left, inside)],
        origin=origin,
        cut_cost=_PARTED_COST,
    )


def _masks(
    ways: list[npt.NDArray[np.intp]], inside: npt.NDArray[np.bool_]
) -> list[npt.NDArray[np.bool_]]:
    """The ink of each way, as wide as the pen; what is left is the nearest one's."""
    from scipy import ndimage

    size = inside.shape[1], inside.shape[0]
    pen = _WITH_EDGE * _pen_width(inside)
    masks = []
    for way in ways:
        image = Image.new("1", size)
        draw = ImageDraw.Draw(image)
        points = [(column, row) for row, column in way.tolist()]
        draw.line([*points, *points[-1:]], 1, round(pen), "curve")
        reach = pen / 2
        for column, row in (points[0], points[-1]):
            draw.ellipse((column - reach, row - reach, column + reach, row + reach), 1)
        masks.append(np.asarray(image) & inside)
    nearest = ndimage.distance_transform_edt(
        ~np.logical_or.reduce(masks), return_distances=False, return_indices=True
    )
    found = [mask | (inside & mask[tuple(nearest)]) for mask in masks]
    return [mask for mask in found if mask.any()]


def _size(place: Place) -> int:
    rows, columns = place
    return max(int(rows.stop - rows.start), int(columns.stop - columns.start))


def _coarse(inside: npt.NDArray[np.bool_], every: int) -> npt.NDArray[np.bool_]:
    """Which squares of so many pixels hold ink: no thin stroke gets holes."""
    rows, columns = (-length % every for length in inside.shape)
    whole = np.pad(inside, ((0, rows), (0, columns)))
    squares = whole.reshape(len(whole) // every, every, -1, every)
    return np.asarray(squares.any(axis=(1, 3)))


def _outline(inside: npt.NDArray[np.bool_]) -> Points:
    """The ends of the rows and columns of a part, thinned to a few."""
    rows, columns = np.arange(inside.shape[0]), np.arange(inside.shape[1])
    rows = rows[:: max(1, 2 * len(rows) // _SAMPLES)]
    columns = columns[:: max(1, 4 * len(columns) // _SAMPLES)]
    across, down = inside[rows], inside[:, columns]
    ends = [
        (across.argmax(1), rows),
        (inside.shape[1] - 1 - across[:, ::-1].argmax(1), rows),
        (columns, down.argmax(0)),
        (columns, inside.shape[0] - 1 - down[::-1].argmax(0)),
    ]
    # A cut may leave rows without ink.
    held = [across.any(1), across.any(1), down.any(0), down.any(0)]
    return np.concatenate(
        [
            np.stack([x[h], y[h]], axis=1) + 0.5
            for (x, y), h in zip(ends, held, strict=True)
        ]
    )


def _pen_width(ink: npt.NDArray[np.bool_]) -> float:
    """Ink by half its outline: how wide the strokes are, in cells."""
    padded = np.pad(ink, 1)
    edges = np.count_nonzero(padded[1:] != padded[:-1]) + np.count_nonzero(
        padded[:, 1:] != padded[:, :-1]
    )
    # Along a slope, stairs are longer than the slope.
    return max(1.0, 2.4 * np.count_nonzero(ink) / edges)


def _right_of(seam: Seam, every: int, shape: tuple[int, ...]) -> npt.NDArray[np.bool_]:
    """Which pixels lie right of a seam found in a grid of every n-th pixel."""
    rows = np.minimum(np.arange(shape[0]) // every, len(seam.columns) - 1)
    # The grid has one column more at its left.
    starts = (seam.columns[rows] - 1) * every
    return np.arange(shape[1]) >= starts[:, None]


def _span(marked: npt.NDArray[np.bool_]) -> tuple[int, int]:
    return int(marked.argmax()), len(marked) - int(marked[::-1].argmax())
