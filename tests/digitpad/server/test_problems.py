"""What the service cannot read: the right status, one sentence, and it goes on."""

import io
import json
import struct
import threading
import zlib
from pathlib import Path

import httpx
import numpy as np
import psutil
import pytest
from PIL import Image
from serving import SEVEN, Service, service

INK = {"Content-Type": "application/json"}
PNG = {"Content-Type": "image/png"}


def problem(answer: httpx.Response, status: int) -> str:
    """The sentence of a problem, which is as the standard wants it."""
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    facts = answer.json()
    assert facts["status"] == status
    assert facts["title"]
    assert set(facts) == {"type", "title", "status", "detail"}
    sentence: str = facts["detail"]
    assert sentence.endswith(".")
    assert "\n" not in sentence
    return sentence


@pytest.mark.parametrize(
    ("content", "status", "word"),
    [
        (b'{"strokes": [[[1, 2], [3', 400, "no JSON"),
        (b"\xff\xfe{", 400, "no JSON"),
        (b"[" * 100_000, 400, "no JSON"),
        (b"", 400, "empty"),
        (b"[]", 422, "no JSON object"),
        (b"{}", 422, "no drawing"),
        (b'{"strokes": "[[1, 2]]"}', 422, "no drawing"),
        (b'{"strokes": [[["1", "2"]]]}', 422, "no drawing"),
        (b'{"strokes": [[[1]]]}', 422, "fewer than two numbers"),
        (b'{"strokes": [[[1, NaN]]]}', 422, "not a finite number"),
        (b'{"strokes": [[[1, 1e999]]]}', 422, "not a finite number"),
        (b'{"strokes": [[[1, 1e300]]]}', 422, "further than any pad"),
        (b'{"strokes": [[[1, %d]]]}' % 10**400, 422, "not a finite number"),
        (b'{"strokes": []}', 422, "no ink"),
        (b'{"strokes": [[]]}', 422, "no ink"),
        (b'{"strokes": [[[1, 2]]], "pen_width": "wide"}', 422, "no drawing"),
        (b'{"strokes": [[[1, 2]]], "pen_width": NaN}', 422, "no drawing"),
        (b'{"strokes": [[[1, 2]]], "pen_width": null}', 422, "no drawing"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("path", ["/v1/digit", "/v1/number", "/v1/reading"])
def test_ink_that_is_none(
    served: Service, path: str, content: bytes, status: int, word: str
) -> None:
    answer = served.ask(path, content=content, headers=INK)
    assert word in problem(answer, status)


def white(width: int, height: int) -> bytes:
    """A PNG of so many pixels, whose bytes are few."""

    def chunk(name: bytes, content: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(name + content))
        return struct.pack(">I", len(content)) + name + content + check

    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    row = bytes(1 + (width + 7) // 8)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(row * min(height, 100)))
        + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"digits are fun", "is no picture"),
        (white(28, 28)[:44], "cannot be read"),
        (white(5000, 5000), "more than 16 million pixels"),
        (white(100_000, 100_000), "more than 16 million pixels"),
        (white(28, 28), "no ink"),
        (white(1, 1), "no ink"),
    ],
    ids=["text", "cut", "large", "bomb", "white", "one pixel"],
)
@pytest.mark.parametrize("path", ["/v1/digit", "/v1/number"])
def test_a_picture_that_is_none(
    served: Service, path: str, content: bytes, word: str
) -> None:
    assert word in problem(served.ask(path, content=content, headers=PNG), 422)


def test_what_people_cannot_see_is_no_ink(served: Service) -> None:
    file = io.BytesIO()
    Image.new("L", (200, 200), 255).save(file, "PNG")
    assert "no ink" in problem(served.ask("/v1/digit", content=file.getvalue()), 422)


@pytest.mark.parametrize(
    "kind", ["text/plain", "image/svg+xml", "application/x-hdf5", "ü/é" * 99]
)
def test_another_kind_of_body_is_refused(served: Service, kind: str) -> None:
    answer = served.ask(
        "/v1/digit",
        content=b"x",
        headers={b"Content-Type": kind.encode("latin-1")},  # type: ignore[dict-item]
    )
    sentence = problem(answer, 415)
    assert "send application/json" in sentence
    assert len(sentence) < 300


def test_a_large_body_is_refused_at_once(served: Service) -> None:
    large = bytes(9 << 20)
    assert "larger than 8 MB" in problem(served.ask("/v1/digit", content=large), 413)


def test_a_large_body_without_its_length_is_refused_too(served: Service) -> None:
    parts = (bytes(1 << 20) for _ in range(9))
    try:
        answer = served.ask("/v1/digit", content=parts)
    except httpx.WriteError:
        return  # it hung up in the middle, as it may
    assert "larger than 8 MB" in problem(answer, 413)


def test_a_form_without_a_file_or_with_two_is_refused(served: Service) -> None:
    two = [("file", ("a.png", b"a")), ("file", ("b.png", b"b"))]
    assert "2 files" in problem(served.ask("/v1/digit", files=two), 422)
    none = {"Content-Type": "multipart/form-data; boundary=x"}
    empty = served.ask("/v1/digit", content=b"--x--\r\n", headers=none)
    assert "0 files" in problem(empty, 422)


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("multipart/form-data", b"no boundary"),
        ("multipart/form-data; boundary=x", b"--y\r\n\r\n"),
        (
            "multipart/form-data; boundary=x; charset=undefined",
            b"--x\r\nContent-Disposition: form-data; name=a\r\n\r\na\r\n--x--",
        ),
        ("multipart/form-data; boundary=" + "x" * 300, b"--x\r\n"),
        ("multipart/form-data; boundary=x", b"--x\r\nnothing: x\r\n\r\na\r\n--x--"),
    ],
)
def test_a_damaged_form_is_refused(served: Service, kind: str, content: bytes) -> None:
    answer = served.ask("/v1/digit", content=content, headers={"Content-Type": kind})
    assert answer.status_code in (400, 422)
    problem(answer, answer.status_code)


