"""How the service starts, or says why it does not."""

import asyncio
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
from pathlib import Path

import httpx
import pytest
from serving import SEVEN, model_of, service, until

from digitpad import models
from digitpad.paths import asset
from digitpad.server.watch import Watch, state_of

SHIPPED = asset("mnist_cnn_model.h5")
SHA256 = json.loads(asset("mnist_cnn_model.json").read_bytes())["sha256"]


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


@pytest.mark.parametrize("token", ["7 ", "7\n", "voilà", os.fsdecode(b"\xff")])
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
