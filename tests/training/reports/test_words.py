"""Figures in words."""

import pytest

from training.reports.words import count, percent, seconds, shortened


def test_shares_and_numbers() -> None:
    assert percent(0.99634) == "99.63 %"
    assert percent(None) == "–"
    assert (count(1, "image"), count(60_000, "image")) == ("1 image", "60,000 images")
    assert (seconds(0.612), seconds(12.34)) == ("0.61 s", "12.3 s")


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
