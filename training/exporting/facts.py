"""What an exported file says of itself, to people and to programs."""

import json
from typing import Any

from digitpad import __version__
from digitpad.h5model import Network
from digitpad.readings import DIGITS

Facts = dict[str, Any]  # JSON values


def facts_of(network: Network, *, as_trained: bool = False) -> Facts:
    """What whoever uses the file has to know.

    Args:
        network: The network in it.
        as_trained: The file holds the model as it was trained, and not with all that
            lies between a model input and Digitpad's probabilities.
    """
    trust, card = network.trust, network.card
    range_ = network.input_range if as_trained else "0..1"
    logits = as_trained and network.ends_in_logits
    no_digit = ["no digit"] * (network.classes - DIGITS)
    found = {
        "digitpad_version": __version__,
        "model_sha256": network.sha256,
        "recipe": card.recipe or None,
        "test_accuracy": card.test_accuracy,
        "input": "grey images of 28x28, float32, a digit as MNIST has it: its longer "
        "side 20 pixels, its centre of mass in the middle",
        "input_range": f"{range_}, from paper to ink",
        "output": "logits" if logits else "probabilities",
        "classes": [*map(str, range(DIGITS)), *no_digit],
        "temperature": trust.temperature,
        "temperature_applied": None if trust.temperature is None else not as_trained,
        # A higher probability of "no digit" refuses.
        "refusal_threshold": trust.refusal_threshold if no_digit else None,
    }
    return {name: value for name, value in found.items() if value is not None}


def as_texts(facts: Facts) -> dict[str, str]:
    """The facts as texts: what is none already, as JSON."""
    return {
        name: value if isinstance(value, str) else json.dumps(value)
        for name, value in facts.items()
    }
