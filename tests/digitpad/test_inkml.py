"""W3C InkML: what is written is read again, and what other programs write."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digitpad.drawing_files import writer_for
from digitpad.ink import Drawing
from digitpad.inkfiles import Sample, read_ink_file
from digitpad.inkml import drawing_in, to_inkml

coordinate = st.floats(-1e6, 1e6)
share = st.floats(0, 1)
point = st.one_of(
    st.tuples(coordinate, coordinate),
    st.tuples(coordinate, coordinate, coordinate),
    st.tuples(coordinate, coordinate, coordinate, share),
)


def read(traces: str, formats: str = "") -> list[list[tuple[float, ...]]]:
    content = f'<ink xmlns="http://www.w3.org/2003/InkML">{formats}{traces}</ink>'
    return [list(stroke.points) for stroke in drawing_in(content.encode()).strokes]


@given(st.lists(st.lists(point, min_size=1), max_size=4))
def test_what_is_written_is_read_again_to_the_last_bit(
    strokes: list[list[tuple[float, ...]]],
) -> None:
    drawing = Drawing.of(strokes)
    assert drawing_in(to_inkml(drawing).encode()) == drawing


def test_a_drawing_is_saved_by_the_end_of_its_name(tmp_path: Path) -> None:
    drawing = Drawing.of([[(1.5, 2.25, 3, 0.1), (4, 5, 6.5, 1.0)], [(7, 8)]])
    for name in ("ink.inkml", "ink.jsonl", "ink.JSONL.GZ"):
        write = writer_for(tmp_path / name)
        assert write is not None
        write(tmp_path / name, drawing, 8.0)
        assert list(read_ink_file(tmp_path / name)) == [(1, Sample(drawing))]
    assert writer_for(tmp_path / "ink.doc") is None


def test_channels_are_taken_in_the_order_that_the_file_names() -> None:
    formats = (
        '<traceFormat><channel name="F" type="integer" max="200"/>'
        '<channel name="Y"/><channel name="X"/><channel name="OTx"/>'
        '<channel name="T" units="s"/></traceFormat>'
    )
    assert read("<trace>50 2 1 99 0.5, 100 4 3 99 1</trace>", formats) == [
        [(1, 2, 500, 0.25), (3, 4, 1000, 0.5)]
    ]


def test_differences_add_up_until_values_come_again() -> None:
    trace = """<trace>1125 18432,'23'43,"7"-8,3-5,7 -3,!10 !20,*40</trace>"""
    assert read(trace) == [
        [
            (1125, 18432),
            (1148, 18475),
            (1178, 18510),
            (1211, 18540),
            (1251, 18567),
            (10, 20),
            (10, 40),
        ]
    ]


def test_what_is_not_known_is_left_out() -> None:
    formats = (
        '<traceFormat><channel name="X"/><channel name="Y"/><channel name="T"/>'
        "</traceFormat>"
    )
    assert read("<trace>1 2 ?, 3 4 5, 6 7</trace>", formats) == [
        [(1, 2), (3, 4, 5), (6, 7)]
    ]


def test_points_without_a_place_are_refused() -> None:
    formats = '<traceFormat><channel name="X"/><channel name="T"/></traceFormat>'
    with pytest.raises(ValueError, match="no X and Y"):
        read("<trace>1 2</trace>", formats)
    with pytest.raises(ValueError, match="without x and y"):
        read("<trace>1 ?</trace>")


def test_space_without_end_takes_no_time() -> None:
    # Where each space was tried as the begin of a number, this took a day.
    space = " " * 1_000_000
    assert read(f"<trace>1{space}2{space},{space}3 4{space}</trace>") == [
        [(1, 2), (3, 4)]
    ]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("<a>" * 101, "nested more than 100 deep"),
        ("<a>" * 2_000_000, "nested more than 100 deep"),
        ('<?xml version="1.0" encoding="klingon"?><ink/>', "unknown encoding"),
        ('<?xml version="1.0" encoding="hex"?><ink/>', "not a text encoding"),
        ('<ink><channel name="F" max="x"/></ink>', "a channel has max='x'"),
        ("<!DOCTYPE ink><ink/>", "it has a DOCTYPE"),
        ('<!DOCTYPE ink SYSTEM "file:///etc/passwd"><ink/>', "it has a DOCTYPE"),
        ('<!DOCTYPE ink PUBLIC "a" "http://localhost/"><ink/>', "it has a DOCTYPE"),
        (
            '<!DOCTYPE ink [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><ink>&b;</ink>',
            "it has a DOCTYPE",
        ),
        ('<!DOCTYPE ink [<!ENTITY % a SYSTEM "b"> %a;]><ink/>', "it has a DOCTYPE"),
        ("<ink>&unknown;</ink>", "undefined entity"),
        ("<ink><trace>1 2</ink>", "mismatched tag"),
        ("<ink><trace>1e999 x</trace></ink>", "this is no point: '1e999 x'"),
    ],
)
def test_what_could_grow_or_reach_outside_is_refused(content: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        drawing_in(content.encode())


def test_a_reason_is_short_however_long_what_it_names() -> None:
    with pytest.raises(ValueError, match="unknown encoding: UTF999") as caught:
        drawing_in(f'<?xml version="1.0" encoding="UTF{"9" * 5000}"?><ink/>'.encode())
    assert len(str(caught.value)) == 100


def test_a_hundred_levels_are_read() -> None:
    content = "<a>" * 99 + "<trace>1 2</trace>" + "</a>" * 99
    assert len(drawing_in(content.encode()).strokes) == 1
