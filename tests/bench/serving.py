"""Digitpad's service under load, beside a plain one of FastAPI and Keras' `predict`.

    python tests/bench/serving.py [--workers N] [--seconds S]

Both services read the same pictures of MNIST's test set with the same model, on this
machine, with the load generator on the same cores. Digitpad's must read drawings too,
stay quick at 70 % of its own peak, and refuse quickly when too many come at once.
"""

import argparse
import asyncio
import io
import json
import math
import signal
import socket
import statistics
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from load import Answers, closed_loop, open_loop, questions
from PIL import Image

from digitpad import mnist
from digitpad.paths import asset

MODEL = asset("mnist_cnn_model.h5")
ROUNDS = 3
CONNECTIONS = 8
MOST = 100_000  # questions in one go
CROWD = 320


def pictures() -> list[bytes]:
    """Some of MNIST's test images as PNG, ink on paper."""
    found = []
    for ink in mnist.load().test_ink[:200]:
        file = io.BytesIO()
        Image.fromarray(255 - ink).save(file, "PNG")
        found.append(file.getvalue())
    return found


def drawings() -> list[bytes]:
    """A 7 of fifty points as JSON, somewhat otherwise each time."""
    random = np.random.default_rng(1)
    across = np.linspace(0, 1, 20)
    down = np.linspace(0, 1, 30)
    bar = np.stack([200 * across, 0 * across], 1)
    leg = np.stack([200 - 120 * down, 300 * down], 1)
    return [
        json.dumps(
            {
                "strokes": [
                    (np.concatenate([bar, leg]) + random.normal(0, 3, (50, 2)))
                    .round(1)
                    .tolist()
                ]
            }
        ).encode()
        for _ in range(200)
    ]


@contextmanager
def service(*command: str | Path, port: int) -> Iterator[None]:
    """A service as a program of its own, from its first answer on."""
    child = subprocess.Popen([sys.executable, *map(str, command)])
    try:
        while True:
            try:
                socket.create_connection(("127.0.0.1", port)).close()
                break
            except OSError:
                if child.poll() is not None:
                    raise SystemExit("The service does not start.") from None
                time.sleep(0.05)
        yield
    finally:
        child.send_signal(signal.SIGTERM)
        child.wait()


def free_port() -> int:
    """A port on which nothing listens."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port: int = listening.getsockname()[1]
    return port


def fastest(port: int, asked: Sequence[bytes], seconds: float) -> Answers:
    """As many answers as eight connections get."""
    return asyncio.run(closed_loop(port, asked, CONNECTIONS, seconds, MOST))


def say(what: str, answers: Answers) -> None:
    """Print a line of the table."""
    print(
        f"{what:44}{answers.rate:8.1f} a second   median "
        f"{answers.percentile(0.5) * 1000:7.1f} ms   99 % in "
        f"{answers.percentile(0.99) * 1000:7.1f} ms   {dict(answers.statuses)}",
        flush=True,
    )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=8.0)
    given = parser.parse_args()
    ours, theirs = free_port(), free_port()
    asked = questions("/v1/digit", "image/png", pictures())
    asked_keras = questions("/predict", "image/png", pictures())
    asked_ink = questions("/v1/digit", "application/json", drawings())
    serve = ("-m", "digitpad", "serve", "--workers", given.workers, "--port", ours)
    keras = (Path(__file__).with_name("keras_service.py"), MODEL, theirs)
    with service(*serve, port=ours), service(*keras, port=theirs):
        fastest(theirs, asked_keras, 3)  # its first answers take longer
        ratios, rates = [], []
        for _ in range(ROUNDS):
            plain = fastest(theirs, asked_keras, given.seconds)
            say("plain FastAPI and Keras, pictures", plain)
            own = fastest(ours, asked, given.seconds)
            say("Digitpad, pictures", own)
            ratios.append(own.rate / plain.rate)
            ink = fastest(ours, asked_ink, given.seconds)
            say("Digitpad, drawings", ink)
            rates.append((own.rate, ink.rate))
    print(f"times the plain one's throughput: {statistics.median(ratios):.0f}")
    alone(serve, ours, asked, given.seconds)


def alone(
    serve: Sequence[object], port: int, asked: Sequence[bytes], seconds: float
) -> None:
    """What Digitpad's does at its peak, below it, and beyond."""
    with service(*map(str, serve), port=port):
        fastest(port, asked, 1)
        peak = statistics.median(
            fastest(port, asked, seconds).rate for _ in range(ROUNDS)
        )
        print(f"peak alone, pictures: {peak:.0f} a second")
        for _ in range(ROUNDS):
            say(
                "at 70 % of the peak",
                asyncio.run(open_loop(port, asked, 0.7 * peak, seconds, 64)),
            )
        crowd = asyncio.run(closed_loop(port, asked, CROWD, seconds, MOST))
        say(f"{CROWD} connections at once", crowd)
        refused = sorted(crowd.refused_after) or [math.nan]
        print(f"  refused: median {statistics.median(refused) * 1000:.1f} ms")
        began = time.perf_counter()
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/health") as answer:
            answer.read()
        print(f"  the next request: {(time.perf_counter() - began) * 1000:.1f} ms")
        say("eight connections after it", fastest(port, asked, seconds / 4))


if __name__ == "__main__":
    main()
