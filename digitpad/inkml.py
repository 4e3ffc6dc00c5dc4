"""W3C InkML: the traces of a file as strokes, and a drawing as such a file.

Of a point its X, Y, time (T) and pressure (F) are taken, in whatever order the file's
<traceFormat> names them; values may be given as differences.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import nan
from typing import Final
from xml.parsers import expat

from digitpad.ink import Drawing, Point, Stroke

_NAMESPACE: Final = "http://www.w3.org/2003/InkML"
# A number, led by what it is: "!" a value, "'" a difference, '"' one of differences.
# "*" is the number before once more, "?" a value that is not known.
_TOKEN: Final = re.compile(
    r"""([!'"]?) ?([-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?|\*|\?)"""
)
_ORDERS: Final = {"!": 0, "'": 1, '"': 2}
_SECONDS: Final = 1000.0  # in ms
_DEEPEST: Final = 100  # elements within one another
_LONGEST_REASON: Final = 100  # letters


@dataclass(frozen=True)
class _Channel:
    """A channel of a file: its name, and what its numbers are multiplied by."""

    name: str
    scale: float = 1.0


_USUAL: Final = (_Channel("X"), _Channel("Y"))


def drawing_in(content: bytes) -> Drawing:
    """The drawing of an InkML file, a stroke for each of its traces.

    Raises:
        InkError: A number lies out of reach.
        ValueError: It is broken, is nested deeply, or has a DOCTYPE.
    """
    traces = _Traces()
    try:
        traces.parser.Parse(content, True)
    except (expat.ExpatError, LookupError) as error:
        # An encoding that Python does not know is a LookupError, however long its name.
        raise ValueError(str(error)[:_LONGEST_REASON]) from error
    return Drawing(tuple(Stroke(list(_points(*trace))) for trace in traces.found))


def to_inkml(drawing: Drawing) -> str:
    """A drawing as InkML; `drawing_in` reads the same drawing from it."""
    known = max((len(p) for s in drawing.strokes for p in s.points), default=2)
    channels = (
        '<channel name="X" type="decimal"/>',
        '<channel name="Y" type="decimal"/>',
        '<channel name="T" type="decimal" units="ms"/>',
        '<channel name="F" type="decimal" min="0" max="1"/>',
    )
    traces = (
        f"  <trace>{', '.join(_written(p, known) for p in stroke.points)}</trace>\n"
        for stroke in drawing.strokes
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<ink xmlns="{_NAMESPACE}">\n'
        f"  <traceFormat>{''.join(channels[:known])}</traceFormat>\n"
        f"{''.join(traces)}</ink>\n"
    )


def _written(point: Point, known: int) -> str:
    values = [*point, *[nan] * (known - len(point))]
    # NaN is the one number unequal to itself.
    return " ".join(repr(v) if v == v else "?" for v in values)


class _Traces:
    """Collects every <trace> with its channels; entities and DOCTYPE are refused.

    Attributes:
        found: The text of each trace, and what its points are made of.
    """

    def __init__(self) -> None:
        self.found: list[tuple[str, Sequence[_Channel]]] = []
        self._channels: list[_Channel] = []
        self._parts: list[str] | None = None
        self._depth = 0
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._characters
        # Without a DOCTYPE no entity can be declared, so none can grow.
        self.parser.StartDoctypeDeclHandler = self._refuse

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise ValueError(f"its elements are nested more than {_DEEPEST} deep")
        match name.rpartition(":")[2]:
            case "trace":
                self._parts = []
            case "traceFormat":
                self._channels = []
            case "channel":
                self._channels.append(_channel_of(attributes))

    def _end(self, name: str) -> None:
        self._depth -= 1
        if name.rpartition(":")[2] == "trace" and self._parts is not None:
            channels = tuple(self._channels) or _USUAL
            self.found.append(("".join(self._parts), channels))
            self._parts = None

    def _characters(self, text: str) -> None:
        if self._parts is not None:
            self._parts.append(text)

    def _refuse(self, *_: object) -> None:
        raise ValueError("it has a DOCTYPE")


def _channel_of(attributes: dict[str, str]) -> _Channel:
    name = attributes.get("name", "").upper()
    if name == "T" and attributes.get("units") == "s":
        return _Channel(name, _SECONDS)
    if name == "F" and (most := _most(attributes.get("max", "1"))) > 0:
        return _Channel(name, 1 / most)
    return _Channel(name)


def _most(written: str) -> float:
    """What a channel says that its largest number is.

    Raises:
        ValueError: That is no number.
    """
    try:
        return float(written)
    except ValueError as error:
        raise ValueError(f"a channel has max={written[:40]!r}") from error


class _Values:
    """The values of one channel, point by point."""

    def __init__(self) -> None:
        self._order = 0
        self._number = self._value = self._difference = 0.0

    def next(self, order: str, number: str) -> float:
        """The value that a token stands for; NaN for one that is not known."""
        if order:
            self._order = _ORDERS[order]
        if number == "?":
            return nan
        if number != "*":
            self._number = float(number)
        if self._order == 0:
            self._value = self._number
            return self._value
        self._difference = (
            self._number if self._order == 1 else self._difference + self._number
        )
        self._value += self._difference
        return self._value


def _points(text: str, channels: Sequence[_Channel]) -> Iterator[Point]:
    names = [channel.name for channel in channels]
    if "X" not in names or "Y" not in names:
        raise ValueError("its points have no X and Y")
    states = [_Values() for _ in channels]
    for each in text.split(","):
        # One space for many: looking for a number after each of them takes for ever.
        written = " ".join(each.split())
        if not written:
            continue
        tokens = _TOKEN.findall(written)
        if _TOKEN.sub("", written).strip():
            raise ValueError(f"this is no point: {written[:40]!r}")
        values = {
            channel.name: state.next(*token) * channel.scale
            for channel, state, token in zip(channels, states, tokens, strict=False)
        }
        yield _point(values, written)


def _point(values: dict[str, float], written: str) -> Point:
    x, y = values.get("X", nan), values.get("Y", nan)
    if x != x or y != y:
        raise ValueError(f"a point without x and y: {written[:40]!r}")
    ms, pressure = values.get("T", nan), values.get("F", nan)
    if 0 <= pressure <= 1:
        return x, y, ms, pressure
    return (x, y, ms) if ms == ms else (x, y)
