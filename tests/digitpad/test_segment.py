"""Finding the digits of a drawing, with a network that knows them by their shape."""

import numpy as np
import numpy.typing as npt

from digitpad.segment import Box, Finder

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
