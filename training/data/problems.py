"""Tells all that is wrong with a source at once, not only the first of it."""

from dataclasses import dataclass, field
from typing import Final

from digitpad.errors import DataError, Listing
from digitpad.printable import printable

MOST_NAMED: Final = 10
_LONGEST: Final = 320  # letters of what is told of one; a name may have 255


@dataclass
class Problems:
    """Collects what is wrong with one source.

    Attributes:
        source: Its name.
    """

    source: str
    _named: list[tuple[int, str]] = field(default_factory=list)
    _count: int = 0

    def add(self, sentence: str, row: int = 0) -> None:
        """Note one.

        Args:
            sentence: Where and what: "row 3, column pixel7: "x" is no number".
            row: Where in the file, to tell the first ones first.
        """
        self._count += 1
        self._named.append((row, _told(sentence)))
        if len(self._named) > 2 * MOST_NAMED:
            self._named = self._first()

    def add_unnamed(self, count: int) -> None:
        """Note that there are more of a kind of which enough are named."""
        self._count += count

    def refuse_if_any(self) -> None:
        """Do nothing if all is well.

        Raises:
            DataError: There are problems; the first ten are named, the rest counted.
        """
        if not self._count:
            return
        named = [sentence for _, sentence in self._first()]
        if more := self._count - len(named):
            named.append(f"and {more:,} more")
        raise DataError(
            "{source} cannot be used ({count}): {problems}. Correct this and start "
            "again; nothing has been written.",
            source=self.source,
            count="1 problem" if self._count == 1 else f"{self._count:,} problems",
            problems=Listing(named),
        )

    def _first(self) -> list[tuple[int, str]]:
        # Stable: what was found first in a row stays first.
        return sorted(self._named, key=lambda item: item[0])[:MOST_NAMED]


def _told(sentence: str) -> str:
    """Strangers' cells and names may be of any length, with anything in them."""
    if len(sentence) > _LONGEST:
        sentence = f"{sentence[:_LONGEST]}..."
    return printable(sentence)
