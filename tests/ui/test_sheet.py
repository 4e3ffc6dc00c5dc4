"""The sheet: whatever happens to it, its ink can be seen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digitpad.ui.sheet import Sheet

# A whole number and two shares: a stroke to there, another size, or a way back.
Steps = st.lists(
    st.tuples(st.integers(0, 4), st.floats(0, 1), st.floats(0, 1)), max_size=20
)


TINY = 0.01


def points_of(sheet: Sheet) -> list[tuple[float, ...]]:
    return [point for stroke in sheet.drawing.strokes for point in stroke.points]


def take(sheet: Sheet, kind: int, x: float, y: float) -> None:
    match kind:
        case 0:
            sheet.resize(240 + round(1600 * x), 240 + round(1600 * y))
        case 1:
            sheet.undo()
        case 2:
            sheet.redo()
        case _:
            sheet.put_down("mouse", 2000 * x, 2000 * y, 0, None)
            sheet.move("mouse", 2000 * y, 2000 * x, 0, None)
            sheet.lift()


@given(Steps)
def test_every_point_lies_on_the_paper_and_the_paper_on_the_pad(
    steps: list[tuple[int, float, float]],
) -> None:
    sheet = Sheet()
    sheet.resize(300, 300)
    width, height = 300, 300
    for kind, x, y in steps:
        take(sheet, kind, x, y)
        if kind == 0:
            width, height = 240 + round(1600 * x), 240 + round(1600 * y)
        paper, view = sheet.paper, sheet.view
        left, top = view.to_pad(paper.x, paper.y)
        right, bottom = view.to_pad(paper.x + paper.width, paper.y + paper.height)
        assert min(left, top) > -TINY
        assert right < width + TINY
        assert bottom < height + TINY
        places = [view.to_pad(*point[:2]) for point in points_of(sheet)]
        assert all(left - TINY < x < right + TINY for x, _ in places)
        assert all(top - TINY < y < bottom + TINY for _, y in places)


def test_the_pen_stays_as_wide_when_the_paper_grows() -> None:
    sheet = Sheet()
    sheet.resize(600, 400)
    sheet.put_down("mouse", 10, 10, 0, None)
    sheet.lift()
    pen = sheet.paper.pen_width
    sheet.resize(600, 800)
    sheet.put_down("mouse", 10, 790, 0, None)
    assert sheet.paper.height == pytest.approx(800)
    assert sheet.paper.pen_width == pen
