"""Takes in what a request brings: a body of one kind or another, within limits."""

import asyncio
from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final

from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import ClientDisconnect, Request

from digitpad.printable import printable
from digitpad.server.problems import Problem

JSON: Final = "application/json"
FORM: Final = "multipart/form-data"
BYTES: Final = "application/octet-stream"
# What curl says of any bytes unless told otherwise.
_UNTOLD: Final = ("", BYTES, "application/x-www-form-urlencoded")
PICTURES: Final = (
    "image/png", "image/jpeg", "image/webp", "image/bmp", "image/gif", "image/tiff",
)  # fmt: skip
MOST_SOURCES: Final = 1_000


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


@dataclass(frozen=True)
class File:
    """A body, or a file of the form that it is.

    Attributes:
        name: What to call it in an error.
        kind: As its sender says, or `JSON`, or that of a picture.
        content: Its bytes.
    """

    name: str
    kind: str
    content: bytes


@dataclass(frozen=True)
class Received:
    """What has come in.

    Attributes:
        files: The body alone, or those of a form, of which there may be none.
        is_form: Whether it is a form.
        size: Bytes in all.
    """

    files: Sequence[File]
    is_form: bool
    size: int


async def receive(request: Request, limits: Limits) -> Received:
    """Take in a request's body.

    Raises:
        Problem: It is too large, too slow, of a strange kind, or a damaged form.
    """
    content = await _content_of(request, limits)
    kind = kind_of(request.headers.get("content-type", ""), content)
    if kind == FORM:
        return Received(await _files_in(request, content), True, len(content))
    return Received([File("The body", kind, content)], False, len(content))


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


def kind_of(declared: str, content: bytes) -> str:
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
        f"This is said to be {printable(kind)[:80]}: send {JSON}, {FORM} or one "
        f"of {', '.join(PICTURES)}.",
        {"Accept": ", ".join((JSON, FORM, *PICTURES))},
    )


async def _files_in(request: Request, content: bytes) -> list[File]:
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
        if str(getattr(error, "message", "")).startswith("Too many"):
            raise Problem(
                HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
                f"The form has more than {MOST_SOURCES:,} files or fields: send fewer "
                "at once.",
            ) from error
        raise Problem(
            HTTPStatus.BAD_REQUEST,
            "The form is damaged: mend it and send it again.",
        ) from error
    return [
        File(
            printable(each.filename or "The file")[:80],
            each.content_type or "",
            part,
        )
        for _, each in fields.multi_items()
        if isinstance(each, UploadFile)
        for part in (await each.read(),)
    ]
