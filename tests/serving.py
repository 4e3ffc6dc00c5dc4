"""The real service as a program of its own, for tests that ask it."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Timer
from typing import Any

import httpx

SEVEN = [[[10, 10], [60, 10], [30, 90]]]


@dataclass(frozen=True)
class Service:
    """A service that answers.

    Attributes:
        process: The program.
        url: Where it answers.
        client: Asks it.
    """

    process: "subprocess.Popen[str]"
    url: str
    client: httpx.Client

    @property
    def port(self) -> int:
        """Where it listens."""
        port = httpx.URL(self.url).port
        assert port is not None
        return port

    def ask(self, path: str, **what: Any) -> httpx.Response:
        """POST something; `json`, `content`, `files` and `headers` are httpx's."""
        return self.client.post(path, **what)

    def connect(self) -> socket.socket:
        """A bare connection."""
        return socket.create_connection(("127.0.0.1", self.port), timeout=30)

    def end(self) -> str:
        """End it; what it has said on stderr."""
        self.process.send_signal(signal.SIGTERM)
        _, said = self.process.communicate(timeout=60)
        assert self.process.returncode == 0
        return said


@contextmanager
def service(*options: str, home: Path, **variables: str) -> Iterator[Service]:
    """Start `digitpad serve` on a free port, and end it; it says nothing unasked."""
    process = subprocess.Popen(
        [sys.executable, "-m", "digitpad", "serve", "--port", "0", *options],
        env=os.environ | {"DIGITPAD_HOME": str(home)} | variables,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    watchdog = Timer(60, process.kill)
    watchdog.start()
    assert process.stdout is not None
    line = process.stdout.readline()
    watchdog.cancel()
    if not line.startswith("Digitpad serves at http://"):
        _, said = process.communicate()
        raise AssertionError(f"it does not serve: {line}{said}")
    url = line.split()[-1]
    try:
        with httpx.Client(base_url=url, timeout=60) as client:
            yield Service(process, url, client)
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
            _, said = process.communicate(timeout=60)
            assert not said, said
            assert process.returncode == 0
    finally:
        process.kill()
        process.wait()
        for stream in (process.stdout, process.stderr):
            if stream is not None:
                stream.close()


def until(is_so: Callable[[], bool]) -> None:
    """Ask until it is so."""
    deadline = time.monotonic() + 60
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def model_of(served: Service) -> str:
    """The SHA-256 of the model that reads."""
    sha256: str = served.client.get("/health").json()["model"]
    return sha256
