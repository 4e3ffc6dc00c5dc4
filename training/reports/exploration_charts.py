"""The charts and sheets of an exploration."""

from collections.abc import Iterator
from typing import Final

import numpy as np

from training.charts.classes import classes
from training.charts.distributions import distributions
from training.charts.greys import greys
from training.charts.picture import Picture
from training.charts.sheets import captioned_sheet, rows_sheet
from training.data.samples import Ink
from training.figures.groups import some
from training.figures.strokes import quantiles
from training.reports.exploration import Exploration
from training.reports.words import percent, shortened

CHARTS: Final = (
    "classes", "sheet", "means", "greys", "thickness", "slant", "label_errors",
)  # fmt: skip
MOST_SUSPECTS: Final = 50
_COLUMNS: Final = 12
_ROWS_WITHOUT_LABELS: Final = 10
_IN_A_ROW: Final = 5  # means
# The widest spread there can be is half of all greys: black and white by halves.
_WIDEST_SPREAD: Final = 127.5
_LONGEST_PLACE: Final = 26  # signs, below an image of the sheet


def charts(found: Exploration) -> Iterator[Picture]:
    """All that there are; their names are among CHARTS."""
    if found.balance is not None:
        yield classes(found.balance)
    yield _sheet(found)
    yield _means(found)
    yield greys(found.appearance.greys)
    for name, heading, unit, values in (
        ("thickness", "Thickness of the ink", "pixels", found.strokes.thickness),
        ("slant", "Slant of the ink", "degrees to the right", found.strokes.slant),
    ):
        spread = quantiles(values, found.groups)
        yield distributions(name, heading, unit, spread, found.groups)
    if found.suspects:
        yield _suspects(found)


def _sheet(found: Exploration) -> Picture:
    ink = found.pool.ink
    if found.balance is None:
        chosen = some(np.arange(len(ink)), _COLUMNS * _ROWS_WITHOUT_LABELS)
        rows = [ink[chosen[i : i + _COLUMNS]] for i in range(0, len(chosen), _COLUMNS)]
        return rows_sheet("sheet", "Some of them", "Images", rows, [""] * len(rows))
    groups = found.groups
    rows = [ink[some(groups.places(g), _COLUMNS)] for g in range(len(groups))]
    alt = "Images of each digit in a row"
    return rows_sheet("sheet", "Some of each digit", alt, rows, groups.names)


def _means(found: Exploration) -> Picture:
    mean = _as_ink(found.appearance.mean)
    spread = _as_ink(found.appearance.spread * (255 / _WIDEST_SPREAD))
    rows, names = [], []
    for start in range(0, len(mean), _IN_A_ROW):
        rows += [each[start : start + _IN_A_ROW] for each in (mean, spread)]
        names += ["mean", "spread"]
    alt = "The mean image and the spread, pixel by pixel"
    return rows_sheet("means", "Mean and spread", alt, rows, names, _IN_A_ROW)


def _suspects(found: Exploration) -> Picture:
    shown = found.suspects[:MOST_SUSPECTS]
    captions = [
        (
            f"{each.label}, or {each.digit}?  {percent(each.for_digit, 1)}",
            shortened(found.pool.short_place(each.place), _LONGEST_PLACE),
        )
        for each in shown
    ]
    heading = "Likeliest label errors: the label, or what the model reads?"
    images = [found.pool.ink[each.place] for each in shown]
    return captioned_sheet("label_errors", heading, heading, images, captions)


def _as_ink(values: np.ndarray[tuple[int, ...], np.dtype[np.float64]]) -> Ink:
    return np.rint(np.clip(values, 0, 255)).astype(np.uint8)
