"""Groups of images."""

import numpy as np

from training.figures.groups import groups, some


def test_each_digit_is_a_group_and_without_labels_all_are_one() -> None:
    by_digit = groups(np.array([7, 0, 7], np.uint8), 3)
    assert len(by_digit) == 10
    assert by_digit.places(7).tolist() == [0, 2]
    assert by_digit.places(1).tolist() == []
    assert groups(None, 3).names == ("all",)
    assert groups(None, 3).places(0).tolist() == [0, 1, 2]


def test_some_are_taken_from_the_whole_of_them() -> None:
    assert some(np.arange(100, 200), 4).tolist() == [100, 133, 166, 199]
    assert some(np.array([5, 9]), 4).tolist() == [5, 9]
