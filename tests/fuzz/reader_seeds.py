"""Small sound files of every kind, made here, for the fuzzer to damage."""

import gzip
import io
import json
import sqlite3
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw

from digitpad import progress
from digitpad.ink import Drawing
from digitpad.inkml import to_inkml
from digitpad.last_drawings import LastDrawing, write_last
from digitpad.lessons import Lesson
from digitpad.samples import Samples

SEVEN = [[(10.0, 10.0), (60.0, 10.0), (30.0, 90.0)]]
WRITTEN = Drawing.of(
    [[(10, 10, 0, 0.5), (60.5, 11, 8, 0.7), (30, 90, 16, 1)], [(20, 50), (50, 50)]]
)


def pictures() -> list[bytes]:
    """Every format, and the modes and metadata that take other ways through it."""
    grey, colour = _digit("L", 20), _digit("RGB", 24)
    turned = Image.Exif()
    turned[0x0112] = 6
    made = [
        _saved(grey, "PNG"),
        _saved(colour, "PNG", pnginfo=_words()),
        _saved(_digit("RGBA", 16), "PNG", exif=turned),
        _saved(_digit("1", 32), "PNG"),
        _saved(colour.quantize(8), "PNG", transparency=b"\x00\x80\xff"),
        _saved(Image.fromarray(np.arange(256, dtype=np.uint16).reshape(16, 16)), "PNG"),
        _saved(grey, "PNG", save_all=True, append_images=[grey.rotate(90)]),
        _saved(colour, "JPEG", exif=turned, quality=40),
        _saved(grey, "JPEG", progressive=True),
        _saved(colour.convert("CMYK"), "JPEG"),
        _saved(colour, "WEBP", quality=20),
        _saved(_digit("RGBA", 16), "WEBP", lossless=True, exif=turned),
        _saved(colour, "WEBP", save_all=True, append_images=[colour.rotate(90)]),
        _saved(grey, "BMP"),
        _saved(colour, "BMP"),
        _saved(_digit("1", 8), "BMP"),
        _saved(grey, "GIF", save_all=True, append_images=[grey.rotate(90)]),
        _saved(colour.quantize(16), "GIF", transparency=1),
        _saved(grey, "TIFF"),
        _saved(colour, "TIFF", save_all=True, append_images=[grey]),
        _saved(Image.fromarray(np.linspace(0, 1, 64, dtype=np.float32)[None]), "TIFF"),
    ]
    ways = "tiff_lzw", "tiff_deflate", "packbits", "jpeg"
    return made + [_saved(colour, "TIFF", compression=way) for way in ways]


def ink_lines() -> list[bytes]:
    """JSON Lines."""
    point = {"strokes": [[[5, 5]]], "label": None}
    seven = {"strokes": SEVEN, "label": "7", "writer": "a"}
    full = {"strokes": [s.points for s in WRITTEN.strokes], "label": 4}
    return [
        _lines(seven),
        _lines(full, point),
        _lines(seven, {"strokes": []}, {"strokes": [[]]}, full),
    ]


def inkml_files() -> list[bytes]:
    """As it is written here, and as others write it."""
    others = (
        '<ink:ink xmlns:ink="http://www.w3.org/2003/InkML"><ink:traceFormat>'
        '<ink:channel name="X"/><ink:channel name="Y"/>'
        '<ink:channel name="T" units="s"/>'
        '<ink:channel name="F" max="1023"/></ink:traceFormat><ink:traceGroup>'
        "<ink:trace>11 18 0.1 500,'23'43'1'7,\"7\"-8 ? *,!10 !20 !3 !9</ink:trace>"
        "</ink:traceGroup></ink:ink>"
    )
    plain = "<ink><annotation>7</annotation><trace>1 2, 3 4, 5.5 -6e1</trace></ink>"
    return [to_inkml(WRITTEN).encode(), others.encode(), plain.encode()]


def idx_files() -> list[bytes]:
    """Three images, plain."""
    return [
        bytes((0, 0, 8, 3, 0, 0, 0, 3, 0, 0, 0, 28, 0, 0, 0, 28)) + _ink().tobytes()
    ]


def arrays() -> list[bytes]:
    """.npz files as people have them."""
    ink, labels = _ink(), np.array([3, 1, 4])
    return [
        _npz(x_train=ink, y_train=labels),
        _npz(x=(ink.reshape(3, 784) / 255), y=labels.reshape(3, 1).astype(np.float32)),
        _npz(images=ink[..., None].astype(np.int64)),
    ]


def tables(pixels: int) -> list[bytes]:
    """A row an image, of so many pixels each."""
    names = ",".join(["label", *(f"pixel{i}" for i in range(pixels))])
    rows = [",".join(str((i * 7 + j) % 256) for j in range(pixels)) for i in range(3)]
    labelled = "\n".join([names, *(f"{i},{row}" for i, row in enumerate(rows))])
    swapped = names.replace("pixel0,", "").replace("label", "pixel0,label")
    return [
        labelled.encode() + b"\n",
        "\n".join(f"{i},{row}" for i, row in enumerate(rows)).encode(),
        "\n".join([swapped, *(f" {r},+1,2.0" for r in rows)]).encode(),
    ]


def label_tables() -> list[bytes]:
    """A `labels.csv` of pictures that are there."""
    return [
        b"file,label\na.png,1\nb.png,2\nsub/c.png,3\n",
        b'name;x,digit,"filename"\n,1,"a.png"\n\nz,2, b.png \n',
    ]


