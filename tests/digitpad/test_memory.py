"""What is remembered makes like ink likelier, and leaves all other ink alone."""

import numpy as np
import pytest

from digitpad.memory import LEEWAYS, Known, Memory, directions_of, rises, with_rises

EVEN = np.full((1, 11), 1 / 11, np.float32)


def _known(features: list[list[float]], labels: list[int]) -> Known:
    array = np.array(features, np.float32).reshape(len(labels), 3)
    return Known.of(array, np.array(labels, np.uint8))


MEMORY = Memory(
    _known([[1, 0, 0.1]], [7]), _known([[0, 1, 0], [0, 0, 1]], [1, 2]), LEEWAYS[0]
)


def test_ink_like_what_was_labelled_gets_the_label() -> None:
    found = MEMORY.applied(EVEN, np.array([[2, 0, 0.1]], np.float32))
    assert found.argmax() == 7
    assert found[0, 7] > 0.99
    assert found.sum() == pytest.approx(1)


def test_other_ink_is_read_as_ever() -> None:
    found = MEMORY.applied(EVEN, np.array([[0, 3, 0]], np.float32))
    assert found is EVEN


def test_ink_more_like_another_digit_keeps_its_reading() -> None:
    near = Memory(
        _known([[1, 0, 0]], [7]), _known([[1, 0.05, 0]], [1]), leeway=LEEWAYS[-1]
    )
    found = near.applied(EVEN, np.array([[1, 0.05, 0]], np.float32))
    assert np.allclose(found, EVEN)


def test_of_two_labelled_digits_the_one_more_alike_wins() -> None:
    own = _known([[1, 0, 0], [1, 0.6, 0]], [7, 1])
    memory = Memory(own, _known([], []), LEEWAYS[0])
    for features, label in (([1, 0, 0], 7), ([1, 0.6, 0], 1)):
        found = memory.applied(EVEN, np.array([features], np.float32))
        assert found.argmax() == label


def test_the_most_alike_of_each_digit_counts() -> None:
    known = _known([[1, 0, 0], [0, 1, 0], [0, 0, 1]], [3, 3, 5])
    likeness = known.likeness(directions_of(np.array([[0, 2, 0]], np.float32)))
    assert likeness[0].tolist() == [-1, -1, -1, 1, -1, 0, -1, -1, -1, -1]


def test_nothing_known_is_like_nothing() -> None:
    likeness = _known([], []).likeness(np.ones((2, 3), np.float32))
    assert likeness.shape == (2, 10)
    assert (likeness == -1).all()


def test_a_wider_leeway_raises_no_less() -> None:
    random = np.random.default_rng(1)
    own, others = random.uniform(0.5, 1, (2, 50, 10)).astype(np.float32)
    widest, *_, narrowest = (rises(own, others, leeway) for leeway in LEEWAYS)
    assert (widest >= narrowest).all()
    assert (widest > narrowest).any()


def test_likelier_digits_take_from_all_others() -> None:
    raised = np.zeros((1, 10), np.float32)
    raised[0, 4] = 3
    found = with_rises(EVEN, raised)
    assert found.sum() == pytest.approx(1)
    assert found[0, 4] / found[0, 10] == pytest.approx(np.exp(3), rel=1e-4)


def test_features_of_nothing_point_nowhere() -> None:
    found = directions_of(np.array([[0, 0], [3e38, 3e38], [3, 4]], np.float32))
    assert np.allclose(found, [[0, 0], [0.5**0.5, 0.5**0.5], [0.6, 0.8]])
