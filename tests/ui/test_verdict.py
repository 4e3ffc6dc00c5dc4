"""A reading in words."""

import numpy as np
import pytest

from digitpad.ink import Drawing, Stroke
from digitpad.readings import DigitReading, NumberReading
from digitpad.ui.verdict import Verdict, per_cent, shown_digit, shown_index, verdict_of


def reading(
    *shares: tuple[int, float], candidates: tuple[int, ...] = (), refusal: str = ""
) -> DigitReading:
    """A reading with these probabilities, the first digit being the answer."""
    probabilities = np.zeros(10, np.float32)
    for digit, share in shares:
        probabilities[digit] = share
    return DigitReading(
        digit=shares[0][0],
        probabilities=probabilities,
        is_digit=not refusal,
        candidates=candidates or (shares[0][0],),
        model_input=np.zeros((28, 28), np.float32),
        refusal=refusal,
    )


def number(*digits: DigitReading) -> NumberReading:
    """Digits side by side, each in a box ten wide."""
    return NumberReading(
        "".join(str(d.digit) for d in digits),
        digits,
        tuple((20.0 * i, 0.0, 10.0, 20.0) for i in range(len(digits))),
    )


def test_nothing_read_says_nothing() -> None:
    assert verdict_of(None) == Verdict()


def test_a_sure_digit_comes_with_its_confidence() -> None:
    assert verdict_of(reading((7, 0.97))) == Verdict(answer="7", confidence="97 %")


def test_a_doubt_names_the_rivals_and_the_figures() -> None:
    found = reading((4, 0.61), (9, 0.37), candidates=(4, 9))
    assert verdict_of(found) == Verdict(
        answer="4", doubt="or 9?", detail="61 % for 4, 37 % for 9"
    )


def test_a_doubt_names_no_more_than_two_rivals() -> None:
    found = reading((4, 0.4), candidates=(4, 9, 7, 1))
    assert verdict_of(found).doubt == "or 9 or 7?"


def test_a_refusal_says_why() -> None:
    found = reading((1, 0.6), refusal="just a dot")
    assert verdict_of(found) == Verdict(answer="not a digit", detail="Just a dot")


def test_a_refusal_of_the_network_says_what_it_would_be_after_all() -> None:
    found = reading((7, 0.6), (1, 0.3), refusal="like no digit")
    verdict = verdict_of(found)
    assert verdict.answer == "not a digit"
    assert verdict.detail == "If it is one after all, a 7"


def test_a_number_names_its_least_sure_digit() -> None:
    verdict = verdict_of(number(reading((2, 0.99)), reading((0, 0.8))))
    assert verdict.answer == "20"
    assert verdict.detail == "2 digits, the least sure: 0 at 80 %"


def test_a_mark_beside_a_number_is_told_and_ink_in_its_boxes_is_not() -> None:
    found = number(reading((2, 0.99)), reading((0, 0.8)))
    inside = Stroke([(1, 1), (30, 20)]), Stroke([(30, 20)])
    beside = Stroke([(15, 5)])
    assert verdict_of(found, Drawing(inside)) == verdict_of(found)
    told = verdict_of(found, Drawing((*inside, beside))).detail
    assert told == "2 digits, and a mark that is none"


@pytest.mark.parametrize(
    ("share", "text"),
    [(0.0, "0 %"), (0.004, "0 %"), (0.97, "97 %"), (0.9951, "> 99 %"), (1.0, "100 %")],
)
def test_near_certainty_is_not_called_certainty(share: float, text: str) -> None:
    assert per_cent(share) == text


def test_of_a_number_the_digit_at_the_pen_is_shown() -> None:
    found = number(reading((2, 1.0)), reading((0, 1.0)), reading((4, 1.0)))
    places = (5, 5), (27, 90), (300, 5), None
    shown = [shown_index(found, near) for near in places]
    assert shown == [0, 1, 2, 2]
    digits = [shown_digit(found, index) for index in shown]
    assert [digit.digit for digit in digits if digit] == [2, 0, 4, 4]


def test_of_a_number_the_chosen_digit_is_shown_wherever_the_pen_is() -> None:
    found = number(reading((2, 1.0)), reading((0, 1.0)))
    assert shown_index(found, (5, 5), chosen=1) == 1


def test_a_lone_digit_has_no_number() -> None:
    lone = reading((2, 1.0))
    assert shown_index(lone, None) is None
    assert shown_digit(lone, None) is lone
    assert shown_digit(None, None) is None


def test_of_a_chosen_digit_the_detail_tells_its_own() -> None:
    doubtful = reading((4, 0.6), (9, 0.4), candidates=(4, 9))
    found = number(reading((2, 0.99)), doubtful)
    assert verdict_of(found, told=0).detail == "Digit 1 of 2: 2 at 99 %"
    assert verdict_of(found, told=1).detail == "Digit 2 of 2: 4 or 9?"
    assert verdict_of(found).detail == "2 digits, the least sure: 4 or 9?"
