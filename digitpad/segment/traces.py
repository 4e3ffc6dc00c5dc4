"""Traces: the strokes that the pen went, found again in the ink of a picture.

Where strokes cross or touch, their ink is one. Thinned to lines, it shows where they
meet, and of the lines that leave a meeting those two are one stroke that go on most
straight.
"""

from itertools import combinations
from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt

from digitpad.segment.thinning import SQUARE, Mask, meetings, thinned

Cells = npt.NDArray[np.intp]  # (n, 2), row and column
Labels = npt.NDArray[np.signedinteger[Any]]  # (rows, columns)
End = tuple[int, int]  # index of a line, and 0 for its begin or -1 for its end

# Ink is looked at in cells of which a stroke is so many wide.
PEN: Final = 4
# Where lines meet, thinning bends them: so many cells around are left out.
_BENT: Final = 2
# A line that ends free and is no longer than this is a corner of the pen's edge;
# between two meetings it is the place where two strokes lie on one another.
_SHORT: Final = 3
# Which way a line goes is judged by so many cells of it.
_AHEAD: Final = 7
# Ink of more lines than this is a scribble or a texture, and followed nowhere.
_MOST_LINES: Final = 60


class _Line(NamedTuple):
    """A thin line between meetings.

    Attributes:
        cells: Its cells in order.
        meets: The meeting at its begin and at its end; 0 where it ends free.
    """

    cells: Cells
    meets: tuple[int, int]


def traces_in(ink: Mask) -> tuple[list[Cells], list[Cells]]:
    """The strokes that may have made some ink.

    Args:
        ink: (rows, columns), where strokes are about `PEN` cells wide.

    Returns:
        The strokes, and what they are where each ends at the next: where two digits
        touch, what goes on most straight may be of both. For each its cells in order;
        they may be apart where it goes through others. None of a scribble.
    """
    # Late: the first answer to a drawing comes sooner without.
    from scipy import ndimage

    lines = thinned(ink)
    meeting = ndimage.binary_dilation(meetings(lines), SQUARE, iterations=_BENT)
    numbers, _ = ndimage.label(meeting, SQUARE)
    pieces, count = ndimage.label(lines & ~meeting, SQUARE)
    if count > _MOST_LINES:
        return [], []
    found = [_line(np.argwhere(pieces == i + 1), numbers) for i in range(count)]
    kept = _without_short(found)
    return _joined(kept), _joined(kept, most=2)


def _line(cells: Cells, numbers: Labels) -> _Line:
    """The cells of a line in order, and what it meets."""
    ordered = _ordered(cells)
    begin, end = (_near(numbers, cell) for cell in (ordered[0], ordered[-1]))
    if len(ordered) == 1:
        return _Line(ordered, (begin[0], begin[-1]))
    return _Line(ordered, (begin[0], end[0]))


def _near(numbers: Labels, cell: Cells) -> list[int]:
    """The meetings beside a cell; [0] if there are none."""
    row, column = cell.tolist()
    near = numbers[max(row - 1, 0) : row + 2, max(column - 1, 0) : column + 2]
    return sorted({int(number) for number in near.ravel()} - {0}) or [0]


def _ordered(cells: Cells) -> Cells:
    """The cells of one line from an end of it, or once round a ring."""
    left = {(row, column) for row, column in cells.tolist()}
    at = min(left, key=lambda cell: len(_beside(cell, left)))
    way = [at]
    left.remove(at)
    while beside := _beside(at, left):
        at = beside[0]
        way.append(at)
        left.remove(at)
    return np.array(way)


def _beside(cell: tuple[int, int], left: set[tuple[int, int]]) -> list[tuple[int, int]]:
    row, column = cell
    steps = ((0, 1), (0, -1), (1, 0), (-1, 0), (1, 1), (1, -1), (-1, 1), (-1, -1))
    around = ((row + down, column + across) for down, across in steps)
    return [place for place in around if place in left]


def _without_short(lines: list[_Line]) -> list[_Line]:
    """The lines without short ones, and the meetings that these joined made one."""
    names: dict[int, int] = {}
    kept = []
    for line in lines:
        begin, end = line.meets
        if len(line.cells) > _SHORT or not (begin or end):
            kept.append(line)
        elif begin and end and begin != end:
            names = {k: begin if v == end else v for k, v in names.items()}
            names[end] = names.get(begin, begin)
    return [
        _Line(line.cells, (_name(line.meets[0], names), _name(line.meets[1], names)))
        for line in kept
    ]


def _name(number: int, names: dict[int, int]) -> int:
    while number in names and names[number] != number:
        number = names[number]
    return number


def _joined(lines: list[_Line], most: int | None = None) -> list[Cells]:
    """Lines that go on in one another, put together.

    Args:
        lines: All.
        most: Where more than this meet, each ends.
    """
    goes_on = _continuations(lines, most)
    starts = [(i, end) for i in range(len(lines)) for end in (0, -1)]
    starts.sort(key=goes_on.__contains__)  # those that do not go on first
    seen: set[int] = set()
    found = []
    for start in starts:
        if start[0] not in seen:
            way = _followed(start, goes_on)
            seen.update(index for index, _ in way)
            cells = [lines[i].cells[:: 1 if end == 0 else -1] for i, end in way]
            found.append(np.concatenate(cells))
    return found


def _continuations(lines: list[_Line], most: int | None) -> dict[End, End]:
    """Which end of a line goes on in which."""
    at: dict[int, list[End]] = {}
    for index, line in enumerate(lines):
        for end, meeting in zip((0, -1), line.meets, strict=True):
            if meeting:
                at.setdefault(meeting, []).append((index, end))
    goes_on: dict[End, End] = {}
    for ends in at.values():
        if most is None or len(ends) <= most:
            for one, other in _straightest(lines, ends):
                goes_on[one], goes_on[other] = other, one
    return goes_on


def _followed(start: End, goes_on: dict[End, End]) -> list[End]:
    """The lines of a stroke, each with the end at which it is entered."""
    way = [start]
    seen = {start[0]}
    while (following := goes_on.get((way[-1][0], -1 - way[-1][1]))) is not None:
        if following[0] in seen:
            break
        way.append(following)
        seen.add(following[0])
    return way


def _straightest(lines: list[_Line], ends: list[End]) -> list[tuple[End, End]]:
    """Which lines that meet are one stroke: the pairs that turn least."""
    leaving = {end: _direction(lines[end[0]].cells, end[1]) for end in ends}
    turns = {
        pair: float(leaving[pair[0]] @ leaving[pair[1]])
        for pair in combinations(ends, 2)
    }
    if len(ends) == 4:
        first, *others = ends
        ways = []
        for other in others:
            rest = [end for end in others if end != other]
            ways.append([(first, other), (rest[0], rest[1])])
        return min(ways, key=lambda way: sum(turns[pair] for pair in way))
    pairs: list[tuple[End, End]] = []
    for pair in sorted(turns, key=turns.__getitem__):
        if not any(set(pair) & set(other) for other in pairs):
            pairs.append(pair)
    return pairs


def _direction(cells: Cells, end: int) -> npt.NDArray[np.float64]:
    """The direction in which a line leaves one of its ends, of length 1."""
    way = cells[:_AHEAD] if end == 0 else cells[::-1][:_AHEAD]
    step = (way[-1] - way[0]).astype(np.float64)
    length = float(np.hypot(*step))
    return np.asarray(step / length) if length else step
