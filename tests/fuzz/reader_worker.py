"""Runs a reader over many inputs in a forked process with limits, and watches it."""

import ctypes
import logging
import mmap
import os
import resource
import shutil
import signal
import sys
import tempfile
import time
import traceback
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Final

from fuzz.reader_targets import Target, check_sentence

from digitpad.errors import DigitpadError

MEMORY: Final = 500 * 2**20  # bytes that one input may take
_ROOM: Final = 2**30  # by so much the process may grow before the system refuses
SECONDS: Final = 5.0  # that one input may take
_POLL: Final = 0.05
_SLOWER_MACHINE: Final = 4  # times as long before the process is killed
_MB: Final = 2**20


class _Shared(ctypes.Structure):
    """What worker and watchdog both see."""

    _fields_ = (
        ("next", ctypes.c_int64),  # the input that is read now
        ("began", ctypes.c_double),
        ("read", ctypes.c_int64),
        ("refused", ctypes.c_int64),
        ("slowest", ctypes.c_double),
        ("peak", ctypes.c_int64),
        ("faults", ctypes.c_int64),
    )


@dataclass
class Outcome:
    """What came of the inputs of one reader.

    Attributes:
        name: The reader.
        inputs: How many there were.
        read: Something sound came out.
        refused: The documented error came out.
        faults: Number of the input and what went wrong, for anything else.
        slowest: Seconds of the slowest input.
        peak: Bytes by which the process grew at most for one of them.
        seconds: That all of it took.
    """

    name: str
    inputs: int
    read: int = 0
    refused: int = 0
    faults: list[tuple[int, str]] = field(default_factory=list)
    slowest: float = 0.0
    peak: int = 0
    seconds: float = 0.0


def input_of(target: Target, sound: Sequence[bytes], seed: int, number: int) -> bytes:
    """The input of a number: the same whenever it is made."""
    rng = Random(f"{seed} {target.name} {number}")
    return target.damage(rng, rng.choice(sound), sound)


def run(
    target: Target,
    count: int,
    seed: int,
    keep: Path | None = None,
    most_faults: int = 50,
) -> Outcome:
    """Give a reader damaged files.

    Args:
        target: The reader.
        count: How many.
        seed: Of the damage.
        keep: Where inputs are kept that are at fault.
        most_faults: After so many it ends.
    """
    begun = time.monotonic()
    sound = target.seeds()
    memory = mmap.mmap(-1, ctypes.sizeof(_Shared))
    shared = _Shared.from_buffer(memory)
    outcome = Outcome(target.name, count)
    place = "/dev/shm" if os.path.isdir("/dev/shm") else None  # noqa: PTH112
    with tempfile.TemporaryDirectory(dir=place) as folder:
        told = Path(folder, "faults")
        told.touch()
        while shared.next < count and shared.faults < most_faults:
            ending = _worker_ended(target, sound, seed, count, shared, Path(folder))
            if ending:
                outcome.faults.append((shared.next, ending))
                shared.faults += 1
                shared.next += 1
        for line in told.read_text("utf-8", "backslashreplace").split("\x1e")[:-1]:
            number, _, what = line.partition("\x1f")
            outcome.faults.append((int(number), what))
    outcome.inputs = shared.next
    outcome.read, outcome.refused = shared.read, shared.refused
    outcome.slowest, outcome.peak = shared.slowest, shared.peak
    outcome.faults.sort()
    outcome.seconds = time.monotonic() - begun
    if keep is not None:
        _keep(target, sound, seed, outcome, keep)
    return outcome


def _worker_ended(
    target: Target, sound: Sequence[bytes], seed: int, count: int, shared: _Shared,
    folder: Path,
) -> str:  # fmt: skip
    """Fork, and wait for the end; why it came too early, or nothing."""
    sys.stdout.flush()
    shared.began = time.monotonic()
    worker = os.fork()
    if worker == 0:
        status = 1
        try:
            _work(target, sound, seed, count, shared, folder)
            status = 0
        except BaseException:  # the fork must not go on as its parent
            (folder / "broken").write_text(traceback.format_exc())
        finally:
            os._exit(status)
    while True:
        ended, status = os.waitpid(worker, os.WNOHANG)
        if ended:
            if status and (folder / "broken").exists():
                raise RuntimeError((folder / "broken").read_text())
            return f"ended the process: {status}" if status else ""
        if time.monotonic() - shared.began > _SLOWER_MACHINE * SECONDS:
            os.kill(worker, signal.SIGKILL)
            os.waitpid(worker, 0)
            return f"took over {_SLOWER_MACHINE * SECONDS:.0f} s"
        time.sleep(_POLL)


