"""Out-of-fold answers."""

from pathlib import Path

import numpy as np
import pytest

from digitpad.errors import DataError
from training.out_of_fold import read_out_of_fold

LABELS = np.array([3, 1, 4], np.uint8)
EVEN = np.full((3, 10), 0.1, np.float32)


def test_answers_to_the_same_data_are_read(tmp_path: Path) -> None:
    path = tmp_path / "out_of_fold.npz"
    np.savez_compressed(path, probabilities=EVEN, labels=LABELS, folds=[0, 1, 0])
    assert (read_out_of_fold(path, LABELS) == EVEN).all()


@pytest.mark.parametrize(
    ("probabilities", "labels"),
    [
        (EVEN, LABELS[::-1]),
        (EVEN[:2], LABELS[:2]),
        (np.full((3, 10), np.nan), LABELS),
        (np.ones((3, 10), int), LABELS),
    ],
)
def test_answers_to_other_data_are_refused(
    tmp_path: Path, probabilities: np.ndarray, labels: np.ndarray
) -> None:
    path = tmp_path / "out_of_fold.npz"
    np.savez(path, probabilities=probabilities, labels=labels)
    with pytest.raises(DataError, match="is of other data"):
        read_out_of_fold(path, LABELS)


@pytest.mark.parametrize("content", [b"", b"no numbers", None])
def test_a_file_of_another_kind_is_refused(
    tmp_path: Path, content: bytes | None
) -> None:
    path = tmp_path / "out_of_fold.npz"
    if content is None:
        np.savez(path, other=LABELS)
    else:
        path.write_bytes(content)
    with pytest.raises(DataError, match="cannot be read"):
        read_out_of_fold(path, LABELS)
