"""Several sources as one."""

import json
from pathlib import Path

import numpy as np
import pytest
from some_digits import DATA, some_test_digits

from digitpad.errors import DataError
from training.data.pool import read_pool


def test_images_of_several_sources_keep_their_places(tmp_path: Path) -> None:
    first = some_test_digits(tmp_path / "a.npz", 3)
    second = some_test_digits(tmp_path / "b.npz", 2)
    pool = read_pool([first, second])
    assert len(pool) == 5
    assert pool.name == f"{first} + {second}"
    assert (pool.ink == DATA.test_ink[[0, 1, 2, 0, 1]]).all()
    assert pool.labels is not None
    assert pool.labels.tolist() == DATA.test_labels[[0, 1, 2, 0, 1]].tolist()
    assert [pool.place(i) for i in (2, 3, 4)] == [
        f"{first}, image 2",
        f"{second}, image 0",
        f"{second}, image 1",
    ]
    assert pool.short_place(4) == "b.npz, image 1"
    assert read_pool([first]).short_place(2) == "image 2"


def test_labels_are_asked_for_where_they_are_needed(tmp_path: Path) -> None:
    with_labels = some_test_digits(tmp_path / "a.npz", 3)
    without = tmp_path / "ink.jsonl"
    without.write_text(json.dumps({"strokes": [[[1, 1], [1, 9]]]}))
    assert read_pool([str(without)]).labels is None
    with pytest.raises(DataError, match=r"ink\.jsonl has no labels: give each image"):
        read_pool([str(without)], labelled=True)
    with pytest.raises(DataError, match="other sources have: look at it by itself"):
        read_pool([with_labels, str(without)])


def test_some_digits_may_be_missing_where_nothing_is_taught(tmp_path: Path) -> None:
    name = str(tmp_path / "one.npz")
    np.savez(name, x=DATA.test_ink[:1], y=DATA.test_labels[:1])
    assert len(read_pool([name], labelled=True)) == 1
