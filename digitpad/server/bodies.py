"""What a request brings: ink as JSON, or a picture, and never the name of a file."""

import asyncio
import json
from collections.abc import AsyncGenerator, Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from typing import Any, Final, TypeVar

from PIL import Image
from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import ClientDisconnect, Request

from digitpad.errors import DigitpadError, InkError
from digitpad.ink import Drawing
from digitpad.picture import picture_in
from digitpad.printable import printable
from digitpad.server.problems import Problem

T = TypeVar("T")

JSON: Final = "application/json"
FORM: Final = "multipart/form-data"
BYTES: Final = "application/octet-stream"
# What curl says of any bytes unless told otherwise.
_UNTOLD: Final = ("", BYTES, "application/x-www-form-urlencoded")
PICTURES: Final = (
    "image/png", "image/jpeg", "image/webp", "image/bmp", "image/gif", "image/tiff",
)  # fmt: skip
MOST_SOURCES: Final = 1_000

# JSON takes twenty times its size while it is parsed: one at a time is enough.
_parsing: Final = ThreadPoolExecutor(1, "digitpad-parsing")

_LARGE_BODY: Final = 1 << 16  # bytes; from here on others should not wait
_LARGE_PICTURE: Final = 100_000  # pixels; it takes a millisecond or two
_LARGE_INK: Final = 2_000  # points, likewise


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


@dataclass(frozen=True)
class Limits:
    """What a request may bring.

    Attributes:
        body: Bytes.
        pixels: Width times height of a picture.
        seconds: In which the body must come in.
    """

    body: int
    pixels: int
    seconds: float


async def source_in(request: Request, limits: Limits) -> Source:
    """The one source that a request brings.

    Raises:
        Problem: There is none that can be read.
    """
    content = await _content_of(request, limits)
    kind = _kind_of(request.headers.get("content-type", ""), content)
    if kind == FORM:
        files = await _files_in(request, content)
        if len(files) != 1:
            raise Problem(
                HTTPStatus.UNPROCESSABLE_ENTITY,
                f"The form has {len(files)} files: send exactly one.",
            )
        file = files[0]
    else:
        file = _File("The body", kind, content)
    if len(content) > _LARGE_BODY:
        return await _one_by_one(partial(_source_of, file, limits))
    return _source_of(file, limits)


async def sources_in(request: Request, limits: Limits) -> list[Source | Problem]:
    """The sources that a request brings, and what is wrong with the others.

    Raises:
        Problem: There are none, or too many.
    """
    content = await _content_of(request, limits)
    kind = _kind_of(request.headers.get("content-type", ""), content)
    if kind == JSON:
        return await _one_by_one(partial(_drawings_in, content))
    if kind == FORM:
        files = await _files_in(request, content)
        _refuse_odd_count(len(files))
        return await _one_by_one(partial(_sources_of, files, limits))
    return [_source_of(_File("The body", kind, content), limits)]


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


@dataclass(frozen=True)
class _File:
    name: str
    kind: str
    content: bytes


def _or_problem(read: Callable[[], Source]) -> Source | Problem:
    try:
        return read()
    except Problem as problem:
        return problem.without_cause()


def _sources_of(files: list[_File], limits: Limits) -> list[Source | Problem]:
    return [_or_problem(partial(_source_of, file, limits)) for file in files]


def _source_of(file: _File, limits: Limits) -> Source:
    if file.kind == JSON:
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


def _kind_of(declared: str, content: bytes) -> str:
    """What a body is: `JSON`, `FORM`, or a picture.

    Raises:
        Problem: It is said to be something else.
    """
    kind = declared.partition(";")[0].strip().lower()
    if kind in _UNTOLD:
        return JSON if content.lstrip()[:1] in (b"{", b"[") else BYTES
    if kind in (JSON, FORM, *PICTURES):
        return kind
    raise Problem(
        HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
        f"The body is said to be {printable(kind)[:80]}: send {JSON}, {FORM} or one "
        f"of {', '.join(PICTURES)}.",
        {"Accept": ", ".join((JSON, FORM, *PICTURES))},
    )


async def _content_of(request: Request, limits: Limits) -> bytes:
    """The whole body.

    Raises:
        Problem: It is too large, too slow, or ends early.
    """
    declared = request.headers.get("content-length", "")
    if declared.isdigit() and int(declared[:20]) > limits.body:
        raise _too_large(limits.body)
    content = bytearray()
    try:
        async with asyncio.timeout(limits.seconds):
            async for part in request.stream():
                content += part
                if len(content) > limits.body:
                    raise _too_large(limits.body)
    except TimeoutError as error:
        raise Problem(
            HTTPStatus.REQUEST_TIMEOUT,
            f"The body took more than {limits.seconds} seconds: send it faster.",
            {"Connection": "close"},
        ) from error
    except ClientDisconnect as error:
        # Nobody waits for this answer.
        raise Problem(HTTPStatus.BAD_REQUEST, "The body ended early.") from error
    if not content:
        raise Problem(
            HTTPStatus.BAD_REQUEST, "The body is empty: send a picture or strokes."
        )
    return bytes(content)


def _too_large(most: int) -> Problem:
    return Problem(
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        f"The body is larger than {most >> 20} MB: send less at once.",
        # Else the rest would be read to its end.
        {"Connection": "close"},
    )


async def _files_in(request: Request, content: bytes) -> list[_File]:
    """The files of a form that has been read already."""

    async def whole() -> AsyncGenerator[bytes, None]:
        yield content

    parser = MultiPartParser(
        request.headers,
        whole(),
        max_files=MOST_SOURCES,
        max_fields=MOST_SOURCES,
        max_part_size=len(content),
    )
    # Never written to a disk, which may be full: 0 is any size.
    parser.spool_max_size = 0
    try:
        fields = await parser.parse()
    except (MultiPartException, UnicodeError) as error:
        # The latter from a charset that is none of text.
        raise Problem(
            HTTPStatus.BAD_REQUEST,
            "The form is damaged or has too many parts: mend it and send it again.",
        ) from error
    return [
        _File(
            printable(each.filename or "The file")[:80],
            _kind_of(each.content_type or "", part),
            part,
        )
        for _, each in fields.multi_items()
        if isinstance(each, UploadFile)
        for part in (await each.read(),)
    ]


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
