"""What each epoch shows."""

from collections.abc import Iterator

import numpy as np
import pytest

from training.config import Digitpad, Notebook
from training.datasets import Images, load_mnist
from training.lessons import Mixture, lessons

SETTINGS = Digitpad(epochs=5, drawn=0.5, showings=2, no_digit=0.5)


@pytest.fixture(scope="module")
def mnist() -> Images:
    return load_mnist(0.05, limit=240).training


@pytest.fixture
def mixture(mnist: Images) -> Iterator[Mixture]:
    made = Mixture(mnist, SETTINGS, first=0, classes=11)
    yield made
    made.end()


def shown(mnist: Images, epoch: int, first: int = 0, classes: int = 11) -> Images:
    """What a run that begins with an epoch shows in another."""
    mixture = Mixture(mnist, SETTINGS, first, classes)
    for number in range(first, epoch):
        mixture.of(number)
    images = mixture.of(epoch)
    mixture.end()
    return images


def among(ink: np.ndarray, images: Images) -> int:
    """How many of these images are shown just so."""
    known = {each.tobytes() for each in images.ink}
    return sum(each.tobytes() in known for each in ink)


def test_other_recipes_show_the_training_images_as_they_are(mnist: Images) -> None:
    with lessons(mnist, Notebook(), 0, 10) as fixed:
        assert fixed.of(0) is fixed.of(1) is mnist
        assert fixed.size == len(mnist)
        assert fixed.drawn is None


def test_an_epoch_mixes_every_image_of_mnist_with_synthetic_ink(
    mixture: Mixture, mnist: Images
) -> None:
    images = mixture.of(0)
    digits, synthetic = images.labels[: len(mnist)], images.labels[len(mnist) :]
    assert len(images) == mixture.size == len(mnist) + 2 * 57
    assert sorted(digits) == sorted(mnist.labels)
    assert 0.3 < np.mean(synthetic == 10) < 0.7
    assert images.ink.shape == (mixture.size, 28, 28)
    assert images.ink.dtype == np.uint8


def test_a_share_is_shown_as_it_is_and_a_larger_one_at_the_end(
    mixture: Mixture, mnist: Images
) -> None:
    plain = [among(mnist.ink, mixture.of(epoch)) for epoch in range(5)]
    assert plain[:4] == [round(SETTINGS.plain * len(mnist))] * 4
    assert plain[4] == round(SETTINGS.plain_at_end * len(mnist))


def test_each_epoch_brings_new_ink_and_keeps_some_of_the_last(
    mixture: Mixture, mnist: Images
) -> None:
    drawn = []
    for epoch in range(3):
        mixture.of(epoch)
        drawn.append(mixture.drawn)
    # Of the ink of the first epoch there is only one part.
    assert [len(ink) for ink in drawn] == [57, 2 * 57, 2 * 57]
    assert among(drawn[1].ink, drawn[2]) == 57


def test_the_same_seed_and_epoch_give_the_same_mixture(mnist: Images) -> None:
    first, again = shown(mnist, 2), shown(mnist, 2)
    assert np.array_equal(first.ink, again.ink)
    assert np.array_equal(first.labels, again.labels)
    other = shown(mnist, 3)
    assert not np.array_equal(first.ink, other.ink)


def test_a_run_that_goes_on_shows_what_one_long_run_would(mnist: Images) -> None:
    assert np.array_equal(shown(mnist, 3).ink, shown(mnist, 3, first=3).ink)


def test_a_network_of_ten_answers_is_shown_nothing_but_digits(mnist: Images) -> None:
    assert shown(mnist, 0, classes=10).labels.max() == 9


@pytest.mark.parametrize("done", [1, 3, 5])
def test_a_resumed_run_shows_and_has_shown_the_same(mnist: Images, done: int) -> None:
    whole, resumed = (Mixture(mnist, SETTINGS, 0, 11, done=n) for n in (0, done))
    try:
        for epoch in range(SETTINGS.epochs):
            images = whole.of(epoch)
            if epoch >= done:
                assert np.array_equal(resumed.of(epoch).ink, images.ink)
        assert np.array_equal(resumed.drawn.ink, whole.drawn.ink)
    finally:
        whole.end()
        resumed.end()
