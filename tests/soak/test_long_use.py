"""The short forms of `long_use.py` and `monkey.py`, as people start them."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

from gauges import Course, Sample  # noqa: E402 (found only there)
from kills import with_tests  # noqa: E402

pytestmark = pytest.mark.slow


def said_by(script: str, *options: str) -> str:
    """What a script prints that ends well."""
    done = subprocess.run(
        [sys.executable, str(HERE / script), *options],
        capture_output=True,
        text=True,
        env=with_tests({}),
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_a_hundred_strokes() -> None:
    # Too few for memory and time to say much: it must do what it says, and count.
    said = said_by("long_use.py", "--strokes", "100", "--readings", "2000", "--short")
    found = re.search(r"^([\d,]+) readings, (\d+) strokes", said, re.MULTILINE)
    assert found is not None
    assert int(found[1].replace(",", "")) >= 2000
    assert int(found[2]) >= 100


def test_two_rounds_of_retraining_leave_nothing() -> None:
    said = said_by("long_use.py", "--retrain-rounds", "2")
    assert "2 rounds of retraining were cancelled" in said
    assert "0 left a process" in said


def test_a_hundred_random_events() -> None:
    said = said_by("monkey.py", "--events", "100", "--busy")
    assert "no fault" in said


def samples(memory: list[float], work: list[float]) -> list[Sample]:
    pairs = enumerate(zip(memory, work, strict=True))
    return [Sample(100 * i, mb, 2 * ms, ms, 9.0) for i, (mb, ms) in pairs]


def test_growth_and_drift_are_seen_after_the_warm_up_alone() -> None:
    memory = [100.0, 180.0, *(200.0 + i for i in range(20))]
    course = Course.of(samples(memory, [9.0, 9.0, *[1.0] * 10, *[1.5] * 10]), 200)
    assert course.growth == pytest.approx(18.0)
    assert course.most == pytest.approx(18.5)
    assert course.own_drift == pytest.approx(1.5)
    assert course.wall_drift == pytest.approx(1.5)
