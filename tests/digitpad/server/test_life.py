"""How the service changes its model, loses a worker, and ends."""

import json
import shutil
import signal
import threading
from collections.abc import Iterator
from pathlib import Path

import httpx
import psutil
import pytest
from serving import SEVEN, Service, model_of, service, until

from digitpad import models
from digitpad.paths import asset

SHIPPED = asset("mnist_cnn_model.h5")
SHA256 = json.loads(asset("mnist_cnn_model.json").read_bytes())["sha256"]


def waiting(served: Service) -> float:
    """The requests that wait in all workers, this one with them."""
    while True:
        try:
            text = served.client.get("/metrics").text
        except httpx.TransportError:  # the worker of this connection is gone
            continue
        return float(text.split("\ndigitpad_requests_waiting ")[1].split()[0])


def lives(process: psutil.Process) -> bool:
    """Whether a process runs, and is not only not yet buried."""
    try:
        return process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


class Asking:
    """Asks without a pause, in a thread of its own, until it is told to end."""

    def __init__(self, served: Service) -> None:
        self.answers: list[tuple[int, str]] = []
        self._served = served
        self._ends = threading.Event()
        self._thread = threading.Thread(target=self._ask)

    def __enter__(self) -> "Asking":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ends.set()
        self._thread.join()

    def _ask(self) -> None:
        with httpx.Client(base_url=self._served.url, timeout=60) as client:
            while not self._ends.is_set():
                answer = client.post("/v1/digit", json={"strokes": SEVEN})
                self.answers.append((answer.status_code, answer.json().get("model")))


def test_an_adopted_model_reads_and_no_request_is_lost(home: Path, other: Path) -> None:
    with service(home=home) as served, Asking(served) as asking:
        until(lambda: len(asking.answers) > 5)
        models.adopt(other)
        until(lambda: asking.answers[-1][1] != SHA256)
        models.restore_builtin()
        until(lambda: asking.answers[-1][1] == SHA256)
    assert {status for status, _ in asking.answers} == {200}


@pytest.mark.skipif(not hasattr(signal, "SIGHUP"), reason="this system has no SIGHUP")
@pytest.mark.parametrize("workers", ["1", "2"])
def test_after_sighup_the_model_is_read_again_and_no_request_is_lost(
    home: Path, other: Path, tmp_path: Path, workers: str
) -> None:
    model = tmp_path / "mine.h5"
    shutil.copy(SHIPPED, model)
    options = ("--model", str(model), "--workers", workers)
    with service(*options, home=home) as served, Asking(served) as asking:
        until(lambda: len(asking.answers) > 5)
        # Renamed over it: a file that is written slowly is refused until it is whole.
        shutil.copy(other, tmp_path / "next")
        (tmp_path / "next").rename(model)
        served.process.send_signal(signal.SIGHUP)
        until(lambda: asking.answers[-1][1] != SHA256)
    assert {status for status, _ in asking.answers} == {200}


def test_a_file_that_is_refused_changes_nothing(home: Path, tmp_path: Path) -> None:
    model = tmp_path / "mine.h5"
    shutil.copy(SHIPPED, model)
    with service("--model", str(model), home=home) as served:
        model.write_bytes(SHIPPED.read_bytes()[:1000])
        refused = 'digitpad_model_loads_total{outcome="refused"} 1.0'
        until(lambda: refused in served.client.get("/metrics").text)
        assert model_of(served) == SHA256
        assert served.ask("/v1/digit", json={"strokes": SEVEN}).json()["digit"] == 7
        shutil.copy(SHIPPED, model)
        loaded = 'digitpad_model_loads_total{outcome="loaded"} 1.0'
        until(lambda: loaded in served.client.get("/metrics").text)
        assert "the model before reads on: mine.h5: " in served.end()


def test_what_is_on_its_way_at_the_end_is_answered(home: Path) -> None:
    body = json.dumps({"strokes": SEVEN}).encode()
    head = (
        "POST /v1/digit HTTP/1.1\r\nHost: localhost\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    with service(home=home) as served, served.connect() as slow:
        slow.sendall(head.encode() + body[:5])
        waiting = "digitpad_requests_waiting 2.0"  # this one and the one that asks
        until(lambda: waiting in served.client.get("/metrics").text)
        served.client.close()
        served.process.send_signal(signal.SIGTERM)

        def refuses() -> bool:
            try:
                served.connect().close()
            except OSError:
                return True
            return False

        until(refuses)
        slow.sendall(body[5:])
        assert slow.recv(1 << 16).startswith(b"HTTP/1.1 200 OK")
        _, said = served.process.communicate(timeout=60)
        assert (served.process.returncode, said) == (0, "")


@pytest.fixture(params=["at a terminal", "in the background"])
def _started(request: pytest.FixtureRequest) -> Iterator[None]:
    """What is started from a script's background has SIGINT ignored."""
    is_ignored = request.param == "in the background"
    ours = signal.signal(
        signal.SIGINT, signal.SIG_IGN if is_ignored else signal.default_int_handler
    )
    yield
    signal.signal(signal.SIGINT, ours)


@pytest.mark.usefixtures("_started")
def test_ctrl_c_ends_it(home: Path) -> None:
    with service(home=home) as served:
        served.client.close()
        served.process.send_signal(signal.SIGINT)
        _, said = served.process.communicate(timeout=60)
        assert (served.process.returncode, said) == (130, "")


def test_a_worker_that_is_killed_is_replaced_and_none_outlives_the_end(
    home: Path,
) -> None:
    with service("--workers", "2", home=home) as served:
        parent = psutil.Process(served.process.pid)

        def workers() -> list[psutil.Process]:
            return [
                child
                for child in parent.children()
                if lives(child) and "spawn_main" in " ".join(child.cmdline())
            ]

        first = workers()
        assert len(first) == 2
        with served.connect() as one, served.connect() as other:
            for slow in (one, other):  # that wait in either, or both in one
                slow.sendall(
                    b"POST /v1/digit HTTP/1.1\r\nHost: localhost\r\n"
                    b"Content-Length: 9\r\n\r\n"
                )
            until(lambda: waiting(served) == 3)
            for worker in first:
                worker.kill()
            until(lambda: len(set(workers()) - set(first)) == 2)
        until(lambda: waiting(served) == 1)
        for _ in range(20):
            assert served.ask("/v1/digit", json={"strokes": SEVEN}).status_code == 200
        all_of_them = parent.children(recursive=True)
        served.end()
        until(lambda: not any(map(lives, all_of_them)))


def test_no_worker_outlives_whoever_started_it(home: Path) -> None:
    with service("--workers", "2", home=home) as served:
        workers = psutil.Process(served.process.pid).children(recursive=True)
        assert len([each for each in workers if lives(each)]) >= 2
        served.process.kill()
        until(lambda: not list(filter(lives, workers)))


def test_workers_count_together(home: Path) -> None:
    with service("--workers", "2", home=home) as served:
        for _ in range(30):
            httpx.post(served.url + "v1/digit", json={"strokes": SEVEN})
        line = 'digitpad_readings_total{kind="digit"} 30.0'
        assert line in served.client.get("/metrics").text.splitlines()
