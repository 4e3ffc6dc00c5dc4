"""Folds on a Dask cluster: a real scheduler and two real workers on this machine."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import numpy as np
import psutil
import pytest

from digitpad.errors import TrainingError
from training.crossval.tls import Tls

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


def cluster(
    begin: Callable[..., Process], workers: int, *options: str
) -> tuple[str, list[Process]]:
    """A scheduler's address and its workers, once they know one another."""
    scheduler = begin("dask", *SCHEDULER, *options)
    address = read_to(scheduler, "Scheduler at:").split("Scheduler at:")[1].strip()
    running = [begin("dask", *WORKER, address, *options) for _ in range(workers)]
    for worker in running:
        read_to(worker, "Registered to:")
    return address, running


@pytest.mark.skipif(os.name != "posix", reason="Windows has no SIGKILL")
def test_a_killed_worker_costs_time_and_changes_no_number(
    tmp_path: Path, begin: Callable[..., Process]
) -> None:
    address, workers = cluster(begin, 2)
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


@pytest.mark.skipif(os.name != "posix", reason="Windows has no SIGINT")
def test_ended_by_its_user_it_leaves_no_fold_training(
    begin: Callable[..., Process],
) -> None:
    address, (worker,) = cluster(begin, 1)
    there = begin(*cv("there", "--cluster", address, "--epochs", "1000"))
    read_to(there, "epoch 1/1000")
    (fold,) = psutil.Process(worker.pid).children()
    there.send_signal(signal.SIGINT)
    there.communicate()
    assert there.returncode == 130
    fold.wait(20)
    assert worker.poll() is None


def test_without_a_scheduler_a_sentence_says_what_to_do(
    begin: Callable[..., Process],
) -> None:
    child = begin(*cv("there", "--cluster", "tcp://127.0.0.1:1"))
    _, errors = child.communicate()
    assert child.returncode == 1
    assert "No Dask scheduler answers at tcp://127.0.0.1:1 (" in errors
    assert "Traceback" not in errors


@pytest.fixture
def signed(tmp_path: Path) -> Path:
    """A folder with an authority's certificate, one signed by it, and their keys."""
    if shutil.which("openssl") is None:
        pytest.skip("certificates are made by openssl, which is not there")
    new = "req -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes"
    for command in (
        f"{new} -x509 -days 2 -subj /CN=authority -keyout ca.key -out ca.pem",
        f"{new} -subj /CN=machine -keyout key.pem -out request.pem",
        "x509 -req -days 2 -in request.pem -CA ca.pem -CAkey ca.key -CAcreateserial "
        "-out cert.pem",
    ):
        subprocess.run(
            ["openssl", *command.split()], cwd=tmp_path, check=True, capture_output=True
        )
    return tmp_path


def test_a_cluster_with_tls_trains_and_takes_nobody_without_it(
    begin: Callable[..., Process], signed: Path
) -> None:
    files = ["ca.pem", "--tls-cert", "cert.pem", "--tls-key", "key.pem"]
    address, _ = cluster(begin, 1, "--tls-ca-file", *files)
    assert address.startswith("tls://")
    few = ["--folds", "2", "--epochs", "1", "--cluster", address]
    own = ["--tls-ca", "ca.pem", "--tls-certificate", "cert.pem", "--tls-key"]
    child = begin(*cv("there", *few, *own, "key.pem"))
    out, errors = child.communicate()
    assert child.returncode == 0, errors
    assert "Report: there/report.html" in out
    stranger = begin(*cv("none", *few[:-1], address.replace("tls", "tcp")))
    _, errors = stranger.communicate()
    assert stranger.returncode == 1
    assert "No Dask scheduler answers at tcp://" in errors


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (
            ["--cluster", "tls://127.0.0.1:1", "--tls-ca", "ca.pem"],
            "tls://127.0.0.1:1 needs --tls-certificate and --tls-key too: name the ",
        ),
        (
            ["--cluster", "tcp://127.0.0.1:1", "--tls-key", "key.pem"],
            "tcp://127.0.0.1:1 is not encrypted, and --tls-key is given: begin the ",
        ),
        (["--tls-key", "key.pem"], "The options for TLS are those of a cluster: "),
        (["--cluster", "127.0.0.1"], "127.0.0.1 is no address of a Dask scheduler: "),
        (["--cluster", "tcp://h:x"], "tcp://h:x is no address of a Dask scheduler: "),
    ],
)
def test_options_that_do_not_go_together_are_refused_at_once(
    begin: Callable[..., Process], options: list[str], sentence: str
) -> None:
    child = begin(*cv("there", *options))
    _, errors = child.communicate()
    assert child.returncode == 1
    # Before the images are read: nothing else is told.
    assert errors.startswith(sentence)


def test_files_that_are_of_no_use_for_tls_are_refused(tmp_path: Path) -> None:
    (tmp_path / "text").write_text("no certificate")
    text, absent = tmp_path / "text", tmp_path / "absent"
    with pytest.raises(TrainingError, match="cannot be used for TLS"):
        Tls(text, text, text).security("tls://127.0.0.1:1")
    with pytest.raises(TrainingError, match="absent is no file: name a certificate"):
        Tls(text, absent, text).security("tls://127.0.0.1:1")
