"""Gives every reader of files damaged ones: the documented error or a sound value.

Each reader works in a forked process that may grow by 1 GiB. An input is at fault if
anything but a `DigitpadError` of one printable line comes out, if what is read is not
sound, if it takes over 5 s of processor time or 500 MB, prints, or ends the process.

Usage: python tests/fuzz/readers.py [--reader NAME ...] [--count 100000] [--seed 1]
    [--keep FOLDER]
"""

import argparse
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[1]))

from fuzz.reader_own_targets import OWN_TARGETS
from fuzz.reader_targets import TARGETS, Target
from fuzz.reader_worker import Outcome, lines_of, run

ALL: Sequence[Target] = (*TARGETS, *OWN_TARGETS)


def main() -> int:
    """Run what is asked for.

    Returns:
        1 if some input is at fault.
    """
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    names = [target.name for target in ALL]
    parser.add_argument("--reader", nargs="+", choices=names, default=names)
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="a folder for inputs at fault")
    options = parser.parse_args()
    begun, outcomes = time.monotonic(), []

    def ran() -> Iterator[Outcome]:
        for target in ALL:
            if target.name in options.reader:
                outcome = run(target, options.count, options.seed, options.keep)
                outcomes.append(outcome)
                yield outcome

    for line in lines_of(ran()):
        print(line, flush=True)
    print(f"{time.monotonic() - begun:.0f} s")
    for outcome in outcomes:
        for number, what in outcome.faults:
            print(f"{outcome.name} {number}: {what}")
    return int(any(outcome.faults for outcome in outcomes))


if __name__ == "__main__":
    sys.exit(main())
