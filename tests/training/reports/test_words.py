"""Figures in words."""

import pytest

from training.reports.words import count, origin, percent, seconds, shortened


def test_shares_and_numbers() -> None:
    assert percent(0.99634) == "99.63 %"
    assert percent(None) == "–"
    assert (count(1, "image"), count(60_000, "image")) == ("1 image", "60,000 images")
    assert (seconds(0.612), seconds(12.34)) == ("0.61 s", "12.3 s")


@pytest.mark.parametrize(
    ("seen", "of_test", "told"),
    [
        (None, 0, "does not say what it learnt from"),
        (0, 0, "learnt from none of these images: they are out-of-fold"),
        (7, 0, "learnt from 7 of these 10 images: it may know errors by heart"),
        (0, 9, "learnt from 9 MNIST test images, of which some are here: it may"),
    ],
)
def test_answers_are_out_of_fold_only_where_the_model_has_seen_nothing(
    seen: int | None, of_test: int, told: str
) -> None:
    assert told in origin("mine.h5", 10, seen, of_test)


@pytest.mark.parametrize(
    ("place", "short"),
    [
        ("train.csv, row 17", "train.csv, row 17"),
        ("/data/kaggle/train.csv, row 17", "…/train.csv, row 17"),
        ("a-long-name-without-folders.csv, row 17", "…out-folders.csv, row 17"),
    ],
)
def test_outer_folders_are_left_out_first(place: str, short: str) -> None:
    assert shortened(place, 24) == short
