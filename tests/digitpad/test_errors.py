"""Errors are sentences made of a template and its parameters."""

import pickle

from digitpad.errors import DigitpadError, InkError


def test_an_error_reads_as_its_sentence() -> None:
    error = InkError("{path} has {count} drawings.", path="a.jsonl", count=3)
    assert str(error) == "a.jsonl has 3 drawings."
    assert isinstance(error, DigitpadError)


def test_an_error_says_where_it_happened() -> None:
    error = InkError("A point has {count} numbers.", count=1).within("source 4")
    assert str(error) == "source 4: A point has 1 numbers."
    assert isinstance(error, InkError)


def test_places_may_lie_within_places() -> None:
    error = InkError("It is odd.").within("line 3").within("a.jsonl")
    assert str(error) == "a.jsonl: line 3: It is odd."


def test_an_error_about_a_file_is_told_by_the_files_name() -> None:
    assert str(InkError("{path} is odd.", path="/tmp/x").about("-")) == "- is odd."
    assert str(InkError("It is odd.").about("-")) == "-: It is odd."


def test_braces_in_a_parameter_do_no_harm() -> None:
    assert (
        str(InkError("{path} is odd.", path="{x}").within("{y}")) == "{y}: {x} is odd."
    )


def test_an_error_survives_pickling() -> None:
    error = pickle.loads(pickle.dumps(InkError("{path} is odd.", path="a")))
    assert isinstance(error, InkError)
    assert str(error) == "a is odd."
