"""A stand-in for the training program's `compare`: a child that plays one part.

Usage: fake_comparison.py PART compare FIRST SECOND --data mnist-test --progress json
"""

import os
import signal
import sys
import threading

from digitpad.progress import ImagesRead, Message, ModelsCompared, RunFailed, to_line

PART, *ARGUMENTS = sys.argv[1:]


def say(message: Message) -> None:
    sys.stdout.write(to_line(message) + "\n")
    sys.stdout.flush()


def figures() -> ModelsCompared:
    return ModelsCompared(
        images=10_000,
        right=[9963, 9920],
        low=[0.9949, 0.9900],
        high=[0.9973, 0.9936],
        only_right=[[53] + [0] * 9, [10] + [0] * 9],
        different=70,
        p_value=2e-8,
        seconds=[0.2, 0.1],
        notes=[f"Asked: {' '.join([ARGUMENTS[0], *ARGUMENTS[3:]])}."],
    )


def whole() -> None:
    say(ImagesRead(5000, 10_000))
    say(figures())


def endless() -> None:
    say(ImagesRead(2500, 10_000))
    threading.Event().wait()


def refusing() -> None:
    say(RunFailed("MNIST is damaged: install Digitpad again."))
    sys.exit(1)


def killed() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def silent() -> None:
    sys.stderr.write("the last words\n")


globals()[PART]()
