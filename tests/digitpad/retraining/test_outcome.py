"""New against current model: which one is suggested, and the sentences."""

from pathlib import Path

import pytest

from digitpad.progress import RunFinished
from digitpad.retraining.outcome import Comparison, per_cent, unexpected_end


def compared(
    new: float, current: float | None, *, new_test: float = 0.9, test: float = 0.9
) -> Comparison:
    return Comparison.of(
        RunFinished("m.h5", 1, "all epochs", 1.0, 12_000, new, new_test, current, test)
    )


@pytest.mark.parametrize(
    ("new", "current", "suggested"),
    [(0.99, 0.98, True), (0.98, 0.99, False), (0.99, 0.99, False), (0.1, None, True)],
)
def test_the_validation_images_decide(
    new: float, current: float | None, suggested: bool
) -> None:
    assert compared(new, current).new_is_better is suggested


def test_the_test_images_never_decide() -> None:
    assert not compared(0.98, 0.99, new_test=1.0, test=0.5).new_is_better
    assert compared(0.99, 0.98, new_test=0.5, test=1.0).new_is_better


def test_the_users_own_drawings_have_a_row_and_never_decide() -> None:
    figures = ("m.h5", 1, "all epochs", 1.0, 12_000, 0.98, 0.9, 0.99, 0.9, "")
    comparison = Comparison.of(RunFinished(*figures, 24, 1.0, 0.5))
    row = comparison.rows[2]
    assert (row.images, row.current, row.new) == (
        "Your handwriting (24 drawings)", 0.5, 1.0,
    )  # fmt: skip
    assert not comparison.new_is_better
    one = Comparison.of(RunFinished(*figures, 1, 1.0, None))
    assert one.rows[2].images == "Your handwriting (1 drawing)"
    outdated = Comparison.of(RunFinished(*figures, 1, 1.0, 0.5), is_outdated=True)
    assert outdated.rows[2].current is None


@pytest.mark.parametrize("images", [None, 0])
def test_without_drawings_that_are_held_back_there_is_no_such_row(
    images: int | None,
) -> None:
    figures = ("m.h5", 1, "all epochs", 1.0, 12_000, 0.98, 0.9, 0.99, 0.9, "")
    assert len(Comparison.of(RunFinished(*figures, images)).rows) == 2


@pytest.mark.parametrize(
    ("new", "current", "headline"),
    [
        (0.99, 0.98, "The new model reads better"),
        (0.98, 0.99, "The current model reads better"),
        (0.99, 0.99, "Both models read equally well"),
        (0.99, None, "The new model is ready"),
    ],
)
def test_the_headline_says_what_came_out(
    new: float, current: float | None, headline: str
) -> None:
    assert compared(new, current).headline == headline


def test_the_sentence_counts_images() -> None:
    more = "The new one reads 24 more of 12,000 validation images."
    fewer = "The new one reads 6,000 fewer of 12,000 validation images."
    assert compared(0.992, 0.99).sentence == more
    assert compared(0.49, 0.99).sentence == fewer
    assert "neither is ahead" in compared(0.99, 0.99).sentence


def test_a_model_chosen_meanwhile_has_not_been_compared() -> None:
    result = RunFinished("m.h5", 1, "all epochs", 1.0, 12_000, 0.99, 0.99, 0.9, 0.9)
    comparison = Comparison.of(result, is_outdated=True)
    assert [row.current for row in comparison.rows] == [None, None]
    assert "another model" in comparison.sentence
    assert not comparison.new_is_better


def test_an_unknown_share_is_a_dash() -> None:
    assert per_cent(None) == "–"
    assert per_cent(0.98765) == "98.77 %"


def test_an_unexpected_end_names_its_kind_and_the_log() -> None:
    log = Path("digitpad.log")
    assert "exit status 3" in str(unexpected_end(3, crashed=False, log=log))
    assert "signal 11" in str(unexpected_end(11, crashed=True, log=log))
    assert "digitpad.log" in str(unexpected_end(3, crashed=False, log=log))
    assert "memory ran out" in str(unexpected_end(9, crashed=True, log=log))
    assert "memory" not in str(unexpected_end(9, crashed=False, log=log))
