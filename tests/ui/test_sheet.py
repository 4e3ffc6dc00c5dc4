"""The sheet: whatever happens to it, its ink can be seen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from digitpad.ink import Drawing
from digitpad.ui.pad_picture import PadPicture
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


class Hand:
    """Someone at a sheet who may do anything, and remembers what that gave."""

    def __init__(self) -> None:
        self.sheet = Sheet()
        self.sheet.resize(300, 300)
        self.seen = [self.page]

    @property
    def page(self) -> tuple[Drawing, object]:
        return self.sheet.drawing, self.sheet.picture

    def do(self, kind: int, x: float, y: float) -> None:
        sheet = self.sheet
        match kind:
            case 0:
                sheet.clear()
            case 1:
                sheet.put_eraser_down("mouse", 300 * x, 0, 3)
                sheet.erase("mouse", 300 * y, 300)
                sheet.lift()
            case 2:
                sheet.put_drawing(Drawing.of([[(300 * x, 300 * y), (40, 40)]]))
            case 3:
                sheet.put_picture(PadPicture(Image.new("L", (9, 9))))
            case _:
                sheet.put_down("mouse", 300 * x, 300 * y, 0, None)
                sheet.move("mouse", 300 * y, 300 * x, 0, None)
                sheet.lift()
        self.look(self.seen)

    def look(self, seen: list[tuple[Drawing, object]]) -> None:
        """Add what is there now, if it is something else."""
        if self.page != seen[-1]:
            seen.append(self.page)


Doings = st.lists(
    st.tuples(st.integers(0, 6), st.floats(0, 1), st.floats(0, 1)), max_size=12
)


@pytest.mark.usefixtures("qapp")
@given(Doings)
def test_undo_goes_back_to_the_beginning_and_redo_all_the_way_again(
    doings: list[tuple[int, float, float]],
) -> None:
    hand = Hand()
    for doing in doings:
        hand.do(*doing)
    sheet, back = hand.sheet, [hand.page]
    while sheet.can_undo:
        sheet.undo()
        hand.look(back)
    assert list(reversed(back)) == hand.seen
    assert sheet.is_empty
    forth = [hand.page]
    while sheet.can_redo:
        sheet.redo()
        hand.look(forth)
    assert forth == hand.seen
