"""Stands before every request: who may ask, how much, and what every answer says."""

import hmac
import time
from collections.abc import Collection
from http import HTTPStatus
from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from digitpad.server.metrics import Metrics
from digitpad.server.options import Options, is_loopback
from digitpad.server.problems import Problem
from digitpad.server.rate import RateLimit, whose

# The page has neither script nor style but its own files.
_HEADERS: Final = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; "
    "style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-store",
}
_FAILURE: Final = Problem(
    HTTPStatus.INTERNAL_SERVER_ERROR,
    "Something went wrong here: try again, and report it if it stays.",
)
_READS: Final = "/v1/"
_OTHER: Final = "other"


class Gate:
    """Lets a request through to the application, or answers it with a problem.

    Args:
        app: What answers.
        options: Who may ask, and how much.
        metrics: Counts the requests.
        paths: Those that are answered.
        open_paths: Those of them that need no token: the page, which asks for it.
    """

    def __init__(
        self,
        app: ASGIApp,
        options: Options,
        metrics: Metrics,
        paths: Collection[str],
        open_paths: Collection[str],
    ) -> None:
        self._app = app
        self._token = options.token.encode()
        self._is_public = options.is_public
        self._origins = options.origins
        self._most_waiting = options.max_waiting
        self._rate = RateLimit(options.rate)
        self._metrics = metrics
        self._paths = frozenset(paths)
        self._open_paths = frozenset(open_paths)
        self._waiting = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":  # the application's own beginning and end
            await self._app(scope, receive, send)
            return
        began = time.perf_counter()
        status = 0

        async def send_with_headers(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        try:
            await self._answer(scope, receive, send_with_headers)
        except Exception:
            if not status:
                await _FAILURE.response()(scope, receive, send_with_headers)
            raise  # into the log
        finally:
            path = scope["path"] if scope["path"] in self._paths else _OTHER
            # Without an answer the application has failed, and the server says so.
            self._metrics.request(path, status or 500, time.perf_counter() - began)

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            self._refuse(scope)
        except Problem as problem:
            await problem.response()(scope, receive, send)
            return
        self._waiting += 1
        self._metrics.waiting.set(self._waiting)
        try:
            await self._app(scope, receive, send)
        finally:
            self._waiting -= 1
            self._metrics.waiting.set(self._waiting)

    def _refuse(self, scope: Scope) -> None:
        """Raise what speaks against a request, the cheapest to find out first."""
        headers = Headers(scope=scope)
        if scope["path"] not in self._open_paths:
            # The others too: a token is guessed as well by asking for the counts.
            self._refuse_too_many(scope)
        self._refuse_other_names(headers)
        self._refuse_other_pages(headers)
        if self._token and scope["path"] not in self._open_paths:
            self._refuse_without_token(headers)

    def _refuse_too_many(self, scope: Scope) -> None:
        if self._waiting >= self._most_waiting and scope["path"].startswith(_READS):
            raise Problem(
                HTTPStatus.SERVICE_UNAVAILABLE,
                "Too many requests wait already: come again in a second.",
                {"Retry-After": "1"},
            )
        client = whose(scope["client"][0]) if scope.get("client") else ""
        if seconds := self._rate.seconds_to_wait(client, time.monotonic()):
            raise Problem(
                HTTPStatus.TOO_MANY_REQUESTS,
                "You ask more often than this service allows: wait a little.",
                {"Retry-After": str(int(seconds) + 1)},
            )

    def _refuse_other_names(self, headers: Headers) -> None:
        """Refuse a page of another name that has itself resolved to this machine."""
        if self._is_public or is_loopback(_name_in(headers.get("host", ""))):
            return
        raise Problem(
            HTTPStatus.MISDIRECTED_REQUEST,
            "This service answers to localhost alone: use that name, or start it "
            "with --host.",
        )

    def _refuse_other_pages(self, headers: Headers) -> None:
        """Refuse what a browser sends for a page from elsewhere."""
        origin = headers.get("origin")
        if origin is None or origin in self._origins:
            return
        if origin.partition("://")[2] != headers.get("host"):
            raise Problem(
                HTTPStatus.FORBIDDEN,
                "Pages from elsewhere may not use this service: start it with --cors "
                "and their origin.",
            )

    def _refuse_without_token(self, headers: Headers) -> None:
        kind, _, token = headers.get("authorization", "").partition(" ")
        # Compared as bytes: a header may have any.
        is_right = hmac.compare_digest(token.strip().encode("latin-1"), self._token)
        if kind.lower() != "bearer" or not is_right:
            raise Problem(
                HTTPStatus.UNAUTHORIZED,
                "This service needs its token: send `Authorization: Bearer TOKEN`.",
                {"WWW-Authenticate": "Bearer"},
            )


def _name_in(host: str) -> str:
    """The name in a Host header, without the port and without IPv6's brackets."""
    name, bracket, _ = host.removeprefix("[").partition("]")
    return name if bracket else host.rpartition(":")[0] or host
