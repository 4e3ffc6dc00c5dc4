"""Converters for argparse that several commands share."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

# What takes options: a parser, or a group of it.
Options = argparse._ActionsContainer
Number = TypeVar("Number", int, float)


def number(
    kind: type[Number], least: Number, most: Number | None = None
) -> Callable[[str], Number]:
    """A converter for argparse that takes numbers within bounds."""

    def convert(text: str) -> Number:
        value = kind(text)
        # Written so that NaN is refused too.
        if not (least <= value and (most is None or value <= most)):
            bounds = f"{least} or more" if most is None else f"from {least} to {most}"
            raise argparse.ArgumentTypeError(f"{text} is not {bounds}")
        return value

    # argparse names the converter when the text is no number at all.
    convert.__name__ = "number" if kind is float else "whole number"
    return convert


def h5(text: str) -> Path:
    """A converter for argparse: Keras chooses the format by the suffix."""
    # A name that is all suffix has none to Python.
    if Path(text).suffix != ".h5":
        raise argparse.ArgumentTypeError(f"{text} does not end in .h5")
    return Path(text)
