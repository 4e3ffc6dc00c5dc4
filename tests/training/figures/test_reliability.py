"""Whether answers are right as often as they are sure."""

import numpy as np
import pytest

from training.figures.reliability import reliability


def test_right_as_often_as_sure_is_no_error() -> None:
    confidence = np.full(12, 0.75, np.float32)
    found = reliability(confidence, np.arange(12) < 9)
    assert found.error == pytest.approx(0, abs=1e-6)
    assert [(each.images, each.right) for each in found.bins] == [(12, 9)]
    assert found.bins[0].low < 0.75 <= found.bins[0].high


def test_each_bin_counts_by_its_images() -> None:
    confidence = np.array([1.0] * 30 + [0.5] * 10, np.float32)
    right = np.array([True] * 27 + [False] * 3 + [True] * 10)
    found = reliability(confidence, right)
    # A tenth too sure in 30 of 40 images, a half too unsure in the other 10.
    assert found.error == pytest.approx(0.75 * 0.1 + 0.25 * 0.5)
    assert found.excess == pytest.approx(0.875 - 37 / 40)
    assert [each.accuracy for each in found.bins] == [1.0, 0.9]


def test_edges_belong_to_the_bin_below() -> None:
    confidence = np.array([0.0, 1 / 15 - 1e-6, 1.0], np.float32)
    found = reliability(confidence, np.array([False, False, True]))
    assert [each.images for each in found.bins] == [2, 1]
    assert found.bins[-1].high == 1.0
