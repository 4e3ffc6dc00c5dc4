"""Kills the program at random moments and looks whether anything is lost.

`python tests/soak/kills.py` kills 300 real processes with SIGKILL while they adopt
models, draw, save drawings, keep labelled ones, learn, choose settings and train; then
it prints a table and ends with 1 if anything was lost. After each kill the next process
opens everything anew with the program's own loaders: what was confirmed must be there,
and what was interrupted must be as before or as wanted, whole.

Half of the moments are a time after the beginning of an operation, the other half one
of the calls by which it changes files.
"""

import argparse
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from kills_in_training import killed_trainings
from own_models import make_model
from temporary_files import let_a_day_go_by, temporary_files

State = dict[str, Any]

TRAINING: Final = "train"
# Of 300.
KILLS: Final = {
    "adopt": 50, "draw": 40, "save": 40, "sample": 65, "learn": 45, "settings": 45,
    TRAINING: 15,
}  # fmt: skip
# What it shows last; all else is to stay for good.
_REMEMBERED: Final = {"draw": 4}
_TIMED_ONLY: Final = ("settings",)  # Qt changes that file, not Python
_MOST_BEFORE: Final = 3  # operations before the one that is interrupted
_LAST: Final = 6  # operations: a file of each kind is saved once more
_TESTS: Final = Path(__file__).parents[1]


@dataclass
class Tally:
    """What came of killing one kind of operation.

    Attributes:
        name: The operation.
        timed, at_calls: How many kills there were of either kind.
        confirmed: Operations that were told to be done.
        outcomes: What was found of those that were interrupted: "old", "new", or
            "between" where the kill came after one and before the next.
        lost: What was lost, in words.
        temporary: The most temporary files that were there at once.
        left: How many the program's next start did not remove.
    """

    name: str
    timed: int = 0
    at_calls: int = 0
    confirmed: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    lost: list[str] = field(default_factory=list)
    temporary: int = 0
    left: int = 0

    @property
    def kills(self) -> int:
        return self.timed + self.at_calls


class Victim:
    """Kills one kind of operation again and again, in one folder."""

    def __init__(self, tally: Tally, folder: Path, dice: random.Random) -> None:
        self._tally, self._folder, self._dice = tally, folder, dice
        self._state: State = {}
        self._begun: State = {}
        self._seconds = [0.05]
        self._calls = [8]

    def kill(self) -> None:
        """Start the program, look at what it finds, and kill it."""
        is_timed = self._tally.name in _TIMED_ONLY or self._dice.random() < 0.5
        before = self._dice.randint(0, _MOST_BEFORE)
        when = () if is_timed else (before, self._dice.randint(1, max(self._calls)))
        with self._started(*when) as child:
            lines = self._heard(child)
            for _ in range(before + 1):
                next(lines, None)
            if is_timed:
                typical = statistics.median(self._seconds)
                time.sleep(self._dice.uniform(0, 1.2 * typical))
                child.kill()
            # What it told before it died was told.
            for _ in lines:
                pass
        self._tally.timed += is_timed
        self._tally.at_calls += not is_timed
        # Whoever was about to be born with it is gone, too.
        there = temporary_files(self._folder)
        self._tally.temporary = max(self._tally.temporary, len(there))

    def look(self) -> None:
        """Start the program once more, and end it when it has done a little."""
        with self._started() as child:
            for _ in zip(range(_LAST), self._heard(child), strict=False):
                pass
            child.kill()

    @contextmanager
    def _started(self, *when: int) -> Iterator["subprocess.Popen[bytes]"]:
        program = Path(__file__).with_name("operations.py")
        name, seed = self._tally.name, self._dice.randrange(2**32)
        words = [program, name, self._folder, seed, *when]
        environment = {"DIGITPAD_HOME": str(self._folder / "home")}
        with (
            (self._folder / "stderr").open("wb") as errors,
            subprocess.Popen(
                [sys.executable, *map(str, words)],
                stdout=subprocess.PIPE,
                stderr=errors,
                env=with_tests(environment),
            ) as child,
        ):
            yield child
        if child.returncode != -9:
            words_left = (self._folder / "stderr").read_text().strip()
            self._tally.lost.append(f"it ended by itself: {words_left[-600:]}")

    def _heard(self, child: "subprocess.Popen[bytes]") -> Iterator[None]:
        """Take what it tells; yields at each beginning of an operation."""
        assert child.stdout
        began = time.monotonic()
        for line in child.stdout:
            # Killed while it told something: that was not told.
            if not line.endswith(b"\n"):
                return
            told = json.loads(line)
            if "found" in told:
                self._compare(told["found"])
            elif "done" in told:
                self._seconds.append(time.monotonic() - began)
                self._calls.append(told["calls"])
                self._confirm(told["done"])
            else:
                self._begun = told["begun"]
                began = time.monotonic()
                yield

    def _confirm(self, change: State) -> None:
        self._tally.confirmed += 1
        self._begun = {}
        self._state = known(self._state | change)
        most = _REMEMBERED.get(self._tally.name)
        if most is not None:
            self._state = dict(list(self._state.items())[-most:])

    def _compare(self, found: State) -> None:
        """Compare what is there with what was confirmed, and what was interrupted."""
        if self._tally.kills:
            wanted = known(self._state | self._begun)
            is_new = is_there(found, wanted)
            is_old = is_there(found, self._state)
            interrupted = "new" if is_new else "old"
            self._tally.outcomes[interrupted if self._begun else "between"] += 1
            invented = set(found) - set(wanted) - set(self._state)
            if not (is_new or is_old):
                self._tally.lost.append(f"{self._state} | {self._begun}: {found}")
            if invented and self._tally.name not in _REMEMBERED:
                self._tally.lost.append(f"nobody wanted {invented}")
        self._begun = {}
        if self._tally.name not in _REMEMBERED:
            self._state = found


