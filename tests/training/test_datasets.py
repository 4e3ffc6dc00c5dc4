from pathlib import Path

import numpy as np
import pytest

from digitpad import mnist
from digitpad.errors import DataError, TrainingError
from training.datasets import load, load_mnist, validation_mask


def test_every_digit_gives_the_same_share_to_validation() -> None:
    labels = mnist.load().training_labels
    mask = validation_mask(labels, 0.2)
    for digit in range(10):
        assert mask[labels == digit].mean() == pytest.approx(0.2, abs=1e-4)
    assert mask.sum() == 12_000


def test_a_larger_validation_set_holds_the_smaller_one() -> None:
    labels = mnist.load().training_labels
    small, large = validation_mask(labels, 0.1), validation_mask(labels, 0.25)
    assert small.sum() < large.sum()
    assert not (small & ~large).any()


def test_training_and_validation_share_no_image_and_lose_none() -> None:
    data = load_mnist(0.2)
    assert len(data.training) == 48_000
    whole = np.concatenate([data.training.ink, data.validation.ink])
    assert sorted(map(hash, map(bytes, whole))) == sorted(
        map(hash, map(bytes, mnist.load().training_ink))
    )


def test_a_try_out_never_trains_on_anothers_validation_images() -> None:
    mask = validation_mask(mnist.load().training_labels, 0.2)[:300]
    data = load_mnist(0.2, limit=300)
    assert np.array_equal(data.validation.ink, mnist.load().training_ink[:300][mask])
    assert len(data.training) + len(data.validation) == 300
    assert data.facts["training"] == len(data.training)


def test_too_few_validation_images_are_refused_with_what_to_do() -> None:
    with pytest.raises(TrainingError, match="higher --limit or --validation") as error:
        load_mnist(0.01, limit=50)
    assert str(error.value).startswith("Only 1 of 50 training images")


@pytest.mark.parametrize(("share", "limit"), [(0.01, None), (0.2, 50)])
def test_the_smallest_share_and_the_smallest_try_out_are_enough(
    share: float, limit: int | None
) -> None:
    assert len(load_mnist(share, limit).validation) >= 10


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A file of the first 200 test images and the first 300 training images."""
    data = mnist.load()
    path = tmp_path / "own.npz"
    ink = np.concatenate([data.test_ink[:200], data.training_ink[:300]])
    labels = np.concatenate([data.test_labels[:200], data.training_labels[:300]])
    np.savez(path, x=ink, y=labels)
    return path


def test_images_of_ones_own_are_split_like_mnist(own: Path) -> None:
    data = load([str(own)], 0.2)
    assert len(data.training) + len(data.validation) == 500
    for digit in range(10):
        found = int((data.validation.labels == digit).sum())
        of_all = found + int((data.training.labels == digit).sum())
        assert found == round(0.2 * of_all)
    assert data.facts["name"] == "own.npz"


def test_test_images_that_are_learnt_from_do_not_judge(own: Path) -> None:
    data = load([str(own)], 0.2)
    assert len(data.test) == 9_800
    assert data.facts["test_left_out"] == 200
    assert np.array_equal(data.test.ink, mnist.load().test_ink[200:])


def test_a_try_out_of_a_sorted_source_has_all_digits(tmp_path: Path) -> None:
    data = mnist.load()
    order = np.argsort(data.training_labels, kind="stable")[::12]
    path = tmp_path / "sorted.npz"
    np.savez(path, x=data.training_ink[order], y=data.training_labels[order])
    assert set(load([str(path)], 0.2, limit=200).training.labels) == set(range(10))


def test_sources_can_be_mixed(own: Path) -> None:
    data = load(["mnist", str(own)], 0.2)
    assert len(data.training) + len(data.validation) == 60_500
    assert data.facts["name"] == "mnist, own.npz"
    first, second = data.facts["sources"]
    assert (first["name"], first["images"]) == ("mnist", 60_000)
    assert (second["name"], second["images"]) == ("own.npz", 500)
    assert first["sha256"] != second["sha256"]


def test_without_test_images_nothing_judges() -> None:
    with pytest.raises(DataError, match="leave mnist-test out"):
        load(["mnist", "mnist-test"], 0.2)
