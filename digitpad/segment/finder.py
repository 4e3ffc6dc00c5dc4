"""Finds digits in pictures, and in drawings that grow under the pen."""

from collections import Counter
from collections.abc import Sequence
from math import hypot
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from digitpad.preprocess import Coordinates
from digitpad.segment.atoms import Atom, Group, extent
from digitpad.segment.clusters import boxes_of
from digitpad.segment.opinions import Opinions, Remember, Run
from digitpad.segment.pages import ink_page, stroke_page
from digitpad.segment.search import Piece, find_digits, find_in_line
from digitpad.segment.strokes import StrokePage
from digitpad.segment.turning import Turn

# More strokes than this are a scribble, in which no digits are looked for.
_MOST_STROKES: Final = 500
# What is nearer to the stroke under the pen than this share of the height of the digits
# may become part of it.
_NEAR: Final = 0.25

Lines = list[list[Piece]]


class _Settled(NamedTuple):
    """What was found when the pen was up.

    Attributes:
        turn: How the page was turned upright.
        atoms: All, in the order in which they were drawn.
        lines: What was found.
        cut: Digits of one stroke with another digit: they grow no more.
        marks: The atoms that are part of no digit.
        height: Of the digits; 0 if there are none.
    """

    turn: Turn
    atoms: list[Atom]
    lines: Lines
    cut: list[Piece]
    marks: list[Atom]
    height: float


class Finder:
    """Finds digits, and knows what it found in a drawing when it grows.

    Args:
        run: The network.
    """

    def __init__(self, run: Run) -> None:
        self._opinions = Opinions(run)
        self._settled: _Settled | None = None
        self._turned_away: list[Atom] = []

    def learn(self, remember: Remember | None) -> None:
        """Take into account what the network remembers from now on; None: nothing."""
        self._opinions.learn(remember)
        self._settled = None

    @property
    def marks(self) -> list[Atom]:
        """What of the last drawing was part of no digit when the pen was up."""
        return self._settled.marks if self._settled else []

    def in_picture(self, ink: npt.NDArray[np.uint8]) -> Lines:
        """The digits in the ink of a picture, line by line, left to right.

        Args:
            ink: (height, width), uint8, 0 is paper and 255 is full ink; some ink.
        """
        # What was thought of one picture is of no use to the next.
        return find_digits(ink_page(ink), self._opinions.begun_anew())

    def in_drawing(
        self, strokes: Sequence[Coordinates], *, pen_is_down: bool = False
    ) -> Lines:
        """The digits in a drawing, line by line, left to right.

        Args:
            strokes: (n, 2) float64 each, with at least one point each.
            pen_is_down: Whether the last stroke is not finished: only those digits that
                it comes near are read anew.
        """
        if len(strokes) > _MOST_STROKES:
            self._settled = None
            return []
        if not pen_is_down or len(strokes) == 1:
            return self._settle(strokes).lines
        settled = self._settled
        turn = settled.turn if settled else None
        page = StrokePage(strokes, turn, pen_is_down=True)
        if settled is None or settled.atoms != page.atoms[:-1]:
            settled = self._settle(strokes[:-1])
            page = StrokePage(strokes, settled.turn, pen_is_down=True)
        return self._grown(page, settled)

    def _settle(self, strokes: Sequence[Coordinates]) -> _Settled:
        page = stroke_page(strokes)
        before = self._settled.atoms if self._settled else []
        if self._settled and self._settled.turn != page.turn:
            # A drawing between two turns goes to and fro while it grows: what is known
            # of it at the other one is of use soon.
            before, self._turned_away = self._turned_away, before
        gone = set(before).difference(page.atoms)
        self._opinions.forget(gone)
        for atom in page.atoms:
            for each in gone & atom.relations.keys():
                # Else it and all that was there before it would stay as long as this.
                del atom.relations[each]
        lines = find_digits(page, self._opinions)
        digits = [piece.group for line in lines for piece in line]
        # A stroke that was cut is no mark: its parts are in digits.
        used = Counter(
            whole for g in digits for whole in {atom.origin or atom for atom in g}
        )
        cut = [
            piece
            for line in lines
            for piece in line
            if any(atom.origin and used[atom.origin] > 1 for atom in piece.group)
        ]
        boxes = boxes_of(digits)
        height = float(np.median(boxes[:, 3] - boxes[:, 1])) if digits else 0.0
        marks = [atom for atom in page.atoms if atom not in used]
        self._settled = _Settled(page.turn, page.atoms, lines, cut, marks, height)
        return self._settled

    def _grown(self, page: StrokePage, settled: _Settled) -> Lines:
        """What was found, with the digits near the last stroke found anew."""
        live = page.atoms[-1]
        reach = _NEAR * settled.height
        near = [
            [p for p in line if _apart(p.group, live) <= reach and p not in settled.cut]
            for line in settled.lines
        ]
        index = _line_of(live, settled.lines, near)
        touched = near[index] if index is not None else []
        atoms = list(dict.fromkeys(a.origin or a for p in touched for a in p.group))
        atoms += [mark for mark in settled.marks if _apart((mark,), live) <= reach]
        found = find_in_line(page, [*atoms, live], settled.height, self._opinions)
        self._opinions.forget([live])  # at the next move it is another one
        lines = list(settled.lines)
        if index is not None:
            kept = [piece for piece in lines[index] if piece not in touched]
            lines[index] = sorted([*kept, *found], key=_middle)
        elif found:
            lines.append(found)
            lines.sort(key=_down)
        return [line for line in lines if line]


def _apart(group: Group, atom: Atom) -> float:
    """How far the boxes of a digit and a stroke are apart; 0 where they overlap."""
    left, top, right, bottom = extent(group)
    across = max(left - atom.right, atom.left - right, 0.0)
    down = max(top - atom.bottom, atom.top - bottom, 0.0)
    return hypot(across, down)


def _line_of(live: Atom, lines: Lines, near: Lines) -> int | None:
    """The line in which a stroke is drawn; None if it begins one of its own."""
    middle = (live.top + live.bottom) / 2
    spans = [_span(pieces or line) for pieces, line in zip(near, lines, strict=True)]
    offsets = [max(top - middle, middle - bottom, 0.0) for top, bottom in spans]
    ways = [i for i, pieces in enumerate(near) if pieces]
    ways = ways or [i for i, offset in enumerate(offsets) if not offset]
    return min(ways, key=offsets.__getitem__, default=None)


def _span(line: Sequence[Piece]) -> tuple[float, float]:
    tops, bottoms = zip(*(extent(piece.group)[1::2] for piece in line), strict=True)
    return min(tops), max(bottoms)


def _middle(piece: Piece) -> float:
    left, _, right, _ = extent(piece.group)
    return left + right


def _down(line: Sequence[Piece]) -> float:
    return sum(_span(line))