def window_states() -> list[bytes]:
    """The window's settings with all that may stand there."""
    return [
        b"[General]\nguides=grid\npen_width_share=1.25\ninsight=why\n"
        b"recent_files=/nowhere/a.png, /nowhere/b.png\n"
        b"geometry=@ByteArray(\\x1\\xd9\\xd0\\xcb\\0\\x3\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0"
        b"\\0\\0\\x4K\\0\\0\\x2\\xf7\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\x4K\\0\\0\\x2\\xf7"
        b"\\0\\0\\0\\0\\0\\0\\0\\0\\x5\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\x4K\\0\\0\\x2"
        b"\\xf7)\n\n[settings]\ncolour_scheme=dark\nbars_glide=False\n"
        b"shows_confidence=True\nhints=False\n",
        b"[General]\nrecent_files=/nowhere/only.png\n[settings]\ncolour_scheme=light\n",
    ]


def last_drawings() -> list[bytes]:
    """What a window leaves behind."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "last.jsonl")
        write_last(path, [LastDrawing(WRITTEN, "4"), LastDrawing(Drawing.of(SEVEN))])
        return [path.read_bytes()]


def notes_of_the_model() -> list[bytes]:
    """`adopted.json`."""
    return [json.dumps({"file": "mine-12345678.h5", "sha256": "ab" * 32}).encode()]


def lessons() -> list[bytes]:
    """What a model has learnt: two drawings, three copies of each."""
    features = np.linspace(-1, 1, 2 * 3 * 8, dtype=np.float16).reshape(2, 3, 8)
    others = np.linspace(1, -1, 5 * 8, dtype=np.float16).reshape(5, 8)
    labels = np.array([7, 4], np.uint8)
    sha256s = np.array(["a" * 64, "b" * 64])
    known = np.array([0, 1, 2, 3, 9], np.uint8)
    return [Lesson("c" * 64, sha256s, labels, features, others, known).content()]


def messages() -> list[bytes]:
    """One of every kind that the training program prints."""
    compared = progress.ModelsCompared(
        10, [9, 8], [0.5, 0.4], [1.0, 0.9], [[0] * 10, [1] * 10], 3, 0.5, [0.1, 0.2],
        ["A note."],
    )  # fmt: skip
    made: list[progress.Message] = [
        progress.StageBegan("Loading MNIST"),
        progress.RunStarted("quick", 3, 100, 5000),
        progress.BatchFinished(1, 3, 50, 100, 0.5, 0.9, None),
        progress.EpochFinished(1, 3, 0.5, 0.9, 0.4, 0.95, 10.5, 20),
        progress.RunFinished("a.h5", 3, "all epochs", 30.5, 12, 0.9, 0.9, None, 0.8),
        progress.RunFailed("It failed.", "one\ntwo"),
        progress.FoldsBegan("quick", 5, 3, 100),
        progress.FoldEpochFinished(1, 5, 1, 3, 0.5, 0.9, 0.4, 0.9, None, False),
        progress.FoldsFinished(5, 0.9, 0.01, "/nowhere/report.html"),
        progress.ImagesRead(5, 10),
        compared,
    ]
    return [progress.to_line(message).encode() for message in made]


def saved_arrays(write: Callable[[Path], object]) -> list[bytes]:
    """A file that some part of the program writes into a folder of its own."""
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder))
        (made,) = (path for path in Path(folder).rglob("*") if path.is_file())
        return [made.read_bytes()]


def own_samples() -> list[bytes]:
    """SQLite: one with few drawings, one with pages enough for a tree."""
    return [_samples(3), _samples(60)]


def _samples(count: int) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "samples.sqlite3")
        samples = Samples(path)
        for number in range(count):
            samples.add(
                Drawing.of([[(number, 10, 1, 0.5), (60, 10), (30.25, 90)]]),
                number % 10,
                answered="not a digit",
                confidence=0.25,
                model="ab" * 32,
            )
        samples.delete([2])
        file = sqlite3.connect(path)
        file.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        file.close()
        return path.read_bytes()


def _digit(mode: str, side: int) -> Image.Image:
    picture = Image.new(mode, (side, side + 4), "white")
    pen = ImageDraw.Draw(picture)
    line = [(side // 4, side // 4), (3 * side // 4, side // 4), (side // 2, side)]
    pen.line(line, fill="black", width=2)
    return picture


def _words() -> Any:
    from PIL.PngImagePlugin import PngInfo

    words = PngInfo()
    words.add_text("key", "value")
    words.add_text("packed", "value" * 20, zip=True)
    words.add_itxt("other", "värde")
    return words


def _saved(picture: Image.Image, form: str, **options: Any) -> bytes:
    out = io.BytesIO()
    picture.save(out, form, **options)
    return out.getvalue()


def _lines(*rows: dict[str, object]) -> bytes:
    return "".join(json.dumps(row) + "\n" for row in rows).encode()


def _ink() -> npt.NDArray[np.uint8]:
    return (np.arange(3 * 784) % 256).astype(np.uint8).reshape(3, 28, 28)


def _npz(**arrays: npt.NDArray[Any]) -> bytes:
    out = io.BytesIO()
    np.savez_compressed(out, **arrays)  # type: ignore[arg-type]
    return out.getvalue()


def gzipped(contents: list[bytes]) -> list[bytes]:
    """The same, packed."""
    return [gzip.compress(content, 1, mtime=0) for content in contents]
