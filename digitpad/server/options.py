"""The options of `digitpad serve`."""

import argparse
import os
import re
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Final, Self

TOKEN_VARIABLE: Final = "DIGITPAD_TOKEN"

FOLDER_VARIABLE: Final = "PROMETHEUS_MULTIPROC_DIR"
"""Names the folder in which several workers count together.

What counts looks at it as soon as it is imported.
"""

_DESCRIPTION: Final = """\
Serve a page to draw on, and readings to programs, at http://HOST:PORT/. Without
--host nobody but this machine reaches it. Ctrl+C or SIGTERM ends it when the requests
on their way are answered; after SIGHUP, or when another model is adopted, it reads
with that one."""


@dataclass(frozen=True)
class Options:
    """How to serve.

    Attributes:
        host: Name or address to listen on.
        port: Likewise; 0 takes a free one.
        workers: Processes that read.
        model: An .h5 file; None is the model in use, with what it has learnt.
        token: What every request must bring; empty if none.
        is_public: Whether machines other than this one reach it.
        origins: Of the pages elsewhere that may use it from a browser.
        rate: Requests a second of one client to one worker; 0 is any number.
        max_body: Bytes of a request.
        max_pixels: Width times height of a picture.
        max_waiting: Requests that a worker takes on at once.
        timeout: Seconds in which a request must have come in.
    """

    host: str = "127.0.0.1"
    port: int = 8028
    workers: int = 1
    model: str | None = None
    token: str = ""
    is_public: bool = False
    origins: tuple[str, ...] = ()
    rate: float = 0.0
    max_body: int = 8 << 20
    max_pixels: int = 16_000_000
    max_waiting: int = 64
    timeout: int = 10

    @classmethod
    def of(cls, given: argparse.Namespace) -> Self:
        """What was given on the command line, and in the environment."""
        is_public = not is_loopback(given.host)
        return cls(
            host=given.host,
            port=given.port,
            workers=given.workers,
            model=given.model,
            token=given.token or os.environ.get(TOKEN_VARIABLE, ""),
            is_public=is_public,
            origins=tuple(given.cors),
            rate=(20.0 if is_public else 0.0) if given.rate is None else given.rate,
            max_body=given.max_body << 20,
            max_pixels=given.max_pixels * 1_000_000,
            max_waiting=given.max_waiting,
            timeout=given.timeout,
        )


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches a name or address."""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def add(parser: argparse.ArgumentParser) -> None:
    """Give the command its options."""
    parser.description = _DESCRIPTION
    default = Options()
    parser.add_argument(
        "--host",
        default=default.host,
        help="name or address to listen on (%(default)s)",
    )
    parser.add_argument(
        "--port",
        type=_port,
        default=default.port,
        help="port to listen on, 0 for a free one (%(default)s)",
    )
    parser.add_argument(
        "--workers",
        type=_count,
        default=default.workers,
        metavar="N",
        help="processes that read, each with 100 MB of its own (%(default)s)",
    )
    parser.add_argument(
        "--model", metavar="H5", help="read with this model instead of the one in use"
    )
    parser.add_argument(
        "--token",
        default="",
        help="what every request must bring as `Authorization: Bearer TOKEN`; better "
        f"given in the environment variable {TOKEN_VARIABLE}, which no list of "
        "processes shows",
    )
    parser.add_argument(
        "--insecure",
        action="store_true",
        help="let other machines in without a token",
    )
    parser.add_argument(
        "--cors",
        action="append",
        type=_origin,
        default=[],
        metavar="ORIGIN",
        help="let pages of this origin (https://example.org) use the service from a "
        "browser; may be given again",
    )
    parser.add_argument(
        "--rate",
        type=_rate,
        metavar="N",
        help="requests a second of one client to one worker, 0 for any number (any "
        "number on loopback, else 20)",
    )
    parser.add_argument(
        "--max-body",
        type=_count,
        default=default.max_body >> 20,
        metavar="MB",
        help="largest request (%(default)s)",
    )
    parser.add_argument(
        "--max-pixels",
        type=_count,
        default=default.max_pixels // 1_000_000,
        metavar="MILLIONS",
        help="largest picture (%(default)s)",
    )
    parser.add_argument(
        "--max-waiting",
        type=_count,
        default=default.max_waiting,
        metavar="N",
        help="requests a worker takes on at once; more are told to come again "
        "(%(default)s)",
    )
    parser.add_argument(
        "--timeout",
        type=_count,
        default=default.timeout,
        metavar="SECONDS",
        help="in which a request must have come in (%(default)s)",
    )


def _origin(text: str) -> str:
    # As browsers send it; another one would never be met.
    if not re.fullmatch(r"[a-z][a-z0-9+.-]*://[^/\s*]+", text):
        raise argparse.ArgumentTypeError("give an origin such as https://example.org")
    return text


def _port(text: str) -> int:
    return _whole(text, 0, 65_535)


def _count(text: str) -> int:
    return _whole(text, 1, 1_000)


def _whole(text: str, least: int, most: int) -> int:
    if not text.isascii() or not text.isdigit() or not least <= int(text) <= most:
        raise argparse.ArgumentTypeError(f"give a number from {least} to {most}")
    return int(text)


def _rate(text: str) -> float:
    try:
        rate = float(text)
    except ValueError:
        rate = -1.0
    if not 0 <= rate <= 1_000_000:
        raise argparse.ArgumentTypeError("give a number from 0 to 1000000")
    return rate
