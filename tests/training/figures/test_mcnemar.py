"""McNemar's exact test."""

from math import comb

import pytest

from training.figures.mcnemar import mcnemar


@pytest.mark.parametrize(
    ("first", "second"), [(0, 1), (3, 3), (10, 2), (2, 10), (0, 40), (53, 71)]
)
def test_it_is_twice_the_smaller_tail(first: int, second: int) -> None:
    total = first + second
    tail = sum(comb(total, k) for k in range(min(first, second) + 1)) / 2**total
    assert mcnemar(first, second) == pytest.approx(min(1, 2 * tail))


def test_models_that_never_differ_differ_by_chance() -> None:
    assert mcnemar(0, 0) == 1


def test_any_number_of_images_will_do() -> None:
    assert mcnemar(500_000, 500_000) == 1
    assert 0 <= mcnemar(0, 1_000_000) < 1e-300
