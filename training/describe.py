"""Tells what a model file is: its card, its SHA-256 and its size, as JSON."""

import json
from dataclasses import asdict
from pathlib import Path

from digitpad.atomic import write_bytes
from digitpad.errors import TrainingError
from digitpad.h5model import load_network


def describe(model: Path) -> str:
    """The facts about a model file as JSON text.

    Raises:
        ModelError: The file is no model that Digitpad reads.
    """
    network = load_network(model)
    facts = {"sha256": network.sha256, "size": model.stat().st_size}
    everything = facts | asdict(network.card)
    return json.dumps(everything, ensure_ascii=False, indent=1) + "\n"


def write_description(model: Path, out: Path) -> None:
    """Write the facts about a model file to `out`.

    Raises:
        DigitpadError: The model cannot be read, or `out` not written.
    """
    text = describe(model)
    try:
        write_bytes(out, text.encode())
    except OSError as error:
        raise TrainingError(
            "{path} could not be written ({reason}). Choose another place with --out.",
            path=out,
            reason=error.strerror,
        ) from error
