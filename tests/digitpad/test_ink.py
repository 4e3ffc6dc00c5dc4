"""Strokes, drawings and the undo history."""

import math

import pytest

from digitpad.errors import InkError
from digitpad.ink import Drawing, History, LiveStroke, Stroke

SEVEN = Drawing.of([[(10, 10), (60, 10), (30, 90)]])


def test_a_stroke_keeps_each_number_of_a_point() -> None:
    points = ((1.0, 2.0, 5.0, 0.5), (3.0, 4.0, 6.0, 0.75))
    assert Stroke(points).points == points


def test_a_stroke_without_times_has_plain_points() -> None:
    assert Stroke([(1, 2), (3, 4)]).points == ((1.0, 2.0), (3.0, 4.0))


def test_equal_points_make_equal_strokes() -> None:
    assert Stroke([(1, 2)]) == Stroke([(1.0, 2.0)])
    assert Stroke([(1, 2)]) != Stroke([(1, 3)])


@pytest.mark.parametrize("number", [math.nan, math.inf, -math.inf, 10**400])
def test_a_point_that_is_not_finite_is_refused_in_a_sentence(number: float) -> None:
    with pytest.raises(InkError, match="not a finite number"):
        Stroke([(0, 0), (number, 1)])


@pytest.mark.parametrize("number", [1e151, -1.7e308])
def test_a_point_too_far_away_to_measure_is_refused_in_a_sentence(
    number: float,
) -> None:
    with pytest.raises(InkError, match="further than any pad reaches"):
        Stroke([(0, 0), (number, 1)])


@pytest.mark.parametrize("strokes", [[[(1,)]], [[1, 2]], [3], 7, [[("a", "b")]]])
def test_what_is_no_drawing_is_refused_in_a_sentence(strokes: object) -> None:
    with pytest.raises(InkError, match=r"\.$|:"):
        Drawing.of(strokes)  # type: ignore[arg-type]


def test_a_drawing_without_points_is_empty() -> None:
    assert Drawing().is_empty
    assert Drawing.of([[]]).is_empty
    assert not SEVEN.is_empty


def test_a_live_stroke_leaves_out_points_nearer_than_its_step() -> None:
    live = LiveStroke(min_step=2.0)
    assert [live.add(x, 0) for x in (0, 1, 1.9, 2, 3, 4.5)] == [
        True, False, False, True, False, True,
    ]  # fmt: skip
    assert [x for x, _ in live.stroke().points] == [0.0, 2.0, 4.5]


def test_a_snapshot_of_a_live_stroke_does_not_grow_with_it() -> None:
    live = LiveStroke()
    live.add(0, 0)
    snapshot = live.stroke()
    live.add(10, 10)
    assert len(snapshot) == 1
    assert len(live) == 2


def test_undo_removes_only_the_last_stroke() -> None:
    history = History(Drawing())
    history.commit(SEVEN)
    history.commit(SEVEN.with_stroke(Stroke([(0, 0), (5, 5)])))
    assert history.undo() == SEVEN
    assert history.can_undo
    assert history.can_redo


def test_redo_brings_back_what_undo_took() -> None:
    history = History(Drawing())
    history.commit(SEVEN)
    history.undo()
    assert history.now.is_empty
    assert history.redo() == SEVEN
    assert not history.can_redo


def test_undo_and_redo_stop_at_the_ends() -> None:
    history = History(Drawing())
    assert history.undo().is_empty
    assert history.redo().is_empty
    assert not history.can_undo
    assert not history.can_redo


def test_a_new_stroke_forgets_what_was_undone() -> None:
    history = History(Drawing())
    history.commit(SEVEN)
    history.undo()
    other = Drawing.of([[(0, 0), (1, 1)]])
    history.commit(other)
    assert not history.can_redo
    assert history.now == other


def test_a_long_history_forgets_its_oldest_steps_but_for_the_first() -> None:
    history = History(0, most=3)
    for step in range(1, 8):
        history.commit(step)
    assert [history.now, *(history.undo() for _ in range(4))] == [7, 6, 5, 0, 0]
    assert [history.redo() for _ in range(4)] == [5, 6, 7, 7]


def test_heavy_steps_are_forgotten_sooner() -> None:
    history = History(0, weight=lambda step: step, most=10)
    for step in (1, 4, 5):
        history.commit(step)
    history.commit(3)
    assert [history.undo() for _ in range(2)] == [5, 0]
    # What is there now is kept, however heavy.
    history.commit(50)
    assert [history.now, history.undo()] == [50, 0]


def test_a_step_after_undo_forgets_nothing_that_still_fits() -> None:
    history = History(0, most=3)
    for step in (1, 2, 3):
        history.commit(step)
    history.undo()
    history.commit(4)
    assert [history.undo() for _ in range(3)] == [2, 1, 0]
