"""The strokes of one digit of a number."""

from digitpad.ink import Drawing
from digitpad.part_of_drawing import part_in

LEFT = [(0, 0), (5, 5), (10, 10)]
RIGHT = [(20, 0), (25, 5), (30, 10)]
BOXES = [(0.0, 0.0, 10.0, 10.0), (20.0, 0.0, 10.0, 10.0)]


def test_each_digit_has_its_own_strokes() -> None:
    drawing = Drawing.of([LEFT, RIGHT])
    assert part_in(drawing, BOXES, 0) == Drawing.of([LEFT])
    assert part_in(drawing, BOXES, 1) == Drawing.of([RIGHT])


def test_a_stroke_that_sticks_out_a_little_stays_whole() -> None:
    long = [*LEFT, (9, 9), (8, 8), (7, 7), (12, 12)]
    assert part_in(Drawing.of([long, RIGHT]), BOXES, 0) == Drawing.of([long])


def test_a_stroke_through_both_is_divided() -> None:
    drawing = Drawing.of([LEFT + RIGHT])
    assert part_in(drawing, BOXES, 0) == Drawing.of([LEFT])
    assert part_in(drawing, BOXES, 1) == Drawing.of([RIGHT])


def test_a_mark_beside_all_digits_is_in_none() -> None:
    drawing = Drawing.of([LEFT, RIGHT, [(15, 50), (16, 51)]])
    assert part_in(drawing, BOXES, 0) == Drawing.of([LEFT])
