"""Starts the training program: `python -m training COMMAND ...`."""

import argparse
import sys
import traceback
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime

from digitpad.errors import DigitpadError
from digitpad.paths import log_file
from digitpad.progress import RunFailed
from training import arguments, console
from training.control import Control


def main() -> int:
    """Do what the command line asks.

    Returns:
        0 if all went well, 1 if not; wrong usage and Ctrl+C leave by themselves.
    """
    options = arguments.parser().parse_args()
    control = Control()
    control.catch_signals()
    if options.command == "card":
        return _finishing(console.silent, lambda: _describe(options))
    if options.control == "stdin":
        control.watch_stdin()
    tell = console.reports(options.progress)
    return _finishing(tell, lambda: _train(options, tell, control))


def _train(options: argparse.Namespace, tell: console.Report, control: Control) -> None:
    # Imported late: --help and a mistyped option need not wait for NumPy.
    from training import run

    run.train(arguments.request_of(options), tell, control)


def _describe(options: argparse.Namespace) -> None:
    from training import describe

    if options.out is None:
        sys.stdout.write(describe.describe(options.model))
    else:
        describe.write_description(options.model, options.out)


def _finishing(tell: console.Report, work: Callable[[], None]) -> int:
    """Do the work; say what went wrong, if anything did, in one sentence."""
    try:
        work()
    except DigitpadError as error:
        return _failed(str(error), tell)
    except BrokenPipeError:
        # Whoever read the progress is gone; so is the reason for the run.
        return 1
    # The one place that catches everything: the log has the details, the user a
    # sentence.
    except Exception as error:
        _log_traceback()
        return _failed(
            f"Training failed ({type(error).__name__}: {error}). "
            f"The details are in {log_file()}.",
            tell,
        )
    return 0


def _failed(sentence: str, tell: console.Report) -> int:
    sentence = " ".join(sentence.split())
    tell(RunFailed(sentence))
    sys.stderr.write(f"{sentence}\n")
    return 1


def _log_traceback() -> None:
    with suppress(OSError):
        log_file().parent.mkdir(parents=True, exist_ok=True)
        with log_file().open("a", encoding="utf-8") as log:
            log.write(f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S} training failed\n")
            traceback.print_exc(file=log)


if __name__ == "__main__":
    sys.exit(main())
