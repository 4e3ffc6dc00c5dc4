"""Pictures made to do harm: small files that want to be large, long or many."""

import io
import socket
import struct
import zlib
from pathlib import Path
from typing import Any, Final

from PIL import Image

_PNG: Final = b"\x89PNG\r\n\x1a\n"
_FRAMES: Final = 10_000
_BOMB: Final = 100 * 2**20  # bytes that some kilobytes unpack to


def write_bombs(folder: Path) -> None:
    """What must be refused, whatever it costs to find out."""
    zeros = zlib.compress(bytes(2**20), 9)
    grown = {
        "many_pixels.png": _png(_header(50_000, 50_000), (b"IDAT", zeros)),
        "many_pixels.gif": _patched(_saved("GIF"), 6, struct.pack("<HH", 65535, 65535)),
        "many_pixels.bmp": _patched(
            _saved("BMP"), 18, struct.pack("<ii", 2**30, 2**30)
        ),
        "many_pixels.webp": _huge_webp(),
        "many_pixels.tiff": _huge_tiff(),
        "no_pixels.png": _png(_header(0, 10), (b"IDAT", zeros)),
    }
    for name, content in grown.items():
        (folder / name).write_bytes(content)


def write_odd(folder: Path) -> None:
    """What is read, or refused, and has something odd about it."""
    packed = zlib.compress(b"a" * _BOMB, 9)
    seven = _seven()
    odd = {
        "words.png": _with_chunk(seven, b"zTXt", b"key\x00\x00" + packed),
        "profile.png": _with_chunk(seven, b"iCCP", b"icc\x00\x00" + packed),
        "other_words.png": _with_chunk(
            seven, b"iTXt", b"key\x00\x01\x00\x00\x00" + packed
        ),
        "many_words.png": _with_chunk(seven, b"tEXt", b"key\x00value", times=50_000),
        "wide.png": _line(1_000_000, 1),
        "high.png": _line(1, 1_000_000),
        "wide.bmp": _saved("BMP", Image.new("L", (1_000_000, 1), "white")),
        "high.tiff": _saved("TIFF", Image.new("L", (1, 1_000_000), "white")),
        "frames.gif": _many_frames_gif(),
        "frames.png": _many_frames_png(seven),
        "frames.webp": _many_frames_webp(),
        "pages.tiff": _endless_tiff(),
        "largest.png": _png(
            _header(7_700, 7_700, colours=6),
            (b"IDAT", _packed_zeros((7_700 * 4 + 1) * 7_700)),
        ),
    }
    for number, exif in enumerate(_rubbish()):
        odd[f"exif_{number}.jpg"] = _saved("JPEG", exif=exif)
        odd[f"exif_{number}.png"] = _with_chunk(seven, b"eXIf", exif)
    for name, content in odd.items():
        (folder / name).write_bytes(content)


def write_no_files(folder: Path, suffix: str) -> list[Path]:
    """What stands where a file should: a folder, a pipe, a socket and devices."""
    import os

    names = ("folder", "pipe", "zero", "full", "tty", "socket")
    paths = {name: folder / f"{name}{suffix}" for name in names}
    paths["folder"].mkdir()
    os.mkfifo(paths["pipe"])
    for name in ("zero", "full", "tty"):
        paths[name].symlink_to(f"/dev/{name}")
    with socket.socket(socket.AF_UNIX) as made:
        # Such an address is short: it is bound under another name.
        before = Path.cwd()
        os.chdir(folder)
        try:
            made.bind(paths["socket"].name)
        finally:
            os.chdir(before)
    return list(paths.values())


def _seven() -> bytes:
    return _saved("PNG")


def _saved(form: str, picture: Image.Image | None = None, **options: Any) -> bytes:
    if picture is None:
        picture = Image.new("L", (24, 28), "white")
        picture.paste(0, (6, 6, 18, 8))
        picture.paste(0, (14, 6, 16, 22))
    out = io.BytesIO()
    picture.save(out, form, **options)
    return out.getvalue()


def _line(width: int, height: int) -> bytes:
    picture = Image.new("L", (width, height), "white")
    picture.paste(0, (0, 0, min(width, 500_000), min(height, 500_000)))
    return _saved("PNG", picture)


def _header(width: int, height: int, colours: int = 0) -> tuple[bytes, bytes]:
    return b"IHDR", struct.pack(">IIBBBBB", width, height, 8, colours, 0, 0, 0)


def _png(*chunks: tuple[bytes, bytes]) -> bytes:
    return _PNG + b"".join(_chunk(*each) for each in (*chunks, (b"IEND", b"")))


