"""A floor under what is read right, on drawings made for this project."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw

from digitpad import Recognizer
from digitpad.ink import Drawing
from digitpad.inkfiles import Sample, read_ink_file

DATA = Path(__file__).resolve().parent.parent / "data"


def samples() -> list[Sample]:
    """Two drawings of each digit, in different hands."""
    found = [found for _, found in read_ink_file(DATA / "digits.jsonl")]
    return [sample for sample in found if isinstance(sample, Sample)]


def picture(drawing: Drawing, *, scale: float, pen: float, at: int) -> Image.Image:
    """A drawing as a paint program would keep it, anti-aliased."""
    image = Image.new("L", (1200, 1200), 255)
    draw = ImageDraw.Draw(image)
    for stroke in drawing.strokes:
        places = [
            (at + x * scale * 3, at + y * scale * 3) for x, y, *_ in stroke.points
        ]
        draw.line(places, width=round(pen * 3), joint="curve")
        for x, y in places:
            r = pen * 1.5
            draw.ellipse((x - r, y - r, x + r, y + r), fill=0)
    return image.reduce(3)


def share_right(
    recognizer: Recognizer, sources: list[Drawing] | list[Image.Image]
) -> float:
    readings = recognizer.read_digits(sources)
    labels = [sample.label for sample in samples()]
    right = [str(r.digit) == label for r, label in zip(readings, labels, strict=True)]
    return float(np.mean(right))


def test_every_drawing_is_read_and_none_refused() -> None:
    recognizer = Recognizer.load()
    drawings = [sample.drawing for sample in samples()]
    assert share_right(recognizer, drawings) == 1
    assert all(reading.is_digit for reading in recognizer.read_digits(drawings))


@pytest.mark.parametrize(
    ("scale", "pen", "at"),
    [(3, 30, 100), (1, 9, 60), (3, 14, 100), (0.25, 3, 800)],
    ids=["thick", "small", "thin", "tiny in a corner"],
)
def test_pictures_of_the_drawings_are_read(scale: float, pen: float, at: int) -> None:
    pictures = [
        picture(sample.drawing, scale=scale, pen=pen, at=at) for sample in samples()
    ]
    assert share_right(Recognizer.load(), pictures) >= 0.95


def test_the_model_inputs_of_the_drawings_stay_as_they_were() -> None:
    golden = np.load(DATA / "digits_28x28.npy")
    drawings = [sample.drawing for sample in samples()]
    readings = Recognizer.load().read_digits(drawings)
    found = np.stack([reading.model_input for reading in readings])
    np.testing.assert_allclose(found * 255, golden, atol=0.51)
