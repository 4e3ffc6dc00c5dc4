"""A floor under what is read of many hands: sheets that no training has seen.

Some of the written digits are others by their shape too, so that no reader gets all.
"""

from functools import cache
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw

from digitpad import Recognizer
from digitpad.ink import Drawing
from digitpad.inkfiles import Sample, read_ink_file
from digitpad.readings import DigitReading

DATA = Path(__file__).resolve().parent.parent / "data"


@cache
def sheet(name: str) -> list[Sample]:
    """Written by `tests/data/write_sheet.py`."""
    found = [found for _, found in read_ink_file(DATA / f"written_{name}.jsonl.gz")]
    return [sample for sample in found if isinstance(sample, Sample)]


@cache
def recognizer() -> Recognizer:
    return Recognizer.load()


@cache
def readings(name: str) -> list[DigitReading]:
    return recognizer().read_digits([sample.drawing for sample in sheet(name)])


def picture(drawing: Drawing, *, share: float, at: float, pen: float) -> Image.Image:
    """A drawing as dark ink on white paper of 300 pixels."""
    points = np.concatenate([np.array(stroke.points) for stroke in drawing.strokes])
    low, high = points.min(0), points.max(0)
    scale = 900 * share / (high - low).max()
    image = Image.new("L", (900, 900), 255)
    draw = ImageDraw.Draw(image)
    for stroke in drawing.strokes:
        places = (np.array(stroke.points) - (low + high) / 2) * scale + 900 * at
        draw.line([tuple(place) for place in places], fill=0, width=round(3 * pen))
        for x, y in places:
            r = 1.5 * pen
            draw.ellipse((x - r, y - r, x + r, y + r), fill=0)
    return image.reduce(3)


def labels() -> list[int]:
    return [int(sample.label or "") for sample in sheet("digits")]


def share_right(found: list[DigitReading]) -> float:
    return float(np.mean([r.digit == d for r, d in zip(found, labels(), strict=True)]))


def test_the_sheets_are_whole() -> None:
    assert len(sheet("digits")) == 600
    assert len(sheet("others")) == 500
    assert len(sheet("numbers")) == 120


def test_digits_of_many_hands_are_read() -> None:
    assert share_right(readings("digits")) >= 0.95


def test_few_digits_are_refused() -> None:
    refused = [not reading.is_digit for reading in readings("digits")]
    assert np.mean(refused) <= 0.02


def test_what_is_no_digit_is_refused() -> None:
    refused = [not reading.is_digit for reading in readings("others")]
    assert np.mean(refused) >= 0.93


def test_the_candidates_are_few_and_hold_the_truth() -> None:
    found = [reading.candidates for reading in readings("digits")]
    held = [digit in kept for digit, kept in zip(labels(), found, strict=True)]
    assert np.mean(held) >= 0.98
    assert np.mean([len(kept) for kept in found]) <= 1.12


def test_confidence_is_what_it_says() -> None:
    confidence = np.mean([reading.confidence for reading in readings("digits")])
    assert abs(confidence - share_right(readings("digits"))) <= 0.03


@pytest.mark.parametrize(
    ("share", "at", "pen"),
    [(0.6, 0.5, 15), (0.3, 0.33, 9), (0.6, 0.5, 9), (0.6, 0.5, 54)],
    ids=["centred", "small and off centre", "thin pen", "thick pen"],
)
def test_a_picture_reads_like_the_strokes(share: float, at: float, pen: float) -> None:
    pictures = [
        picture(sample.drawing, share=share, at=at, pen=pen)
        for sample in sheet("digits")
    ]
    found = share_right(recognizer().read_digits(pictures))
    assert found >= share_right(readings("digits")) - 0.02


def test_numbers_are_read_whole() -> None:
    right = [
        recognizer().read_number(sample.drawing).text == sample.label
        for sample in sheet("numbers")
    ]
    assert np.mean(right) >= 0.8
