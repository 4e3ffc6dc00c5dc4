"""Pages that lie askew: how far, and how they are read while they grow."""

from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from digitpad import Recognizer
from digitpad.inkfiles import Sample, read_ink_file
from digitpad.segment import Box, Finder
from digitpad.segment.lines import tilt_of
from digitpad.segment.strokes import StrokePage

DATA = Path(__file__).resolve().parent.parent / "data"

FloatArray = npt.NDArray[np.float32]
Strokes = list[npt.NDArray[np.float64]]

TILTS = [-10.0, -8.5, -6.0, 6.0, 8.5, 10.0]


@cache
def written_digits() -> list[tuple[str, Strokes]]:
    """All digits that people have drawn, with their labels, 100 high."""
    found = []
    for _, sample in read_ink_file(DATA / "digits.jsonl"):
        assert isinstance(sample, Sample)
        strokes = [np.array(stroke.points)[:, :2] for stroke in sample.drawing.strokes]
        points = np.concatenate(strokes)
        upright = [
            (stroke - points.min(0)) * 100 / np.ptp(points[:, 1]) for stroke in strokes
        ]
        found.append((sample.label or "", upright))
    return found


def page(
    count: int,
    a_line: int = 14,
    degrees: float = 0.0,
    *,
    ragged: float = 0.0,
    seed: int = 0,
) -> tuple[str, Strokes]:
    """Digits line by line, on a page turned clockwise.

    Args:
        count: Of the digits.
        a_line: So many of them at most.
        degrees: By which the page is turned.
        ragged: So far up and down they stand, measured in their height.
        seed: Of which digits, and how far.
    """
    random = np.random.default_rng(seed)
    strokes: Strokes = []
    text = ""
    edge = 0.0
    for index in range(count):
        if index and index % a_line == 0:
            edge = 0.0
            text += "\n"
        label, digit = written_digits()[random.integers(len(written_digits()))]
        down = index // a_line * 170 + 100 * random.uniform(-ragged, ragged)
        strokes += [stroke + np.array((edge, down)) for stroke in digit]
        edge += np.ptp(np.concatenate(digit)[:, 0]) + 25
        text += label
    a = np.radians(degrees)
    matrix = np.array([[np.cos(a), np.sin(a)], [-np.sin(a), np.cos(a)]])
    return text, [stroke @ matrix for stroke in strokes]


def tilt(strokes: Strokes) -> float:
    return tilt_of(StrokePage(strokes).atoms)


class FakeNetwork:
    """Takes everything for a digit, and counts what it is shown."""

    def __init__(self) -> None:
        self.seen = 0

    def run(self, inputs: FloatArray) -> tuple[FloatArray, FloatArray]:
        self.seen += len(inputs)
        classes = np.full((len(inputs), 10), 0.001, np.float32)
        classes[:, 3] = 0.99
        return classes, np.zeros((len(inputs), 4), np.float32)


def boxes(finder: Finder, strokes: Strokes) -> list[list[Box]]:
    return [[piece.box for piece in line] for line in finder.in_drawing(strokes)]


@pytest.mark.parametrize("degrees", TILTS)
@pytest.mark.parametrize("count", [8, 14, 15, 18, 24, 28, 29, 40, 43, 56])
def test_the_tilt_of_one_to_four_lines_is_found(count: int, degrees: float) -> None:
    assert tilt(page(count, degrees=degrees)[1]) == pytest.approx(degrees, abs=1)


@pytest.mark.parametrize("degrees", TILTS)
@pytest.mark.parametrize(("count", "a_line"), [(31, 30), (200, 25), (20, 5)])
def test_the_tilt_of_long_lines_and_of_many_is_found(
    count: int, a_line: int, degrees: float
) -> None:
    assert tilt(page(count, a_line, degrees)[1]) == pytest.approx(degrees, abs=1.5)


