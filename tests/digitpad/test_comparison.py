"""How two models read the same images, in words."""

from dataclasses import replace

import pytest

from digitpad.comparison import digit_rows, digits_in_words, rows, sentence
from digitpad.progress import ModelsCompared

FOUND = ModelsCompared(
    images=1000,
    right=[990, 980],
    low=[0.981, 0.969],
    high=[0.995, 0.987],
    only_right=[[0, 12, 0, 0, 0, 0, 0, 0, 0, 1], [0, 0, 0, 0, 0, 0, 0, 0, 0, 3]],
    different=18,
    p_value=0.0213,
    seconds=[0.123, 1.5],
    notes=[],
)


def test_the_figures_stand_side_by_side() -> None:
    assert rows(FOUND) == [
        ("Read correctly", "990 (99.00 %)", "980 (98.00 %)"),
        ("95 % interval", "98.10 to 99.50 %", "96.90 to 98.70 %"),
        ("Right here, wrong there", "13", "3"),
        ("Time for 1,000 images", "0.12 s", "1.50 s"),
    ]


def test_digits_that_both_read_alike_are_left_out() -> None:
    assert digit_rows(FOUND) == [("1", "12", "0"), ("9", "1", "3")]


def test_digits_are_told_in_a_row_the_most_frequent_first() -> None:
    first, second = digits_in_words(FOUND)[1:]
    # No line ends between a digit and its number.
    assert first.split(" ") == ["1\xa0(12),", "9\xa0(1)"]
    assert second == "9\xa0(3)"
    alike = replace(FOUND, only_right=[[0] * 10, [0] * 10])
    assert digits_in_words(alike)[1:] == ("–", "–")


def test_the_better_one_is_named_and_how_likely_chance_is() -> None:
    assert sentence(FOUND, "a", "b") == (
        "a reads 10 more of the 1,000 images right; that is hardly chance "
        "(p = 0.021, McNemar's exact test). They answer 18 images differently."
    )
    turned = replace(FOUND, only_right=FOUND.only_right[::-1], p_value=0.2)
    told = sentence(turned, "a", "b")
    assert told.startswith("b reads 10 more")
    assert "may well be chance (p = 0.2," in told
    assert "p < 0.000001" in sentence(replace(FOUND, p_value=0.0), "a", "b")


@pytest.mark.parametrize(
    ("only_right", "different", "told"),
    [
        (
            [[0] * 10, [0] * 10],
            1,
            "Each reads right what the other does. They answer 1 image ",
        ),
        ([[1] + [0] * 9, [0] * 9 + [1]], 2, "Neither is ahead. They answer 2 images "),
    ],
)
def test_nobody_is_ahead(
    only_right: list[list[int]], different: int, told: str
) -> None:
    found = replace(FOUND, only_right=only_right, different=different, p_value=1.0)
    assert sentence(found, "a", "b") == f"{told}differently."
