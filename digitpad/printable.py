"""Puts strangers' text and tables into lines of plain text."""

from collections.abc import Sequence
from pathlib import PurePath


def printable(text: str) -> str:
    """The text such that it stays in its column of one line, whatever is in it."""
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in text)


def plain(value: object) -> object:
    """A parameter of a sentence: names, texts and reasons without odd characters.

    Numbers stay numbers, which the sentence may want with commas.
    """
    if isinstance(value, str | PurePath | BaseException):
        return printable(str(value))
    return value


def aligned(rows: Sequence[Sequence[str]]) -> str:
    """Rows of a table, one a line, each column as wide as its widest cell.

    Args:
        rows: At least one; shorter ones leave their last columns out. The last cell of
            a row may be of any length.
    """
    widths: dict[int, int] = {}
    for row in rows:
        for column, cell in enumerate(row[:-1]):
            widths[column] = max(widths.get(column, 0), len(cell))
    return "".join(
        "  ".join(
            [cell.ljust(widths[n]) for n, cell in enumerate(row[:-1])] + [*row[-1:]]
        ).rstrip()
        + "\n"
        for row in rows
    )
