"""What is put into files to damage them: odd numbers, words, bytes and JSON values."""

import zlib
from typing import Any, Final

NUMBERS: Final = (
    b"0", b"-0", b"-1", b"1e999", b"-1e999", b"1e-999", b"nan", b"NaN", b"Infinity",
    b"inf", b"1e308", b"1e150", b"2147483648", b"4294967296", b"18446744073709551616",
    b"9" * 400, b"9" * 5000, b"0x10", b"1_000", b"1.", b".5", b"+5", b"--5", b"1e", b"",
    "\N{ARABIC-INDIC DIGIT SEVEN}".encode(), "\N{SUPERSCRIPT TWO}".encode(),
    "\N{FULLWIDTH DIGIT SEVEN}".encode(), b"255", b"256", b"10", b"1e2",
    b"7 ", b"7\x00",
)  # fmt: skip

TEXTS: Final = (
    b"\x00", b"\n", b"\r", b"\r\n", b"\t", b'"', b'""', b"'", b",", b",,,", b";", b"%",
    b"\\", b"\\u0000", b"\\ud800", b"\xff", b"\xc0\x80", b"\xed\xa0\x80",
    b"\xef\xbb\xbf",
    b"\xff\xfe", "\N{RIGHT-TO-LEFT OVERRIDE}".encode(), "\N{LINE SEPARATOR}".encode(),
    "\N{PILE OF POO}".encode(), "\N{NEXT LINE}".encode(), b"{", b"}", b"[", b"]",
    b"[" * 3000, b'{"a":' * 3000, b" " * 3000, b"a" * 3000, b"../" * 40, b"/dev/zero",
    b"=1+1", b"@ByteArray(", b"@Variant(\x00\x00\x00\x7f\x00", b"@Rect(1 2 3 4)",
    b"<!DOCTYPE a>", b'<!DOCTYPE a [<!ENTITY b "c">]>', b"&b;", b"&lt;", b"&#0;",
    b"&#x110000;", b"<![CDATA[", b"]]>", b"<!--", b"-->", b"<?x?>", b"<a>" * 500,
    b"<trace>", b"</trace>", b"<traceFormat>", b'<channel name="X"/>',
    b'<channel name="F" max="x"/>', b'<channel name="T" units="s"/>', b'encoding="x"',
    b'<?xml version="1.0" encoding="utf-7"?>', b"xmlns:a='b' ", b"!", b'"7',
    b"'7", b"*",
    b"?", b"\x1b[31m", b"1 2 3", b"labels", b"\x85", b"\x0b", b"\x1c",
)  # fmt: skip

BYTES: Final = (
    b"", b"\x00", b"\xff" * 4, b"\x00" * 64, b"\xff" * 64, b"\x00" * 5000, b"\x80" * 9,
    b"II*\x00", b"MM\x00*", b"\x89PNG\r\n\x1a\n", b"GIF89a", b"\xff\xd8\xff", b"RIFF",
    b"\x1f\x8b\x08", b"PK\x03\x04", b"PK\x05\x06" + b"\x00" * 18, b"\x93NUMPY",
    b"\x93NUMPY\x01\x00\x06\x00{}   \n", b"SQLite format 3\x00", b"Exif\x00\x00",
    b"Exif\x00\x00MM\x00*\x00\x00\x00\x08\xff\xff", b"key\x00\x00" + b"a" * 300,
    b"key\x00\x00" + zlib.compress(b"a" * 3_000_000), b"icc\x00\x00" + zlib.compress(
        b"\x00" * 3_000_000
    ),
    b"\x00\x00\x00\x01\x00\x00\x00\x00", b"\x00\x00\x00\x02\xff\xff\xff\xff",
)  # fmt: skip

# A JSON text stands where one of these words would.
_RAW: Final = {
    "\x01deep": "[" * 5000 + "]" * 5000,
    "\x01deeper": '{"a":' * 5000 + "1" + "}" * 5000,
    "\x01huge": "9" * 400,
    "\x01longest": "9" * 5000,
    "\x01infinite": "1e999",
    "\x01open": "[",
}

VALUES: Final[tuple[Any, ...]] = (
    None, True, False, 0, -1, 1, 7, 10, 255, 256, 2**31, 2**63, 2**64, -(2**63), 1e308,
    -1e308, 1e150, 1e-320, float("nan"), float("inf"), 0.5, "", "7", "nan", "\x00",
    "\n",
    "\ud800", "\udcff", "a" * 3000, "\u202e", "😀", "../x", "/dev/zero", [], {}, [[]],
    [[[]]], [0], [0, 0], [[0, 0]], [[0, 0, 0, 0, 0]], {"strokes": []}, ["12", "34"],
    {"12": 1}, *_RAW,
)  # fmt: skip


def raw_of(text: str) -> str:
    """JSON whose marked words are replaced by what no encoder writes."""
    for word, raw in _RAW.items():
        text = text.replace(f'"\\u0001{word[1:]}"', raw)
    return text
