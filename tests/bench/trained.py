"""Runs the training program and the programs it is compared with, and measures them."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from digitpad.paths import asset


@dataclass(frozen=True)
class Run:
    """What a training came to.

    Attributes:
        seconds: Of the fit.
        accuracy: On MNIST's test set.
        megabytes: Peak of its memory.
    """

    seconds: float
    accuracy: float
    megabytes: float


def trained(*options: str) -> Run:
    """One run of `python -m training train` on MNIST."""
    with tempfile.TemporaryDirectory() as folder:
        command = [
            *(sys.executable, "-m", "training", "train", *options),
            *("--no-plots", "--progress", "json", "--out", str(Path(folder, "m.h5"))),
        ]
        child = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert child.stdout
        last = [json.loads(line) for line in child.stdout][-1]
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode or last["event"] != "run_finished":
        raise SystemExit(f"the run failed: {' '.join(command)}")
    return Run(last["seconds"], last["test_accuracy"], usage.ru_maxrss / 1024)


def lines_of(reference: Path, *options: str) -> Iterator[dict[str, Any]]:
    """What a reference program prints, one JSON object a line, on the same MNIST."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, reference.absolute(), asset("mnist.npz"), *options]
        with subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
            cwd=folder,
        ) as child:  # fmt: skip
            assert child.stdout
            try:
                for line in child.stdout:
                    yield json.loads(line)
            finally:
                child.kill()


def seconds_of_folds(reference: Path, folds: int) -> float:
    """What a fold of the reference's cross-validation takes: the mean of the first."""
    with closing(lines_of(reference)) as lines:
        found = [next(lines)["seconds"] for _ in range(folds)]
    return float(found[-1]) / folds


def mean(values: Sequence[float]) -> float:
    """Their mean."""
    return sum(values) / len(values)
