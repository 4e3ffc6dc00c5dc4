"""Clients that take room or time for ever: a connection is worth little of both."""

import socket

import psutil
import pytest
from serving import SEVEN, Service

HEAD = b"GET /pad.css HTTP/1.1\r\nHost: localhost\r\n\r\n"
CHUNKED = b"POST %s HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"
MB = 2**20


def is_hung_up_on(connection: socket.socket, content: bytes, times: int) -> bool:
    """Whether the other end leaves before all of it is sent so many times."""
    try:
        for _ in range(times):
            connection.sendall(content)
    except ConnectionError:
        return True
    return False


def assert_it_reads(served: Service) -> None:
    assert served.ask("/v1/digit", json={"strokes": SEVEN}).json()["digit"] == 7


@pytest.mark.parametrize("path", [b"/health", b"/v1/digit"])
@pytest.mark.parametrize(
    ("before", "part"),
    [
        (b"0\r\n", b"a: " + b"x" * 60_000 + b"\r\n"),
        (b"0\r\na: ", b"x" * 60_000),
        (b"1;a=", b"x" * 60_000),
    ],
    ids=["trailers", "one trailer", "an extension"],
)
def test_what_stands_beside_a_body_has_an_end(
    served: Service, path: bytes, before: bytes, part: bytes
) -> None:
    with served.connect() as endless:
        endless.sendall(CHUNKED % path + before)
        assert is_hung_up_on(endless, part, 1000)
    assert_it_reads(served)


def test_a_body_in_many_chunks_is_no_matter(served: Service) -> None:
    body = b'{"strokes": [[[10, 10], [60, 10], [30, 90]]]}' + b" " * 40_000
    with served.connect() as client:
        client.sendall(CHUNKED % b"/v1/digit")
        client.sendall(b"".join(b"1\r\n%c\r\n" % byte for byte in body))
        client.sendall(b"0\r\n\r\n")
        assert client.recv(100).startswith(b"HTTP/1.1 200 ")


def test_who_asks_a_thousand_times_before_the_first_answer_is_hung_up_on(
    served: Service,
) -> None:
    with served.connect() as client:
        assert is_hung_up_on(client, HEAD * 1000, 1000)
    assert_it_reads(served)


def test_some_requests_at_once_are_answered_in_their_order(served: Service) -> None:
    paths = [b"/health", b"/nothing"] * 4
    with served.connect() as client:
        client.sendall(b"".join(HEAD.replace(b"/pad.css", path) for path in paths))
        received = b""
        while received.count(b"HTTP/1.1 ") < len(paths):
            received += client.recv(1 << 16)
    statuses = [part[:3] for part in received.split(b"HTTP/1.1 ")[1:]]
    assert statuses == [b"200", b"404"] * 4


def test_whoever_does_not_take_the_answers_is_hung_up_on(served: Service) -> None:
    process = psutil.Process(served.process.pid)
    with socket.socket() as deaf:
        deaf.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        deaf.connect(("127.0.0.1", served.port))
        deaf.settimeout(30)
        # The system takes some megabytes of answers before the service notices.
        assert is_hung_up_on(deaf, HEAD * 8, 10_000)
    assert process.memory_info().rss < 400 * MB
    assert_it_reads(served)


def test_a_body_that_nobody_reads_has_an_end(served: Service) -> None:
    with served.connect() as slow:
        slow.sendall(
            b"POST /health HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9999\r\n\r\n"
        )
        received = b""
        while part := slow.recv(1 << 16):  # until it hangs up: here after a second
            received += part
            slow.settimeout(20)
    assert received.startswith(b"HTTP/1.1 405 ")


def test_an_offer_of_http_2_is_ignored(served: Service) -> None:
    """As Java's client makes it with its first request."""
    body = b'{"strokes": [[[10, 10], [60, 10], [30, 90]]]}'
    with served.connect() as client:
        client.sendall(
            b"POST /v1/digit HTTP/1.1\r\nHost: localhost\r\n"
            b"Connection: Upgrade, HTTP2-Settings\r\nUPGRADE: h2c\r\n"
            b"HTTP2-Settings: AAEAAEAAAAIAAAABAAMAAABkAAQBAAAAAAUAAEAA\r\n"
            b"Content-Length: %d\r\n\r\n" % len(body) + body
        )
        received = b""
        while not received.endswith(b"}"):
            received += client.recv(1 << 16)
    assert b'"digit": 7' in received
