"""Judges a model by labelled images: all the figures, and they as JSON."""

import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from time import perf_counter
from typing import Any, Final

import digitpad
from digitpad.h5model import Network
from training.answers import Answers, answers
from training.data.pool import Pool
from training.data.samples import Labels
from training.facts import now, processor
from training.figures.agreement import Agreement, agreement
from training.figures.mistakes import Places, worst
from training.figures.reliability import Reliability, reliability
from training.figures.seen import Seen, seen

JSON_FILE: Final = "evaluation.json"


@dataclass(frozen=True)
class Evaluation:
    """One model on some images.

    Attributes:
        model: The model's file.
        network: What is in it.
        pool: The images with their labels.
        answers: What the network answered.
        seen: Which of the images it may have trained on.
        seconds: That the network took to read them.
    """

    model: Path
    network: Network
    pool: Pool
    answers: Answers
    seen: Seen
    seconds: float

    @property
    def labels(self) -> Labels:
        """(n,), uint8, 0 to 9."""
        return self.pool.known_labels

    @cached_property
    def agreement(self) -> Agreement:
        """How often answers and labels agree."""
        return agreement(self.labels, self.answers.digits)

    @cached_property
    def agreement_on_new(self) -> Agreement | None:
        """The same on the images that are not MNIST's for training.

        None if all of them are, or none.
        """
        new = ~self.seen.in_mnist
        if new.all() or not new.any():
            return None
        return agreement(self.labels[new], self.answers.digits[new])

    @cached_property
    def reliability(self) -> Reliability:
        """How far its confidence can be trusted."""
        right = self.answers.digits == self.labels
        return reliability(self.answers.confidence, right)

    @cached_property
    def worst(self) -> Places:
        """Places of the surest mistakes."""
        return worst(self.answers, self.labels)


def evaluate(model: Path, network: Network, pool: Pool) -> Evaluation:
    """Let a network read labelled images."""
    started = perf_counter()
    found = answers(network, pool.ink)
    seconds = perf_counter() - started
    return Evaluation(model, network, pool, found, seen(pool, network.card), seconds)


def as_json(found: Evaluation) -> bytes:
    """All figures, for programs; shares are 0 to 1."""
    facts = {
        "model": _model(found),
        "data": [
            {"name": samples.name, "sha256": samples.sha256, "images": len(samples)}
            for samples in found.pool.sources
        ],
        **_agreement(found.agreement),
        "digits": [each._asdict() for each in found.agreement.digits],
        "mean_f1": found.agreement.mean_f1,
        "confusion": found.agreement.confusion.tolist(),
        "calibration": {
            "error": found.reliability.error,
            "excess": found.reliability.excess,
            "bins": [each._asdict() for each in found.reliability.bins],
        },
        "refused": int(found.answers.refused.sum()),
        "seen": _seen(found),
        "worst_mistakes": [_mistake(found, int(place)) for place in found.worst],
        "seconds": round(found.seconds, 3),
        "digitpad": digitpad.__version__,
        "processor": processor(),
        "date": now(),
    }
    text = json.dumps(facts, ensure_ascii=False, indent=1, allow_nan=False)
    return (text + "\n").encode("utf-8", "replace")


def _model(found: Evaluation) -> dict[str, Any]:
    card = found.network.card
    return {
        "file": found.model.name,
        "sha256": found.network.sha256,
        "description": found.network.description,
        "recipe": card.recipe,
        "seed": card.seed,
    }


def _agreement(found: Agreement) -> dict[str, Any]:
    return {
        "images": found.images,
        "right": found.right,
        "accuracy": found.accuracy,
        "interval_95": list(found.interval),
    }


def _seen(found: Evaluation) -> dict[str, Any]:
    by_model, new = found.seen.by_model, found.agreement_on_new
    return {
        "among_mnist_training_images": int(found.seen.in_mnist.sum()),
        "of_what_the_model_learnt_from": (
            None if by_model is None else int(by_model.sum())
        ),
        "of_mnist_test_images_the_model_learnt_from": found.seen.of_test,
        "without_mnist_training_images": None if new is None else _agreement(new),
    }


def _mistake(found: Evaluation, place: int) -> dict[str, Any]:
    return {
        "place": found.pool.place(place),
        "label": int(found.labels[place]),
        "digit": int(found.answers.digits[place]),
        "confidence": round(float(found.answers.confidence[place]), 6),
    }
