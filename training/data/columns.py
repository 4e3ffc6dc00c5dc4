"""Which column of a table is which: the label, and the pixels in their order."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from training.data.problems import Problems
from training.data.samples import PIXELS

_LABELS: Final = ("label", "class", "digit", "target")
_PIXEL: Final = re.compile(r"pixel(\d{1,9})")
_NUMBER: Final = re.compile(r"\d+(\.0*)?")
_MOST_LISTED: Final = 5


@dataclass(frozen=True)
class Columns:
    """The columns of a table of images.

    Attributes:
        names: Of all columns as they stand, made up where the table has none.
        label: Place of the label's column; None where the images have none.
        pixels: Places of the 784 pixels' columns, row by row of the image.
        header_rows: 1 where the first row holds the names, else 0.
    """

    names: tuple[str, ...]
    label: int | None
    pixels: tuple[int, ...]
    header_rows: int


def columns_of(first_row: Sequence[str], problems: Problems) -> Columns:
    """Read the names, or see that there are none.

    A table has Kaggle's names (label, pixel0 to pixel783, in any order), or others with
    784 columns beside the label, or none, and then the label stands first.

    Args:
        first_row: The cells of the table's first row.
        problems: Notes what is wrong with the names.
    """
    if all(_NUMBER.fullmatch(cell.strip()) for cell in first_row):
        return _without_names(len(first_row), problems)
    names = tuple(cell.strip() for cell in first_row)
    for name, count in Counter(names).items():
        if count > 1:
            problems.add(f'{count} columns are named "{name}"', 1)
    places = [i for i, name in enumerate(names) if name.lower() in _LABELS]
    label = places[0] if places else None
    pixels = [i for i in range(len(names)) if i != label]
    if any(_PIXEL.fullmatch(names[i].lower()) for i in pixels):
        pixels = _in_order(names, pixels, problems)
    elif len(pixels) != PIXELS:
        problems.add(
            f"row 1 names {len(pixels):,} columns for pixels, and {PIXELS} are needed",
            1,
        )
    return Columns(names, label, tuple(pixels), 1)


def _without_names(count: int, problems: Problems) -> Columns:
    if count not in (PIXELS, PIXELS + 1):
        problems.add(
            f"row 1 has {count:,} numbers, and {PIXELS} are needed, or {PIXELS + 1} "
            "with the label first",
            1,
        )
    names = [f"pixel{i}" for i in range(PIXELS)]
    if count == PIXELS:
        return Columns(tuple(names), None, tuple(range(PIXELS)), 0)
    return Columns(("label", *names), 0, tuple(range(1, PIXELS + 1)), 0)


def _in_order(
    names: tuple[str, ...], places: list[int], problems: Problems
) -> list[int]:
    """The columns of pixel0 to pixel783, wherever they stand."""
    found: dict[int, int] = {}
    odd: list[str] = []
    for place in places:
        match = _PIXEL.fullmatch(names[place].lower())
        if match and int(match[1]) < PIXELS:
            found[int(match[1])] = place
        else:
            odd.append(f'"{names[place]}"')
    missing = [f"pixel{i}" for i in range(PIXELS) if i not in found]
    if missing:
        problems.add(f"{_listed(missing)} missing", 1)
    if odd:
        problems.add(f"{_listed(odd)} not known", 1)
    return [found.get(i, 0) for i in range(PIXELS)]


def _listed(names: list[str]) -> str:
    if len(names) == 1:
        return f"column {names[0]} is"
    more = f" and {len(names) - _MOST_LISTED:,} more" * (len(names) > _MOST_LISTED)
    return f"columns {', '.join(names[:_MOST_LISTED])}{more} are"
