"""HTTP as uvicorn speaks it, without endless patience or room."""

import asyncio
import re
from typing import ClassVar, Final, cast

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

# Bytes of a head, of trailers, or of whatever else stands between two parts of a body.
_MOST_BESIDE_BODY: Final = 1 << 16
# Requests that wait on a connection for the answer to one before them.
_MOST_QUEUED: Final = 16

# The parser takes whatever follows a head with such a line for another protocol, and a
# body is lost. It may be ignored (RFC 9110, 7.8): Java's clients offer HTTP/2 by it.
_UPGRADE: Final = re.compile(rb"(?<=\n)upgrade(?=:)", re.IGNORECASE)
_UPGRADE_IGNORED: Final = b"ignored"
_HEAD_END: Final = b"\r\n\r\n"


class ImpatientProtocol(HttpToolsProtocol):
    """Hangs up on whoever does not send a request, or take an answer, in time.

    How long a body may take while the application reads it is the application's affair.

    Attributes:
        seconds: How long a head may take, from the connection or its first byte; what
            is left of a request that has been answered; and what is left of an answer.
    """

    seconds: ClassVar[float] = 10.0
    _request_end: asyncio.TimerHandle | None = None
    _answer_end: asyncio.TimerHandle | None = None
    _room = _MOST_BESIDE_BODY
    _awaits_head = True

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin to wait for the first head."""
        super().connection_made(cast("asyncio.Transport", transport))
        self._wait_for_request()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no more."""
        self._stop_waiting_for_request()
        self._stop_waiting_for_answer()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Take what has come, unless it is too much beside a body."""
        self._room -= len(data)
        if self._awaits_head:
            head, end, rest = data.partition(_HEAD_END)
            data = _UPGRADE.sub(_UPGRADE_IGNORED, head) + end + rest
        super().data_received(data)
        if self._room < 0:
            self._hang_up()

    def on_message_begin(self) -> None:
        """Begin to wait for another head."""
        self._room = _MOST_BESIDE_BODY
        self._wait_for_request()
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        """Wait no more, unless too many requests wait already."""
        self._awaits_head = False
        self._stop_waiting_for_request()
        super().on_headers_complete()
        if len(self.pipeline) > _MOST_QUEUED:
            self._hang_up()
            # This ends the reading of what has come, too.
            raise ConnectionAbortedError

    def on_body(self, body: bytes) -> None:
        """Take a part of a body."""
        self._room = _MOST_BESIDE_BODY
        super().on_body(body)

    def on_message_complete(self) -> None:
        """Wait no more."""
        self._room = _MOST_BESIDE_BODY
        self._awaits_head = True
        self._stop_waiting_for_request()
        super().on_message_complete()

    def on_response_complete(self) -> None:
        """Begin to wait for what is left of a request that nobody reads."""
        super().on_response_complete()
        if self.cycle.response_complete and self.cycle.more_body:
            self._wait_for_request()

    def pause_writing(self) -> None:
        """Begin to wait for the client to take what it has asked for."""
        super().pause_writing()
        self._stop_waiting_for_answer()
        self._answer_end = self.loop.call_later(self.seconds, self._hang_up)

    def resume_writing(self) -> None:
        """Wait no more."""
        self._stop_waiting_for_answer()
        super().resume_writing()

    def timeout_keep_alive_handler(self) -> None:
        """Hang up on whoever has asked for nothing more, nor taken its last answer."""
        self._hang_up()

    def _wait_for_request(self) -> None:
        self._stop_waiting_for_request()
        self._request_end = self.loop.call_later(self.seconds, self._hang_up)

    def _stop_waiting_for_request(self) -> None:
        if self._request_end is not None:
            self._request_end.cancel()
            self._request_end = None

    def _stop_waiting_for_answer(self) -> None:
        if self._answer_end is not None:
            self._answer_end.cancel()
            self._answer_end = None

    def _hang_up(self) -> None:
        # Not `close`, which waits until all that was answered has been taken.
        self.transport.abort()
