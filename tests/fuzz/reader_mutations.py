"""Damages files: byte by byte, and where their form is known part by part."""

import gzip
import io
import json
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Sequence
from random import Random
from typing import Any, Final

from fuzz.reader_oddities import BYTES, NUMBERS, TEXTS, VALUES, raw_of

MOST: Final = 64 * 1024  # bytes of an input

_NUMBER: Final = re.compile(rb"-?\d+\.?\d*")
_SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
_WIDTHS: Final = ("<H", ">H", "<I", ">I", "<Q", ">Q")


def by_bytes(rng: Random, content: bytes, others: Sequence[bytes]) -> bytes:
    """Flip, set, cut, repeat, insert and splice."""
    out = bytearray(content)
    for _ in range(rng.choice((1, 1, 1, 2, 4, 12))):
        rng.choice(_STEPS)(rng, out, others)
    return bytes(out[:MOST])


def by_text(rng: Random, content: bytes, others: Sequence[bytes]) -> bytes:
    """Put odd numbers, words, ends of lines and encodings into a text."""
    out = content
    for _ in range(rng.choice((1, 1, 2, 4))):
        match rng.randrange(7):
            case 0 | 1:
                out = _with_number(rng, out)
            case 2 | 3:
                place = rng.randrange(len(out) + 1)
                out = out[:place] + rng.choice(TEXTS) + out[place:]
            case 4:
                lines = out.splitlines(keepends=True) or [b""]
                place = rng.randrange(len(lines))
                lines[place : place + 1] = lines[place : place + 1] * rng.choice(
                    (0, 2, 3)
                )
                out = b"".join(lines)
            case 5:
                ends = rng.choice((b"\r\n", b"\r", b"\n\n", b"\x00", b" ", b"\x0c"))
                out = out.replace(b"\n", ends)
            case _:
                out = _coded(rng, out)
    return out[:MOST] if rng.random() < 0.8 else by_bytes(rng, out, others)


def by_json(rng: Random, content: bytes, others: Sequence[bytes]) -> bytes:
    """Change the values of a line of JSON, and sometimes the text."""
    lines = content.splitlines() or [b""]
    place = rng.randrange(len(lines))
    try:
        value = json.loads(lines[place])
    except (ValueError, RecursionError):
        return by_text(rng, content, others)
    for _ in range(rng.choice((1, 1, 2, 3))):
        value = _changed(rng, value)
    text = json.dumps(value, ensure_ascii=rng.random() < 0.5)
    lines[place] = raw_of(text).encode("utf-8", "surrogatepass")
    out = b"\n".join(lines) + b"\n"
    return by_text(rng, out, others) if rng.random() < 0.2 else out[:MOST]


def by_chunks(rng: Random, content: bytes, others: Sequence[bytes]) -> bytes:
    """Change a PNG chunk by chunk, with checksums that are right again."""
    chunks = _chunks(content)
    if not chunks:
        return by_bytes(rng, content, others)
    for _ in range(rng.choice((1, 1, 2, 4))):
        place = rng.randrange(len(chunks))
        kind, data = chunks[place]
        match rng.randrange(5):
            case 0:
                chunks[place : place + 1] = [(kind, data)] * rng.choice((0, 2, 50))
            case 1:
                kinds = (b"tEXt", b"zTXt", b"iTXt", b"iCCP", b"eXIf", b"acTL", b"fcTL")
                chunks.insert(place, (rng.choice(kinds), rng.choice(BYTES)))
            case 2 if kind == b"IDAT":
                with_more = by_bytes(rng, _inflated(data), others)
                chunks[place] = kind, zlib.compress(with_more, 1)
            case 3:
                chunks[place] = rng.choice((b"IDAT", b"PLTE", b"tRNS", kind)), data
            case _:
                chunks[place] = kind, by_bytes(rng, data, others)
        if not chunks:
            break
    return (_SIGNATURE + b"".join(_packed(*chunk) for chunk in chunks))[:MOST]


def packed(form: Callable[..., bytes]) -> Callable[..., bytes]:
    """Damage what gzip has packed, or the packing."""

    def damaged(rng: Random, content: bytes, others: Sequence[bytes]) -> bytes:
        if rng.random() < 0.4:
            return by_bytes(rng, content, others)
        inside = form(rng, gzip.decompress(content), ())
        return gzip.compress(inside, 1, mtime=0)

    return damaged


def by_members(rng: Random, content: bytes, others: Sequence[bytes]) -> bytes:
    """Damage the arrays of a .npz, or the archive."""
    if rng.random() < 0.3:
        return by_bytes(rng, content, others)
    with zipfile.ZipFile(io.BytesIO(content)) as found:
        members = {name: found.read(name) for name in found.namelist()}
    for _ in range(rng.choice((1, 1, 2))):
        name = rng.choice(list(members))
        match rng.randrange(6):
            case 0:
                del members[name]
            case 1:
                members[rng.choice(list(members))] = members[name]
            case 2 | 3:
                members[name] = _with_other_head(rng, members[name])
            case _:
                members[name] = by_bytes(rng, members[name], tuple(members.values()))
        if not members:
            break
    kind = rng.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", kind) as made:
        for name, data in members.items():
            made.writestr(zipfile.ZipInfo(name), data, kind)
    return out.getvalue()


