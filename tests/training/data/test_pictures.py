"""Folders of pictures."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from digitpad import mnist
from digitpad.errors import DataError
from training.data.pictures import read_folder

DATA = mnist.load()


def save(path: Path, place: int) -> Path:
    """One of MNIST's images, as ink on paper."""
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.fromarray(255 - DATA.test_ink[place]).save(path)
    return path


def test_a_folder_a_digit_labels_its_pictures(tmp_path: Path) -> None:
    for place in range(12):
        save(tmp_path / str(DATA.test_labels[place]) / f"{place}.png", place)
    samples = read_folder(tmp_path)
    assert samples.labels is not None
    assert samples.labels.tolist() == sorted(DATA.test_labels[:12].tolist())
    assert samples.place(0) == f"{tmp_path}, picture 0/10.png"


def test_mnists_pictures_come_out_as_they_were(tmp_path: Path) -> None:
    for place in range(12):
        save(tmp_path / f"{place:02}.png", place)
    samples = read_folder(tmp_path)
    assert samples.labels is None
    difference = np.abs(samples.ink.astype(int) - DATA.test_ink[:12]).mean()
    assert difference < 6  # grey levels: centred anew, to a part of a pixel


def test_a_table_labels_the_pictures_beside_it(tmp_path: Path) -> None:
    save(tmp_path / "a" / "one.png", 2)
    save(tmp_path / "seven.png", 0)
    (tmp_path / "labels.csv").write_text("file,label\nseven.png,7\na/one.png,1\n")
    samples = read_folder(tmp_path)
    assert samples.labels is not None
    assert samples.labels.tolist() == [7, 1]


def test_all_that_is_wrong_is_named(tmp_path: Path) -> None:
    save(tmp_path / "3" / "good.png", 30)
    Image.new("L", (40, 40), 255).save(tmp_path / "3" / "empty.png")
    (tmp_path / "3" / "junk.png").write_bytes(b"no picture")
    with pytest.raises(DataError) as error:
        read_folder(tmp_path)
    assert "(2 problems)" in str(error.value)
    assert "3/empty.png" in str(error.value)
    assert "3/junk.png" in str(error.value)


def test_a_table_may_not_reach_outside_its_folder(tmp_path: Path) -> None:
    save(tmp_path / "outside.png", 0)
    folder = tmp_path / "inside"
    folder.mkdir()
    (folder / "labels.csv").write_text("file,label\n../outside.png,7\nnone.png,x\n")
    with pytest.raises(DataError) as error:
        read_folder(folder)
    assert 'row 2: there is no picture "../outside.png"' in str(error.value)
    assert 'row 3: "x" is no digit' in str(error.value)


def test_a_folder_without_pictures_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="it has no pictures"):
        read_folder(tmp_path)


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (
            "file,label\nseven.png,7\n".encode("utf-16"),
            "labels.csv cannot be read ('utf-8' codec",
        ),
        (b"file,label\n" + b"a" * 200_000, "labels.csv cannot be read (field larger"),
        (b"file;label\nseven.png;7\n", 'labels.csv has no columns "file" and "label"'),
    ],
)
def test_a_table_that_is_of_no_use_is_the_only_problem(
    tmp_path: Path, content: bytes, problem: str
) -> None:
    save(tmp_path / "seven.png", 0)
    (tmp_path / "labels.csv").write_bytes(content)
    with pytest.raises(DataError) as error:
        read_folder(tmp_path)
    assert f"cannot be used (1 problem): {problem}" in str(error.value)


def test_a_picture_that_is_gone_is_named(tmp_path: Path) -> None:
    (tmp_path / "gone.png").symlink_to("nowhere")
    with pytest.raises(DataError) as error:
        read_folder(tmp_path)
    assert "gone.png: it cannot be read (No such file" in str(error.value)