def test_a_large_file_of_a_form_is_never_written_to_a_disk(home: Path) -> None:
    ink = json.dumps({"strokes": SEVEN}).encode() + b" " * 2_000_000
    with service(home=home, TMPDIR="/dev/null") as served:
        files = {"file": ("ink.json", ink, "application/json")}
        assert served.ask("/v1/digit", files=files).json()["digit"] == 7


def test_many_large_pictures_do_not_stay_in_memory(served: Service) -> None:
    file = io.BytesIO()
    dots = np.random.default_rng(0).random((2000, 2000)) < 0.02
    Image.fromarray(dots).save(file, "PNG")
    process = psutil.Process(served.process.pid)
    most = 0

    def watch() -> None:
        nonlocal most
        while not done.wait(0.02):
            most = max(most, process.memory_info().rss)

    done = threading.Event()
    watching = threading.Thread(target=watch)
    before = process.memory_info().rss
    watching.start()
    files = [("file", ("dots.png", file.getvalue()))] * 20
    answer = served.ask("/v1/digits", files=files)
    done.set()
    watching.join()
    assert answer.status_code == 200
    assert "only grain" in answer.text
    # Some copies of the one that is being read, and of none whose problem is known.
    assert most - before < 250 << 20


def test_too_many_drawings_are_refused(served: Service) -> None:
    drawings = {"drawings": [{"strokes": SEVEN}] * 1001}
    assert "at most 1000" in problem(served.ask("/v1/digits", json=drawings), 413)
    assert "nothing" in problem(served.ask("/v1/digits", json={"drawings": []}), 422)
    assert "list" in problem(served.ask("/v1/digits", json={"drawings": 7}), 422)


def test_too_many_files_are_refused(served: Service) -> None:
    files = [("file", ("ink.json", b"{}", INK["Content-Type"]))] * 1001
    assert "1,000 files" in problem(served.ask("/v1/digits", files=files), 413)


def test_a_file_of_another_kind_leaves_all_others(served: Service) -> None:
    ink = json.dumps({"strokes": SEVEN}).encode()
    files = [
        ("file", ("note.txt", b"7", "text/plain")),
        ("file", ("ink.json", ink, INK["Content-Type"])),
    ]
    note, seven = served.ask("/v1/digits", files=files).json()["readings"]
    assert note["problem"]["status"] == 415
    assert "text/plain" in note["problem"]["detail"]
    assert seven["digit"] == 7
    assert "text/plain" in problem(served.ask("/v1/digit", files=files[:1]), 415)


def test_a_path_that_is_not_there(served: Service) -> None:
    for path in (
        "/v2/digit",
        "/../../etc/passwd",
        "/%2e%2e/pyproject.toml",
        "/web/",
        "/v1/digit/",
        "/health/",
    ):
        assert "/docs" in problem(served.client.get(path), 404)


def test_another_method_is_refused(served: Service) -> None:
    answer = served.client.get("/v1/digit")
    problem(answer, 405)
    assert answer.headers["allow"] == "POST"


def test_a_path_in_a_body_is_no_path(served: Service) -> None:
    for body in ('{"strokes": "/etc/passwd"}', '{"path": "/etc/passwd"}'):
        problem(served.ask("/v1/digit", content=body, headers=INK), 422)
    name = {"file": ("/etc/passwd", b"no picture", "image/png")}
    assert "is no picture" in problem(served.ask("/v1/digit", files=name), 422)


def test_a_drawing_of_half_a_million_points_is_read(served: Service) -> None:
    stroke = [[n % 700, n // 700] for n in range(500_000)]
    content = json.dumps({"strokes": [stroke]}, separators=(",", ":")).encode()
    assert len(content) < 8 << 20
    answer = served.ask("/v1/digit", content=content, headers=INK)
    assert answer.status_code == 200
