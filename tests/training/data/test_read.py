"""Sources of every kind, by name."""

import json
import os
from pathlib import Path

import numpy as np
import pytest

from digitpad import mnist
from digitpad.errors import DataError
from training.data.pool import read_lessons
from training.data.read import read
from training.data.repeats import repeats_in, shared

SEVEN = [[[10, 10], [60, 10], [30, 90]]]
ONE = [[[10, 10], [12, 90]]]


def ink_file(path: Path, *rows: dict[str, object]) -> str:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return str(path)


def test_the_embedded_images_have_names() -> None:
    assert len(read("mnist")) == 60_000
    assert len(read("mnist-test")) == 10_000
    assert read("mnist").sha256 != read("mnist-test").sha256


def test_drawings_are_read_as_the_pad_reads_them(tmp_path: Path) -> None:
    name = ink_file(
        tmp_path / "ink.jsonl",
        {"strokes": SEVEN, "label": "7"},
        {"strokes": ONE, "label": "1"},
    )
    samples = read(name)
    assert samples.labels is not None
    assert samples.labels.tolist() == [7, 1]
    assert samples.ink.shape == (2, 28, 28)
    assert samples.ink.max() == 255
    assert samples.place(1) == f"{name}, line 2"


def test_all_wrong_lines_are_named(tmp_path: Path) -> None:
    name = ink_file(
        tmp_path / "ink.jsonl",
        {"strokes": SEVEN, "label": "7"},
        {"strokes": [], "label": "7"},
        {"strokes": ONE, "label": "x"},
        {"points": 3},
    )
    with pytest.raises(DataError) as error:
        read(name)
    sentence = str(error.value)
    assert "(3 problems)" in sentence
    assert "line 2: There is no ink" in sentence
    assert 'line 3: "x" is no digit' in sentence
    assert "line 4: This line is no drawing" in sentence


def test_labels_are_for_all_drawings_or_for_none(tmp_path: Path) -> None:
    name = ink_file(
        tmp_path / "ink.jsonl", {"strokes": SEVEN, "label": "7"}, {"strokes": ONE}
    )
    with pytest.raises(DataError, match="1 of its 2 drawings have no label"):
        read(name)


def test_what_teaches_needs_labels_and_every_digit(tmp_path: Path) -> None:
    seven = ink_file(tmp_path / "7.jsonl", {"strokes": SEVEN, "label": "7"})
    nameless = ink_file(tmp_path / "x.jsonl", {"strokes": SEVEN})
    with pytest.raises(DataError, match="has no labels"):
        read_lessons(["mnist-test", nameless])
    with pytest.raises(DataError, match="is labelled 0 or 1 or 2 or 3"):
        read_lessons([seven])
    assert len(read_lessons(["mnist-test", seven])) == 10_001


@pytest.mark.parametrize("name", ["none.csv", "notes.txt"])
def test_other_names_are_refused_with_what_can_be_named(
    tmp_path: Path, name: str
) -> None:
    if name.endswith("txt"):
        (tmp_path / name).write_text("hello")
    with pytest.raises(DataError, match="name mnist, mnist-test, a table"):
        read(str(tmp_path / name))


def test_repeats_are_found_pixel_by_pixel() -> None:
    ink = mnist.load().test_ink[:6]
    again = np.concatenate([ink, ink[2:4], ink[2:3]])
    later, first = repeats_in(again)
    assert later.tolist() == [6, 7, 8]
    assert first.tolist() == [2, 3, 2]
    changed = ink.copy()
    changed[3, 0, 0] = 1
    assert shared(ink, changed).tolist() == [0, 1, 2, 4, 5]


def test_mnist_repeats_no_image_and_shares_none_with_its_test() -> None:
    data = mnist.load()
    assert not len(repeats_in(data.training_ink).later)
    assert not len(shared(data.training_ink, data.test_ink))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no such pipes")
@pytest.mark.parametrize(
    "name", ["train.csv", "train.npz", "train.jsonl", "a-images.idx"]
)
def test_a_pipe_is_refused_without_waiting_for_a_writer(
    tmp_path: Path, name: str
) -> None:
    path = tmp_path / name
    os.mkfifo(path)
    with pytest.raises(DataError, match=r"is neither a file nor a folder: name "):
        read(str(path))
