"""What a model file says of how far its answers can be trusted."""

from typing import Any

import numpy as np
import pytest

from digitpad.h5model.trust import Trust

WIDTH = 6


def bank(count: int = 4) -> dict[str, Any]:
    """A bank of so many blank digits."""
    return {
        "bank_features": np.ones((count, WIDTH), np.float16),
        "bank_labels": np.arange(count, dtype=np.uint8) % 10,
        "bank_images": np.zeros((count, 28, 28), np.uint8),
    }


def test_a_file_that_says_nothing_is_trusted_in_nothing() -> None:
    assert Trust.of({}, WIDTH) == Trust(None, None, None, None)


def test_what_the_file_says_is_taken() -> None:
    numbers = {
        "temperature": np.array(1.25),
        "refusal_threshold": np.array(0.5),
        "conformal_quantile": np.array(0.9),
    }
    trust = Trust.of(numbers | bank(), WIDTH)
    assert (trust.temperature, trust.refusal_threshold) == (1.25, 0.5)
    assert trust.conformal_quantile == 0.9
    assert trust.bank is not None
    assert len(trust.bank) == 4
    assert trust.bank.features.dtype == np.float32
    assert trust.bank.images.shape == (4, 28, 28)


@pytest.mark.parametrize("name", ["refusal_threshold", "conformal_quantile"])
@pytest.mark.parametrize("value", [np.nan, -0.1, 1.1, [0.5], [[0.5]]])
def test_a_share_that_makes_no_sense_is_left_out(name: str, value: Any) -> None:
    assert Trust.of({name: np.array(value)}, WIDTH) == Trust()


@pytest.mark.parametrize(
    "damage",
    [
        {"bank_labels": np.full(4, 10, np.uint8)},
        {"bank_labels": np.zeros(5, np.uint8)},
        {"bank_labels": np.zeros(4, np.int64)},
        {"bank_images": np.zeros((4, 28, 27), np.uint8)},
        {"bank_features": np.ones((4, WIDTH + 1), np.float16)},
        {"bank_features": np.full((4, WIDTH), np.nan, np.float16)},
        bank(0),
    ],
)
def test_a_bank_that_does_not_fit_is_left_out(damage: dict[str, Any]) -> None:
    assert Trust.of(bank() | damage, WIDTH).bank is None