def known(state: State) -> State:
    """A state without what was deleted."""
    return {key: value for key, value in state.items() if value is not None}


def is_there(found: State, wanted: State) -> bool:
    """Whether all that is wanted is there."""
    return all(found.get(key) == value for key, value in wanted.items())


def with_tests(environment: dict[str, str]) -> dict[str, str]:
    """The environment of a process that finds the program, and the tests' helpers."""
    folders = [Path(__file__).parent, _TESTS, _TESTS.parent]
    usual = {"QT_QPA_PLATFORM": "offscreen"} | dict(os.environ)
    return usual | environment | {"PYTHONPATH": os.pathsep.join(map(str, folders))}


def killed(name: str, kills: int, folder: Path, dice: random.Random) -> Tally:
    """Kill one kind of operation so many times."""
    tally = Tally(name)
    if name == TRAINING:
        tally.timed = kills
        killed_trainings(tally, kills, folder, dice)
        return tally
    (folder / "sources").mkdir()
    for seed in range(2):
        make_model(folder / "sources" / f"mine-{seed}.h5", seed=seed)
    victim = Victim(tally, folder, dice)
    while tally.kills < kills:
        victim.kill()
    old = let_a_day_go_by(folder)
    victim.look()
    tally.left = sum(path.exists() for path in old)
    return tally


def shares(kills: int, names: Sequence[str]) -> dict[str, int]:
    """How often to kill each, in the proportions of `KILLS`."""
    whole = sum(KILLS[name] for name in names)
    return {name: max(1, round(kills * KILLS[name] / whole)) for name in names}


def table(tallies: Sequence[Tally]) -> str:
    """What came of it."""
    heading = (
        "operation", "killed", "by time", "at a call", "confirmed", "between",
        "old", "new", "lost", "temporary", "left",
    )  # fmt: skip
    rows = [
        (
            t.name, t.kills, t.timed, t.at_calls, t.confirmed, t.outcomes["between"],
            t.outcomes["old"], t.outcomes["new"], len(t.lost), t.temporary, t.left,
        )
        for t in tallies
    ]  # fmt: skip
    counts = zip(*(row[1:] for row in rows), strict=True)
    rows.append(("all", *map(sum, counts)))
    return "\n".join(
        f"{first:<10}" + "".join(f"{each:>11}" for each in others)
        for first, *others in [heading, *rows]
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Kill, look, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=sum(KILLS.values()))
    parser.add_argument("--seed", type=int, default=28)
    parser.add_argument("--operations", nargs="+", default=list(KILLS), choices=KILLS)
    options = parser.parse_args(arguments)
    tallies = []
    begun = time.monotonic()
    for name, kills in shares(options.kills, options.operations).items():
        dice = random.Random(f"{options.seed} {name}")
        with tempfile.TemporaryDirectory() as folder:
            tallies.append(killed(name, kills, Path(folder), dice))
        print(f"{name}: {kills} kills, {time.monotonic() - begun:.0f} s", flush=True)
    print(table(tallies))
    problems = [f"{t.name}: {lost}" for t in tallies for lost in t.lost]
    print("\n".join(problems or ["Nothing is lost."]))
    return 1 if problems or any(t.left for t in tallies) else 0


if __name__ == "__main__":
    sys.exit(main())
