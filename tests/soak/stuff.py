"""Files and texts that are dropped, pasted and opened at random: good and rubbish."""

import gzip
import shutil
from pathlib import Path
from random import Random

from PIL import Image, ImageDraw
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QImage

from digitpad.paths import asset

_DATA = Path(__file__).parents[1] / "data"
_TEXTS = ("", "7", "hello", "🖋" * 500, "\x00\x01", "file:///nowhere/x.png", "a" * 9999)


class Stuff:
    """A folder of files, and what can be made of them.

    Args:
        folder: Where they are made.
        chance: Picks among them.
    """

    def __init__(self, folder: Path, chance: Random) -> None:
        folder.mkdir()
        self.folder, self._chance = folder, chance
        _draw(folder / "picture.png", (640, 480))
        _draw(folder / "long.png", (3000, 40))
        _draw(folder / "dot.bmp", (1, 1))
        _draw(folder / "photograph.jpg", (1600, 1200))
        (folder / "empty.png").touch()
        (folder / "rubbish.png").write_bytes(chance.randbytes(5000))
        (folder / "rubbish.h5").write_bytes(chance.randbytes(5000))
        (folder / "rubbish.jsonl").write_text('{"strokes": [[[1]]]}\n[\n')
        (folder / "digits.csv").write_text("label,pixel0\n7,12\nx,y\n")
        numbers = _DATA / "written_numbers.jsonl.gz"
        with gzip.open(numbers, "rt") as lines:
            kept = [line for _, line in zip(range(20), lines, strict=False)]
        (folder / "numbers.jsonl").write_text("".join(kept))
        shutil.copy(asset("mnist_cnn_model.h5"), folder / "model.h5")
        pictures = folder / "pictures"
        pictures.mkdir()
        for number in range(5):
            _draw(pictures / f"{number}.png", (80 + 10 * number, 90))

    def path(self) -> Path:
        """Some file or folder, there or not."""
        found = [*sorted(self.folder.rglob("*")), self.folder / "missing.png"]
        return self._chance.choice(found)

    def content(self) -> QMimeData:
        """What is dropped or lies on the clipboard."""
        content = QMimeData()
        kind = self._chance.choice(("files", "files", "image", "text", "odd"))
        if kind == "files":
            count = self._chance.choice((1, 1, 1, 3))
            paths = [str(self.path()) for _ in range(count)]
            content.setUrls([QUrl.fromLocalFile(path) for path in paths])
        elif kind == "image":
            content.setImageData(QImage(str(self.path())))
        elif kind == "text":
            content.setText(self._chance.choice(_TEXTS))
        else:
            content.setUrls([QUrl("http://127.0.0.1/7.png")])
            content.setData("application/x-odd", self._chance.randbytes(100))
        return content


def _draw(path: Path, size: tuple[int, int]) -> None:
    picture = Image.new("RGB", size, "white")
    pen, (width, height) = ImageDraw.Draw(picture), size
    way = [(width * x, height * y) for x, y in ((0.3, 0.2), (0.7, 0.2), (0.45, 0.85))]
    pen.line(way, fill="navy", width=max(1, min(size) // 12))
    picture.save(path)