_HEADS: Final = (
    (rb"\(\d[\d, ]*\)", (b"(-1,)", b"()", b"(9999999999, 28, 28)", b"(0, 28, 28)",
                         b"(1,)", b"(4611686018427387904, 4)", b"(True,)", b"(2.5,)",
                         b"(1,1,1,1,1,1,1,1,1,1,1,1)", b"([],)", b"(" * 200)),
    (rb"'[<>|=][a-z]\d*'", (b"'|O'", b"'<f8'", b"'<c16'", b"'|S9'", b"'<M8[s]'",
                            b"'|V4'", b"'<U2'", b"[('a','<f4')]", b"'?'", b"'q'",
                            b"[('a','|O')]", b"'<f2'", b"'x'", b"''", b"None")),
    (rb"True|False", (b"True", b"1", b"None", b"1L")),
    (rb"'(descr|shape|fortran_order)'", (b"'other'", b"1", b"b''", b"'shape'")),
)  # fmt: skip


def _with_other_head(rng: Random, array: bytes) -> bytes:
    """An .npy whose head says something else, as long as it was where it can be."""
    end = array.find(b"\n") + 1
    if not end or not array.startswith(b"\x93NUMPY"):
        return array
    pattern, others = rng.choice(_HEADS)
    head = re.sub(pattern, lambda _: rng.choice(others), array[10:end], count=1)
    head = head.rstrip()
    head = head + b" " * max(0, end - 11 - len(head)) + b"\n"
    return array[:8] + struct.pack("<H", len(head)) + head + array[end:]


def _flip(rng: Random, out: bytearray, _: Sequence[bytes]) -> None:
    if out:
        out[rng.randrange(len(out))] ^= 1 << rng.randrange(8)


def _set(rng: Random, out: bytearray, _: Sequence[bytes]) -> None:
    if out:
        out[rng.randrange(len(out))] = rng.choice((0, 1, 0x7F, 0x80, 0xFF, 10, 44))


def _set_number(rng: Random, out: bytearray, _: Sequence[bytes]) -> None:
    form = rng.choice(_WIDTHS)
    size = struct.calcsize(form)
    most = 256**size - 1
    number = rng.choice((0, 1, 0x7FFF, 0xFFFF, most, most // 2, most // 2 + 1, 60_000))
    place = rng.randrange(max(1, len(out) - size + 1))
    out[place : place + size] = struct.pack(form, min(number, most))


def _cut(rng: Random, out: bytearray, _: Sequence[bytes]) -> None:
    del out[rng.randrange(len(out) + 1) :]


def _cut_within(rng: Random, out: bytearray, _: Sequence[bytes]) -> None:
    place = rng.randrange(len(out) + 1)
    del out[place : place + rng.choice((1, 2, 4, 16, 100))]


def _repeat(rng: Random, out: bytearray, _: Sequence[bytes]) -> None:
    place = rng.randrange(len(out) + 1)
    piece = out[place : place + rng.choice((1, 4, 16, 64))]
    out[place:place] = piece * rng.choice((1, 2, 10, 100))


def _insert(rng: Random, out: bytearray, _: Sequence[bytes]) -> None:
    place = rng.randrange(len(out) + 1)
    out[place:place] = rng.choice(BYTES)


def _splice(rng: Random, out: bytearray, others: Sequence[bytes]) -> None:
    if others:
        other = rng.choice(others)
        place = rng.randrange(len(out) + 1)
        out[place:] = other[min(place, len(other)) * rng.randrange(2) :]


_STEPS: Final[tuple[Callable[[Random, bytearray, Sequence[bytes]], None], ...]] = (
    _flip, _flip, _flip, _set, _set_number, _set_number, _cut, _cut_within, _repeat,
    _insert, _splice,
)  # fmt: skip


def _with_number(rng: Random, content: bytes) -> bytes:
    places = [match.span() for match in _NUMBER.finditer(content[:4096])]
    if not places:
        return content
    begin, end = rng.choice(places)
    return content[:begin] + rng.choice(NUMBERS) + content[end:]


def _coded(rng: Random, content: bytes) -> bytes:
    text = content.decode("utf-8", "replace")
    code = rng.choice(("utf-8-sig", "utf-16", "utf-16-le", "utf-32", "latin-1"))
    return text.encode(code, "replace")


def _changed(rng: Random, value: Any) -> Any:
    """A JSON value with one of the values in it changed."""
    if isinstance(value, dict) and value and rng.random() < 0.85:
        key = rng.choice(list(value))
        changed = dict(value)
        match rng.randrange(8):
            case 0:
                del changed[key]
            case 1:
                changed[rng.choice(("", "label", "strokes", "event", "\ud800"))] = (
                    changed.pop(key)
                )
            case _:
                changed[key] = _changed(rng, value[key])
        return changed
    if isinstance(value, list) and value and rng.random() < 0.85:
        place = rng.randrange(len(value))
        match rng.randrange(8):
            case 0:
                return value[:place] + value[place + 1 :]
            case 1:
                return value[:place] + [value[place]] * rng.choice((2, 40)) + value
            case 2:
                return [value]
            case _:
                changed = _changed(rng, value[place])
                return [*value[:place], changed, *value[place + 1 :]]
    return rng.choice(VALUES)


def _chunks(content: bytes) -> list[tuple[bytes, bytes]]:
    found, place = [], len(_SIGNATURE)
    while content.startswith(_SIGNATURE) and place + 12 <= len(content):
        (size,) = struct.unpack_from(">I", content, place)
        kind = content[place + 4 : place + 8]
        found.append((kind, content[place + 8 : place + 8 + size]))
        place += 12 + size
    return found


def _packed(kind: bytes, data: bytes) -> bytes:
    check = zlib.crc32(kind + data)
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", check)


def _inflated(data: bytes) -> bytes:
    try:
        return zlib.decompress(data)
    except zlib.error:
        return data
