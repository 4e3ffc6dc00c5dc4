"""The times of a replay."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digitpad.ink import Drawing, Stroke
from digitpad.timeline import Timeline

TIMED = Drawing.of(
    [[(0, 0, 0), (10, 0, 50), (20, 0, 80)], [(0, 9, 300), (9, 9, 5300), (20, 9, 5320)]]
)


def when(timeline: Timeline) -> list[float]:
    """The time of each point: the first at which it is there."""
    return [
        next(ms for ms in range(30_000) if timeline.count_at(ms) >= count)
        for count in range(1, timeline.count + 1)
    ]


def test_points_come_at_their_times_and_long_pauses_are_cut() -> None:
    assert when(Timeline(TIMED)) == [0, 50, 80, 300, 700, 720]


def test_without_times_the_pace_is_even() -> None:
    timeline = Timeline(Drawing.of([[(0, 0), (60, 0), (180, 0)], [(0, 9), (60, 9)]]))
    assert when(timeline) == [0, 100, 300, 550, 650]


@pytest.mark.parametrize(
    "strokes",
    [
        [[(0, 0, 0), (60, 0, 500), (120, 0, 20)]],
        [[(0, 0, 0), (60, 0), (120, 0, 20)]],
        [[(0, 0, 7), (60, 0, 7), (120, 0, 7)]],
        [[(0, 0, 900), (60, 0, 950)], [(120, 0, 3)]],
    ],
)
def test_times_that_cannot_be_are_not_believed(strokes: list[object]) -> None:
    timeline = Timeline(Drawing.of(strokes))
    assert when(timeline)[1] == 100


def test_a_huge_drawing_takes_no_longer_than_twelve_seconds() -> None:
    timeline = Timeline(Drawing.of([[(x * 2, 0) for x in range(100_000)]]))
    assert timeline.end_ms == pytest.approx(12_000)


def test_nothing_takes_no_time() -> None:
    assert Timeline(Drawing()).end_ms == 0
    assert Timeline(Drawing()).drawing(0).is_empty


points = st.tuples(st.floats(-900, 900), st.floats(-900, 900))


@given(st.lists(st.lists(points, max_size=5), max_size=4))
def test_all_of_it_comes_point_by_point(
    strokes: list[list[tuple[float, float]]],
) -> None:
    drawing = Drawing.of(strokes)
    timeline = Timeline(drawing)
    lengths = [
        sum(map(len, timeline.drawing(count).strokes))
        for count in range(timeline.count + 1)
    ]
    assert lengths == list(range(timeline.count + 1))
    assert timeline.count_at(timeline.end_ms) == timeline.count
    assert timeline.drawing(timeline.count) == drawing


def test_what_is_drawn_so_far_keeps_its_times() -> None:
    assert Timeline(TIMED).drawing(4) == Drawing(
        (TIMED.strokes[0], Stroke([(0, 9, 300)]))
    )
