import numpy as np
import pytest

from digitpad import mnist
from digitpad.errors import TrainingError
from training.datasets import load_mnist, validation_mask


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
