"""Strangers' .npz files: nothing in them runs, and no head is believed."""

import io
import os
import struct
import tracemalloc
import zipfile
from pathlib import Path

import numpy as np
import pytest

from digitpad.npz import Npz

_REASON = r"\A(?s:.){1,200}\Z"


def archive(member: bytes, name: str = "x.npy", way: int = zipfile.ZIP_STORED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", way) as file:
        file.writestr(name, member)
    return out.getvalue()


def array(head: str, content: bytes = b"", version: tuple[int, int] = (1, 0)) -> bytes:
    return (
        b"\x93NUMPY" + bytes(version) + struct.pack("<H", len(head)) + head.encode()
    ) + content


def head(shape: str = "(2,)", descr: str = "'|u1'") -> str:
    return f"{{'descr': {descr}, 'fortran_order': False, 'shape': {shape}}}\n"


def test_arrays_are_read_as_they_were_written() -> None:
    out = io.BytesIO()
    made = np.arange(6, dtype=np.float16).reshape(2, 3)
    np.savez_compressed(out, x=made, y=np.array(["a", "bc"]), z=np.asfortranarray(made))
    with Npz(out) as found:
        assert found.names == ("x", "y", "z")
        assert np.array_equal(found["x"], made)
        assert found["y"].tolist() == ["a", "bc"]
        assert np.array_equal(found["z"], made)


def test_a_head_that_cannot_be_parsed_is_not_told_letter_by_letter() -> None:
    content = archive(array("{'shape': 'Falsm, 'shape': (3,), }" + 90 * " " + "\n"))
    with Npz(io.BytesIO(content)) as found, pytest.raises(ValueError) as caught:  # noqa: PT011 (its text is what matters)
        found["x"]
    assert str(caught.value) == "it is damaged"


class Bomb:
    """Makes a file when it is unpickled."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[object, ...]:
        return os.mkdir, (str(self.path),)


def test_a_pickled_object_is_never_made(tmp_path: Path) -> None:
    out = io.BytesIO()
    objects = np.array([Bomb(tmp_path / "ran")], object)
    np.savez(out, allow_pickle=True, x=objects)
    with Npz(out) as found, pytest.raises(ValueError, match="which is no number"):
        found["x"]
    parts = archive(array(head("(1,)", "[('a', '|O')]"), b"12345678"))
    with Npz(io.BytesIO(parts)) as found, pytest.raises(ValueError, match="no number"):
        found["x"]
    assert not (tmp_path / "ran").exists()


@pytest.mark.parametrize(
    "member",
    [
        b"",
        b"no array",
        array(head(), b"1"),
        array(head(), b"123"),
        array(head("(9999999999999, 28, 28)"), b"12"),
        array(head("(4611686018427387904, 4)"), b"12"),
        array(head("(-1,)"), b"12"),
        array(head("(2.0,)"), b"12"),
        array(head("(True, 2)"), b"12"),
        array(head("(" * 500), b"12"),
        array(head("(" * 90 + ")" * 90), b"12"),
        array(head(descr="'<c16'"), bytes(32)),
        array(head(descr="'|V2'"), bytes(4)),
        array(head(descr="'<M8[s]'"), bytes(16)),
        array(head(descr="None"), b"12"),
        array("{'shape': (2,)}\n", b"12"),
        array("{1: 2, 'shape': 3, None: 4}\n", b"12"),
        array("__import__('os')\n", b"12"),
        array(head(), b"12", version=(3, 0)),
        array(head(), b"12", version=(9, 9)),
        array("{'descr': '|u1', \x00'shape': (2L,)}\n", b"12"),
    ],
)
def test_a_head_that_does_not_fit_its_bytes_is_one_kind_of_error(member: bytes) -> None:
    tracemalloc.start()
    try:
        with (
            Npz(io.BytesIO(archive(member))) as found,
            pytest.raises(ValueError, match=_REASON),
        ):
            found["x"]
        assert tracemalloc.get_traced_memory()[1] < 20 * 2**20
    finally:
        tracemalloc.stop()


def test_an_old_head_is_read_without_a_warning() -> None:
    with Npz(io.BytesIO(archive(array(head("(2L,)"), b"12")))) as found:
        assert found["x"].tolist() == [49, 50]


def test_an_array_that_unpacks_to_more_than_the_limit_is_refused_unread() -> None:
    size = 50 * 2**20
    bomb = archive(array(head(f"({size},)"), bytes(size)), way=zipfile.ZIP_DEFLATED)
    assert len(bomb) < 2**17
    tracemalloc.start()
    try:
        with (
            Npz(io.BytesIO(bomb), 2**20) as found,
            pytest.raises(ValueError, match="x has more than 1 MB"),
        ):
            found["x"]
        assert tracemalloc.get_traced_memory()[1] < 5 * 2**20
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("place", [6, 8])
def test_an_archive_that_cannot_be_unpacked_is_the_same_error(place: int) -> None:
    content = bytearray(archive(array(head(), b"12")))
    for start in (
        content.index(b"PK\x03\x04") + place,
        content.index(b"PK\x01\x02") + place + 2,
    ):
        # A flag for encryption, and a way of packing that nobody knows.
        content[start : start + 2] = b"\x01\x00" if place == 6 else b"\x63\x00"
    with (
        Npz(io.BytesIO(bytes(content))) as found,
        pytest.raises(ValueError, match=_REASON),
    ):
        found["x"]


@pytest.mark.parametrize("content", [b"", b"PK", b"PK\x05\x06" + bytes(18), b"x" * 99])
def test_what_is_no_archive_is_the_same_error(content: bytes) -> None:
    with pytest.raises(ValueError, match=_REASON), Npz(io.BytesIO(content)) as found:
        found["x"]
