"""`digitpad serve`: checks what was asked for, and serves."""

import argparse
import os
import socket
from contextlib import suppress
from importlib.util import find_spec
from typing import Final

from digitpad.errors import DigitpadError
from digitpad.server.options import TOKEN_VARIABLE, Options

_NEEDED: Final = (
    "fastapi", "uvicorn", "httptools", "prometheus_client", "python_multipart",
)  # fmt: skip
_BACKLOG: Final = 2048  # connections that wait to be taken


def run(given: argparse.Namespace) -> int:
    """Serve until the end; the exit status.

    Raises:
        DigitpadError: It cannot be served so.
    """
    if not all(map(find_spec, _NEEDED)):
        raise DigitpadError(
            "The service is not installed: run `pip install 'digitpad[server]'`."
        )
    options = Options.of(given)
    if options.is_public and not options.token and not given.insecure:
        raise DigitpadError(
            "Other machines would reach {host} and use this one: set {variable} to a "
            "token that they must bring, or permit it with --insecure.",
            host=options.host,
            variable=TOKEN_VARIABLE,
        )
    token = options.token
    if not (token.isascii() and token.isprintable()) or token != token.strip():
        raise DigitpadError(
            "No request can bring this token: take one of letters and digits, without "
            "a space at its ends."
        )
    # Imported late: without the extra there would be no sentence.
    from digitpad.server.running import serve

    _fill_standard_streams()
    with _listening(options) as listening:
        serve(options, listening, lambda: _say_where(listening))
    return 0


def _fill_standard_streams() -> None:
    """Open what was closed before the start: no socket may take its number.

    uvloop ends the program when such a socket is closed.
    """
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # takes the lowest number that is free


def _listening(options: Options) -> socket.socket:
    try:
        family, *_, address = socket.getaddrinfo(
            options.host, options.port, type=socket.SOCK_STREAM
        )[0]
        return socket.create_server(address, family=family, backlog=_BACKLOG)
    except (OSError, UnicodeError) as error:  # the latter: no host has such a name
        raise DigitpadError(
            "Nothing can listen on {host}, port {port} ({reason}): choose others with "
            "--host and --port.",
            host=options.host,
            port=options.port,
            reason=getattr(error, "strerror", None) or error,
        ) from error


def _say_where(listening: socket.socket) -> None:
    host, port = listening.getsockname()[:2]
    name = f"[{host}]" if ":" in host else host
    with suppress(OSError):  # nobody need read it
        print(f"Digitpad serves at http://{name}:{port}/", flush=True)  # noqa: T201 (a command's output)
