"""Trains beside reference programs of the notebook and of the walkthrough.

    python tests/bench/training_beside.py NOTEBOOK.py WALKTHROUGH.py [PART ...]

The references take the path of mnist.npz and print a JSON object a line: the first one
an epoch with "seconds" and "test_accuracy", the second one a fold with "seconds". The
parts are quick, notebook and walkthrough; without any all of them are measured, which
takes half an hour.
"""

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from measuring import Row, print_table
from trained import Run, lines_of, mean, seconds_of_folds, trained

_SEEDS = ("28", "29", "30")
_EPOCHS = ("1", "2", "3", "8")
_FOLDS = 2


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("notebook", type=Path)
    parser.add_argument("walkthrough", type=Path)
    parser.add_argument("part", nargs="*", default=["quick", "notebook", "walkthrough"])
    options = parser.parse_args()
    print_table(_rows(options.notebook, options.walkthrough, options.part))


def _rows(notebook: Path, walkthrough: Path, parts: list[str]) -> Iterator[Row]:
    if "quick" in parts or "notebook" in parts:
        theirs = list(lines_of(notebook))[-1]
        reached = f"{100 * theirs['test_accuracy']:.2f} % in {theirs['seconds']:.0f} s"
        yield Row("the notebook reference, 10 epochs", "", reached)
        for part, rows in (("quick", _quick), ("notebook", _notebook)):
            if part in parts:
                yield from rows(theirs["seconds"])
    if "walkthrough" in parts:
        yield from _walkthrough(walkthrough)


def _quick(theirs: float) -> Iterator[Row]:
    ours = [trained("--recipe", "quick", "--seed", seed) for seed in _SEEDS]
    yield Row("quick, mean of three seeds", "99.4 %", _accuracies(ours))
    share = statistics.median(run.seconds for run in ours) / theirs
    yield Row("its fit beside the reference's", "at most 1/5", f"1/{1 / share:.1f}")
    for epochs in _EPOCHS:
        run = trained("--recipe", "quick", "--epochs", epochs)
        found = f"{100 * run.accuracy:.2f} % in {run.seconds:.0f} s"
        yield Row(f"quick, --epochs {epochs}", "", found)


def _notebook(theirs: float) -> Iterator[Row]:
    ours = [trained("--recipe", "notebook", "--seed", seed) for seed in _SEEDS]
    yield Row("notebook, mean of three seeds", "unchanged", _accuracies(ours))
    share = statistics.median(run.seconds for run in ours) / theirs
    yield Row("its fit beside the reference's", "at most 1/2", f"{share:.2f}")
    memory = max(run.megabytes for run in ours)
    yield Row("peak memory of such a run", "at most 2 GB", f"{memory / 1000:.2f} GB")


def _walkthrough(reference: Path) -> Iterator[Row]:
    theirs = seconds_of_folds(reference, _FOLDS)
    yield Row("the walkthrough reference, a fold", "", f"{theirs:.0f} s")
    for workers, asked in ((1, "1/2"), (2, "1/3")):
        seconds, accuracy = _folds(workers)
        yield Row(
            f"walkthrough, ten folds, {workers} at once, beside ten of the reference",
            f"at most {asked}",
            f"{seconds / (10 * theirs):.2f} ({seconds:.0f} s, {accuracy})",
        )


def _folds(workers: int) -> tuple[float, str]:
    """Seconds and accuracy of ten folds on 42,000 images."""
    with tempfile.TemporaryDirectory() as folder:
        begun = time.perf_counter()
        subprocess.run(
            [
                *(sys.executable, "-m", "training", "cv", "--recipe", "walkthrough"),
                *("--folds", "10", "--limit", "42000", "--workers", str(workers)),
                *("--out", folder),
            ],
            check=True,
            capture_output=True,
        )
        seconds = time.perf_counter() - begun
        found = json.loads(Path(folder, "crossval.json").read_text())
    accuracy, deviation = found["mean_accuracy"], found["standard_deviation"]
    return seconds, f"{100 * accuracy:.2f} ± {100 * deviation:.2f} %"


def _accuracies(runs: list[Run]) -> str:
    accuracies = [100 * run.accuracy for run in runs]
    each = ", ".join(f"{accuracy:.2f}" for accuracy in accuracies)
    seconds = statistics.median(run.seconds for run in runs)
    return f"{mean(accuracies):.2f} % ({each}) in {seconds:.0f} s"


if __name__ == "__main__":
    main()