@pytest.mark.parametrize("degrees", [-8.5, 8.5])
@pytest.mark.parametrize("seed", range(5))
def test_the_tilt_of_ragged_lines_is_found(seed: int, degrees: float) -> None:
    _, strokes = page(42, degrees=degrees, ragged=0.2, seed=seed)
    assert tilt(strokes) == pytest.approx(degrees, abs=2)


@pytest.mark.parametrize("count", [15, 17, 40, 64])
@pytest.mark.parametrize("degrees", [-18.0, 6.0, 8.5, 10.0])
def test_a_tilted_page_of_several_lines_is_read(count: int, degrees: float) -> None:
    text, strokes = page(count, degrees=degrees)
    assert Recognizer.load().read_number(strokes).text == text


@pytest.mark.parametrize("count", [1, 2, 3, 14, 15, 28, 64])
@pytest.mark.parametrize("degrees", [-2.0, 0.0, 2.0])
def test_a_page_that_hardly_lies_askew_is_not_turned(
    count: int, degrees: float
) -> None:
    assert tilt(page(count, degrees=degrees)[1]) == 0


@pytest.mark.parametrize("count", [1, 2])
@pytest.mark.parametrize("degrees", TILTS)
def test_a_page_of_one_or_two_digits_is_not_turned(count: int, degrees: float) -> None:
    assert tilt(page(count, degrees=degrees)[1]) == 0


@pytest.mark.parametrize("ragged", [0.0, 0.2])
@pytest.mark.parametrize("count", [4, 7, 12])
def test_a_column_of_digits_is_not_turned(count: int, ragged: float) -> None:
    assert tilt(page(count, 1, ragged=ragged)[1]) == 0


def test_ragged_lines_are_not_turned() -> None:
    for seed in range(10):
        for count in (10, 14, 28, 42):
            assert tilt(page(count, ragged=0.2, seed=seed)[1]) == 0


def test_few_ragged_digits_are_hardly_ever_turned() -> None:
    turned = [
        tilt(page(count, ragged=0.2, seed=seed)[1]) != 0
        for count in (4, 5, 6)
        for seed in range(40)
    ]
    assert np.mean(turned) <= 0.05


@pytest.mark.parametrize("degrees", [-14.0, -9.0, 6.0, 10.0])
@pytest.mark.parametrize("seed", [0, 1])
def test_a_drawing_is_read_the_same_however_it_came_to_be(
    degrees: float, seed: int
) -> None:
    _, strokes = page(24, degrees=degrees, ragged=0.1, seed=seed)
    grown = Finder(FakeNetwork().run)
    for count in (*range(1, len(strokes) + 1), *range(len(strokes), 0, -1)):
        drawn = strokes[:count]
        assert boxes(grown, drawn) == boxes(Finder(FakeNetwork().run), drawn), count


@pytest.mark.parametrize("degrees", [-13.5, -8.5, -6.5, 5.5, 7.5, 10.5])
def test_a_tilted_page_that_grows_is_not_read_anew_at_each_stroke(
    degrees: float,
) -> None:
    seen = []
    for each in (0.0, degrees):
        network = FakeNetwork()
        finder = Finder(network.run)
        _, strokes = page(42, degrees=each)
        for count in range(1, len(strokes) + 1):
            finder.in_drawing(strokes[:count])
        seen.append(network.seen)
    assert seen[1] < 2.5 * seen[0]  # some pages are between two turns, or three


def test_strokes_taken_back_leave_the_turn() -> None:
    network = FakeNetwork()
    finder = Finder(network.run)
    _, strokes = page(28, degrees=8.5)
    finder.in_drawing(strokes)
    network.seen = 0
    finder.in_drawing(strokes[:-1])
    assert network.seen < 10


def test_another_drawing_is_set_upright_by_itself() -> None:
    finder = Finder(FakeNetwork().run)
    finder.in_drawing(page(28, degrees=9.5)[1])
    _, other = page(28, degrees=-7.5, seed=1)
    assert boxes(finder, other) == boxes(Finder(FakeNetwork().run), other)
