"""Starts the training program: `python -m training COMMAND ...`."""

import argparse
import sys

from digitpad.errors import DigitpadError
from digitpad.progress import RunFailed
from training import arguments, backend, console
from training.control import Control


def main() -> int:
    """Do what the command line asks.

    Returns:
        0 if all went well, 1 if not; wrong usage and Ctrl+C leave by themselves.
    """
    options = arguments.parser().parse_args()
    control = Control()
    control.catch_signals()
    if options.control == "stdin":
        control.watch_stdin()
    return train(options, control)


def train(options: argparse.Namespace, control: Control) -> int:
    """Run `train`."""
    backend.quieten()
    report = _reports(options.progress)
    # Imported late: --help and a mistyped option need not wait for NumPy.
    from training import run

    try:
        run.train(arguments.request_of(options), report, control)
    except DigitpadError as error:
        report(RunFailed(str(error)))
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


def _reports(kind: str) -> console.Report:
    if kind == "json":
        return console.json_lines()
    return console.silent if kind == "none" else console.Bar()


if __name__ == "__main__":
    sys.exit(main())