def _work(
    target: Target, sound: Sequence[bytes], seed: int, count: int, shared: _Shared,
    folder: Path,
) -> None:  # fmt: skip
    warnings.simplefilter("error")
    # What goes to the log is no word on the terminal.
    logging.getLogger().addHandler(logging.NullHandler())
    place = folder / "files"
    shutil.rmtree(place, ignore_errors=True)
    path = place / target.file
    path.parent.mkdir(parents=True)
    printed = os.open(folder / "printed", os.O_CREAT | os.O_RDWR | os.O_APPEND)
    os.dup2(printed, 2)
    base = path.parent if target.file.count("/") == 0 else place
    target.start(path.parent if target.file.startswith("folds/") else base)
    _limit()
    words = os.fstat(2).st_size
    with (folder / "faults").open(
        "a", encoding="utf-8", errors="backslashreplace"
    ) as told:
        while shared.next < count:
            content = input_of(target, sound, seed, shared.next)
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(content)
            before, grown = time.thread_time(), _peak()
            shared.began = time.monotonic()
            fault = _fault(target, path, shared)
            seconds = time.thread_time() - before
            shared.slowest = max(shared.slowest, seconds)
            more = _peak() - grown
            shared.peak = max(shared.peak, more)
            if not fault and seconds > SECONDS:
                fault = f"took {seconds:.1f} s"
            if not fault and more > MEMORY:
                fault = f"took {more / _MB:.0f} MB"
            if not fault and os.fstat(2).st_size > words:
                fault = "printed " + repr(os.pread(2, 300, words))
            words = os.fstat(2).st_size
            if fault:
                told.write(f"{shared.next}\x1f{fault}\x1e")
                told.flush()
                shared.faults += 1
            shared.next += 1
            if shared.faults >= 50:
                return


def _fault(target: Target, path: Path, shared: _Shared) -> str:
    """What is wrong with what came out; empty if nothing is."""
    try:
        if target.call(path):
            shared.read += 1
        else:
            shared.refused += 1
    except DigitpadError as error:
        try:
            check_sentence(error)
        except AssertionError as wrong:
            return str(wrong)
        shared.refused += 1
    except target.errors:
        shared.refused += 1
    except (Exception, RecursionError) as error:
        where = traceback.extract_tb(error.__traceback__)[-4:]
        places = " < ".join(f"{Path(s.filename).name}:{s.lineno}" for s in where[::-1])
        return f"{type(error).__name__}: {str(error)[:300]} ({places})"
    return ""


def _limit() -> None:
    with Path("/proc/self/statm").open() as file:
        pages = int(file.read().split()[0])
    most = pages * resource.getpagesize() + _ROOM
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def _keep(
    target: Target, sound: Sequence[bytes], seed: int, outcome: Outcome, keep: Path
) -> None:
    keep.mkdir(parents=True, exist_ok=True)
    for number, what in outcome.faults:
        stem = f"{target.name.replace(' ', '-')}-{number}"
        content = input_of(target, sound, seed, number)
        (keep / f"{stem}-{Path(target.file).name}").write_bytes(content)
        (keep / f"{stem}.txt").write_text(what + "\n", errors="backslashreplace")


def lines_of(outcomes: Iterator[Outcome]) -> Iterator[str]:
    """The closing table, line by line as the readers are done."""
    yield (
        f"{'reader':14}{'inputs':>9}{'read':>9}{'refused':>9}{'faults':>8}"
        f"{'slowest ms':>12}{'peak MB':>9}{'s':>6}"
    )
    for outcome in outcomes:
        yield (
            f"{outcome.name:14}{outcome.inputs:9,}{outcome.read:9,}"
            f"{outcome.refused:9,}{len(outcome.faults):8}"
            f"{outcome.slowest * 1000:12.0f}{outcome.peak / _MB:9.0f}"
            f"{outcome.seconds:6.0f}"
        )
