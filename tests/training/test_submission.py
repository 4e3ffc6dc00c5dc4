"""The table that Kaggle takes."""

from pathlib import Path

import numpy as np
import pytest
from own_models import load_own
from PIL import Image
from some_digits import DATA, samples_of

from digitpad.errors import DataError
from digitpad.models import builtin_model
from training.data.read import read
from training.submission import mean_digits, table, write_submission

THREE = np.array([7, 2, 1], np.uint8)


def test_rows_are_counted_from_1() -> None:
    made = table(samples_of(DATA.test_ink[:3]), THREE)
    assert made == "ImageId,Label\n1,7\n2,2\n3,1\n"


def test_pictures_of_a_folder_are_named(tmp_path: Path) -> None:
    for place, name in enumerate(("a.png", 'b, "so called".png')):
        Image.fromarray(255 - DATA.test_ink[place]).save(tmp_path / name)
    made = table(read(str(tmp_path)), THREE[:2])
    assert made == 'ImageId,Label,File\n1,7,a.png\n2,2,"b, ""so called"".png"\n'


def test_several_models_read_by_their_mean_probability() -> None:
    class Fixed:
        classes = 10
        trust = load_own(builtin_model()).trust

        def __init__(self, *rows: list[float]) -> None:
            self.rows = np.array(rows, np.float32)

        def run(self, inputs: np.ndarray) -> tuple[np.ndarray, None]:
            return self.rows[: len(inputs)], None

    rest = [0.0] * 7
    sure = Fixed([0.9, 0.1, 0.0, *rest], [0.4, 0.6, 0.0, *rest])
    unsure = Fixed([0.4, 0.6, 0.0, *rest], [0.4, 0.6, 0.0, *rest])
    ink = DATA.test_ink[:2]
    assert mean_digits([unsure], ink).tolist() == [1, 1]
    assert mean_digits([unsure, sure], ink).tolist() == [0, 1]


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    out = tmp_path / "file" / "submission.csv"
    with pytest.raises(DataError, match="could not be written"):
        write_submission(out, samples_of(DATA.test_ink[:3]), THREE)
