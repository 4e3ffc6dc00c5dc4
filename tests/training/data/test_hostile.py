"""Data that was made to do harm, and what is no file in place of data."""

import gzip
import io
import struct
import sys
import tracemalloc
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest
from hostile_pictures import write_no_files
from PIL import Image

from digitpad.errors import DigitpadError
from training.data import pictures
from training.data.own import read_own
from training.data.pictures import read_folder
from training.data.read import read

_MB = 2**20
HEAD = ",".join(["label", *(f"pixel{n}" for n in range(784))])
ROW = ",".join(["7"] * 785)


@contextmanager
def refused(match: str, memory: int = 60 * _MB) -> Iterator[None]:
    """In a sentence on one line, and without taking much memory."""
    tracemalloc.start()
    try:
        with pytest.raises(DigitpadError, match=match) as told:
            yield
        assert tracemalloc.get_traced_memory()[1] < memory
    finally:
        tracemalloc.stop()
    sentence = str(told.value)
    assert sentence.isprintable()
    assert sentence.endswith(".")
    assert len(sentence) < 4000


def packed(path: Path, begin: bytes, unpacked: int) -> str:
    """A file of some hundred kilobytes that unpacks to many megabytes of zeros."""
    with gzip.open(path, "wb", compresslevel=1) as file:
        file.write(begin)
        for _ in range(unpacked // _MB):
            file.write(bytes(_MB))
    return str(path)


def test_a_packed_idx_file_is_unpacked_no_further_than_it_says(tmp_path: Path) -> None:
    head = bytes((0, 0, 8, 3)) + struct.pack(">III", 2, 28, 28)
    with refused("is longer than it says"):
        read(packed(tmp_path / "a-images.idx.gz", head, 200 * _MB))
    absurd = bytes((0, 0, 8, 3)) + struct.pack(">III", 2**32 - 1, 2**32 - 1, 2**32 - 1)
    with refused("more than 1,000,000 images"):
        read(packed(tmp_path / "b-images.idx.gz", absurd, 10 * _MB))


def test_an_idx_file_that_is_no_longer_than_its_head_takes_no_memory(
    tmp_path: Path,
) -> None:
    path = tmp_path / "a-images.idx"
    path.write_bytes(bytes((0, 0, 8, 3)) + struct.pack(">III", 999_999, 28, 28))
    with refused("is shorter than it says"):
        read(str(path))


def test_a_packed_file_that_is_no_table_is_not_unpacked_to_its_end(
    tmp_path: Path,
) -> None:
    with refused("row 1 has no comma"):
        read(packed(tmp_path / "a.csv.gz", b"", 200 * _MB))


def test_an_archive_of_arrays_that_grows_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.npz"
    head = b"{'descr': '|u1', 'fortran_order': False, 'shape': (9999999999, 28, 28)}\n"
    array = b"\x93NUMPY\x01\x00" + struct.pack("<H", len(head)) + head
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("x.npy", array + bytes(50 * _MB))
    with refused("are not what an array's head says"):
        read(str(path))


def test_objects_in_arrays_are_never_made(tmp_path: Path) -> None:
    np.savez(tmp_path / "a.npz", x=np.array([{"a": 1}], object))
    with refused("an array of object, which is no number"):
        read(str(tmp_path / "a.npz"))


@pytest.mark.parametrize(
    ("content", "match"),
    [
        (f"{HEAD}\n{ROW}\n".replace("7,", "\xff,", 1).encode("latin-1"), "missing"),
        (f"{HEAD}\n{ROW}\n{ROW},\xff\xfe\n".encode("latin-1"), "has 786 cells"),
        (f"{HEAD}\n{ROW[:-1]}\xff\n".encode("latin-1"), '"\\?" is no number'),
        (f"{HEAD}\n{ROW[:-1]}{'9' * 5000}\n".encode(), "is outside 0 to 255"),
        (f"{HEAD},pixel{'9' * 5000}\n{ROW},7\n".encode(), 'column "pixel999'),
        (f"{HEAD}\n{ROW[:-1]}\n{ROW[:-2]},\x00\x1b\n".encode(), "is no number"),
    ],
)
def test_tables_with_odd_cells_are_told_by_them(
    tmp_path: Path, content: bytes, match: str
) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    with refused(match, 200 * _MB):
        read(str(path))


def folder_with(tmp_path: Path, table: bytes) -> Path:
    Image.effect_noise((28, 28), 90).save(tmp_path / "a.png")
    (tmp_path / "labels.csv").write_bytes(table)
    return tmp_path


@pytest.mark.parametrize(
    ("table", "match"),
    [
        (b'file,label\n"a\nb.png",7\n', r'no picture "a\\nb.png"'),
        (b"file,label\na.png\x00,7\n", r'no picture "a.png\\x00"'),
        (b"file,label\na.png,\xe2\x80\xae7\n", r'"\\u202e7" is no digit'),
        (b"file,label\n" + b"a" * 100_000 + b",7\n", "cannot be used"),
        (b"file,label\n" + b"a" * 200_000 + b",7\n", "field larger than field limit"),
        (b"file,label\n" + b"../" * 60_000 + b"dev/zero,7\n", "cannot be used"),
        (b"file,label\n/dev/zero,7\n", 'no picture "/dev/zero"'),
        (b"\xff\xfef\x00", "labels.csv cannot be read"),
    ],
)
def test_tables_of_labels_with_odd_cells_are_told_by_them(
    tmp_path: Path, table: bytes, match: str
) -> None:
    with refused(match):
        read_folder(folder_with(tmp_path, table))


def test_a_table_of_labels_without_end_is_refused_unread(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pictures, "_LARGEST", _MB)
    folder = folder_with(tmp_path, bytes(_MB + 1))
    with refused("labels.csv has more than 1 MB"):
        read_folder(folder)


@pytest.mark.skipif(sys.platform != "linux", reason="made of what Linux has")
def test_what_stands_in_place_of_data_is_refused_at_once(tmp_path: Path) -> None:
    for suffix in (".csv", ".csv.gz", ".npz", ".idx", ".idx.gz", ".jsonl", ".inkml"):
        place = tmp_path / suffix[1:]
        place.mkdir()
        for path in write_no_files(place, suffix):
            with refused("neither a file nor a folder|it has no pictures"):
                read(str(path))
    for path in write_no_files(tmp_path, "-own.jsonl"):
        with refused("is no file: choose an ink file"):
            read_own(path, 0, 0)


@pytest.mark.skipif(sys.platform != "linux", reason="made of what Linux has")
def test_what_stands_in_place_of_a_table_of_labels_is_told(tmp_path: Path) -> None:
    for path in write_no_files(tmp_path, ".csv"):
        other = tmp_path / f"with {path.stem}"
        other.mkdir()
        path.rename(other / "labels.csv")
        with refused("labels.csv is no file"):
            read_folder(other)


@pytest.mark.skipif(sys.platform != "linux", reason="made of what Linux has")
def test_what_stands_in_place_of_a_picture_in_a_folder_is_told(tmp_path: Path) -> None:
    paths = [p for p in write_no_files(tmp_path, ".png") if not p.is_dir()]
    with refused(f"{len(paths)} problems"):
        read_folder(tmp_path)


def test_a_name_that_no_file_can_have_is_told(tmp_path: Path) -> None:
    for name in ("x" * 300 + ".csv", "x\0.csv", "a/" * 500):
        with refused("does not exist"):
            read(str(tmp_path / name))


def test_a_name_that_leaves_no_room_for_its_labels_is_read(tmp_path: Path) -> None:
    content = io.BytesIO(bytes((0, 0, 8, 3)) + struct.pack(">III", 1, 28, 28))
    path = tmp_path / f"{'i' * 247}.idx-3"
    path.write_bytes(content.getvalue() + bytes(784))
    assert len(read(str(path))) == 1
