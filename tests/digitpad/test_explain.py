"""Why an answer is what it is, on the shipped model."""

from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from banks import add_bank
from own_models import load_own

from digitpad import Recognizer, mnist
from digitpad.explain import (
    NO_DIGIT,
    Explanation,
    Likeness,
    explain,
    strongest_places,
)
from digitpad.h5model import Network
from digitpad.h5model.trust import Bank
from digitpad.readings import DigitReading

Pixels = npt.NDArray[np.float32]


@pytest.fixture(scope="module")
def network() -> Network:
    return Recognizer.load().network


class Counting:
    """Hands on to a network, and counts how often it is asked."""

    def __init__(self, network: Network) -> None:
        self.network = network
        self.batches: list[int] = []

    def run(self, model_inputs: Pixels) -> tuple[Pixels, Pixels]:
        self.batches.append(len(model_inputs))
        return self.network.run(model_inputs)


class Weighing:
    """A network to whom ink on the left says 1 and ink on the right "no digit"."""

    def run(self, model_inputs: Pixels) -> tuple[Pixels, Pixels]:
        left = model_inputs[:, :, :14].sum((1, 2))
        right = model_inputs[:, :, 14:].sum((1, 2))
        probabilities = np.full((len(model_inputs), 11), 1e-6, np.float32)
        probabilities[:, 1] = 1 / (1 + np.exp((right - left) / 8))
        probabilities[:, 10] = 1 - probabilities[:, 1]
        return probabilities, np.stack((left, right), axis=1)


def reading(
    model_input: Pixels, digit: int = 1, share: float = 0.9, refusal: str = ""
) -> DigitReading:
    probabilities = np.full(10, (1 - share) / 9, np.float32)
    probabilities[digit] = share
    return DigitReading(
        digit, probabilities, not refusal, (digit,), model_input, refusal
    )


def bar(columns: slice, rows: slice = slice(6, 22)) -> Pixels:
    ink = np.zeros((28, 28), np.float32)
    ink[rows, columns] = 1
    return ink


def explained(network: Any, *args: Any, **more: Any) -> Explanation:
    return explain(network, reading(*args, **more))


def test_ink_for_and_against_is_told_apart() -> None:
    ink = bar(slice(8, 11)) + bar(slice(17, 19))
    found = explained(Weighing(), ink)
    assert found.subject == 1
    assert found.influence[6:22, 8:11].min() > 0.3
    assert found.influence[6:22, 17:19].max() < -0.3
    assert np.abs(found.influence).max() == pytest.approx(1)


def test_paper_has_no_influence() -> None:
    found = explained(Weighing(), bar(slice(8, 11)))
    assert not found.influence[found.model_input == 0].any()


def test_what_the_network_takes_for_no_digit_is_explained_as_that() -> None:
    ink = bar(slice(8, 10)) + bar(slice(17, 20))
    found = explained(Weighing(), ink, refusal="like no digit")
    assert found.subject == NO_DIGIT
    assert found.influence[6:22, 8:10].max() < 0 < found.influence[6:22, 17:20].min()


@pytest.mark.parametrize(
    "strokes", [[[(5.0, 5.0)]], [[(0, y), (9, y)] for y in range(9)]]
)
def test_ink_that_is_refused_for_what_it_is_has_nothing_to_explain(
    strokes: list[list[tuple[float, float]]],
) -> None:
    recognizer = Recognizer.load()
    reading = recognizer.read_digit(strokes)
    assert reading.refusal in ("just a dot", "too much ink")
    found = explain(recognizer.network, reading)
    assert found.subject is None
    assert not found.influence.any()
    assert found.nearest == ()


def test_a_guess_that_is_refused_is_still_explained(network: Network) -> None:
    found = explained(network, bar(slice(12, 15)), share=0.3, refusal="several at once")
    assert found.subject == 1


def test_weak_reasons_are_not_painted_as_strong_ones() -> None:
    class Stubborn(Weighing):
        def run(self, model_inputs: Pixels) -> tuple[Pixels, Pixels]:
            return super().run(model_inputs * np.float32(1e-3))

    found = explained(Stubborn(), bar(slice(8, 11)))
    assert 0 < found.influence.max() < 0.1


@pytest.mark.parametrize("width", [1, 3, 14, 28])
def test_the_network_is_asked_once_and_for_two_batches_at_most(
    network: Network, width: int
) -> None:
    counting = Counting(network)
    # Every third row: all of them would be more ink than any digit has.
    ink = bar(slice(14 - width // 2, 14 + (width + 1) // 2), slice(0, 28, 3))
    ink[:, 14] = 1
    found = explained(counting, ink)
    assert len(counting.batches) == 1
    assert 10 < counting.batches[0] <= 128
    assert found.influence.shape == (28, 28)
    assert np.isfinite(found.influence).all()


def test_a_sure_answer_still_has_reasons(network: Network) -> None:
    recognizer = Recognizer.load()
    for ink in mnist.load().test_ink[:10]:
        found = explain(network, recognizer.read_digit(ink))
        assert found.influence.max() == pytest.approx(1)


def test_the_strongest_ink_is_told_in_words() -> None:
    influence = np.zeros((28, 28), np.float32)
    influence[4:8, 20:24] = 0.9
    influence[12:16, 12:16] = -0.5
    assert strongest_places(influence) == ("upper right", "middle")
    assert strongest_places(influence * np.float32(0.1)) == ("", "")


def test_the_nearest_digits_are_those_in_the_bank(tmp_path: Path) -> None:
    network = load_own(add_bank(tmp_path / "banked.h5"))
    assert network.trust.bank is not None
    likeness = Likeness(network.trust.bank)
    digits = mnist.load()
    ink = digits.training_ink[7].astype(np.float32) / 255
    found = explain(network, reading(ink), likeness).nearest
    assert len(found) == 5
    assert found[0].label == digits.training_labels[7]
    assert np.array_equal(found[0].image, digits.training_ink[7])


def test_nearest_is_what_points_the_same_way_and_zeros_are_last() -> None:
    features = np.array([[0, 0], [1, 0], [9, 9], [0, 3], [3e38, 3e38]], np.float32)
    images = np.arange(5, dtype=np.uint8)[:, None, None] * np.ones((28, 28), np.uint8)
    likeness = Likeness(Bank(features, np.arange(5, dtype=np.uint8), images))
    nearest = likeness.nearest(np.array([1, 1], np.float32))
    assert {each.label for each in nearest[:2]} == {2, 4}
    assert nearest[-1].label == 0
    assert nearest[0].image[0, 0] == nearest[0].label
