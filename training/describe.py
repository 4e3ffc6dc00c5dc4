"""Tells what a model file is: its card, its SHA-256 and its size, as JSON."""

import json
from dataclasses import asdict
from pathlib import Path

from digitpad.atomic import write_bytes
from digitpad.errors import ModelError
from training import saved


def describe(model: Path) -> str:
    """The facts about a model file as JSON text.

    Raises:
        ModelError: The file cannot be read.
    """
    try:
        card = saved.read_card(model)
        facts = {"sha256": saved.sha256(model), "size": model.stat().st_size}
    except OSError as error:
        raise ModelError(
            "{path} cannot be read as a model file. Name an .h5 file.", path=model
        ) from error
    return json.dumps(facts | asdict(card), ensure_ascii=False, indent=1) + "\n"


def write_description(model: Path, out: Path) -> None:
    """Write the facts about a model file to `out`.

    Raises:
        ModelError: The model cannot be read, or `out` not written.
    """
    text = describe(model)
    try:
        write_bytes(out, text.encode())
    except OSError as error:
        raise ModelError(
            "{path} could not be written ({reason}). Choose another place with --out.",
            path=out,
            reason=error.strerror,
        ) from error
