"""Clients that are slow, that lie or that leave: the others never notice."""

import socket
import time

import httpx
import pytest
from serving import SEVEN, Service

BODY = b'{"strokes": [[[10, 10], [60, 10], [30, 90]]]}'


def head(length: object = len(BODY), **headers: str) -> bytes:
    lines = [
        "POST /v1/digit HTTP/1.1",
        "Host: localhost",
        "Content-Type: application/json",
        f"Content-Length: {length}",
        *(f"{name.replace('_', '-')}: {value}" for name, value in headers.items()),
    ]
    return "\r\n".join(lines).encode() + b"\r\n\r\n"


def rest(connection: socket.socket) -> bytes:
    """All that comes until the service hangs up."""
    received = b""
    while part := connection.recv(1 << 16):
        received += part
    return received


def assert_it_reads(served: Service) -> None:
    assert served.ask("/v1/digit", json={"strokes": SEVEN}).json()["digit"] == 7


def test_a_body_that_comes_too_slowly_is_given_up(served: Service) -> None:
    with served.connect() as slow:
        slow.sendall(head() + BODY[:10])
        began = time.monotonic()
        assert_it_reads(served)
        answer = rest(slow)
    assert answer.startswith(b"HTTP/1.1 408 ")
    assert b"took more than 1 seconds" in answer
    assert 0.5 < time.monotonic() - began < 20


def test_a_head_that_comes_too_slowly_is_given_up(served: Service) -> None:
    with served.connect() as silent, served.connect() as slow:
        slow.sendall(b"POST /v1/digit HTTP/1.1\r\nHost: local")
        assert_it_reads(served)
        assert rest(slow) == b""
        assert rest(silent) == b""


def test_a_second_head_that_comes_too_slowly_is_given_up(served: Service) -> None:
    with served.connect() as slow:
        slow.sendall(head() + BODY + b"POST /v1/digit HTTP/1.1\r\nHo")
        answer = rest(slow)
    assert answer.startswith(b"HTTP/1.1 200 OK")
    assert answer.count(b"HTTP/1.1") == 1


def test_half_a_body_and_gone(served: Service) -> None:
    for content in (head() + BODY[:10], head(), b"POST /v1/di"):
        with served.connect() as leaving:
            leaving.sendall(content)
    assert_it_reads(served)


@pytest.mark.parametrize("length", ["-1", "1e3", "0x10", "9" * 40, "12, 13", "ten"])
def test_a_length_that_is_none_is_refused(served: Service, length: str) -> None:
    with served.connect() as lying:
        lying.sendall(head(length) + BODY)
        answer = rest(lying)
    assert answer[9:12] in (b"400", b"413")
    assert_it_reads(served)


def test_a_length_above_the_limit_is_refused_before_a_byte_of_it(
    served: Service,
) -> None:
    with served.connect() as lying:
        lying.sendall(head(1 << 40))
        assert rest(lying).startswith(b"HTTP/1.1 413 ")


def test_more_than_was_said_is_no_part_of_it(served: Service) -> None:
    with served.connect() as lying:
        lying.sendall(head() + BODY + b"and more\r\n\r\n")
        answer = rest(lying)
    assert b"HTTP/1.1 400 " in answer
    assert_it_reads(served)


def test_two_lengths_at_once_are_refused(served: Service) -> None:
    with served.connect() as lying:
        lying.sendall(head(Transfer_Encoding="chunked") + BODY)
        assert rest(lying)[9:12] in (b"400", b"408")
    assert_it_reads(served)


@pytest.mark.parametrize(
    "content",
    [
        b"\x16\x03\x01\x02\x00\x01\x00\x01",  # TLS
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        b"GET / HTTP/1.1\r\n" + b"a: " + b"b" * 2_000_000 + b"\r\n\r\n",
        bytes(1000),
        b"\r\n" * 1000 + b"nothing\r\n",
    ],
    ids=["tls", "http2", "long head", "zeros", "blank"],
)
def test_something_else_than_http_is_hung_up_on(
    served: Service, content: bytes
) -> None:
    with served.connect() as other:
        other.sendall(content)
        try:
            answer = rest(other)
        except ConnectionResetError:
            answer = b""
    assert answer == b"" or b"400" in answer.partition(b"\r\n")[0]
    assert_it_reads(served)


def test_a_picture_that_says_to_be_ink_and_ink_that_says_to_be_a_picture(
    served: Service,
) -> None:
    picture = b"\x89PNG\r\n\x1a\n" + bytes(100)
    as_ink = served.ask(
        "/v1/digit", content=picture, headers={"Content-Type": "application/json"}
    )
    as_picture = served.ask(
        "/v1/digit", content=BODY, headers={"Content-Type": "image/png"}
    )
    assert (as_ink.status_code, as_picture.status_code) == (400, 422)


def test_one_connection_is_asked_often(served: Service) -> None:
    with httpx.Client(base_url=served.url) as client:
        for _ in range(50):
            answer = client.post("/v1/digit", json={"strokes": SEVEN})
            assert answer.json()["digit"] == 7
