"""How the service starts, changes its model, loses a worker, and ends."""

import asyncio
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import httpx
import psutil
import pytest
from serving import SEVEN, Service, service

from digitpad import models
from digitpad.paths import asset
from digitpad.server.watch import Watch, state_of

SHIPPED = asset("mnist_cnn_model.h5")
SHA256 = json.loads(asset("mnist_cnn_model.json").read_bytes())["sha256"]


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped model as another file: one byte longer, and so a stranger's."""
    path = tmp_path_factory.mktemp("models") / "other.h5"
    path.write_bytes(SHIPPED.read_bytes() + b"\0")
    return path


def started(*options: str, home: Path, **variables: str) -> tuple[int, str]:
    """Status and last words of a service that does not start."""
    done = subprocess.run(
        [sys.executable, "-m", "digitpad", "serve", *options],
        env=os.environ | {"DIGITPAD_HOME": str(home)} | variables,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.stdout == ""
    return done.returncode, done.stderr


def until(is_so: Callable[[], bool]) -> None:
    """Ask until it is so."""
    deadline = time.monotonic() + 60
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def model_of(served: Service) -> str:
    sha256: str = served.client.get("/health").json()["model"]
    return sha256


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


def test_another_machine_needs_a_token_or_a_word(home: Path) -> None:
    for host in ("0.0.0.0", "::"):
        status, said = started("--host", host, "--port", "0", home=home)
        assert status == 1
        assert "DIGITPAD_TOKEN" in said
        assert "--insecure" in said
        assert said.count("\n") == 1


def test_with_a_token_other_machines_are_let_in(home: Path) -> None:
    with service("--host", "0.0.0.0", "--token", "7", home=home) as served:
        asked = {"Host": "digits.example.org", "Authorization": "Bearer 7"}
        answer = served.ask("/v1/digit", json={"strokes": SEVEN}, headers=asked)
        assert answer.json()["digit"] == 7


def test_a_port_that_is_taken_is_told_of(home: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        status, said = started("--port", str(taken.getsockname()[1]), home=home)
    assert status == 1
    assert "choose others with --host and --port" in said


@pytest.mark.parametrize("workers", ["1", "2"])
def test_a_model_that_is_refused_is_told_of_once(
    home: Path, tmp_path: Path, workers: str
) -> None:
    bad = tmp_path / "bad.h5"
    bad.write_bytes(b"digits")
    status, said = started("--model", str(bad), "--workers", workers, home=home)
    assert status == 1
    assert said.startswith("digitpad: bad.h5: ")
    assert said.count("\n") == 1


@pytest.mark.parametrize(
    "option", [("--port", "70000"), ("--rate", "nan"), ("--workers", "0")]
)
def test_an_option_out_of_range_is_wrong_usage(
    home: Path, option: tuple[str, str]
) -> None:
    status, said = started(*option, home=home)
    assert status == 2
    assert "give a number from" in said


@pytest.mark.parametrize("token", ["7 ", "7\n", os.fsdecode(b"\xff")])
def test_a_token_that_no_request_can_bring_is_refused(home: Path, token: str) -> None:
    status, said = started(home=home, DIGITPAD_TOKEN=token)
    assert status == 1
    assert "take one of letters and digits" in said


def test_a_name_that_no_host_can_have_is_told_of(home: Path) -> None:
    status, said = started("--insecure", "--host", "a" * 70, home=home)
    assert status == 1
    assert "choose others with --host and --port" in said


@pytest.mark.parametrize("origin", ["*", "example.org", "https://example.org/"])
def test_an_origin_that_no_browser_sends_is_wrong_usage(
    home: Path, origin: str
) -> None:
    status, said = started("--cors", origin, home=home)
    assert status == 2
    assert "give an origin such as https://example.org" in said


def test_other_programs_counts_are_no_affair_of_its_own(home: Path) -> None:
    with service(home=home, PROMETHEUS_MULTIPROC_DIR="/dev/null") as served:
        assert served.client.get("/metrics").status_code == 200


def test_closed_standard_streams_are_no_matter(home: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = f'exec "{sys.executable}" -m digitpad serve --port {port} <&- >&-'
    process = subprocess.Popen(
        ["sh", "-c", command],
        env=os.environ | {"DIGITPAD_HOME": str(home)},
        stderr=subprocess.PIPE,
        text=True,
    )

    def answers() -> bool:
        try:
            return httpx.get(f"http://127.0.0.1:{port}/health").status_code == 200
        except httpx.TransportError:
            return process.poll() is not None

    with process:
        until(answers)
        process.terminate()
        assert process.communicate(timeout=60) == (None, "")
    assert process.returncode == 0


LOADING = """
import os, signal, sys
from digitpad.recognizer import Recognizer

load = Recognizer.load
Recognizer.load = lambda model: os.kill(os.getpid(), signal.{name}) or load(model)
from digitpad.cli import main
sys.exit(main(["serve", "--port", "0"]))
"""


def loading(name: str, home: Path) -> "subprocess.Popen[str]":
    """A service that gets a signal while it loads its model."""
    return subprocess.Popen(
        [sys.executable, "-c", LOADING.format(name=name)],
        env=os.environ | {"DIGITPAD_HOME": str(home)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_sigterm_ends_it_while_it_loads(home: Path) -> None:
    with loading("SIGTERM", home) as process:
        assert process.communicate(timeout=60) == ("", "")
    assert process.returncode == 0


def test_a_model_that_changes_while_it_is_loaded_is_loaded_again(
    home: Path, other: Path, tmp_path: Path
) -> None:
    model = tmp_path / "mine.h5"
    shutil.copy(SHIPPED, model)
    seen = state_of(str(model))
    taken: list[str] = []
    shutil.copy(other, model)

    async def watch() -> None:
        watch = Watch(
            str(model), lambda new: taken.append(new.network.sha256), print, seen
        )
        watching = asyncio.create_task(watch.run())
        while not taken:
            await asyncio.sleep(0.02)
        watching.cancel()

    asyncio.run(asyncio.wait_for(watch(), 60))
    assert taken[0] != SHA256


@pytest.mark.skipif(not hasattr(signal, "SIGHUP"), reason="this system has no SIGHUP")
def test_sighup_while_it_loads_is_no_end(home: Path) -> None:
    with loading("SIGHUP", home) as process:
        assert process.stdout is not None
        url = process.stdout.readline().split()[-1]
        assert httpx.get(url + "health").status_code == 200
        process.terminate()
        assert process.communicate(timeout=60) == ("", "")
    assert process.returncode == 0


def test_a_damaged_choice_is_told_of_and_the_built_in_model_reads(home: Path) -> None:
    home.mkdir()
    (home / "models").mkdir()
    models.choice_file().write_bytes(b"{")
    with service(home=home) as served:
        assert model_of(served) == SHA256
        assert "The built-in model reads" in served.end()


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
        assert not list(filter(lives, all_of_them))


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
