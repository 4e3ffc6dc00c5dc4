"""How a command ends: with a sentence for whoever reads, and an exit status."""

import sys
import traceback
from collections.abc import Callable, Collection
from contextlib import suppress
from datetime import UTC, datetime

from digitpad.errors import DigitpadError
from digitpad.paths import log_file
from digitpad.progress import RunFailed
from training import console
from training.control import INTERRUPTED
from training.report import PicturesError


def finishing(
    failure: str,
    work: Callable[[], None],
    tell: console.Report = console.silent,
    *,
    is_relayed: bool = False,
) -> int:
    """Do the work; say what went wrong, if anything did, in one sentence.

    Args:
        failure: What the unforeseen is called.
        work: What to do.
        tell: Hears of a failure too.
        is_relayed: Whoever hears `tell` says the sentence; it is not said here too.

    Returns:
        The exit status.
    """
    try:
        work()
    except PicturesError as error:
        # To tell of a failed run would mean that there is no model.
        return _failed(str(error), console.silent)
    except DigitpadError as error:
        return _failed(str(error), tell, error.listed, is_relayed=is_relayed)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read the progress is gone; so is the reason for the run.
        return 1
    # The one place that catches everything: the log has the details, the user a
    # sentence.
    except Exception as error:
        _log_traceback(failure)
        return _failed(
            f"{failure} ({type(error).__name__}: {error}). "
            f"The details are in {log_file()}.",
            tell,
            is_relayed=is_relayed,
        )
    return 0


def _failed(
    sentence: str,
    tell: console.Report,
    listed: Collection[str] = (),
    *,
    is_relayed: bool = False,
) -> int:
    sentence = _on_one_line(sentence)
    problems = "\n".join(map(_on_one_line, listed))
    # Whoever listened may be gone, and the disk that takes the words full.
    with suppress(OSError):
        tell(RunFailed(sentence, problems))
    if not is_relayed:
        with suppress(OSError):
            sys.stderr.write(f"{sentence}\n")
    return 1


def _on_one_line(text: str) -> str:
    return " ".join(text.split())


def _log_traceback(failure: str) -> None:
    with suppress(OSError):
        log_file().parent.mkdir(parents=True, exist_ok=True)
        with log_file().open("a", encoding="utf-8") as log:
            log.write(f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S} {failure}\n")
            traceback.print_exc(file=log)
