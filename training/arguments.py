"""The command line of the training program."""

import argparse
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path
from typing import Final, TypeVar

from training.config import RECIPES, Hyperparameters
from training.request import Request

MODEL_FILE: Final = "mnist_cnn_model.h5"

Number = TypeVar("Number", int, float)


def parser() -> argparse.ArgumentParser:
    """All commands and their options."""
    program = argparse.ArgumentParser(
        prog="python -m training",
        description="Trains the networks that Digitpad reads with.",
    )
    commands = program.add_subparsers(dest="command", required=True, metavar="COMMAND")
    _add_train(commands.add_parser("train", help="train a network on MNIST"))
    return program


def request_of(options: argparse.Namespace) -> Request:
    """What the options of `train` ask for."""
    known = {field.name for field in fields(Hyperparameters)}
    changes = {
        name: value
        for name, value in vars(options).items()
        if name in known and value is not None
    }
    return Request(
        out=options.out,
        recipe=options.recipe,
        changes=changes,
        start=options.start,
        compare=options.compare,
        limit=options.limit,
        threads=options.threads,
        plots=None,
    )


def _add_train(train: argparse.ArgumentParser) -> None:
    train.description = (
        "Train a network and save it whole, with its optimizer state and a card of "
        "how it was made, as one .h5 file."
    )
    _add_recipe(train)
    _add_files(train)
    _add_surroundings(train)


def _add_recipe(train: argparse.ArgumentParser) -> None:
    options = train.add_argument_group("recipe")
    options.add_argument("--recipe", choices=RECIPES)
    whole, share = _number(int, 1), _number(float, 0.01, 0.5)
    options.add_argument("--epochs", type=whole, metavar="N")
    options.add_argument("--batch-size", type=whole, metavar="N")
    options.add_argument("--learning-rate", type=_number(float, 1e-9, 10), metavar="X")
    options.add_argument("--patience", type=whole, metavar="N")
    options.add_argument("--validation", type=share, metavar="SHARE")
    options.add_argument("--seed", type=_number(int, 0, 2**32 - 1), metavar="N")


def _add_files(train: argparse.ArgumentParser) -> None:
    options = train.add_argument_group("files")
    options.add_argument("--out", type=_h5, default=Path(MODEL_FILE), metavar="FILE")
    options.add_argument("--from", type=Path, dest="start", metavar="FILE")
    options.add_argument("--compare", type=Path, metavar="FILE")


def _add_surroundings(train: argparse.ArgumentParser) -> None:
    options = train.add_argument_group("run")
    options.add_argument("--progress", choices=("bar", "json", "none"), default="bar")
    options.add_argument("--control", choices=("stdin",))
    options.add_argument("--limit", type=_number(int, 50, 60_000), metavar="N")
    options.add_argument("--threads", type=_number(int, 1, 1024), metavar="N")


def _number(
    kind: type[Number], least: Number, most: Number | None = None
) -> Callable[[str], Number]:
    """A converter for argparse that takes numbers within bounds."""

    def convert(text: str) -> Number:
        value = kind(text)
        if not (least <= value and (most is None or value <= most)):
            bounds = f"{least} or more" if most is None else f"{least} to {most}"
            raise argparse.ArgumentTypeError(f"{text} is not {bounds}")
        return value

    # Named in the message for what is no number at all.
    convert.__name__ = "number"
    return convert


def _h5(text: str) -> Path:
    """A converter for argparse: Keras chooses the format by the suffix."""
    if not text.endswith(".h5"):
        raise argparse.ArgumentTypeError(f"{text} does not end in .h5")
    return Path(text)
