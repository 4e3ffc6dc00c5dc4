"""Splitting ink into digits."""

import numpy as np
import pytest

from digitpad.segment import split_ink, split_strokes

ONE = np.array([(0.0, 0.0), (0.0, 100.0)])
FIVE_BODY = np.array([(0.0, 0.0), (0.0, 40.0), (50.0, 70.0), (0.0, 100.0)])
FIVE_BAR = np.array([(0.0, 0.0), (55.0, -5.0)])


def test_strokes_far_apart_are_digits_from_left_to_right() -> None:
    pieces = split_strokes([ONE + (200, 0), FIVE_BODY])  # noqa: RUF005 (arrays)
    assert [piece.box[0] for piece in pieces] == [0.0, 200.0]


def test_strokes_above_each_other_are_one_digit_in_their_order() -> None:
    [piece] = split_strokes([FIVE_BAR, FIVE_BODY])
    assert piece.strokes[0] is FIVE_BAR
    assert piece.box == (0.0, -5.0, 55.0, 105.0)


def test_parts_that_nearly_touch_are_one_digit() -> None:
    assert len(split_strokes([ONE, ONE + 3])) == 1


def test_a_stray_mark_is_left_out() -> None:
    comma = np.array([(40.0, 95.0), (38.0, 104.0)])
    assert len(split_strokes([ONE, comma, FIVE_BODY + 80])) == 2


def test_a_dot_alone_is_kept() -> None:
    assert len(split_strokes([np.array([(3.0, 4.0)])])) == 1


def test_parts_of_a_picture_are_digits_with_their_boxes() -> None:
    ink = np.zeros((60, 200), np.uint8)
    ink[10:50, 20:30] = 255
    ink[15:50, 100:130] = 200
    first, second = split_ink(ink)
    assert first.box == (20.0, 10.0, 10.0, 40.0)
    assert second.box == (100.0, 15.0, 30.0, 35.0)
    assert second.ink.max() == 200


@pytest.mark.parametrize("gap", [0, 1, 2])
def test_a_break_in_a_stroke_of_a_picture_is_no_gap(gap: int) -> None:
    ink = np.zeros((60, 100), np.uint8)
    ink[10:50, 20:40] = 255
    ink[10:50, 40 + gap : 60] = 255
    assert len(split_ink(ink)) == 1
