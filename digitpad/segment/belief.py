"""Whether what was found is a number, or one drawing that falls into digits.

Cut small enough, a house or a letter has parts that look like digits: an H is a 1 and a
4. What tells them from a number is how the parts lie to one another.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from digitpad.segment.atoms import Atom, Group, extent, relation
from digitpad.segment.path import TOUCHING
from digitpad.segment.search import Piece

_DIGITS: Final = 10
# Digits that touch must each be as sure as this, and as little "no digit".
_SURE: Final = 0.9
_HARDLY_NO_DIGIT: Final = 0.1
# Digits that stand apart may be sloppy, but not all of them.
_PERHAPS_NO_DIGIT: Final = 0.5
# Of the narrower one's width.
_INSIDE: Final = 0.6


def is_number(lines: Sequence[Sequence[Piece]], marks: Sequence[Atom] = ()) -> bool:
    """Whether the digits found in a drawing are digits beside one another.

    Args:
        lines: What was found, line by line, left to right; at least one digit.
        marks: The ink that was left out.
    """
    pieces = [piece for line in lines for piece in line]
    if any(sum(_reach(mark, p.group) for p in pieces) > 1 for mark in marks):
        return False  # what is left out holds the digits together, as in an H
    doubtful = [p for p in pieces if _no_digit(p) > _PERHAPS_NO_DIGIT]
    if 2 * len(doubtful) > len(pieces):
        return False
    pairs = [pair for line in lines for pair in pairwise(line)]
    return all(map(_lie_like_digits, pairs))


def _lie_like_digits(pair: tuple[Piece, Piece]) -> bool:
    a, b = pair
    shared = min(a.box[0] + a.box[2], b.box[0] + b.box[2]) - max(a.box[0], b.box[0])
    if shared > _INSIDE * max(min(a.box[2], b.box[2]), 1e-9):
        return _is_sure(a) and _is_sure(b) and not _touch(a, b)
    return not _touch(a, b) or (_is_sure(a) and _is_sure(b))


def _is_sure(piece: Piece) -> bool:
    """Whether this is a digit also where another touches it.

    A line of anything looks like a 1.
    """
    classes = piece.opinion.classes[:_DIGITS]
    digit = int(classes.argmax())
    share = float(classes[digit] / max(float(classes.sum()), 1e-9))
    return digit != 1 and share > _SURE and _no_digit(piece) < _HARDLY_NO_DIGIT


def _no_digit(piece: Piece) -> float:
    return float(piece.opinion.classes[_DIGITS:].sum())


def _touch(a: Piece, b: Piece) -> bool:
    """Whether ink of one reaches ink of the other, or both were cut from one stroke."""
    cut_from = {atom.origin for atom in a.group} - {None}
    if any(atom.origin in cut_from for atom in b.group):
        return True
    return _may_reach(a.group, b.group) and any(_reach(y, a.group) for y in b.group)


def _may_reach(a: Group, b: Group) -> bool:
    """Whether their boxes are near enough: every move of the pen asks of each pair."""
    left, top, right, bottom = extent(a)
    left_b, top_b, right_b, bottom_b = extent(b)
    sizes = right - left, bottom - top, right_b - left_b, bottom_b - top_b
    apart = max(left - right_b, left_b - right, top - bottom_b, top_b - bottom)
    return apart <= TOUCHING * max(sizes)


def _reach(atom: Atom, group: Group) -> bool:
    return any(
        relation(atom, each).distance <= TOUCHING * max(atom.size, each.size)
        for each in group
    )
