"""A drawing, drawn again by the same hand."""

import numpy as np

from digitpad.ink import Drawing
from digitpad.preprocess import strokes_to_model_input
from digitpad.variations import drawn_again

SEVEN = Drawing.of([[(10, 10), (60, 10), (30, 90)], [(20, 50), (60, 50)]])


def test_the_drawing_itself_comes_first() -> None:
    strokes = [np.array(stroke.points) for stroke in SEVEN.strokes]
    assert np.array_equal(drawn_again(SEVEN)[0], strokes_to_model_input(strokes))


def test_copies_differ_a_little_and_are_always_the_same() -> None:
    first, *copies = drawn_again(SEVEN, copies=5)
    assert len(copies) == 5
    for copy in copies:
        assert 0 < np.abs(copy - first).mean() < 0.2
    again = drawn_again(SEVEN, copies=5)
    assert np.array_equal(np.stack(again[1:]), np.stack(copies))


def test_a_dot_stays_a_dot() -> None:
    dot = Drawing.of([[(5, 5)]])
    assert all(np.array_equal(each, drawn_again(dot)[0]) for each in drawn_again(dot))
