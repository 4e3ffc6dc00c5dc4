"""Strangers' text and tables as lines of plain text."""

from digitpad.printable import aligned, printable


def test_what_would_leave_its_line_or_command_the_terminal_is_escaped() -> None:
    assert printable("a\tb\n\x1b[1m\ud800é") == r"a\tb\n\x1b[1m\ud800é"


def test_each_column_is_as_wide_as_its_widest_cell() -> None:
    rows = [("", "NAME", "DATE"), ("*", "mine", "2026"), ("", "b", "a long sentence")]
    assert aligned(rows) == ("   NAME  DATE\n*  mine  2026\n   b     a long sentence\n")


def test_rows_may_be_of_different_lengths() -> None:
    told = aligned([("a", "a sentence that is long"), ("bb", "c", "d")])
    assert told == "a   a sentence that is long\nbb  c  d\n"
