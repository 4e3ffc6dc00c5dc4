"""Folds on a Dask cluster: a real scheduler and two real workers on this machine."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import numpy as np
import pytest

Process = subprocess.Popen[str]
Cv = Callable[..., Process]

# A test's own cluster: no dashboards, and no nanny that would start a killed one anew.
SCHEDULER = ["scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard"]
WORKER = ["worker", "--nthreads", "1", "--no-nanny", "--no-dashboard"]


@pytest.fixture
def begin(tmp_path: Path) -> Iterator[Callable[..., Process]]:
    """Starts programs; what still runs at the end is killed."""
    home = {"DIGITPAD_HOME": str(tmp_path / "home")}
    with ExitStack() as running:

        def start(*command: str) -> Process:
            child = subprocess.Popen(
                [sys.executable, "-m", *command],
                cwd=tmp_path,
                env=os.environ | home,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
            )
            running.enter_context(child)
            running.callback(child.kill)
            return child

        yield start


def read_to(child: Process, words: str) -> str:
    """The first line of stderr with these words."""
    assert child.stderr
    for line in child.stderr:
        if words in line:
            return line
    raise AssertionError(f"{words!r} never came")


def cv(out: str, *options: str) -> list[str]:
    few = ["--folds", "3", "--limit", "240", "--epochs", "2", "--out", out]
    return ["training", "cv", *few, *options]


def answers(folder: Path) -> np.ndarray:
    with np.load(folder / "out_of_fold.npz") as found:
        return np.array(found["probabilities"])


@pytest.mark.skipif(os.name != "posix", reason="Windows has no SIGKILL")
def test_a_killed_worker_costs_time_and_changes_no_number(
    tmp_path: Path, begin: Callable[..., Process]
) -> None:
    scheduler = begin("dask", *SCHEDULER)
    line = read_to(scheduler, "Scheduler at:")
    address = line.split("Scheduler at:")[1].strip()
    workers = [begin("dask", *WORKER, address) for _ in range(2)]
    for worker in workers:
        read_to(worker, "Registered to:")
    there = begin(*cv("there", "--cluster", address))
    read_to(there, "epoch 1/2")
    workers[0].send_signal(signal.SIGKILL)
    out, errors = there.communicate()
    assert there.returncode == 0, errors
    assert "Report: there/report.html" in out
    here = begin(*cv("here", "--workers", "1"))
    out, errors = here.communicate()
    assert here.returncode == 0, errors
    assert np.array_equal(answers(tmp_path / "there"), answers(tmp_path / "here"))


def test_without_a_scheduler_a_sentence_says_what_to_do(
    begin: Callable[..., Process],
) -> None:
    child = begin(*cv("there", "--cluster", "tcp://127.0.0.1:1"))
    _, errors = child.communicate()
    assert child.returncode == 1
    assert "No Dask scheduler answers at tcp://127.0.0.1:1 (" in errors
    assert "Traceback" not in errors
