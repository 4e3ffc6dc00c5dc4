"""Damage model files in thousands of ways: none may reach the window or the server.

    python tests/fuzz/h5_files.py                  # 20,000 files, some 20 minutes
    python tests/fuzz/h5_files.py 60 --cuts 400 --real 2 --own-seeds

Half of the mutations lie within the metadata of HDF5. Each file is opened as the window
opens it: the reading process with its limits, its reply, the graph, a reading of a
blank and of a digit; one that can be read is read in the opening process, too, as an
adopted model is. What ends the reading process is counted and does no harm. A fault is
what ends or stops the opening process, raises something else than a sentence, answers
no probabilities, takes more than 500 MB in either process or five seconds of the
processor in both. The exit status is 1 if there is one.
Memory is measured as Linux tells it.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import threading
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from h5_mutations import Mutations
from h5_seeds import write_seeds
from h5_window import FAULT, READ, REFUSED

MOST_MEGABYTES: Final = 500
MOST_SECONDS: Final = 5

_HANGS_AFTER: Final = 60  # seconds; the machine may be busy
_PROGRESS: Final = 1000
_SLOW: Final = "takes more than"
_WINDOW: Final = Path(__file__).with_name("h5_window.py")


@dataclass
class Table:
    """What is counted."""

    kinds: Counter[tuple[str, str]] = field(default_factory=Counter)
    children: Counter[str] = field(default_factory=Counter)
    megabytes: float = 0.0
    child_megabytes: float = 0.0
    seconds: float = 0.0
    child_seconds: float = 0.0
    both_seconds: float = 0.0
    compared: int = 0
    done: int = 0
    asked: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)
    faults: list[str] = field(default_factory=list)

    def add(self, found: dict[str, Any], really: bool) -> None:
        """Count one file, or one that the real reading process has read."""
        self.done += 1
        if self.done % _PROGRESS == 0:
            _say(f"{self.done:,} of {self.asked:,}, {len(self.faults)} faults")
        if really:
            self.compared += 1
            return
        child = found["child"]
        seconds, child_seconds = found["seconds"], child.get("seconds", 0.0)
        self.kinds[found["where"], found["kind"]] += 1
        self.children[_end_of(child)] += 1
        self.megabytes = max(self.megabytes, found["megabytes"])
        self.child_megabytes = max(self.child_megabytes, child.get("megabytes", 0.0))
        self.seconds = max(self.seconds, seconds)
        self.child_seconds = max(self.child_seconds, child_seconds)
        self.both_seconds = max(self.both_seconds, seconds + child_seconds)

    def __str__(self) -> str:
        places = ("metadata", "anywhere", "cut")
        rows = [("", *places)] + [
            (kind, *(f"{self.kinds[place, kind]:,}" for place in places))
            for kind in (REFUSED, READ, FAULT)
        ]
        lines = [f"{row[0]:28}" + "".join(f"{n:>10}" for n in row[1:]) for row in rows]
        lines.append("the reading process")
        lines += [f"  {end:26}{n:>10,}" for end, n in self.children.most_common()]
        lines += [
            f"most memory: {self.child_megabytes:.0f} MB in the reading process, "
            f"{self.megabytes:.0f} MB more in the opening one",
            f"most processor time: {self.child_seconds:.2f} s in the reading process, "
            f"{self.seconds:.2f} s in the opening one, {self.both_seconds:.2f} s "
            "for one file in both",
            f"read by the real reading process as well, alike: {self.compared:,}",
            f"reached the opening process: {len(self.faults)}",
        ]
        return "\n".join(lines)


def main() -> int:
    """Run what the command line asks for."""
    options = _options()
    table = Table()
    with tempfile.TemporaryDirectory(prefix="h5_files") as place:
        folder = Path(place)
        os.environ["DIGITPAD_HOME"] = str(folder / "home")
        write_seeds(folder, by_keras_2=not options.own_seeds)
        mutations = Mutations(folder, options.seed, options.cuts)
        asked = list(_asked(mutations, options))
        table.asked = len(asked)

        def work(part: list[dict[str, Any]]) -> None:
            with _Opener(folder, mutations, options) as opener:
                for each in part:
                    _check(opener, each, options, table)

        parts = [
            asked[start :: options.processes] for start in range(options.processes)
        ]
        with ThreadPoolExecutor(len(parts)) as threads:
            for done in [threads.submit(work, part) for part in parts]:
                done.result()
    _say(str(table))
    return 1 if table.faults else 0


class _Opener:
    """The opening process, started anew whenever it has ended."""

    def __init__(
        self, folder: Path, mutations: Mutations, options: argparse.Namespace
    ) -> None:
        self.mutations = mutations
        self._arguments = [str(folder), str(options.seed), str(options.cuts)]
        self._process: subprocess.Popen[str] | None = None

    def __enter__(self) -> "_Opener":
        return self

    def __exit__(self, *_: object) -> None:
        if self._process is not None:
            self._process.communicate()

    def open(self, each: dict[str, Any]) -> dict[str, Any]:
        """What the process says of a file; a fault if it says nothing."""
        process = self._process or self._start()
        assert process.stdin is not None
        assert process.stdout is not None
        timer = threading.Timer(_HANGS_AFTER, process.kill)
        timer.start()
        process.stdin.write(json.dumps(each) + "\n")
        process.stdin.flush()
        line = process.stdout.readline()
        timer.cancel()
        if line:
            found: dict[str, Any] = json.loads(line)
            return found
        status = process.wait()
        self._process = None
        mutation = self.mutations.one(each["kind"], each["index"])
        return {
            "kind": FAULT,
            "told": f"the opening process ended with status {status}",
            "what": mutation.what,
            "where": mutation.where,
            "child": {},
            "seconds": 0.0,
            "megabytes": 0.0,
        }

    def _start(self) -> subprocess.Popen[str]:
        self._process = subprocess.Popen(
            [sys.executable, _WINDOW, *self._arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        return self._process


def _asked(
    mutations: Mutations, options: argparse.Namespace
) -> Iterator[dict[str, Any]]:
    """What is to be opened."""
    for index in range(mutations.cuts):
        yield {"kind": "cut", "index": index, "really": False}
    step = max(1, options.count // options.real) if options.real else 0
    for index in range(options.count):
        yield {"kind": "mutation", "index": index, "really": False}
        if step and index % step == 0:
            yield {"kind": "mutation", "index": index, "really": True}


def _check(
    opener: _Opener, each: dict[str, Any], options: argparse.Namespace, table: Table
) -> None:
    found = opener.open(each)
    wrong = _wrong_with(found)
    expected = opener.open(each | {"really": False}) if each["really"] else None
    if expected and not _are_alike(expected, found):
        wrong = f"the real reading process: {found}, its copy: {expected}"
    with table.lock:
        table.add(found, each["really"])
        if wrong:
            table.faults.append(f"{each['kind']} {each['index']}: {wrong}")
    if wrong:
        _say(f"fault: {each['kind']} {each['index']}, {found['what']}: {wrong}")
        _keep(opener.mutations.one(each["kind"], each["index"]).content, each, options)


def _are_alike(one: dict[str, Any], other: dict[str, Any]) -> bool:
    if any(_SLOW in each["told"] for each in (one, other)):
        return True  # which of its limits a process meets first is the machine's doing
    keys = ("kind", "told", "answers")
    return all(one.get(key) == other.get(key) for key in keys)


def _wrong_with(found: dict[str, Any]) -> str:
    """Why the file has done harm; empty if it has not."""
    child = found["child"]
    if found["kind"] == FAULT:
        return str(found["told"])
    if max(found["megabytes"], child.get("megabytes", 0)) > MOST_MEGABYTES:
        return f"{found['megabytes']:.0f} MB, in the reading process {child}"
    if found["seconds"] + child.get("seconds", 0) > MOST_SECONDS:
        return f"{found['seconds']:.1f} s, in the reading process {child}"
    return ""


def _keep(content: bytes, each: dict[str, Any], options: argparse.Namespace) -> None:
    if options.keep:
        options.keep.mkdir(parents=True, exist_ok=True)
        (options.keep / f"{each['kind']}_{each['index']}.h5").write_bytes(content)


def _end_of(child: dict[str, Any]) -> str:
    if not child:
        return "not started"
    if child["late"]:
        return "stopped after 20 s"
    status = child["status"]
    return {0: "read the file", 3: "refused it"}.get(
        status, f"ended by signal {-status}" if status < 0 else "out of memory"
    )


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    add = parser.add_argument
    add("count", nargs="?", type=int, default=20_000, help="mutations (20,000)")
    add("--seed", type=int, default=1, help="of the random numbers")
    add("--cuts", type=int, default=1, metavar="KB", help="a cut each so many kB (1)")
    add("--real", type=int, default=300, help="files for the real process, too (300)")
    add("--processes", type=int, default=2, help="that open files at once (2)")
    add("--own-seeds", action="store_true", help="no models by Keras 2 among the seeds")
    add("--keep", type=Path, metavar="FOLDER", help="where files go that do harm")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
