"""A fold in a process of its own.

It gives its memory back, and its random numbers are nobody else's: in a process that it
shared, any other thread might draw from them.
"""

import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Final

import numpy as np

from digitpad import progress
from digitpad.errors import TrainingError
from digitpad.paths import TEMPORARY_VARIABLES
from digitpad.progress import RunFailed, StageBegan
from digitpad.retraining.command import PROGRAM
from training import console
from training.control import Control
from training.crossval.task import (
    Data,
    FoldResult,
    Plan,
    Tell,
    packed,
    train_fold,
    unpacked,
)
from training.finishing import finishing

Child = subprocess.Popen[bytes]

_PROGRAM: Final = (*PROGRAM[:-1], "training.crossval.child")


class Children:
    """The processes of some folds, which can be ended all at once."""

    def __init__(self) -> None:
        self._running: set[Child] = set()
        self._lock = threading.Lock()
        self._is_ended = False

    @contextmanager
    def started(self, command: Sequence[str], temporary: str) -> Iterator[Child]:
        """A new process, as long as the block lasts.

        Args:
            command: Program and arguments.
            temporary: The folder for its temporary files: killed, it leaves them.

        Raises:
            TrainingError: All were ended meanwhile.
        """
        # Under the lock: none can begin while the others are ended.
        with self._lock:
            if self._is_ended:
                raise TrainingError("The cross-validation was ended.")
            # Its stdin is open as long as this process lives: it ends when that does.
            child = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                env=os.environ | dict.fromkeys(TEMPORARY_VARIABLES, temporary),
            )
            self._running.add(child)
        with child:
            try:
                yield child
            finally:
                with self._lock:
                    self._running.discard(child)

    def end(self) -> None:
        """End them all; none begins any more."""
        with self._lock:
            self._is_ended = True
            for child in self._running:
                child.kill()


@contextmanager
def in_a_file(data: Data) -> Iterator[Path]:
    """The images in a file that children can read, as long as the block lasts."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "data.npz")
        np.savez(
            path,
            allow_pickle=False,
            ink=data.ink,
            labels=data.labels,
            test=data.test,
            copies=data.copies,
            facts=np.array([data.name, data.sha256]),
        )
        yield path


def train_in_child(
    path: Path, plan: Plan, fold: int, tell: Tell, children: Children
) -> FoldResult:
    """Train a fold in a fresh process and wait for it.

    Args:
        path: The images, as `in_a_file` writes them.
        plan: How to train.
        fold: Which fold, from 0.
        tell: Hears of the beginning, of batches and of every epoch.
        children: Has the process among it as long as it runs.

    Raises:
        TrainingError: The process ended without a result.
    """
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder, "result.npz")
        order = {"data": str(path), "plan": asdict(plan), "fold": fold, "out": str(out)}
        command = [*_PROGRAM, json.dumps(order)]
        with children.started(command, folder) as child:
            tell(fold, StageBegan("Starting TensorFlow"))
            failure = ""
            for line in child.stdout or ():
                message = progress.from_line(line)
                if isinstance(message, RunFailed):
                    failure = message.sentence
                else:
                    tell(fold, message)
            status = child.wait()
        if failure:
            raise TrainingError(
                "Fold {fold}: {sentence}", fold=fold + 1, sentence=failure
            )
        if status:
            raise TrainingError(
                "Fold {fold} ended without a result (status {status}){reason}: start "
                "the same command again; finished folds are kept.",
                fold=fold + 1,
                status=status,
                reason=", most likely because memory ran out" if status < 0 else "",
            )
        return unpacked(out.read_bytes())


def main() -> int:
    """Do what the one argument orders; its progress is told on stdout."""
    # Ctrl+C reaches the parent too, which then ends this.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Control().watch_stdin()
    order = json.loads(sys.argv[1])

    report = console.json_lines()

    def work() -> None:
        with np.load(order["data"], allow_pickle=False) as arrays:
            name, sha256 = arrays["facts"].tolist()
            parts = (arrays[part] for part in ("ink", "labels", "test", "copies"))
            data = Data(name, sha256, *parts)
        plan, fold = Plan(**order["plan"]), order["fold"]
        result = train_fold(data, plan, fold, lambda _fold, message: report(message))
        Path(order["out"]).write_bytes(packed(result))

    return finishing("A fold failed", work, report, is_relayed=True)


if __name__ == "__main__":
    sys.exit(main())
