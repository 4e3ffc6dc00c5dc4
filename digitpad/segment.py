"""Split a drawing or a picture into its digits, left to right, at clear gaps."""

import sys
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, TypeVar

import numpy as np
import numpy.typing as npt

from digitpad.preprocess import (
    Coordinates,
    ModelInput,
    dark_pixels,
    ink_to_model_input,
    strokes_to_model_input,
)

Box = tuple[float, float, float, float]  # x, y, width, height

# Two digits are apart if the gap between them is at least this share of the height of
# the tallest: the parts of one digit come nearer than that.
CLEAR_GAP: Final = 0.06
# A piece of less than this share of the tallest one's height, and of the widest one's
# width, is a stray mark.
_STRAY: Final = 0.15
# A digit of more points is not kept for later, so that all kept ones stay small.
_MOST_POINTS_KEPT: Final = 2000
_LARGEST: Final = sys.float_info.max


@dataclass(frozen=True)
class StrokePiece:
    """The strokes of one digit, and the box around their points."""

    strokes: tuple[Coordinates, ...]
    box: Box

    def model_input(self) -> ModelInput:
        """What the network is to see of this digit."""
        if sum(map(len, self.strokes)) > _MOST_POINTS_KEPT:
            return strokes_to_model_input(self.strokes)
        return _drawn(tuple(stroke.T.tobytes() for stroke in self.strokes))


@dataclass(frozen=True)
class InkPiece:
    """The ink of one digit in a picture, uint8 (height, width), and its box there."""

    ink: npt.NDArray[np.uint8]
    box: Box

    def model_input(self) -> ModelInput:
        """What the network is to see of this digit."""
        return ink_to_model_input(self.ink)


Piece = TypeVar("Piece", StrokePiece, InkPiece)


def split_strokes(strokes: list[Coordinates]) -> list[StrokePiece]:
    """Group strokes into digits by the gaps between them.

    Args:
        strokes: (n, 2) float64 each, with at least one point each.

    Returns:
        The digits from left to right; stray marks are left out unless all are.
    """
    spans = np.array([(*s.min(0), *s.max(0)) for s in strokes])
    order = np.argsort(spans[:, 0], kind="stable")
    gap = CLEAR_GAP * (float(spans[:, 3].max()) - float(spans[:, 1].min()))
    groups: list[list[int]] = []
    reach = -np.inf
    for index in order:
        if not groups or float(spans[index, 0]) - reach > gap:
            groups.append([])
        groups[-1].append(index)
        reach = max(reach, float(spans[index, 2]))
    # Within a digit the strokes keep the order in which they were drawn.
    pieces = [StrokePiece(*_gathered(strokes, spans, sorted(g))) for g in groups]
    return _without_strays(pieces)


def split_ink(ink: npt.NDArray[np.uint8]) -> list[InkPiece]:
    """Cut the ink of a picture into digits at its empty columns.

    Args:
        ink: (height, width), uint8, 0 is paper and 255 is full ink; some ink.

    Returns:
        The digits from left to right; stray marks are left out unless all are.
    """
    dark = dark_pixels(ink)
    rows = np.flatnonzero(np.any(dark, axis=1))
    gap = CLEAR_GAP * (rows[-1] + 1 - rows[0])
    columns = np.flatnonzero(np.any(dark, axis=0))
    cuts = np.flatnonzero(np.diff(columns) - 1 > gap)
    starts = [columns[0], *columns[cuts + 1]]
    ends = [*columns[cuts], columns[-1]]
    pieces = []
    for left, right in zip(starts, ends, strict=True):
        inside = np.flatnonzero(np.any(dark[:, left : right + 1], axis=1))
        top, bottom = int(inside[0]), int(inside[-1])
        box = (float(left), float(top), float(right + 1 - left), bottom + 1.0 - top)
        # One pixel more all round: the soft edge of the strokes.
        part = ink[max(top - 1, 0) : bottom + 2, max(left - 1, 0) : right + 2]
        pieces.append(InkPiece(part, box))
    return _without_strays(pieces)


# While a digit is drawn, those beside it stay as they are and are not drawn anew.
@lru_cache(maxsize=128)
def _drawn(strokes: tuple[bytes, ...]) -> ModelInput:
    """The model input of strokes given as the bytes of all x, then all y."""
    model_input = strokes_to_model_input(
        [np.frombuffer(stroke).reshape(2, -1).T for stroke in strokes]
    )
    model_input.flags.writeable = False  # it is shared
    return model_input


def _gathered(
    strokes: list[Coordinates], spans: npt.NDArray[np.float64], group: list[int]
) -> tuple[tuple[Coordinates, ...], Box]:
    left, top = spans[group, :2].min(0).tolist()
    right, bottom = spans[group, 2:].max(0).tolist()
    # Between the largest finite numbers lies more than a float can hold.
    width, height = min(right - left, _LARGEST), min(bottom - top, _LARGEST)
    box = (left, top, width, height)
    return tuple(strokes[index] for index in group), box


def _without_strays(pieces: list[Piece]) -> list[Piece]:
    height = max(piece.box[3] for piece in pieces) * _STRAY
    width = max(piece.box[2] for piece in pieces) * _STRAY
    kept = [p for p in pieces if p.box[3] >= height or p.box[2] >= width]
    return kept or pieces
