"""A refusal with a list is taken apart, any other is left as it is."""

from digitpad.errors import DataError, Listing
from digitpad.progress import RunFailed
from digitpad.reporting.refusal import Refusal

PROBLEMS = Listing(['row 2: "x" is no number', "row 3: too short", "and 7 more"])
ERROR = DataError(
    "{source} cannot be used ({count}): {problems}. Correct this.",
    source="a: b.csv",
    count="9 problems",
    problems=PROBLEMS,
)


def test_a_list_is_taken_out_of_its_sentence() -> None:
    assert ERROR.listed == PROBLEMS
    found = Refusal.of(RunFailed(str(ERROR), "\n".join(ERROR.listed)))
    assert found.problems == tuple(PROBLEMS)
    assert found.sentence == "a: b.csv cannot be used (9 problems). Correct this."


def test_a_sentence_without_a_list_stays_whole() -> None:
    sentence = "none.csv does not exist: name mnist."
    assert Refusal.of(RunFailed(sentence)) == Refusal(sentence)


def test_a_list_that_is_not_in_the_sentence_changes_nothing() -> None:
    assert Refusal.of(RunFailed("All is wrong.", "a\nb")).sentence == "All is wrong."
