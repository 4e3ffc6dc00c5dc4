"""What is no digit: anything else that people draw, and pictures without writing."""

import numpy as np

from training.handwriting import glyphs
from training.handwriting.curves import Skeleton
from training.handwriting.drawings import drawing
from training.handwriting.noise import noise
from training.handwriting.scribbles import scribble
from training.handwriting.spoilt import spoilt_digit

__all__ = ["KINDS", "noise", "nondigit"]

# Of the symbols this share are letters of other alphabets.
_OTHER_ALPHABETS = 0.25
# A dot is drawn as this small at most, so that it stays a dot.
_SMALLEST = 1e-3


def nondigit(random: np.random.Generator) -> tuple[str, Skeleton]:
    """Draw something that nobody would read as one digit.

    Returns:
        Which of `KINDS` it is, and its strokes: about 1 high or wide, y down.
    """
    kind = KINDS[int(np.searchsorted(_UP_TO, random.random(), side="right"))]
    return kind, _about_1(_MAKERS[kind][1](random))


def _letter(random: np.random.Generator) -> Skeleton:
    return _from_table("letters", random)


def _symbol(random: np.random.Generator) -> Skeleton:
    others = random.random() < _OTHER_ALPHABETS
    return _from_table("scripts" if others else "symbols", random)


def _shape(random: np.random.Generator) -> Skeleton:
    return _from_table("shapes", random)


def _from_table(name: str, random: np.random.Generator) -> Skeleton:
    """Any line of a table."""
    table = glyphs.table(name)
    one = table[int(random.integers(len(table)))]
    return one.drawn(random, care=0.6 + 1.2 * float(random.random()) ** 2)


def _about_1(strokes: Skeleton) -> Skeleton:
    """The longer side 1."""
    points = np.concatenate(strokes)
    scale = 1 / max(_SMALLEST, float(np.ptp(points, axis=0).max()))
    return [stroke * scale for stroke in strokes]


_MAKERS = {
    "letter": (0.33, _letter),
    "symbol": (0.14, _symbol),
    "drawing": (0.35, drawing),
    "shape": (0.05, _shape),
    "scribble": (0.05, scribble),
    "spoilt digit": (0.08, spoilt_digit),
}
KINDS = tuple(_MAKERS)
"""What `nondigit` draws."""

_SHARES = np.cumsum([share for share, _ in _MAKERS.values()])
_UP_TO = (_SHARES / _SHARES[-1])[:-1]
