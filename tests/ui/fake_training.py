"""A stand-in for the training program: a real child that plays one of several parts.

Usage: fake_training.py PART train --out FILE ... (as the window starts the real one)
"""

import os
import shutil
import signal
import sys
import threading
from dataclasses import replace
from pathlib import Path

from digitpad.paths import asset
from digitpad.progress import (
    STOP,
    BatchFinished,
    EpochFinished,
    Message,
    RunFailed,
    RunFinished,
    RunStarted,
    StageBegan,
    to_line,
)

EPOCHS = 2
BATCHES = 4
PART, *ARGUMENTS = sys.argv[1:]
OUT = Path(ARGUMENTS[ARGUMENTS.index("--out") + 1])


def say(message: Message) -> None:
    sys.stdout.write(to_line(message) + "\n")
    sys.stdout.flush()


def begin() -> None:
    say(StageBegan("Starting TensorFlow"))
    say(RunStarted("notebook", EPOCHS, BATCHES, 421_642))


def one_batch() -> None:
    say(BatchFinished(1, EPOCHS, 2, BATCHES, 0.5, 0.85, 100.0))


def one_epoch(epoch: int) -> None:
    seconds_left = 10.0 * (EPOCHS - epoch)
    say(EpochFinished(epoch, EPOCHS, 0.2, 0.94, 0.1, 0.97, 10.0, seconds_left))


def result(validation: float = 0.99) -> RunFinished:
    return RunFinished(
        path=str(OUT),
        epochs=EPOCHS,
        ended="all epochs",
        seconds=20.0,
        validation_images=12_000,
        validation_accuracy=validation,
        test_accuracy=0.98,
        current_validation_accuracy=0.985,
        current_test_accuracy=0.985,
    )


def finish(validation: float = 0.99) -> None:
    OUT.write_bytes(b"a model")
    say(result(validation))


def whole() -> None:
    begin()
    one_batch()
    one_epoch(1)
    one_epoch(2)
    finish()


def genuine() -> None:
    begin()
    one_epoch(1)
    shutil.copy(asset("mnist_cnn_model.h5"), OUT)
    say(result())


def own_hand() -> None:
    begin()
    one_epoch(1)
    OUT.write_bytes(b"a model")
    told = replace(result(), own_images=24, own_accuracy=0.95)
    say(replace(told, current_own_accuracy=0.875))


def worse() -> None:
    begin()
    one_epoch(1)
    finish(validation=0.97)


def obedient() -> None:
    begin()
    one_batch()
    (OUT.parent / "half a model").write_bytes(b"")
    if sys.stdin.readline().strip() == STOP:
        one_epoch(1)
        finish()


def patient() -> None:
    begin()
    one_epoch(1)
    say(BatchFinished(2, EPOCHS, 2, BATCHES, 0.5, 0.85, 5.0))
    if sys.stdin.readline().strip() == STOP:
        one_epoch(2)
        say(StageBegan("Reading the images"))
        finish()


def deaf() -> None:
    begin()
    (OUT.parent / "half a model").write_bytes(b"")
    threading.Event().wait()


def lingering() -> None:
    whole()
    threading.Event().wait()


def rubbish() -> None:
    begin()
    for line in (b"WARNING: something", b"\xff\xfe\x00", b"{}", b"[1]", b"x" * 200_000):
        sys.stdout.buffer.write(line + b"\n")
    sys.stdout.buffer.flush()
    one_epoch(1)
    finish()


def echo() -> None:
    say(StageBegan(" ".join(ARGUMENTS)))
    finish()


def crashing() -> None:
    begin()
    signal.raise_signal(signal.SIGTERM)


def killed() -> None:
    begin()
    os.kill(os.getpid(), signal.SIGKILL)


def silent() -> None:
    sys.stderr.write("the last words\n")


def boasting() -> None:
    begin()
    say(result())


def refusing() -> None:
    say(RunFailed("The disk is full: make room, then start again."))
    sys.exit(1)


globals()[PART]()
