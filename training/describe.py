"""Tells what a model file is: its card, its SHA-256 and its size, as JSON."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from statistics import mean
from typing import Any

from digitpad.atomic import write_bytes
from digitpad.card import ModelCard
from digitpad.errors import TrainingError
from digitpad.h5model import load_network


def describe(model: Path, beside: Sequence[Path] = ()) -> str:
    """The facts about a model file as JSON text.

    Args:
        model: An .h5 file.
        beside: Models of the same recipe and settings with other seeds. If there are
            any, the text says how far their accuracies are apart.

    Raises:
        ModelError: A file is no model that Digitpad reads.
        TrainingError: A model beside it differs in more than its seed.
    """
    network = load_network(model)
    facts: dict[str, Any] = {"sha256": network.sha256, "size": model.stat().st_size}
    everything = facts | asdict(network.card)
    if beside:
        cards = [network.card, *(load_network(path).card for path in beside)]
        everything["seeds"] = _compared(cards, [model, *beside])
    return json.dumps(everything, ensure_ascii=False, indent=1) + "\n"


def write_description(model: Path, out: Path, beside: Sequence[Path] = ()) -> None:
    """Write the facts about a model file, as `describe` tells them, to `out`.

    Raises:
        DigitpadError: The model cannot be read, or `out` not written.
    """
    text = describe(model, beside)
    try:
        write_bytes(out, text.encode())
    except OSError as error:
        raise TrainingError(
            "{path} could not be written ({reason}). Choose another place with --out.",
            path=out,
            reason=error.strerror,
        ) from error


def _compared(cards: Sequence[ModelCard], paths: Sequence[Path]) -> dict[str, Any]:
    """The accuracies of some runs, their mean, and their range."""
    for card, path in zip(cards[1:], paths[1:], strict=True):
        if _settings(card) != _settings(cards[0]):
            raise TrainingError(
                "{path} is not of the same recipe and settings as {model}. Compare "
                "models that differ in nothing but their seed.",
                path=path,
                model=paths[0],
            )
    told: dict[str, Any] = {"seeds": [card.seed for card in cards]}
    for name in ("validation_accuracy", "test_accuracy"):
        found = [getattr(card, name) for card in cards]
        if None in found:
            continue
        told[name] = found
        told[f"{name}_mean"] = round(mean(found), 6)
        told[f"{name}_range"] = round(max(found) - min(found), 6)
    return told


def _settings(card: ModelCard) -> tuple[str, dict[str, Any]]:
    """The recipe and what was set; which epoch was kept came of the run itself."""
    came = ("seed", "kept_epoch")
    return card.recipe, {k: v for k, v in card.hyperparameters.items() if k not in came}
