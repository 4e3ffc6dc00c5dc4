"""The command line of the training program."""

import argparse
import os
from typing import Final

from digitpad.retraining.command import NAME_VARIABLE
from training.commands import (
    card,
    compare,
    cv,
    evaluate,
    explore,
    export,
    predict,
    train,
)

COMMANDS: Final = {
    "train": train,
    "evaluate": evaluate,
    "explore": explore,
    "compare": compare,
    "cv": cv,
    "predict": predict,
    "export": export,
    "card": card,
}


def parser() -> argparse.ArgumentParser:
    """All commands and their options."""
    program = argparse.ArgumentParser(
        prog=os.environ.get(NAME_VARIABLE, "python -m training"),
        description="Trains the networks that Digitpad reads with.",
    )
    commands = program.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, command in COMMANDS.items():
        command.add(commands.add_parser(name, help=command.HELP))
    return program
