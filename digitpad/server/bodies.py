"""What a request wants read: ink as JSON, or a picture, and never a file's name."""

import asyncio
import json
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from typing import Any, Final, TypeVar

from PIL import Image
from starlette.requests import Request

from digitpad.errors import DigitpadError, InkError
from digitpad.ink import Drawing
from digitpad.picture import picture_in
from digitpad.server.problems import Problem
from digitpad.server.receiving import JSON, MOST_SOURCES, File, Limits, kind_of, receive

T = TypeVar("T")

# JSON takes twenty times its size while it is parsed: one at a time is enough.
_parsing: Final = ThreadPoolExecutor(1, "digitpad-parsing")

_LARGE_BODY: Final = 1 << 16  # bytes; from here on others should not wait
_LARGE_PICTURE: Final = 10_000  # pixels; it takes a few milliseconds
_LARGE_INK: Final = 500  # points, likewise


@dataclass(frozen=True)
class Source:
    """Something to be read.

    Attributes:
        ink: A drawing, or a picture that is not decoded yet.
        pen_width: Of the pen, in the units of the strokes; 0 if it is not known.
        pen_is_down: Whether the last stroke is not finished yet.
    """

    ink: Drawing | Image.Image
    pen_width: float = 0.0
    pen_is_down: bool = False

    @property
    def is_large(self) -> bool:
        """Whether it takes so long that others should not wait for it."""
        if isinstance(self.ink, Drawing):
            return sum(map(len, self.ink.strokes)) > _LARGE_INK
        return self.ink.width * self.ink.height > _LARGE_PICTURE


async def source_in(request: Request, limits: Limits) -> Source:
    """The one source that a request brings.

    Raises:
        Problem: There is none that can be read.
    """
    received = await receive(request, limits)
    if len(received.files) != 1:
        raise Problem(
            HTTPStatus.UNPROCESSABLE_ENTITY,
            f"The form has {len(received.files)} files: send exactly one.",
        )
    read = partial(_source_of, received.files[0], limits)
    return await _one_by_one(read) if received.size > _LARGE_BODY else read()


async def sources_in(request: Request, limits: Limits) -> list[Source | Problem]:
    """The sources that a request brings, and what is wrong with the others.

    Raises:
        Problem: There are none, or too many.
    """
    received = await receive(request, limits)
    first = received.files[0] if received.files else None
    if first is not None and first.kind == JSON and not received.is_form:
        return await _one_by_one(partial(_drawings_in, first.content))
    _refuse_odd_count(len(received.files))
    return await _one_by_one(partial(_sources_of, received.files, limits))


def _drawings_in(content: bytes) -> list[Source | Problem]:
    drawings = _table_in(content).get("drawings")
    if not isinstance(drawings, list):
        raise Problem(
            HTTPStatus.UNPROCESSABLE_ENTITY,
            'The body has no list of drawings: send {"drawings": [{"strokes": '
            "[[[x, y], ...], ...]}, ...]}.",
        )
    _refuse_odd_count(len(drawings))
    return [_or_problem(partial(_drawn, drawing)) for drawing in drawings]


async def _one_by_one(parse: Callable[[], T]) -> T:
    return await asyncio.get_running_loop().run_in_executor(_parsing, parse)


def _or_problem(read: Callable[[], Source]) -> Source | Problem:
    try:
        return read()
    except Problem as problem:
        return problem.without_cause()


def _sources_of(files: Sequence[File], limits: Limits) -> list[Source | Problem]:
    return [_or_problem(partial(_source_of, file, limits)) for file in files]


def _source_of(file: File, limits: Limits) -> Source:
    if kind_of(file.kind, file.content) == JSON:
        return _drawn(_table_in(file.content))
    try:
        return Source(picture_in(file.content, file.name, max_pixels=limits.pixels))
    except DigitpadError as error:
        raise Problem.of(error) from error


def _drawn(table: object) -> Source:
    """The drawing in a table as JSON has it."""
    try:
        if not isinstance(table, Mapping):
            raise TypeError
        strokes = table["strokes"]
        pen_width = float(table.get("pen_width", 0.0))
        if not isinstance(strokes, list) or not 0 <= pen_width < 1e6:
            raise TypeError
        drawing = Drawing.of(strokes)
        return Source(drawing, pen_width, table.get("pen_is_down") is True)
    except (LookupError, TypeError, ValueError, OverflowError, InkError) as error:
        sentence = (
            str(error)
            if isinstance(error, InkError)
            else 'This is no drawing: send {"strokes": [[[x, y], ...], ...]} with '
            "numbers."
        )
        raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, sentence) from error


def _table_in(content: bytes) -> dict[str, Any]:  # JSON values
    try:
        table = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise Problem(
            HTTPStatus.BAD_REQUEST, "The body is no JSON: mend it and send it again."
        ) from error
    if not isinstance(table, dict):
        raise Problem(
            HTTPStatus.UNPROCESSABLE_ENTITY,
            "The body is no JSON object: put braces round it.",
        )
    return table


def _refuse_odd_count(count: int) -> None:
    if not count:
        raise Problem(
            HTTPStatus.UNPROCESSABLE_ENTITY, "There is nothing to read: send some."
        )
    if count > MOST_SOURCES:
        raise Problem(
            HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
            f"There are {count} to read: send at most {MOST_SOURCES} at once.",
        )
