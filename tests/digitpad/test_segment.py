"""Finding the digits of a drawing, with a network that knows them by their shape."""

import gc
import tracemalloc

import numpy as np
import numpy.typing as npt
import pytest
from PIL import Image, ImageDraw

from digitpad.segment import Box, Finder
from digitpad.segment.atoms import Atom
from digitpad.segment.opinions import Opinion

FloatArray = npt.NDArray[np.float32]
Strokes = list[npt.NDArray[np.float64]]

ONE = np.array([(0.0, 0.0), (0.0, 100.0)])
FIVE_BODY = np.array([(0.0, 0.0), (0.0, 40.0), (50.0, 70.0), (0.0, 100.0)])
FIVE_BAR = np.array([(0.0, 0.0), (55.0, -5.0)])


def run(inputs: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Be fairly sure of everything, as a network is that knows digits only."""
    classes = np.full((len(inputs), 10), 0.02, np.float32)
    classes[:, 3] = 0.82
    return classes, np.zeros((len(inputs), 4), np.float32)


def run_11(inputs: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Take for a digit what is higher than it is wide."""
    classes = np.full((len(inputs), 11), 0.001, np.float32)
    heights, widths = (np.any(inputs > 0.5, axis=axis).sum(1) for axis in (2, 1))
    is_digit = (heights >= 18) & (widths <= 18)
    classes[is_digit, 3] = 0.98
    classes[~is_digit, 10] = 0.99
    return classes, np.zeros((len(inputs), 4), np.float32)


def ring(x: float) -> npt.NDArray[np.float64]:
    """A ring 60 wide and 100 high."""
    turn = np.linspace(-np.pi / 2, 1.5 * np.pi, 60)
    return np.stack([x + 30 * np.cos(turn), 50 + 50 * np.sin(turn)], axis=1)


def boxes(strokes: Strokes | npt.NDArray[np.uint8]) -> list[list[Box]]:
    finder = Finder(run)
    is_picture = isinstance(strokes, np.ndarray)
    lines = finder.in_picture(strokes) if is_picture else finder.in_drawing(strokes)
    return [[piece.box for piece in line] for line in lines]


def test_strokes_far_apart_are_digits_from_left_to_right() -> None:
    [line] = boxes([ONE + np.array((200, 0)), FIVE_BODY])
    assert [box[0] for box in line] == [0.0, 200.0]


def test_a_bar_above_is_part_of_the_digit() -> None:
    assert boxes([FIVE_BAR, FIVE_BODY]) == [[(0.0, -5.0, 55.0, 105.0)]]


def test_a_comma_is_left_out() -> None:
    comma = np.array([(40.0, 95.0), (38.0, 104.0)])
    [line] = boxes([ONE, comma, FIVE_BODY + np.array((80, 0))])
    assert [box[0] for box in line] == [0.0, 80.0]


def test_lines_are_read_from_top_to_bottom() -> None:
    strokes = [ONE + np.array((x, y)) for y in (300, 0) for x in (80, 0)]
    assert [[box[:2] for box in line] for line in boxes(strokes)] == [
        [(0.0, 0.0), (80.0, 0.0)],
        [(0.0, 300.0), (80.0, 300.0)],
    ]


def test_parts_of_a_picture_are_digits_with_their_boxes() -> None:
    ink = np.zeros((60, 200), np.uint8)
    ink[10:50, 20:30] = 255
    ink[15:50, 100:130] = 200
    assert boxes(ink) == [[(20.0, 10.0, 10.0, 40.0), (100.0, 15.0, 30.0, 35.0)]]


def test_two_digits_in_one_stroke_are_cut_apart() -> None:
    both = np.concatenate([ring(30), ring(100)])
    [line] = Finder(run_11).in_drawing([both])
    assert len(line) == 2
    assert line[0].box[2] + line[1].box[2] == pytest.approx(130, abs=15)


def test_touching_digits_of_a_picture_are_cut_apart() -> None:
    image = Image.new("L", (240, 140), 0)
    for x in (20, 102):
        ImageDraw.Draw(image).ellipse((x, 20, x + 84, 120), outline=255, width=9)
    [line] = Finder(run_11).in_picture(np.asarray(image))
    assert [box[2] for box in [piece.box for piece in line]] == pytest.approx(
        [84, 84], abs=10
    )


def test_a_hook_is_not_cut_off_a_digit_that_is_sure() -> None:
    six = np.concatenate([ring(30)[::-1], ring(30)[20:25]])
    [line] = Finder(run_11).in_drawing([six])
    assert len(line) == 1


def doubting(inputs: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Take everything for no digit, and by a small chance for a 3."""
    classes = np.full((len(inputs), 11), 1e-5, np.float32)
    classes[:, 3], classes[:, 10] = 0.005, 0.995
    return classes, np.zeros((len(inputs), 4), np.float32)


@pytest.mark.parametrize(("height", "count"), [(0.75, 3), (0.45, 2)])
def test_ink_nearly_as_high_as_its_line_that_stands_alone_is_rather_a_digit(
    height: float, count: int
) -> None:
    digits = [FIVE_BODY + np.array((x, 0.0)) for x in (0, 100)]
    last = FIVE_BODY * height + np.array((200.0, 100.0 * (1 - height)))
    [line] = Finder(doubting).in_drawing([*digits, last])
    assert len(line) == count


def test_a_stroke_beside_a_number_is_read_without_the_others() -> None:
    seen: list[int] = []

    def counted(inputs: FloatArray) -> tuple[FloatArray, FloatArray]:
        seen.append(len(inputs))
        return run(inputs)

    finder = Finder(counted)
    strokes = [ONE + np.array((x, 0)) for x in range(0, 2000, 60)]
    finder.in_drawing(strokes)
    seen.clear()
    for length in range(20, 100, 10):
        live = np.array([(2100.0, 0.0), (2100.0, length)])
        [line] = finder.in_drawing([*strokes, live], pen_is_down=True)
        assert len(line) >= len(strokes)
    assert max(seen) == 1


@pytest.mark.parametrize("spread", [0.0, 300.0, 3000.0])
def test_a_scribble_of_any_number_of_strokes_is_looked_at_in_few_ways(
    spread: float,
) -> None:
    seen: list[int] = []

    def counted(inputs: FloatArray) -> tuple[FloatArray, FloatArray]:
        seen.append(len(inputs))
        return run(inputs)

    random = np.random.default_rng(5)
    for count in (150, 450, 1000):
        seen.clear()
        strokes = [
            random.uniform(0, 100, (4, 2)) + random.uniform(0, spread + 1e-9, 2)
            for _ in range(count)
        ]
        Finder(counted).in_drawing(strokes)
        assert sum(seen) < 1000


def test_specks_of_any_number_are_looked_at_in_few_ways() -> None:
    seen: list[int] = []

    def counted(inputs: FloatArray) -> tuple[FloatArray, FloatArray]:
        seen.append(len(inputs))
        return run(inputs)

    ink = np.zeros((600, 600), np.uint8)
    ink[::6, ::6] = 255
    Finder(counted).in_picture(ink)
    assert sum(seen) < 1000


def test_what_a_stroke_was_while_it_grew_is_forgotten() -> None:
    finder = Finder(run)
    begun = [ONE, ring(100)]
    angles = np.arange(4200) * 0.3
    long = np.stack([300 + 40 * np.cos(angles), 50 + 40 * np.sin(angles)], axis=1)
    finder.in_drawing(begun)
    tracemalloc.start()
    for count in range(4000, len(long), 10):
        finder.in_drawing([*begun, long[:count]], pen_is_down=True)
    finder.in_drawing([*begun, long])
    held, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert held < 2**19


def test_what_is_learnt_is_applied_to_what_was_read_already() -> None:
    seen: list[int] = []

    def counted(inputs: FloatArray) -> tuple[FloatArray, FloatArray]:
        seen.append(len(inputs))
        return run(inputs)

    def remember(bare: FloatArray, features: FloatArray) -> FloatArray:
        assert len(bare) == len(features)
        return np.roll(bare, 1, axis=1)

    def digits() -> list[int]:
        return [piece.opinion.classes.argmax() for [piece] in finder.in_drawing(lines)]

    finder = Finder(counted)
    lines = [ONE, ONE + np.array((0, 300))]
    assert digits() == [3, 3]
    seen.clear()
    finder.learn(remember)
    assert digits() == [4, 4]
    finder.learn(None)
    assert digits() == [3, 3]
    assert seen == []
    finder.learn(remember)
    lines = [ring(0), ring(500)]
    [line] = finder.in_drawing(lines)
    assert {piece.opinion.classes.argmax() for piece in line} == {4}
    assert seen != []


def test_scribbles_between_drawings_leave_no_opinions_behind(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def kept() -> int:
        return sum(isinstance(each, Opinion) for each in gc.get_objects())

    monkeypatch.setattr("digitpad.segment.opinions._MOST_KEPT", 20)
    finder, before = Finder(run), kept()
    scribble = [ONE] * 501
    for shift in range(60):
        finder.in_drawing([ONE + np.array((0, shift)), ring(70 + shift)])
        assert finder.in_drawing(scribble) == []
    gc.collect()
    assert kept() - before < 50


def test_a_drawing_whose_strokes_change_holds_none_that_are_gone() -> None:
    def kept() -> int:
        gc.collect()
        return sum(isinstance(each, Atom) for each in gc.get_objects())

    finder = Finder(run)
    strokes = [ONE + np.array((x, 0)) for x in range(0, 200, 40)]
    for shift in range(1200):
        strokes = [*strokes[1:], ONE + np.array((shift % 7, shift))]
        if shift == 1100:
            before = kept()
        finder.in_drawing(strokes)
    assert kept() - before < 10


def test_in_a_scribble_no_digits_are_looked_for() -> None:
    seen: list[int] = []

    def counted(inputs: FloatArray) -> tuple[FloatArray, FloatArray]:
        seen.append(len(inputs))
        return run(inputs)

    finder = Finder(counted)
    dashes = [
        np.linspace((x, y), (x + 9, y + 15), 9)
        for x in range(0, 600, 20)
        for y in range(0, 340, 20)
    ]
    assert len(dashes) > 500
    assert finder.in_drawing(dashes) == []
    assert finder.in_drawing(dashes, pen_is_down=True) == []
    assert (finder.marks, seen) == ([], [])
    assert finder.in_drawing([ONE]) != []
