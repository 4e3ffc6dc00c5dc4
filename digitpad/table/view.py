"""The rows of the table as one looks at them: filtered, sorted and corrected."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum
from typing import Final

from digitpad.table.row import Row
from digitpad.words import mark

Key = Callable[[int], tuple[object, ...]]


class Show(Enum):
    """Which rows are shown."""

    ALL = mark("All rows")
    UNSURE = mark("Unsure")
    NO_DIGIT = mark("Not a digit")
    CORRECTED = mark("Corrected")
    PROBLEM = mark("Not readable")


class Column(Enum):
    """By what the rows are sorted."""

    NAME = "Name"
    READING = "Reading"
    CONFIDENCE = "Confidence"
    NOTE = "Note"


@dataclass(frozen=True)
class Filter:
    """What a row must have to be shown.

    Attributes:
        text: Part of its name or its note, in letters large or small.
        reading: A digit that is in its reading; empty for any.
        show: Its kind.
    """

    text: str = ""
    reading: str = ""
    show: Show = Show.ALL


class Table:
    """All rows, their corrections, and the order in which some of them are shown.

    Attributes:
        rows: All of them, as they came.
        order: The places in `rows` of those that are shown, from top to bottom.
    """

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self.order: list[int] = []
        self._corrections: dict[tuple[str, int], str] = {}
        self._filter = Filter()
        self._column: Column | None = None
        self._descends = False

    @property
    def is_sorted(self) -> bool:
        """Whether the rows stand otherwise than they came."""
        return self._column is not None

    @property
    def corrected(self) -> int:
        """How many rows are corrected."""
        if not self._corrections:
            return 0
        return sum(_key(row) in self._corrections for row in self.rows)

    def clear(self) -> None:
        """Forget all rows, but no correction: the same files may be read again."""
        self.rows.clear()
        self.order.clear()

    def shown_of(self, rows: Iterable[Row]) -> list[int]:
        """The places that new rows will have, of those that will be shown."""
        first = len(self.rows)
        return [first + n for n, row in enumerate(rows) if self._accepts(row)]

    def add(self, rows: list[Row]) -> None:
        """Put rows after all others; `arrange` sorts them in."""
        self.order += self.shown_of(rows)
        self.rows += rows

    def filter_by(self, wanted: Filter) -> None:
        """Show only rows with this."""
        self._filter = wanted
        self.order = [n for n, row in enumerate(self.rows) if self._accepts(row)]
        self.arrange()

    def sort_by(self, column: Column | None, *, descends: bool = False) -> None:
        """Sort the rows; None puts them back as they came."""
        self._column, self._descends = column, descends
        self.arrange()

    def arrange(self) -> None:
        """Put the rows that are shown into their order."""
        self.order.sort()
        if self._column is not None:
            # What is equal stays as it came, up and down.
            self.order.sort(key=self._keys()[self._column], reverse=self._descends)

    def reading_of(self, row: Row) -> str:
        """What stands there: the correction, or else the reading."""
        return self._corrections.get(_key(row), row.reading)

    def is_corrected(self, row: Row) -> bool:
        """Whether the user has said what it is."""
        return _key(row) in self._corrections

    def correct(self, row: Row, reading: str) -> None:
        """Say what it is, empty for no digit; what was read takes a correction back."""
        if reading == row.reading:
            self._corrections.pop(_key(row), None)
        else:
            self._corrections[_key(row)] = reading

    def note_of(self, row: Row) -> str:
        """What is to be said beside the reading."""
        if not self.is_corrected(row):
            return row.note
        read = row.reading or f"not a digit ({row.note})"
        return f"corrected; read as {read}"

    def _accepts(self, row: Row) -> bool:
        wanted, text = self._filter, self._filter.text.casefold()
        reading = self.reading_of(row)
        return (
            (not wanted.reading or wanted.reading in reading)
            and (wanted.show is Show.ALL or self._is(row, reading))
            and (not text or text in f"{row.name}\n{row.note}".casefold())
        )

    def _is(self, row: Row, reading: str) -> bool:
        match self._filter.show:
            case Show.UNSURE:
                return row.is_unsure and not self.is_corrected(row)
            case Show.NO_DIGIT:
                return not reading and not row.is_problem
            case Show.CORRECTED:
                return self.is_corrected(row)
            case _:
                return row.is_problem

    def _keys(self) -> dict[Column, Key]:
        rows = self.rows
        return {
            Column.NAME: lambda n: (rows[n].name.casefold(),),
            Column.READING: lambda n: _in_order(self.reading_of(rows[n])),
            Column.CONFIDENCE: lambda n: (rows[n].confidence,),
            Column.NOTE: lambda n: (self.note_of(rows[n]),),
        }


_LAST: Final = "~"  # after all digits


def _in_order(reading: str) -> tuple[int, str]:
    """By length, then by digits; what is no digit comes last."""
    return (len(reading), reading) if reading else (1 << 30, _LAST)


def _key(row: Row) -> tuple[str, int]:
    return row.path, row.line
