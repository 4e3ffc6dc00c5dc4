"""Pictures made to do harm: none takes long, or much memory, or waits."""

import json
import os
import sys
import tracemalloc
from pathlib import Path
from typing import Any

import pytest
from hostile_pictures import write_bombs, write_no_files, write_odd
from PIL import Image

from digitpad.errors import PictureError
from digitpad.picture import open_picture
from digitpad.picture.modes import in_eight_bits

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="made of what Linux has in place of files"
)

_MB = 2**20
_MEMORY = 500 * _MB  # for any of them
_SECONDS = 30.0  # of processor time, for all of them

_READ = """
import json, resource, sys
from pathlib import Path
from digitpad.errors import DigitpadError
from digitpad.picture import ink_of, open_picture

print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
for name in sys.argv[1:]:
    try:
        ink_of(open_picture(Path(name)))
        told = ""
    except DigitpadError as error:
        told = str(error)
    print(json.dumps([Path(name).name, told]))
"""


def read_all(paths: list[Path], tmp_path: Path) -> tuple[dict[str, str], float, int]:
    """Read pictures in a process of their own.

    Returns:
        What is told of each, empty if it is read; seconds of processor time; bytes by
        which the process grew.
    """
    out, errors = tmp_path / "out", tmp_path / "errors"
    with out.open("wb") as told, errors.open("wb") as printed:
        child = os.posix_spawn(
            sys.executable,
            [sys.executable, "-c", _READ, *map(str, paths)],
            os.environ,
            file_actions=[
                (os.POSIX_SPAWN_DUP2, told.fileno(), 1),
                (os.POSIX_SPAWN_DUP2, printed.fileno(), 2),
            ],
        )
        _, status, used = os.wait4(child, 0)
    assert status == 0, errors.read_text()
    assert errors.read_text() == ""
    before, *lines = [json.loads(line) for line in out.read_text().splitlines()]
    grown = (used.ru_maxrss - before) * 1024
    return dict(lines), used.ru_utime + used.ru_stime, grown


@pytest.mark.slow
def test_bombs_are_refused_and_odd_pictures_read_within_time_and_memory(
    tmp_path: Path,
) -> None:
    bombs, odd = tmp_path / "bombs", tmp_path / "odd"
    bombs.mkdir()
    odd.mkdir()
    write_bombs(bombs)
    write_odd(odd)
    paths = sorted([*bombs.iterdir(), *odd.iterdir()])
    told, seconds, memory = read_all(paths, tmp_path)
    assert seconds < _SECONDS
    assert memory < _MEMORY
    assert len(told) == len(paths)
    for name in (path.name for path in bombs.iterdir()):
        assert told[name].endswith("smaller first.") or name == "no_pixels.png"
    assert "is no picture" in told["no_pixels.png"]
    for name in ("words.png", "other_words.png", "profile.png"):
        assert "cannot be read (Decompressed data too large" in told[name]
    for name in ("frames.gif", "frames.png", "frames.webp", "pages.tiff"):
        assert told[name] == ""
    assert told["many_words.png"] == ""
    assert {told[name] for name in told if name.startswith("exif_")} == {""}


def test_what_stands_in_place_of_a_picture_is_never_waited_for(tmp_path: Path) -> None:
    for path in write_no_files(tmp_path, ".png"):
        with pytest.raises(PictureError, match="is no file: choose a picture"):
            open_picture(path)


def test_libtiff_prints_nothing_of_a_damaged_file(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "damaged.tiff"
    Image.effect_noise((64, 64), 90).save(path, compression="tiff_lzw")
    content = path.read_bytes()
    path.write_bytes(content[:200] + bytes(400) + content[600:])
    with pytest.raises(PictureError, match="cannot be read"):
        open_picture(path)
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("size", [0, 10_000_000])
def test_a_picture_that_is_cut_or_grows_after_it_is_opened_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    path = tmp_path / "changes.bmp"
    Image.effect_noise((512, 512), 90).save(path)
    opened = Image.open

    def change_after(*args: Any, **options: Any) -> Image.Image:
        picture = opened(*args, **options)
        os.truncate(path, size)
        return picture

    # A picture that lies in memory as its file does would end the program.
    monkeypatch.setattr(Image, "open", change_after)
    assert open_picture(path).size == (512, 512)
    assert path.stat().st_size == size


def test_a_large_picture_of_deep_grey_takes_little_more_than_its_pixels() -> None:
    deep = Image.new("I;16", (4000, 4000), 7)
    deep.putpixel((3, 3), 500)
    deep.load()
    tracemalloc.start()
    try:
        scaled = in_eight_bits(deep)
        # Two bytes of each pixel come in and one goes out.
        assert tracemalloc.get_traced_memory()[1] < 5 * 4000 * 4000
    finally:
        tracemalloc.stop()
    assert (scaled.getpixel((3, 3)), scaled.getpixel((0, 0))) == (255, 4)


def progressive(scans: int) -> bytes:
    """A grey JPEG of 64 x 64 pixels whose scans say nothing, but for the first."""

    def segment(kind: int, content: bytes) -> bytes:
        return bytes((0xFF, kind)) + (len(content) + 2).to_bytes(2) + content

    only_zero = bytes([1]) + bytes(15)  # a table of one code: the bit 0
    return (
        b"\xff\xd8"
        + segment(0xE1, b"Exif\0\0" + b"\xff\xda\0\2" * 200)  # no scans
        + segment(0xDB, bytes([0]) + bytes([1]) * 64)
        + segment(0xC2, bytes([8, 0, 64, 0, 64, 1, 1, 0x11, 0]))
        + segment(0xC4, bytes([0x00]) + only_zero + bytes([0x00]))
        + segment(0xC4, bytes([0x10]) + only_zero + bytes([0xE0]))
        + segment(0xDA, bytes([1, 1, 0, 0, 0, 1]))
        + bytes(8)
        + (segment(0xDA, bytes([1, 1, 0, 1, 63, 0])) + bytes(2)) * (scans - 1)
        + b"\xff\xd9"
        + b"\xff\xda\0\2" * 200  # what some cameras append
    )


def test_a_jpeg_of_many_scans_is_refused_before_it_takes_minutes(
    tmp_path: Path,
) -> None:
    path = tmp_path / "scans.jpg"
    path.write_bytes(progressive(100))
    assert open_picture(path).size == (64, 64)
    path.write_bytes(progressive(101))
    with pytest.raises(PictureError, match="it has more than 100 scans"):
        open_picture(path)
