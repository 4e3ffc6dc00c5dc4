"""The numbers that say how far probabilities can be trusted."""

import numpy as np
import numpy.typing as npt
import pytest

from digitpad.h5model.calibration import temper
from training.calibration import (
    conformal_quantile,
    of_digits,
    refusal_threshold,
    temperature,
)

Floats = npt.NDArray[np.float32]
Labels = npt.NDArray[np.uint8]


def answers(count: int, classes: int = 10, seed: int = 0) -> tuple[Floats, Labels]:
    """Probabilities, and labels that are drawn from exactly these."""
    random = np.random.default_rng(seed)
    logits = random.normal(0, 3, (count, classes))
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    rows = powers / powers.sum(axis=1, keepdims=True)
    digits = of_digits(rows.astype(np.float32)).astype(np.float64)
    labels = [random.choice(10, p=row / row.sum()) for row in digits]
    return rows.astype(np.float32), np.array(labels, np.uint8)


@pytest.mark.parametrize("classes", [10, 11])
def test_probabilities_that_are_true_need_no_temperature(classes: int) -> None:
    assert temperature(*answers(3000, classes)) == pytest.approx(1, abs=0.1)


@pytest.mark.parametrize("heat", [0.5, 2.0])
def test_a_network_too_unsure_or_too_sure_is_put_right(heat: float) -> None:
    rows, labels = answers(3000)
    assert temperature(temper(rows, 1 / heat), labels) == pytest.approx(heat, rel=0.1)


def test_candidates_hold_the_truth_as_often_as_promised() -> None:
    quantile = conformal_quantile(*answers(3000), coverage=0.95)
    rows, labels = answers(3000, seed=1)
    kept = 1 - rows <= quantile
    assert kept[np.arange(3000), labels].mean() == pytest.approx(0.95, abs=0.015)
    assert kept.sum(axis=1).mean() < 5


def test_too_few_samples_promise_nothing_but_all_ten() -> None:
    assert conformal_quantile(*answers(100), coverage=0.995) == 1.0


def test_the_threshold_refuses_no_more_than_its_share() -> None:
    no_digit = np.random.default_rng(3).random(2000).astype(np.float32)
    threshold = refusal_threshold(no_digit, 0.01)
    assert 0.005 < np.mean(no_digit > threshold) <= 0.01
