"""A drawing as an SVG picture, seen by a program that paints SVG."""

from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from user import SEVEN, THREE

from digitpad import Recognizer
from digitpad.ink import Drawing
from digitpad.svg import to_svg


@pytest.mark.parametrize(("shape", "digit"), [(THREE, 3), (SEVEN, 7)])
def test_a_drawing_reads_the_same_as_an_svg_picture(
    qapp: QApplication, tmp_path: Path, shape: list[tuple[float, float]], digit: int
) -> None:
    drawing = Drawing.of([[(300 * x - 40, 400 * y + 20) for x, y in shape]])
    (tmp_path / "drawing.svg").write_text(to_svg(drawing, 16.0))
    image = QImage(str(tmp_path / "drawing.svg"))
    assert image.save(str(tmp_path / "drawing.png"))
    with Image.open(tmp_path / "drawing.png") as picture:
        reading = Recognizer.load().read_digit(picture)
    assert (reading.digit, reading.is_digit) == (digit, True)


def test_a_dot_is_painted(qapp: QApplication) -> None:
    image = QImage.fromData(to_svg(Drawing.of([[(5, 5)]]), 8.0).encode())
    assert image.pixelColor(image.rect().center()).lightness() < 30
    assert image.pixelColor(0, 0).lightness() > 240


def test_all_ink_lies_inside() -> None:
    svg = to_svg(Drawing.of([[(-50, 10), (20, 90.125)], [(0, 0)]]), 2.0)
    assert 'viewBox="-54 -4 78 98.12"' in svg