def _chunk(kind: bytes, data: bytes) -> bytes:
    check = zlib.crc32(kind + data)
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", check)


def _with_chunk(png: bytes, kind: bytes, data: bytes, times: int = 1) -> bytes:
    first = len(_PNG) + 25  # after the header
    return png[:first] + _chunk(kind, data) * times + png[first:]


def _packed_zeros(count: int) -> bytes:
    packer = zlib.compressobj(1)
    piece = bytes(2**20)
    pieces = [packer.compress(piece) for _ in range(count >> 20)]
    pieces.append(packer.compress(bytes(count & (2**20 - 1))))
    return b"".join((*pieces, packer.flush()))


def _patched(content: bytes, place: int, patch: bytes) -> bytes:
    return content[:place] + patch + content[place + len(patch) :]


def _huge_webp() -> bytes:
    small = _saved("WEBP", lossless=True)
    place = small.index(b"VP8L") + 8
    # A signature, then two times 14 bits: sides less one.
    (bits,) = struct.unpack_from("<I", small, place + 1)
    sides = (bits & ~(2**28 - 1)) | 16_382 | 16_382 << 14
    return _patched(small, place + 1, struct.pack("<I", sides))


def _huge_tiff() -> bytes:
    small = _saved("TIFF", compression="tiff_adobe_deflate")
    (first,) = struct.unpack_from("<I", small, 4)
    (count,) = struct.unpack_from("<H", small, first)
    for place in range(first + 2, first + 2 + 12 * count, 12):
        (tag,) = struct.unpack_from("<H", small, place)
        if tag in (256, 257, 278):  # width, height, rows of a strip
            entry = struct.pack("<HHII", tag, 4, 1, 100_000)
            small = _patched(small, place, entry)
    return small


def _endless_tiff() -> bytes:
    small = _saved("TIFF")
    (first,) = struct.unpack_from("<I", small, 4)
    (count,) = struct.unpack_from("<H", small, first)
    # The page after the first is the first.
    return _patched(small, first + 2 + 12 * count, struct.pack("<I", first))


def _many_frames_gif() -> bytes:
    picture = Image.new("L", (24, 28), "white")
    picture.paste(0, (6, 6, 18, 8))
    two = _saved("GIF", picture, save_all=True, append_images=[picture.rotate(90)])
    one = _saved("GIF", picture)
    frame = two[two.rindex(b"!\xf9") : -1]
    return two[:-1] + frame * _FRAMES + one[-1:]


def _many_frames_png(seven: bytes) -> bytes:
    control = struct.pack(">IIIIHHBB", 24, 28, 0, 0, 1, 10, 0, 0)
    data = seven[seven.index(b"IDAT") + 4 : seven.index(b"IEND") - 8]
    number, frames = 1, []
    for _ in range(_FRAMES):
        frames.append(_chunk(b"fcTL", struct.pack(">I", number) + control))
        frames.append(_chunk(b"fdAT", struct.pack(">I", number + 1) + data))
        number += 2
    first = _chunk(b"acTL", struct.pack(">II", _FRAMES, 0))
    first += _chunk(b"fcTL", bytes(4) + control)
    begin, end = len(_PNG) + 25, len(seven) - 12
    return seven[:begin] + first + seven[begin:end] + b"".join(frames) + seven[end:]


def _many_frames_webp() -> bytes:
    picture = Image.new("RGB", (24, 28), "white")
    picture.paste((0, 0, 0), (6, 6, 18, 8))
    turned = picture.rotate(90)
    two = _saved("WEBP", picture, save_all=True, append_images=[turned], lossless=True)
    frame = two[two.rindex(b"ANMF") :]
    many = two + frame * _FRAMES
    return _patched(many, 4, struct.pack("<I", len(many) - 8))


def _rubbish() -> list[bytes]:
    loop = b"MM\x00*\x00\x00\x00\x08" + struct.pack(">HHHII", 1, 0x8769, 4, 1, 8)
    return [
        b"Exif\x00\x00" + b"\xff" * 2000,
        b"Exif\x00\x00MM\x00*\x00\x00\x00\x08\xff\xff" + b"\x01\x12\x00\x03" * 400,
        b"Exif\x00\x00" + loop + struct.pack(">I", 8),
        b"Exif\x00\x00II*\x00\x08\x00\x00\x00"
        + struct.pack("<HHHIIH", 1, 0x0112, 3, 2**31 - 1, 8, 0),
        b"Exif\x00\x00MM\x00*" + struct.pack(">IHHHIHH", 8, 1, 0x0112, 3, 1, 77, 0),
    ]
