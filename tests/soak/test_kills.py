"""The short form of `kills.py`: ten kills, and a harness that sees a loss."""

import random
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

from kills import Tally, Victim, with_tests  # noqa: E402 (found only there)

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL"),
]


def test_ten_kills_lose_nothing() -> None:
    short = ["--kills", "10", "--operations", "adopt", "sample", "settings"]
    done = subprocess.run(
        [sys.executable, str(HERE / "kills.py"), *short],
        capture_output=True,
        text=True,
        env=with_tests({}),
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Nothing is lost." in done.stdout
    (row,) = [line for line in done.stdout.splitlines() if line.startswith("all ")]
    assert int(row.split()[1]) == 10


def test_a_loss_is_seen(tmp_path: Path) -> None:
    tally = Tally("sample")
    victim = Victim(tally, tmp_path, random.Random(1))
    victim.kill()
    while not tally.confirmed:
        victim.kill()
    assert tally.lost == []
    (tmp_path / "home" / "samples.sqlite3").unlink()
    victim.look()
    assert tally.lost
