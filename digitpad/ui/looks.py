"""How the pad looks, whatever is drawn on it: it never changes what is read."""

from typing import Final, NamedTuple

PLAIN: Final = ""
GRID: Final = "grid"
LINES: Final = "lines"
GUIDES: Final = (PLAIN, GRID, LINES)

THINNEST: Final = 0.25
THICKEST: Final = 2.5


class Looks(NamedTuple):
    """What the user has chosen.

    Attributes:
        pen_share: Width of the ink on the screen beside a felt-tip's.
        guides: What helps to draw straight: one of `GUIDES`.
    """

    pen_share: float = 1.0
    guides: str = PLAIN
