"""Whether a model may have trained on what it is shown."""

import hashlib

import numpy as np
from some_digits import DATA, samples_of

from digitpad import mnist
from digitpad.card import ModelCard
from training.data.pool import Pool
from training.figures.seen import seen

MIXED = Pool(
    (
        samples_of(np.concatenate([DATA.test_ink[:3], DATA.training_ink[7:9]])),
        samples_of(DATA.test_ink[3:5], name="other"),
    )
)


def test_mnists_training_images_are_found_wherever_they_stand() -> None:
    found = seen(MIXED, ModelCard(data={"name": "MNIST", "sha256": mnist.SHA256}))
    assert found.in_mnist.tolist() == [False] * 3 + [True] * 2 + [False] * 2
    assert found.by_model is not None
    assert found.by_model.tolist() == found.in_mnist.tolist()


def test_a_source_that_the_card_names_has_been_seen() -> None:
    card = ModelCard(data={"sources": [{"sha256": "hash of other", "training": 2}]})
    found = seen(MIXED, card)
    assert found.by_model is not None
    assert found.by_model.tolist() == [False] * 5 + [True] * 2


def test_a_source_is_known_by_its_file_and_a_mix_by_its_hash() -> None:
    named = ModelCard(data={"name": "mnist, other", "sha256": "of both"})
    found = seen(MIXED, named)
    assert found.by_model is not None
    assert found.by_model.tolist() == [False] * 3 + [True] * 4
    both = hashlib.sha256(b"hash of made hash of other").hexdigest()
    found = seen(MIXED, ModelCard(data={"name": "mix", "sha256": both}))
    assert found.by_model is not None
    assert found.by_model.all()


def test_test_images_that_were_learnt_from_are_told_where_some_are_shown() -> None:
    card = ModelCard(data={"name": "train.csv", "test_left_out": 5971})
    assert seen(MIXED, card).of_test == 5971
    training = Pool((samples_of(DATA.training_ink[:3]),))
    assert seen(training, card).of_test == 0


def test_a_model_without_a_card_may_have_seen_anything() -> None:
    assert seen(MIXED, ModelCard()).by_model is None
