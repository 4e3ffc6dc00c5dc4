"""HTTP as uvicorn speaks it, without endless patience or room."""

import asyncio
from typing import ClassVar, Final, cast

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

_MOST_HEAD: Final = 1 << 16  # bytes


class ImpatientProtocol(HttpToolsProtocol):
    """Hangs up on whoever does not bring a request's head to its end soon.

    Attributes:
        seconds: How long a head may take, from the connection or its first byte.
    """

    seconds: ClassVar[float] = 10.0
    _deadline: asyncio.TimerHandle | None = None
    _room = _MOST_HEAD

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin to wait for the first head."""
        super().connection_made(cast("asyncio.Transport", transport))
        self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no more."""
        self._stop_waiting()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Take what has come, unless it makes a head too long."""
        if self._deadline is not None:
            self._room -= len(data)
            # A body may have come with its head, and is told of by the parser.
            if self._room < 0 and b"\r\n\r\n" not in data:
                self._hang_up()
                return
        super().data_received(data)

    def on_message_begin(self) -> None:
        """Begin to wait for another head."""
        self._wait()
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        """Wait no more: how long a body may take is the application's affair."""
        self._stop_waiting()
        super().on_headers_complete()

    def _wait(self) -> None:
        self._stop_waiting()
        self._room = _MOST_HEAD
        self._deadline = self.loop.call_later(self.seconds, self._hang_up)

    def _stop_waiting(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

    def _hang_up(self) -> None:
        if not self.transport.is_closing():
            self.transport.close()
