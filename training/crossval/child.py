"""A fold in a process of its own.

It gives its memory back, and its random numbers are nobody else's: in a process that it
shared, any other thread might draw from them.
"""

import json
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Final

import numpy as np

from digitpad import progress
from digitpad.errors import TrainingError
from digitpad.progress import EpochFinished
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

# -P: a folder called "training" where the user happens to be is not ours.
_PROGRAM: Final = (sys.executable, "-P", "-m", "training.crossval.child")


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
            facts=np.array([data.name, data.sha256]),
        )
        yield path


def train_in_child(
    path: Path, plan: Plan, fold: int, tell: Tell, running: set[Child]
) -> FoldResult:
    """Train a fold in a fresh process and wait for it.

    Args:
        path: The images, as `in_a_file` writes them.
        plan: How to train.
        fold: Which fold, from 0.
        tell: Hears of every epoch.
        running: Has the process among it as long as it runs.

    Raises:
        TrainingError: The process ended without a result.
    """
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder, "result.npz")
        order = {"data": str(path), "plan": asdict(plan), "fold": fold, "out": str(out)}
        command = [*_PROGRAM, json.dumps(order)]
        # Its stdin is open as long as this process lives: it ends when that does.
        with subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        ) as child:
            running.add(child)
            try:
                for line in child.stdout or ():
                    message = progress.from_line(line)
                    if isinstance(message, EpochFinished):
                        tell(fold, message)
                status = child.wait()
            finally:
                running.discard(child)
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
    """Do what the one argument orders; epochs are told on stdout."""
    # Ctrl+C reaches the parent too, which then ends this.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Control().watch_stdin()
    order = json.loads(sys.argv[1])

    def tell(_fold: int, message: EpochFinished) -> None:
        sys.stdout.write(f"{progress.to_line(message)}\n")
        sys.stdout.flush()

    def work() -> None:
        with np.load(order["data"], allow_pickle=False) as arrays:
            name, sha256 = arrays["facts"].tolist()
            data = Data(name, sha256, arrays["ink"], arrays["labels"], arrays["test"])
        result = train_fold(data, Plan(**order["plan"]), order["fold"], tell)
        Path(order["out"]).write_bytes(packed(result))

    return finishing("A fold failed", work)


if __name__ == "__main__":
    sys.exit(main())
