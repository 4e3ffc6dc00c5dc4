"""One line of the table, and how it goes from one program to the other."""

import base64
import json
from typing import Final, NamedTuple, Self, cast, get_args

THUMBNAIL: Final = 48  # pixels of a thumbnail's longer side, at most
MOST_ROWS: Final = 20_000  # so many are sorted at a glance

# All but the thumbnail.
_Facts = tuple[str, str, int, str, float, bool, str, bool]
_KINDS: Final = get_args(_Facts)


class Thumbnail(NamedTuple):
    """A small grey picture: width and height in pixels, and width x height bytes."""

    width: int = 0
    height: int = 0
    grey: bytes = b""


class Row(NamedTuple):
    """A picture or a drawing, and what was read in it.

    Attributes:
        path: Its file.
        name: What people call it: the file within its folder, and the line of an ink
            file that has several.
        line: Of an ink file; 0 for a picture.
        reading: The digit or number; empty if it is none.
        confidence: 0 to 1.
        is_unsure: Whether another digit is likely too.
        note: What else is to be said: the refusal, the doubt, or the problem.
        is_problem: Whether it could not be read at all.
        thumbnail: What it looks like.
    """

    path: str
    name: str
    line: int = 0
    reading: str = ""
    confidence: float = 0.0
    is_unsure: bool = False
    note: str = ""
    is_problem: bool = False
    thumbnail: Thumbnail = Thumbnail()

    def to_line(self) -> str:
        """The row as a line of JSON."""
        *facts, thumbnail = self
        grey = base64.b64encode(thumbnail.grey).decode()
        return json.dumps([*facts, thumbnail.width, thumbnail.height, grey])

    @classmethod
    def of(cls, values: list[object]) -> Self:
        """The row of such a line, taken apart.

        Raises:
            ValueError: It has other values.
        """
        *facts, width, height, grey = values
        # JSON may write 1.0 as 1.
        kinds = zip(facts, _KINDS, strict=True)
        if not all(isinstance(f, int | float if k is float else k) for f, k in kinds):
            raise ValueError("no row")
        size = range(THUMBNAIL + 1)
        if width not in size or height not in size or not isinstance(grey, str):
            raise ValueError("no thumbnail")
        seen = Thumbnail(int(str(width)), int(str(height)), base64.b64decode(grey))
        row = cls(*cast(_Facts, tuple(facts)), seen)
        if len(seen.grey) != seen.width * seen.height or not 0 <= row.confidence <= 1:
            raise ValueError("no thumbnail, or no confidence")
        return row
