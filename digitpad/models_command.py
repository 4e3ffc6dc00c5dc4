"""`digitpad models`: lists the kept models, and changes which are kept and used."""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from digitpad import library, models
from digitpad.errors import ModelError
from digitpad.library import KeptModel
from digitpad.model_facts import (
    FILE,
    SHA256,
    answers_of,
    as_facts,
    day,
    epochs,
    every_fact,
)
from digitpad.printable import aligned, printable
from digitpad.recognizer import CHOICE_LOST, changed
from digitpad.retraining.outcome import per_cent

if TYPE_CHECKING:
    import argparse

_HEADINGS: Final = (
    "", "NAME", "RECIPE", "TEST", "VALIDATION", "EPOCHS", "SEED", "DATE", "ANSWERS",
    "CALIBRATED", "SHA-256",
)  # fmt: skip
_MARK: Final = "*"
_SHORT: Final = 8  # digits of a SHA-256


def run(options: "argparse.Namespace") -> int:
    """Do what the command line asks of the library.

    Returns:
        The exit status.

    Raises:
        ModelError: A model is not found or refused, or a file cannot be changed.
    """
    match options.action:
        case "adopt":
            _adopt(library.find(options.model))
        case "compare":
            return _compare(options)
        case "remove":
            _remove(library.find_kept(options.model), is_sure=options.yes)
        case "restore":
            _adopt(models.builtin_model())
        case _:
            _list(as_json=options.json)
    return 0


def _list(*, as_json: bool) -> None:
    kept = library.kept_models()
    reading = library.reading_model(kept)
    _tell_of_choice(reading)
    if as_json:
        told = [as_facts(model) | {"in_use": model is reading} for model in kept]
        _say_json(told)
        return
    rows = [_row(model, is_in_use=model is reading) for model in kept]
    _say(aligned([_HEADINGS, *rows]) + f"{_MARK} the model in use\n")


def _tell_of_choice(reading: KeptModel | None) -> None:
    """Say it if another model reads than the one that was chosen."""
    notice = CHOICE_LOST if models.is_choice_lost() else ""
    if reading is not None and models.is_changed(reading.path, reading.sha256):
        notice = changed(reading.path)
    if notice:
        sys.stderr.write(f"digitpad: {notice}\n")


def _row(model: KeptModel, *, is_in_use: bool) -> list[str]:
    mark = _MARK if is_in_use else ""
    if model.problem:
        chosen = "the chosen one; " if model.is_chosen else ""
        return [mark, model.name, f"{chosen}cannot be read: {model.problem}"]
    card = model.card
    return [
        mark,
        model.name,
        printable(card.recipe[:40]) or "–",
        per_cent(card.test_accuracy),
        per_cent(card.validation_accuracy),
        _count(epochs(card)),
        _count(card.seed),
        day(card) or "–",
        str(model.classes),
        "yes" if model.calibrated else "no",
        model.sha256[:_SHORT],
    ]


def _adopt(path: Path) -> None:
    if models.is_builtin(path):
        models.restore_builtin()
        _say("The built-in model reads now; the others are kept.\n")
        return
    _say(f"{library.name_of(models.adopt(path))} reads now.\n")


def _remove(path: Path, *, is_sure: bool) -> None:
    library.refuse_removal(path)
    name = library.name_of(path)
    if not is_sure and not _agrees(name):
        _say(f"{name} stays.\n")
        return
    where = printable(str(library.remove(path)))
    _say(f"{name} is removed; its file is kept as {where}\n")


def _agrees(name: str) -> bool:
    """Whether the person at the terminal wants a model removed."""
    if sys.stdin is None or not sys.stdin.isatty():
        raise ModelError(
            "There is no terminal to ask at: add --yes to remove {name}.", name=name
        )
    sys.stderr.write(f"Remove {name}? [y/N] ")
    sys.stderr.flush()
    return sys.stdin.readline().strip().lower() in ("y", "yes")


def _compare(options: "argparse.Namespace") -> int:
    paths = [library.find(name) for name in (options.first, options.second)]
    if options.data and options.json:
        return _judge(paths, options)
    found = [library.look_at(path) for path in paths]
    for model in found:
        if model.problem:
            raise ModelError("{problem}", problem=model.problem)
    if options.json:
        _say_json([as_facts(model) for model in found])
        return 0
    _say(_cards(*found))
    return _judge(paths, options) if options.data else 0


def _judge(paths: list[Path], options: "argparse.Namespace") -> int:
    """Let the training program read the images: the readers of data are there."""
    from digitpad.retraining.command import run_training

    sys.stdout.flush()
    json_wanted = ["--json"] if options.json else []
    files = [str(path.absolute()) for path in paths]
    return run_training(["compare", *files, *json_wanted, "--data", *options.data])


def _cards(first: KeptModel, second: KeptModel) -> str:
    """What the files of two models say, side by side."""
    rows = [
        ("", first.name, second.name),
        ("Network", first.description, second.description),
        ("Answers", answers_of(first.classes), answers_of(second.classes)),
    ]
    pairs = zip(every_fact(first), every_fact(second), strict=True)
    rows += [
        (name, one or "–", two or "–")
        for (name, one), (_, two) in pairs
        if name != FILE  # which would push the columns apart
    ]
    return aligned([*rows, (SHA256, first.sha256[:_SHORT], second.sha256[:_SHORT])])


def _count(number: int | None) -> str:
    return "–" if number is None else str(number)


def _say_json(told: object) -> None:
    _say(json.dumps(told, ensure_ascii=True, indent=1, allow_nan=False) + "\n")


def _say(text: str) -> None:
    sys.stdout.write(text)
    sys.stdout.flush()
