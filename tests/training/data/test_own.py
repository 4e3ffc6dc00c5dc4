"""The user's own drawings: which judge, which teach, and their copies."""

from pathlib import Path

import numpy as np
import pytest
from some_digits import own_drawings, written

from digitpad.errors import DataError
from digitpad.inkfiles import Sample, write_ink_file
from training.data.own import accompanied, copies_of_each, read_own
from training.data.read import read
from training.data.repeats import shared
from training.data.samples import DIGITS
from training.datasets import Dataset, load, load_mnist


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """Seventy drawings, seven of each digit."""
    return own_drawings(tmp_path / "own.jsonl", each=7)


def mixed(own: Path, copies: int = 20, limit: int = 2000) -> Dataset:
    return load(["mnist"], 0.2, limit, own, copies)


def test_a_fifth_of_each_digit_judges(own: Path) -> None:
    found = read_own(own, 0, 2000)
    assert len(found) == 70
    counts = np.bincount(found.labels[found.judges], minlength=DIGITS)
    assert counts.tolist() == [2, 1, 1, 1] * 2 + [2, 1]


@pytest.mark.parametrize("each", [2, 3, 5, 12])
def test_even_of_few_drawings_some_judge_and_some_of_each_digit_teach(
    tmp_path: Path, each: int
) -> None:
    found = read_own(own_drawings(tmp_path / "few.jsonl", each), 0, 2000)
    assert 0.1 <= found.judges.mean() <= 0.3
    assert set(found.labels[~found.judges]) == set(range(DIGITS))


def test_drawings_that_are_added_change_nothing_for_those_before(
    tmp_path: Path,
) -> None:
    before, after = tmp_path / "before.jsonl", tmp_path / "after.jsonl"
    samples = written(8)
    write_ink_file(before, samples[::3])
    write_ink_file(after, samples[::3] + samples[1::3])
    early, late = (read_own(path, 0, 2000) for path in (before, after))
    assert np.array_equal(late.judges[: len(early)], early.judges)


def test_the_other_images_are_split_as_without_them(own: Path) -> None:
    without, data = load_mnist(0.2, 2000), mixed(own)
    count = len(without.training)
    assert np.array_equal(data.validation.ink, without.validation.ink)
    assert np.array_equal(data.training.ink[:count], without.training.ink)
    assert np.array_equal(data.training.labels[:count], without.training.labels)


def test_copies_teach_and_never_judge(own: Path) -> None:
    data, found = mixed(own, copies=2), read_own(own, 2, 2000)
    assert data.own is not None
    drawings = read(str(own)).ink
    assert len(shared(drawings, data.own.ink)) == len(data.own) == 13
    held_back = found.copies[found.judges].reshape(-1, 28, 28)
    teach = data.training.ink
    assert not len(shared(teach, np.concatenate([data.own.ink, held_back])))
    taught = found.copies[~found.judges].reshape(-1, 28, 28)
    assert len(shared(teach, taught)) == len(taught) == 2 * (~found.judges).sum()
    judges = np.concatenate([data.own.ink, data.validation.ink, data.test.ink])
    assert not len(shared(judges, found.copies.reshape(-1, 28, 28)))


def test_copies_have_the_label_of_their_drawing(own: Path) -> None:
    found = read_own(own, 2, 2000)
    ink, labels = accompanied(found.ink, found.labels, found.copies, 2000)
    assert len(ink) == 3 * len(found)
    assert np.array_equal(ink[70:72], found.copies[0])
    assert labels[70:].tolist() == [n for label in found.labels for n in [label] * 2]


@pytest.mark.parametrize(
    ("wanted", "others", "drawings", "each"),
    [(20, 48_000, 70, 20), (20, 48_000, 300, 16), (20, 300, 70, 0), (0, 9_000, 1, 0)],
)
def test_all_copies_are_at_most_a_tenth_of_the_others(
    wanted: int, others: int, drawings: int, each: int
) -> None:
    assert copies_of_each(wanted, others, drawings) == each


def test_the_card_tells_of_them(own: Path) -> None:
    facts = mixed(own).facts
    assert facts["own"] == "own.jsonl"
    assert facts["own_sha256"] == read(str(own)).sha256
    assert (facts["own_drawings"], facts["own_held_back"]) == (70, 13)
    assert facts["own_copies"] == 2
    assert facts["training"] == len(load_mnist(0.2, 2000).training)


def test_the_same_file_gives_the_same_images(own: Path) -> None:
    one, other = mixed(own), mixed(own)
    assert np.array_equal(one.training.ink, other.training.ink)


def test_a_drawing_that_stands_twice_is_taken_once(tmp_path: Path) -> None:
    path = tmp_path / "twice.jsonl"
    write_ink_file(path, written(2) * 2)
    assert len(read_own(path, 0, 2000)) == 20


def test_what_cannot_be_mixed_is_refused(own: Path, tmp_path: Path) -> None:
    unlabelled = tmp_path / "unlabelled.jsonl"
    write_ink_file(unlabelled, [sample.drawing for sample in written(1)])
    letters = tmp_path / "letters.jsonl"
    write_ink_file(letters, [Sample(written(1)[0].drawing, "a")])
    table = tmp_path / "train.csv"
    table.write_text("label,pixel0\n")
    for path, sentence in (
        (unlabelled, "no labelled digits: give each drawing"),
        (letters, 'line 1: "a" is no digit'),
        (table, "is no ink file: name one that ends in"),
    ):
        with pytest.raises(DataError, match=sentence):
            read_own(path, 20, 2000)
    with pytest.raises(DataError, match="among the images of --data too"):
        load(["mnist", str(own)], 0.2, own=own)
