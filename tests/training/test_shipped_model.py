import hashlib
import json

from own_models import load_own

from digitpad.card import ModelCard
from digitpad.paths import asset
from training.config import Digitpad
from training.datasets import load_mnist
from training.evaluate import score

MODEL = asset("mnist_cnn_model.h5")
DESCRIPTION = asset("mnist_cnn_model.json")


def test_the_shipped_model_is_the_one_described() -> None:
    described = json.loads(DESCRIPTION.read_text())
    content = MODEL.read_bytes()
    assert described["size"] == len(content)
    assert described["sha256"] == hashlib.sha256(content).hexdigest()
    card = load_own(MODEL).card
    assert ModelCard.from_json(DESCRIPTION.read_bytes()) == card


def test_the_shipped_model_is_the_pads_own_and_reads_what_its_card_says() -> None:
    network = load_own(MODEL)
    scores = score(network, load_mnist(Digitpad.validation))
    assert network.card.recipe == Digitpad.name
    assert network.card.ended == "all epochs"
    assert network.card.test_accuracy == scores.test
    assert network.card.validation_accuracy == scores.validation
    assert scores.test > 0.994
