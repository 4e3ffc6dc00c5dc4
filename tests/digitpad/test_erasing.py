"""The eraser: which strokes the way of a pointer takes."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from digitpad.erasing import Eraser, Places
from digitpad.ink import Drawing

BAR = [(0.0, 50.0), (100.0, 50.0)]
POLE = [(200.0, 0.0), (200.0, 100.0)]
DOT = [(150.0, 150.0)]
FINE = 100

places = st.tuples(st.floats(-500, 500), st.floats(-500, 500))


def eraser(*strokes: list[tuple[float, float]], reach: float = 4.0) -> Eraser:
    return Eraser(Drawing.of(strokes), reach)


def test_a_stroke_that_is_crossed_goes_and_the_others_stay() -> None:
    found = eraser(BAR, POLE)
    assert not found.move(50, 0)
    assert found.move(50, 100)
    assert found.left == Drawing.of([POLE])


def test_one_move_takes_all_it_crosses() -> None:
    found = eraser(BAR, POLE)
    found.move(20, 60)
    assert found.move(300, 20)
    assert found.left.is_empty


@pytest.mark.parametrize(("y", "is_taken"), [(53.9, True), (54.1, False)])
def test_it_takes_what_comes_within_its_reach(y: float, *, is_taken: bool) -> None:
    assert eraser(BAR).move(40, y) == is_taken


def test_passing_beyond_the_end_of_a_stroke_takes_nothing() -> None:
    found = eraser(BAR)
    found.move(110, 0)
    assert not found.move(110, 100)


def test_a_dot_is_taken_by_a_touch_and_by_a_way_over_it() -> None:
    assert eraser(DOT).move(152, 150)
    found = eraser(DOT)
    found.move(100, 150)
    assert found.move(200, 150)


def test_where_it_has_not_been_it_takes_nothing() -> None:
    found = eraser(BAR)
    found.move(300, 300)
    found.move(300, 0)
    assert not found.move(200, 0)
    assert found.left == Drawing.of([BAR])


def between(first: tuple[float, float], last: tuple[float, float]) -> Places:
    """Places on a line, so near to each other that they stand for all of it."""
    share = np.linspace(0, 1, FINE + 1)[:, None]
    return np.array(first) * (1 - share) + np.array(last) * share


@given(st.lists(places, min_size=1, max_size=5), places, places)
def test_a_way_takes_a_stroke_if_and_only_if_it_comes_near(
    points: list[tuple[float, float]],
    first: tuple[float, float],
    last: tuple[float, float],
) -> None:
    way = between(first, last)
    steps = [*pairwise(points), (points[-1], points[-1])]
    line = np.concatenate([between(*step) for step in steps])
    apart = float(np.hypot(*(way[:, None] - line[None]).T).min())
    doubt = 1500 / FINE
    found = eraser(points)
    is_taken = found.move(*first) | found.move(*last)
    assert is_taken == found.left.is_empty
    if apart <= 4.0:
        assert is_taken
    if apart - doubt > 4.0:
        assert not is_taken
