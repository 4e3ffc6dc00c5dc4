"""Starts the training program as a child, in the same terminal."""

import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from typing import Final

# -P: a folder called "training" where the user happens to be is not ours.
PROGRAM: Final = (sys.executable, "-P", "-m", "training")
# Names the command in the training program's help, where it was not started itself.
NAME_VARIABLE: Final = "DIGITPAD_COMMAND"

# Sent to this process alone, where Ctrl+C reaches the child as well.
_PASSED_ON: Final = [
    getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)
]


def run_training(arguments: Sequence[str]) -> int:
    """Run `python -m training` with these arguments and wait for it.

    Returns:
        Its exit status.
    """
    environment = os.environ | {NAME_VARIABLE: "digitpad"}
    with subprocess.Popen([*PROGRAM, *arguments], env=environment) as child:
        # On Ctrl+C the child ends tidily and says so; we wait for it.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        for number in _PASSED_ON:
            signal.signal(number, lambda number, _frame: child.send_signal(number))
        status = child.wait()
    # A child ended by a signal has a negative status; shells add 128 to its number.
    return 128 - status if status < 0 else status
