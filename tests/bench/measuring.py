"""What the benchmarks share: rows of a table, children measured by time and memory."""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """One line of the table: what was measured, what was asked, what was found."""

    what: str
    asked: str
    found: str


@dataclass(frozen=True)
class Cost:
    """What a child process took from its start to its end."""

    seconds: float
    megabytes: float


def cost_of(code: str) -> Cost:
    """Run Python code in a fresh process and measure it, imports and all."""
    environment = os.environ | {
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "QT_QPA_PLATFORM": "offscreen",
    }
    # An installed program is compiled once, and so is this checkout's.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    begun = time.perf_counter()
    child = subprocess.Popen(
        [sys.executable, "-c", code], env=environment, stderr=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(child.pid, 0)
    seconds = time.perf_counter() - begun
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise SystemExit(f"the measured program failed:\n{code}")
    return Cost(seconds, usage.ru_maxrss / 1024)


def paired_costs(ours: str, theirs: str, rounds: int) -> tuple[list[Cost], list[Cost]]:
    """Measure two programs in turn, so that a busy moment meets both."""
    cost_of(ours), cost_of(theirs)  # compiled and in the file cache from here on
    pairs = [(cost_of(ours), cost_of(theirs)) for _ in range(rounds)]
    return [pair[0] for pair in pairs], [pair[1] for pair in pairs]


def median_ratio(upper: Sequence[float], lower: Sequence[float]) -> float:
    """The median of the ratios of values measured side by side."""
    return statistics.median(u / b for u, b in zip(upper, lower, strict=True))


def seconds_each(action: Callable[[], object], times: int) -> float:
    """The median time of one call."""
    return statistics.median(_timed(action) for _ in range(times))


def _timed(action: Callable[[], object]) -> float:
    begun = time.perf_counter()
    action()
    return time.perf_counter() - begun


def print_table(rows: Iterator[Row]) -> None:
    """Print rows as Markdown, each as soon as it is measured."""
    print("| what | asked | measured |\n| --- | --- | --- |", flush=True)
    for row in rows:
        print(f"| {row.what} | {row.asked} | {row.found} |", flush=True)
