from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

from training.augment import Distortion
from training.batches import Plan, Preparation, training_batches, validation_batches
from training.data import room
from training.datasets import Images

Batch = tuple[npt.NDArray[np.float32], npt.NDArray[np.uint8]]

PLAIN = Distortion(0, 0, 0)
DISTORTED = Distortion(10, 0.1, 0.1)
PICTURES = Preparation((28, 28, 1), "0..1")
ROWS = Preparation((784,), "0..255")


@pytest.fixture(scope="module")
def images() -> Images:
    """100 images, each of one grey level, which tells them apart."""
    levels = np.arange(100, dtype=np.uint8)
    return Images(np.tile(levels[:, None, None], (1, 28, 28)), levels % 10)


def batches(
    images: Images, preparation: Preparation = ROWS, **changes: Any
) -> list[Batch]:
    """All batches of a plan that differs from the plainest by `changes`."""
    plan = {
        "batch_size": 32,
        "epochs": 1,
        "epochs_before": 0,
        "seed": 28,
        "distortion": PLAIN,
    }
    made = training_batches(images, Plan(**plan | changes), preparation)
    return [(inputs.numpy(), labels.numpy()) for inputs, labels in made]


def order(made: list[Batch]) -> list[int]:
    """The grey levels in the order shown."""
    return [int(level) for inputs, _ in made for level in inputs[:, 0]]


def test_an_epoch_shows_each_image_once_with_its_label(images: Images) -> None:
    made = batches(images)
    assert [len(labels) for _, labels in made] == [32, 32, 32, 4]
    assert sorted(order(made)) == list(range(100))
    for inputs, labels in made:
        assert np.array_equal(inputs[:, 0] % 10, labels)


def test_images_in_a_file_come_in_the_same_batches(
    images: Images, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room, "MOST_HELD", 10)
    monkeypatch.setattr(room, "_PIECE", 7)
    filed = Images(room.taken(images.ink, np.arange(100)), images.labels)
    assert isinstance(filed.ink, np.memmap)
    assert not isinstance(images.ink, np.memmap)
    judged = [
        [part.numpy() for batch in validation_batches(each, ROWS, 30) for part in batch]
        for each in (images, filed)
    ]
    taught = [
        [part for batch in batches(each, distortion=DISTORTED) for part in batch]
        for each in (images, filed)
    ]
    for held, read in (judged, taught):
        assert len(held) == 8
        for ours, theirs in zip(held, read, strict=True):
            assert np.array_equal(ours, theirs)


def test_a_plan_counts_the_last_smaller_batch(images: Images) -> None:
    plan = Plan(32, 1, 0, 28, PLAIN)
    assert plan.steps(len(images)) == 4
    assert plan.steps(96) == 3


def test_each_epoch_has_an_order_of_its_own(images: Images) -> None:
    shown = order(batches(images, epochs=2))
    assert sorted(shown[:100]) == sorted(shown[100:])
    assert shown[:100] != shown[100:]


def test_the_order_follows_from_seed_and_epoch_alone(images: Images) -> None:
    shown = order(batches(images, epochs=2))
    assert order(batches(images, epochs=1, epochs_before=1)) == shown[100:]
    assert order(batches(images, seed=29)) != shown[:100]


def test_the_distortion_follows_from_seed_epoch_and_step_alone(images: Images) -> None:
    ramp = np.broadcast_to(np.arange(0, 252, 9, dtype=np.uint8), (64, 28, 28))
    same = Images(np.ascontiguousarray(ramp), np.zeros(64, np.uint8))
    both = batches(same, PICTURES, epochs=2, distortion=DISTORTED)
    later = batches(same, PICTURES, epochs_before=1, distortion=DISTORTED)
    assert np.array_equal(both[2][0], later[0][0])
    firsts = {inputs[0].tobytes() for inputs, _ in both}
    assert len(firsts) == 4


def test_ink_becomes_what_the_network_takes(images: Images) -> None:
    pictures, rows = batches(images, PICTURES)[0][0], batches(images, ROWS)[0][0]
    assert pictures.shape == (32, 28, 28, 1)
    assert rows.shape == (32, 784)
    assert pictures.dtype == rows.dtype == np.float32
    assert pictures.reshape(32, 784) == pytest.approx(rows / 255, rel=1e-6)


def test_validation_images_come_in_their_own_order(images: Images) -> None:
    made = list(validation_batches(images, ROWS, batch_size=60))
    assert [len(labels) for _, labels in made] == [60, 40]
    assert [int(x) for inputs, _ in made for x in inputs[:, 0]] == list(range(100))
