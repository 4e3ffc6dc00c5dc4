"""The short form of `readers.py`, and whether it would see a fault at all."""

import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="the readers work in forks with limits of Linux"
)

_SCRIPT = Path(__file__).with_name("readers.py")
_COUNT = 250

_PLANTED = """
import dataclasses, os, signal, sys, time
sys.path.append({tests!r})
from fuzz import reader_worker
from fuzz.reader_targets import TARGETS
from digitpad.errors import DigitpadError

reader_worker.SECONDS = 0.05

def planted(kind):
    def call(path):
        if kind == "raises":
            raise KeyError("planted")
        if kind == "kills":
            os.kill(os.getpid(), signal.SIGSEGV)
        if kind == "hangs":
            time.sleep(60)
        if kind == "prints":
            os.write(2, b"planted")
        if kind == "babbles":
            raise DigitpadError("two lines\\nand no full stop")
        return True
    return call

for kind in ("raises", "kills", "hangs", "prints", "babbles", "works"):
    target = dataclasses.replace(TARGETS[1], call=planted(kind))
    found = reader_worker.run(target, 2, 1)
    print(kind, len(found.faults), found.read)
"""


@pytest.mark.slow
def test_no_reader_meets_anything_that_it_does_not_refuse_in_a_sentence() -> None:
    run = subprocess.run(
        [sys.executable, str(_SCRIPT), "--count", str(_COUNT), "--seed", "7"],
        capture_output=True,
        text=True,
        timeout=250,
    )
    lines = run.stdout.splitlines()
    assert run.returncode == 0, run.stdout + run.stderr
    readers = [line for line in lines if f" {_COUNT} " in line]
    assert len(readers) == 19
    for line in readers:
        read, refused, faults = line[14:].replace(",", "").split()[1:4]
        # Damage that leaves nothing to read, or breaks nothing, tests little.
        assert int(read) > 0, line
        assert int(read) + int(refused) == _COUNT, line
        assert int(faults) == 0, line


@pytest.mark.slow
def test_the_fuzzer_sees_what_raises_kills_hangs_prints_and_babbles() -> None:
    code = _PLANTED.format(tests=str(_SCRIPT.parents[1]))
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=120
    )
    assert run.stdout.splitlines() == [
        "raises 2 0",
        "kills 2 0",
        "hangs 2 0",
        "prints 2 2",
        "babbles 2 0",
        "works 0 2",
    ], run.stderr
