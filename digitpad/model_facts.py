"""What a model's file says of it, as names and values: for people and programs."""

from datetime import datetime
from math import isfinite
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Protocol

from digitpad.card import ModelCard
from digitpad.printable import printable
from digitpad.readings import DIGITS
from digitpad.retraining.outcome import per_cent
from digitpad.retraining.record import in_words
from digitpad.words import Phrase, mark

if TYPE_CHECKING:
    from digitpad.library import KeptModel

Fact = tuple[str, str]

FILE: Final = mark("File")
SHA256: Final = mark("SHA-256")

_LONGEST: Final = 80  # characters of a stranger's text
_TOLD: Final = {"keras": "Keras", "tensorflow": "TensorFlow"}


class DescribedModel(Protocol):
    """What tells of a model: its card, whether it is calibrated, and its file."""

    @property
    def card(self) -> ModelCard: ...  # noqa: D102

    @property
    def calibrated(self) -> bool: ...  # noqa: D102

    @property
    def path(self) -> Path: ...  # noqa: D102


def model_facts(model: DescribedModel) -> list[Fact]:
    """What a model's file says of it; figures that are not known are left out."""
    return [(name, value) for name, value in every_fact(model) if value]


def every_fact(model: DescribedModel) -> list[Fact]:
    """The same facts for every model; the value of what is not known is empty."""
    card = model.card
    return [
        (mark("Recipe"), _shortened(card.recipe)),
        (mark("Test images read"), _share(card.test_accuracy)),
        (mark("Validation images read"), _share(card.validation_accuracy)),
        (mark("Epochs"), _count(epochs(card))),
        (mark("Seed"), _count(card.seed)),
        (mark("Trained"), printable(card.date[:16].replace("T", " "))),
        (mark("Took"), _duration(card.seconds)),
        (mark("Trained with"), _versions(card.versions)),
        (mark("Confidence"), _calibrated(model)),
        (FILE, printable(str(model.path))),
    ]


def as_facts(model: "KeptModel") -> dict[str, Any]:
    """All that is known of a model, for programs; shares are 0 to 1."""
    card = model.card
    return {
        "name": model.name,
        "file": str(model.path),
        "built_in": model.is_builtin,
        "sha256": model.sha256 or None,
        "recipe": card.recipe,
        "date": card.date,
        "seed": card.seed,
        "epochs": epochs(card),
        "validation_accuracy": card.validation_accuracy,
        "test_accuracy": card.test_accuracy,
        "classes": model.classes or None,
        "calibrated": model.calibrated,
        "description": model.description,
        "problem": model.problem or None,
    }


def epochs(card: ModelCard) -> int | None:
    """How many epochs the training had; None where the card does not say."""
    # A stranger's card may hold anything that JSON can.
    losses: object = card.history.get("loss")
    return len(losses) if isinstance(losses, list) else None


def answers_of(classes: int) -> str:
    """What a network with so many classes may answer."""
    none = Phrase("ten digits and “no digit”")
    return Phrase("ten digits") if classes == DIGITS else none


def day(card: ModelCard) -> str:
    """The day on which training ended, "2026-11-29"; empty if it is not known."""
    try:
        return datetime.fromisoformat(card.date).date().isoformat()
    except ValueError:
        return ""


def _calibrated(model: DescribedModel) -> str:
    return Phrase("calibrated") if model.calibrated else Phrase("not calibrated")


def _share(accuracy: float | None) -> str:
    return "" if accuracy is None else per_cent(accuracy)


def _shortened(text: str) -> str:
    return printable(text[:_LONGEST])


def _count(number: int | None) -> str:
    return "" if number is None else str(number)


def _duration(seconds: float | None) -> str:
    return "" if seconds is None or not isfinite(seconds) else in_words(seconds)


def _versions(versions: dict[str, str]) -> str:
    return ", ".join(
        f"{_TOLD[name]} {_shortened(versions[name])}"
        for name in _TOLD
        if name in versions
    )
