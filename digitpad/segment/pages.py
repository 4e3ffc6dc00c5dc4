"""Turns ink upright and makes pages of atoms of it."""

from collections.abc import Sequence
from typing import Final

import numpy as np
import numpy.typing as npt
from PIL import Image

from digitpad.preprocess import Coordinates, dark_pixels
from digitpad.segment.lines import tilt_of
from digitpad.segment.parts import InkPage
from digitpad.segment.search import Box
from digitpad.segment.strokes import StrokePage
from digitpad.segment.turning import Turn

# A drawing is turned by so many degrees, or twice, three times ... as many. Half of
# them is less than what leaves a page as it is.
_STEP: Final = 4.0


def stroke_page(strokes: Sequence[Coordinates]) -> StrokePage:
    """The atoms of a drawing, set upright.

    Args:
        strokes: (n, 2) float64 each, with at least one point each.
    """
    page = StrokePage(strokes)
    # At another turn every digit is drawn and read anew: a drawing that grows is not
    # turned by each degree.
    tilt = _STEP * round(tilt_of(page.atoms) / _STEP)
    return StrokePage(strokes, Turn(tilt)) if tilt else page


def ink_page(ink: npt.NDArray[np.uint8]) -> InkPage:
    """The atoms of the ink of a picture, set upright.

    Args:
        ink: (height, width), uint8, 0 is paper and 255 is full ink; some ink.
    """
    page = InkPage(ink)
    tilt = tilt_of(page.atoms)
    if not tilt:
        return page
    turned = Image.fromarray(ink).rotate(
        tilt, Image.Resampling.BILINEAR, expand=True, fillcolor=0
    )
    before, after = ink.shape, (turned.height, turned.width)
    centres = (before[1] / 2, before[0] / 2), (after[1] / 2, after[0] / 2)
    return InkPage(np.asarray(turned), Turn(tilt), centres)


def box_around(ink: npt.NDArray[np.uint8]) -> Box:
    """One box around all ink of a picture, in its pixels."""
    dark = dark_pixels(ink)
    rows, columns = np.flatnonzero(dark.any(1)), np.flatnonzero(dark.any(0))
    left, top = float(columns[0]), float(rows[0])
    return left, top, columns[-1] + 1 - left, rows[-1] + 1 - top
